package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Place;

/**
 * The words that a program is started with: whether it, or one that it starts with them, is a shell
 * that reads one of them as a command.
 */
public final class CommandWords {
  /**
   * A word of a command.
   *
   * @param value that holds it, in the body of the call
   * @param part which part of the value it is; empty for all of it
   * @param text the word, where it is known
   */
  public record Word(Ref value, List<Place.Selector> part, Optional<String> text) {}

  /** Words behind which nothing is an option: that of POSIX, and git's own (gitcli). */
  private static final Set<String> ENDING = Set.of("--", "--end-of-options");

  /** Why an argument is no option. */
  static final String BEHIND_DASHES = "it stands behind \"--\"";

  private static final Set<String> SHELLS =
      Set.of(
          "sh",
          "bash",
          "zsh",
          "dash",
          "ash",
          "ksh",
          "fish",
          "csh",
          "tcsh",
          "cmd",
          "powershell",
          "pwsh");

  /** Programs that log in as somebody and hand what stands behind an option to a shell. */
  private static final Set<String> LOGINS = Set.of("su", "runuser");

  /** Programs that start what their last arguments name. */
  private static final Set<String> STARTING =
      Set.of(
          "sudo",
          "doas",
          "env",
          "nohup",
          "nice",
          "ionice",
          "timeout",
          "time",
          "setsid",
          "stdbuf",
          "chroot",
          "unshare",
          "nsenter",
          "xargs",
          "busybox",
          "gosu",
          "su-exec",
          "systemd-run",
          "firejail",
          "bwrap",
          "flatpak-spawn",
          "sshpass",
          "docker",
          "podman",
          "kubectl",
          "oc",
          "lxc",
          "lxc-attach",
          "vagrant",
          "wsl");

  /** Options of {@code ssh} that take a value of their own (ssh(1)). */
  private static final String SSH_VALUES = "BbcDEeFIiJLlmOopQRSWw";

  private final List<Word> words;

  private CommandWords(List<Word> words) {
    this.words = words;
  }

  /** Returns the words that a shell reads; none where no shell is known to. */
  static List<Word> readByShell(List<Word> words) {
    return new CommandWords(words).from(0);
  }

  /** Whether a text begins as a command of a shell that runs the rest. */
  static boolean isShell(String begin) {
    return begin.stripLeading().matches("(?s)(\\S*/)?(sh|bash|dash|ash|zsh|ksh)\\s+-[a-z]*c\\s.*");
  }

  private List<Word> from(int at) {
    String program = program(at);
    if (SHELLS.contains(program)) {
      return behindOption(at, true);
    }
    if (LOGINS.contains(program)) {
      return behindOption(at, false);
    }
    if (program.equals("ssh")) {
      return ofRemote(at);
    }
    if (STARTING.contains(program)) {
      for (int k = at + 1; k < words.size(); k++) {
        if (isReading(program(k))) {
          return from(k);
        }
      }
    }
    return List.of();
  }

  private static boolean isReading(String program) {
    return SHELLS.contains(program) || LOGINS.contains(program) || program.equals("ssh");
  }

  /** The name of the program that a word calls; empty where it is not known. */
  private String program(int at) {
    String word = text(at);
    String name = word.substring(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1);
    return name.endsWith(".exe") ? name.substring(0, name.length() - ".exe".length()) : name;
  }

  private String text(int at) {
    return at < words.size() ? words.get(at).text().orElse("") : "";
  }

  /** The word behind {@code -c}; a shell takes other words but options for a script. */
  private List<Word> behindOption(int shell, boolean endsAtWord) {
    for (int k = shell + 1; k + 1 < words.size(); k++) {
      String word = text(k);
      if (word.matches("-[a-z]*c|--command|/[cCkK]|-[Cc]ommand")) {
        return List.of(words.get(k + 1));
      }
      if (word.matches("[-+][a-z]*o")) {
        k++; // the name of a setting
      } else if (endsAtWord && !word.matches("[-+].*|/[a-zA-Z]")) {
        return List.of();
      }
    }
    return List.of();
  }

  /** What stands behind the host is put together for the shell there. */
  private List<Word> ofRemote(int ssh) {
    int at = ssh + 1;
    while (text(at).startsWith("-")) {
      boolean hasValue = text(at).length() == 2 && SSH_VALUES.indexOf(text(at).charAt(1)) >= 0;
      at += hasValue ? 2 : 1;
    }
    List<Word> read = new ArrayList<>();
    for (int k = at + 1; k < words.size(); k++) {
      if (words.get(k).text().isEmpty()) {
        read.add(words.get(k));
      }
    }
    return read;
  }

  /**
   * Whether programs take nothing behind a word for an option (POSIX, Utility Syntax Guideline 10).
   */
  public static boolean endsOptions(AbstractValue word) {
    return word.constantText().filter(ENDING::contains).isPresent();
  }
}
