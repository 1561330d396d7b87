package org.assize.knowledge;

import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assize.facts.Branch;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Origin;
import org.assize.facts.Slot;
import org.assize.facts.Subject;
import org.assize.facts.ValueRole;

/** Reads the label of a fact, whose form depends on the kind. */
final class LabelReader {
  private static final Pattern WEAKNESS = Pattern.compile("[a-z][a-z0-9]*(-[a-z0-9]+)*");
  private static final Pattern TYPE = Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*");

  private final Tree.Scalar label;
  private final Fields fields;

  private LabelReader(Tree.Scalar label, Fields fields) {
    this.label = label;
    this.fields = fields;
  }

  /** Returns what makes a fact of a subject, nothing where the label is wrong. */
  static Optional<Function<Subject, Fact>> read(Fact.Kind kind, Tree.Scalar label, Fields fields) {
    LabelReader reader = new LabelReader(label, fields);
    return switch (kind) {
      case SOURCE -> reader.origin().map(origin -> s -> new Fact.Source(s, origin));
      case HANDLER -> reader.control().map(control -> s -> new Fact.Handler(s, control));
      case ENTRY -> reader.control().map(control -> s -> new Fact.Entry(s, control));
      case SINK -> reader.weakness(label.text()).map(id -> s -> new Fact.Sink(s, id));
      case SANITISER -> reader.weaknessOrAny().map(id -> s -> new Fact.Sanitizer(s, id));
      case GUARD -> reader.guard();
      case PROPAGATION -> reader.slot().map(to -> s -> new Fact.Propagation(s, to));
      case TYPE -> reader.type().map(type -> s -> new Fact.Type(s, type));
      case SETTING -> reader.weakness(label.text()).map(id -> s -> new Fact.Setting(s, id));
      case TEMPLATE -> reader.rendering();
      case TEMPLATE_FILTER -> reader.decorated().map(l -> Fact.Filter::new);
      case ROLE -> reader.role().map(role -> s -> new Fact.RoleEvidence(s, role));
    };
  }

  private Optional<Origin> origin() {
    Origin[] words =
        Stream.concat(Stream.of(Control.values()), Stream.of(ValueRole.values()))
            .toArray(Origin[]::new);
    return fields.word(label, label.text(), words, Origin::id);
  }

  private Optional<Control> control() {
    return fields.word(label, label.text(), Control.values(), Control::id);
  }

  private Optional<CodeRole> role() {
    return fields.word(label, label.text(), CodeRole.values(), CodeRole::id);
  }

  private Optional<String> weaknessOrAny() {
    return label.text().equals("*") ? Optional.of("*") : weakness(label.text());
  }

  private Optional<String> weakness(String id) {
    return matching(WEAKNESS, id, "is no id of a weakness: write it like sql-injection");
  }

  private Optional<String> type() {
    return matching(TYPE, label.text(), "is no dotted name of a class");
  }

  private Optional<String> matching(Pattern pattern, String text, String message) {
    if (pattern.matcher(text).matches()) {
      return Optional.of(text);
    }
    fields.problem(label, "'" + text + "' " + message);
    return Optional.empty();
  }

  private Optional<Slot> slot() {
    Optional<Slot> slot = Slot.parse(label.text());
    if (slot.isEmpty()) {
      fields.problem(label, "'" + label.text() + "' is no slot: write return, self, 0 or 0|name");
    }
    return slot;
  }

  private Optional<String> decorated() {
    return matching(Pattern.compile(Fact.Filter.DECORATED), label.text(), "is not 'decorated'");
  }

  private Optional<Function<Subject, Fact>> rendering() {
    if (label.text().equals(Fact.Rendering.KEYWORDS)) {
      return Optional.of(s -> new Fact.Rendering(s, Optional.empty()));
    }
    return slot().map(context -> s -> new Fact.Rendering(s, Optional.of(context)));
  }

  /** Reads {@code path-traversal}, {@code path-traversal if-false} or {@code ... if-returns}. */
  private Optional<Function<Subject, Fact>> guard() {
    String[] words = label.text().split(" +", 2);
    Optional<String> id = words[0].equals("*") ? Optional.of("*") : weakness(words[0]);
    Optional<Branch> branch =
        words.length == 1
            ? Optional.of(Branch.IF_TRUE)
            : fields.word(label, words[1], Branch.values(), Branch::id);
    return id.flatMap(weakness -> branch.map(b -> s -> new Fact.Guard(s, weakness, b)));
  }
}
