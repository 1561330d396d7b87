package org.assize.knowledge;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.assize.facts.Condition;
import org.assize.facts.ConditionException;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Subject;
import org.assize.facts.Versions;

/**
 * Reads one file of {@code libraries}: {@code library}, {@code versions}, {@code aliases}, {@code
 * distributions} and {@code facts}. Where a fact gives several names, slots or labels, it stands
 * for every combination.
 */
final class LibraryReader {
  private static final Pattern NAME =
      Pattern.compile("[A-Za-z_]\\w*(\\.[A-Za-z_]\\w*)*(\\.([a-z]\\w*_)?\\*)?");

  private final String file;
  private final List<KnowledgeProblem> problems;
  private final List<Fact> facts = new ArrayList<>();
  private final Map<String, String> aliases = new LinkedHashMap<>();
  private final Map<String, String> distributions = new LinkedHashMap<>();

  private LibraryReader(String file, List<KnowledgeProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** What one file says. */
  record Library(
      List<Fact> facts, Map<String, String> aliases, Map<String, String> distributions) {}

  static Library read(String file, Tree tree, List<KnowledgeProblem> problems) {
    LibraryReader reader = new LibraryReader(file, problems);
    Fields.of(file, tree, problems).ifPresent(reader::library);
    return new Library(reader.facts, reader.aliases, reader.distributions);
  }

  private void library(Fields fields) {
    String library = fields.text("library");
    Versions versions = versions(fields);
    fields.tree("aliases").ifPresent(tree -> names(fields, tree, aliases));
    fields.tree("distributions").ifPresent(tree -> names(fields, tree, distributions));
    Optional<Tree> list = fields.required("facts");
    fields.close();
    if (list.isPresent() && list.get() instanceof Tree.Items items) {
      for (Tree item : items.items()) {
        Fields.of(file, item, problems).ifPresent(fact -> fact(library, versions, fact));
      }
    } else {
      list.ifPresent(other -> fields.problem(other, "expected a list, found " + other.what()));
    }
  }

  private void names(Fields fields, Tree tree, Map<String, String> into) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      fields.problem(tree, "expected a mapping, found " + tree.what());
      return;
    }
    for (Tree.Entry entry : mapping.entries()) {
      if (entry.value() instanceof Tree.Scalar target
          && isName(fields, entry.key())
          && (into == distributions || isName(fields, target))) {
        into.put(entry.key().text(), target.text());
      }
    }
  }

  private Versions versions(Fields fields) {
    List<Tree.Scalar> given = fields.scalars("versions");
    if (given.isEmpty()) {
      return Versions.ALL;
    }
    Optional<Versions> versions = Versions.parse(given.getFirst().text());
    if (versions.isEmpty()) {
      fields.problem(given.getFirst(), "expected bounds such as '>=3.8,<3.13'");
    }
    return versions.orElse(Versions.ALL);
  }

  private void fact(String library, Versions inherited, Fields fields) {
    Fact.Kind kind = fields.word("kind", Fact.Kind.values(), Fact.Kind::id, Fact.Kind.SOURCE);
    List<Tree.Scalar> valid =
        fields.requiredScalars("name").stream().filter(name -> isName(fields, name)).toList();
    List<Slot> slots = slots(fields, kind);
    List<Tree.Scalar> labels = fields.requiredScalars("label");
    Condition when = when(fields);
    String note = fields.textOrEmpty("note");
    Versions versions = fields.has("versions") ? versions(fields) : inherited;
    fields.close();
    for (Tree.Scalar label : labels) {
      Optional<Function<Subject, Fact>> maker = LabelReader.read(kind, label, fields);
      if (maker.isPresent()) {
        for (Tree.Scalar name : valid) {
          for (Slot slot : slots) {
            Subject subject = new Subject(library, name.text(), slot, when, versions, note);
            facts.add(maker.get().apply(subject));
          }
        }
      }
    }
  }

  private List<Slot> slots(Fields fields, Fact.Kind kind) {
    List<Tree.Scalar> given = fields.scalars("slot");
    if (given.isEmpty() && !fields.has("slot")) {
      return List.of(usualSlot(kind));
    }
    List<Slot> slots = new ArrayList<>();
    for (Tree.Scalar scalar : given) {
      Optional<Slot> slot = Slot.parse(scalar.text());
      if (slot.isEmpty()) {
        fields.problem(
            scalar,
            "'"
                + scalar.text()
                + "' is no slot: write 0, 0|name, name=, 1+, self, return, *, value, name, import,"
                + " base or decorated");
      }
      slot.ifPresent(slots::add);
    }
    return slots;
  }

  /** The slot of facts that give none. */
  private static Slot usualSlot(Fact.Kind kind) {
    return switch (kind) {
      case SOURCE, SANITISER, TYPE -> Slot.Fixed.RETURN;
      case SINK, ENTRY, GUARD, PROPAGATION -> Slot.Fixed.ANY;
      case HANDLER, TEMPLATE_FILTER -> Slot.Fixed.DECORATED;
      case TEMPLATE -> new Slot.Argument(0, "");
      case SETTING -> Slot.Fixed.NAME;
      case ROLE -> Slot.Fixed.IMPORT;
    };
  }

  private Condition when(Fields fields) {
    List<Tree.Scalar> given = fields.scalars("when");
    if (given.isEmpty()) {
      return Condition.ALWAYS;
    }
    Tree.Scalar scalar = given.getFirst();
    try {
      return Condition.parse(scalar.text());
    } catch (ConditionException e) {
      int quote = scalar.quoted() ? 1 : 0;
      problems.add(
          new KnowledgeProblem(
              file,
              scalar.line(),
              scalar.column() + quote + e.column() - 1,
              String.valueOf(e.getMessage())));
      return Condition.ALWAYS;
    }
  }

  private boolean isName(Fields fields, Tree.Scalar scalar) {
    if (NAME.matcher(scalar.text()).matches()) {
      return true;
    }
    fields.problem(scalar, "'" + scalar.text() + "' is no dotted name");
    return false;
  }
}
