package org.assize.taint.trace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which words of a command are values of the option before them: a program takes such a word as it
 * is, whatever it begins with (POSIX, Utility Syntax Guidelines 6 and 7).
 */
public final class OptionValues {
  /** What a word is. */
  public enum Kind {
    /** The value of an option, or a parameter of a script. */
    VALUE,
    /** Perhaps one: of the program nothing is known. */
    PERHAPS,
    /** A word that may be an option itself. */
    WORD
  }

  /** Options of well-known programs that take a value which is only data. */
  private static final Map<String, Set<String>> TAKING =
      Map.ofEntries(
          Map.entry("grep", Set.of("-e", "-f", "-m", "-A", "-B", "-C", "--regexp", "--include")),
          Map.entry("egrep", Set.of("-e", "-f", "-m")),
          Map.entry("rg", Set.of("-e", "-g", "-m", "-t", "--glob")),
          Map.entry("git", Set.of("-e", "-m", "-C", "-b", "--message", "--author", "--grep")),
          Map.entry("dig", Set.of("-q", "-t", "-p", "-b")),
          Map.entry("ping", Set.of("-c", "-W", "-w", "-i", "-s", "-t")),
          Map.entry("curl", Set.of("-d", "-H", "-u", "-X", "-A", "-e", "-F", "--data", "--header")),
          Map.entry(
              "tar",
              Set.of(
                  "-f",
                  "-cf",
                  "-czf",
                  "-cjf",
                  "-cJf",
                  "-xf",
                  "-xzf",
                  "-tf",
                  "-C",
                  "--file",
                  "--directory")),
          Map.entry(
              "ffmpeg",
              Set.of(
                  "-i",
                  "-ss",
                  "-t",
                  "-to",
                  "-metadata",
                  "-c",
                  "-c:a",
                  "-c:v",
                  "-codec",
                  "-acodec",
                  "-vcodec",
                  "-preset",
                  "-tune",
                  "-crf",
                  "-r",
                  "-s",
                  "-ar",
                  "-ac",
                  "-b:a",
                  "-b:v",
                  "-pix_fmt",
                  "-profile:v")),
          Map.entry("ffprobe", Set.of("-i")),
          Map.entry("openssl", Set.of("-in", "-out", "-subj")),
          Map.entry("pandoc", Set.of("-o", "-f", "-t", "--metadata", "-M")),
          Map.entry("gpg", Set.of("-r", "-u", "-o", "--recipient", "--output")),
          Map.entry("useradd", Set.of("-c", "-d", "-g", "-G", "-s", "-u")),
          Map.entry("usermod", Set.of("-c", "-d", "-g", "-G", "-l", "-s", "-u")),
          Map.entry("logger", Set.of("-t", "-p", "-f")),
          Map.entry("docker", Set.of("--name", "-e", "--env", "-w", "-u")),
          Map.entry("kubectl", Set.of("-n", "--namespace", "-l", "--selector")),
          Map.entry("psql", Set.of("-d", "-U", "-h", "-p")),
          Map.entry("convert", Set.of("-resize", "-quality", "-density", "-rotate")));

  private static final Set<String> SHELLS = Set.of("sh", "bash", "dash", "ash", "zsh", "ksh");

  /** Long options that stand for themselves in most programs. */
  private static final Set<String> PLAIN =
      Set.of(
          "--all",
          "--force",
          "--help",
          "--json",
          "--no-pager",
          "--oneline",
          "--porcelain",
          "--quiet",
          "--recursive",
          "--short",
          "--stat",
          "--verbose",
          "--version",
          "--yes");

  private OptionValues() {}

  /**
   * Returns what a word is.
   *
   * @param words of the command, the program first, as far as they are known
   */
  public static Kind of(List<Optional<String>> words, int index) {
    String program = index < 1 ? "" : name(words.getFirst().orElse(""));
    String before = index < 1 ? "" : words.get(index - 1).orElse("");
    if (SHELLS.contains(program)) {
      int option = words.subList(0, index).indexOf(Optional.of("-c"));
      return option > 0 && index > option + 1 ? Kind.VALUE : Kind.WORD;
    }
    Set<String> taking = TAKING.get(program);
    if (taking != null) {
      return taking.contains(before) ? Kind.VALUE : Kind.WORD;
    }
    boolean isLong = index > 1 && before.matches("--[a-z][a-z-]+") && !PLAIN.contains(before);
    return isLong ? Kind.PERHAPS : Kind.WORD;
  }

  private static String name(String program) {
    return program.substring(program.lastIndexOf('/') + 1);
  }
}
