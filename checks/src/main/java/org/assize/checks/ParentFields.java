package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assize.syntax.CompareOperator;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;

/**
 * The fields by which parts of a thing are selected: versions of a note, messages of a ticket.
 * Whoever takes the parts by the number of the whole takes something of the whole.
 */
final class ParentFields {
  /**
   * A field that names another thing.
   *
   * @param parent what it names, in the form of {@link #kind}
   * @param value what selects it
   */
  record Field(String parent, Node value) {}

  private static final Pattern BEFORE = Pattern.compile("(\\w+)\\s*=\\s*'?$");
  private static final Pattern NUMBER = Pattern.compile("(?:__?(?:id|pk)|Id|ID)$");
  private static final Set<String> OWN = Set.of("id", "pk", "_id", "uuid", "key", "name");

  private ParentFields() {}

  /** Returns the fields by which a call selects. */
  static List<Field> of(Expr.Call call, StoreCalls.Reach reach) {
    List<Field> found = new ArrayList<>();
    if (StoreCalls.isQuery(call)) {
      sql(call, found);
    } else {
      keywords(call, found);
      reach.criteria().forEach(c -> Nodes.forEach(c, node -> compared(node, found)));
    }
    return found;
  }

  /** A kind of thing by whatever it is called: {@code notes}, {@code Note} and {@code note}. */
  static String kind(String name) {
    String plain = name.replace("_", "").toLowerCase(Locale.ROOT);
    if (plain.endsWith("ies")) {
      return plain.substring(0, plain.length() - 3) + "y";
    }
    return plain.endsWith("s") && !plain.endsWith("ss")
        ? plain.substring(0, plain.length() - 1)
        : plain;
  }

  private static void sql(Expr.Call call, List<Field> found) {
    String text = StoreCalls.text(call.args().getFirst());
    List<Node> given = StoreCalls.given(call);
    int where = text.toUpperCase(Locale.ROOT).indexOf(" WHERE ");
    Matcher places = StoreCalls.PLACES.matcher(text);
    for (int i = 0; places.find(); i++) {
      int at =
          places.group().startsWith("$") ? Integer.parseInt(places.group().substring(1)) - 1 : i;
      Matcher before = BEFORE.matcher(text.substring(0, places.start()));
      if (where >= 0 && places.start() > where && at < given.size() && before.find()) {
        add(before.group(1), given.get(at), found);
      }
    }
  }

  /** {@code filter_by(note_id=key)}, in any call of a chain that selects. */
  private static void keywords(Expr.Call call, List<Field> found) {
    Expr at = call;
    while (at instanceof Expr.Call || at instanceof Expr.Attribute) {
      if (at instanceof Expr.Call c) {
        String name = NameTerms.last(c);
        if (!StoreCalls.SHAPING.contains(name) && !name.equals("update")) {
          c.keywords().stream()
              .filter(k -> k.name() != null)
              .forEach(k -> add(String.valueOf(k.name()), k.value(), found));
        }
        at = c.function();
      } else {
        at = ((Expr.Attribute) at).value();
      }
    }
  }

  /** {@code Reply.thread_id == key}, {@code {"patient": key}}. */
  private static void compared(Node node, List<Field> found) {
    if (node instanceof Expr.Compare c
        && c.ops().getFirst() == CompareOperator.EQ
        && c.left() instanceof Expr.Attribute a) {
      add(a.attribute(), c.comparators().getFirst(), found);
    } else if (node instanceof Expr.Dict d) {
      for (int i = 0; i < d.keys().size(); i++) {
        if (d.keys().get(i) instanceof Expr.Str s) {
          add(s.value(), d.values().get(i), found);
        }
      }
    }
  }

  private static void add(String field, Node value, List<Field> found) {
    String name = NUMBER.matcher(field).replaceFirst("");
    if (!OWN.contains(field) && !name.isEmpty()) {
      found.add(new Field(kind(name), value));
    }
  }
}
