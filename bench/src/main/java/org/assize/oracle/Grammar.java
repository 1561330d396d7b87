package org.assize.oracle;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes random programs by the rules of {@code grammar.txt}, which describes its own form. */
final class Grammar {
  private final Map<String, Rule> rules;

  /** The names of rules, the controls, and any other character. */
  private final Pattern piece;

  private Grammar(Map<String, Rule> rules) {
    this.rules = rules;
    String names =
        rules.keySet().stream()
            .sorted(Comparator.comparingInt((String name) -> name.length()).reversed())
            .collect(Collectors.joining("|"));
    this.piece = Pattern.compile(names + "|\\\\[n<>]|.");
  }

  /** The alternatives of a rule; the first few end. */
  private record Rule(List<String> alternatives, int ending) {}

  static Grammar read() throws IOException {
    try (InputStream in = Grammar.class.getResourceAsStream("grammar.txt")) {
      byte[] bytes = Objects.requireNonNull(in, "grammar.txt").readAllBytes();
      return new Grammar(rules(new String(bytes, StandardCharsets.UTF_8)));
    }
  }

  private static Map<String, Rule> rules(String text) {
    Map<String, Rule> rules = new HashMap<>();
    for (String block : text.split("\n\n+", -1)) {
      String[] parts = block.split(" =\n", 2);
      if (parts.length < 2) {
        continue;
      }
      String body = parts[1].stripTrailing();
      int cut = parts[0].equals("BINARY") ? -1 : body.indexOf("\n-\n");
      List<String> ending = List.of((cut < 0 ? body : body.substring(0, cut)).split("\n", -1));
      List<String> all = new ArrayList<>(ending);
      if (cut >= 0) {
        all.addAll(List.of(body.substring(cut + 3).split("\n", -1)));
      }
      rules.put(parts[0], new Rule(List.copyOf(all), ending.size()));
    }
    return rules;
  }

  /** Writes one program; about {@code depth} rules lie within each other. */
  String program(Random random, int depth) {
    StringBuilder out = new StringBuilder();
    new Writer(random, out).expand("FILE", depth);
    return out.toString();
  }

  private final class Writer {
    private final Random random;
    private final StringBuilder out;
    private int level;

    Writer(Random random, StringBuilder out) {
      this.random = random;
      this.out = out;
    }

    void expand(String name, int depth) {
      Rule rule = Objects.requireNonNull(rules.get(name), name);
      int choices = depth > 0 ? rule.alternatives().size() : rule.ending();
      Matcher pieces = piece.matcher(rule.alternatives().get(random.nextInt(choices)));
      while (pieces.find()) {
        String found = pieces.group();
        if (rules.containsKey(found)) {
          expand(found, depth - 1);
        } else {
          write(found);
        }
      }
    }

    private void write(String text) {
      switch (text) {
        case "\\n" -> out.append('\n');
        case "\\>" -> level++;
        case "\\<" -> level--;
        default -> {
          if (out.isEmpty() || out.charAt(out.length() - 1) == '\n') {
            out.append("  ".repeat(level));
          }
          out.append(text);
        }
      }
    }
  }
}
