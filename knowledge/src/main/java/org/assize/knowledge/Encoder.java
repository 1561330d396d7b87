package org.assize.knowledge;

import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Slot;
import org.assize.facts.Subject;
import org.assize.facts.Versions;

/** Writes the parts of the compiled form; {@link Decoder} reads them back. */
final class Encoder {
  private final DataOutputStream out;
  private final StringTable.Builder strings;

  Encoder(DataOutputStream out, StringTable.Builder strings) {
    this.out = out;
    this.strings = strings;
  }

  void count(int count) throws IOException {
    int rest = count;
    while (rest > 127) {
      out.writeByte((rest & 127) | 128);
      rest >>>= 7;
    }
    out.writeByte(rest);
  }

  void string(String string) throws IOException {
    count(strings.indexOf(string));
  }

  void strings(List<String> list) throws IOException {
    count(list.size());
    for (String string : list) {
      string(string);
    }
  }

  /** Writes facts, after the slots, conditions and versions that they share. */
  void facts(List<Fact> facts) throws IOException {
    List<Slot> slots = facts.stream().map(Fact::slot).distinct().toList();
    List<Condition> conditions = facts.stream().map(Fact::when).distinct().toList();
    List<Versions> versions = facts.stream().map(f -> f.subject().versions()).distinct().toList();
    count(slots.size());
    for (Slot slot : slots) {
      slot(slot);
    }
    conditions(conditions);
    count(versions.size());
    for (Versions bounds : versions) {
      versions(bounds);
    }
    count(facts.size());
    for (Fact fact : facts) {
      Subject subject = fact.subject();
      string(subject.library());
      string(subject.name());
      count(slots.indexOf(subject.slot()));
      count(conditions.indexOf(subject.when()));
      count(versions.indexOf(subject.versions()));
      string(subject.note());
      label(fact);
    }
  }

  private void label(Fact fact) throws IOException {
    string(fact.kind().id());
    switch (fact) {
      case Fact.Guard guard -> {
        string(guard.weakness());
        string(guard.branch().id());
      }
      case Fact.Propagation propagation -> slot(propagation.to());
      case Fact.Source _,
          Fact.Handler _,
          Fact.Entry _,
          Fact.Sink _,
          Fact.Sanitizer _,
          Fact.Type _,
          Fact.Setting _,
          Fact.Rendering _,
          Fact.Filter _,
          Fact.RoleEvidence _ ->
          string(fact.label());
    }
  }

  void trees(List<Tree> trees) throws IOException {
    count(trees.size());
    for (Tree tree : trees) {
      tree(tree);
    }
  }

  private void tree(Tree tree) throws IOException {
    switch (tree) {
      case Tree.Scalar scalar -> {
        out.writeByte('s');
        string(scalar.text());
      }
      case Tree.Items items -> {
        out.writeByte('l');
        trees(items.items());
      }
      case Tree.Mapping mapping -> {
        out.writeByte('m');
        count(mapping.entries().size());
        for (Tree.Entry entry : mapping.entries()) {
          string(entry.key().text());
          tree(entry.value());
        }
      }
    }
  }

  private void slot(Slot slot) throws IOException {
    switch (slot) {
      case Slot.Argument(int position, String keyword) -> {
        out.writeByte('a');
        out.writeByte(position);
        string(keyword);
      }
      case Slot.Rest(int position) -> {
        out.writeByte('r');
        out.writeByte(position);
      }
      case Slot.Element(Slot of, int index) -> {
        out.writeByte('e');
        slot(of);
        out.writeByte(index);
      }
      case Slot.Item(Slot of, String key) -> {
        out.writeByte('k');
        slot(of);
        string(key);
      }
      case Slot.Shell(Slot of) -> {
        out.writeByte('s');
        slot(of);
      }
      case Slot.Fixed fixed -> {
        out.writeByte('f');
        string(fixed.name());
      }
    }
  }

  private void condition(Condition condition) throws IOException {
    switch (condition) {
      case Condition.All(var parts) -> conditions('&', parts);
      case Condition.Any(var parts) -> conditions('|', parts);
      case Condition.Not(var part) -> conditions('!', List.of(part));
      case Condition.Missing(var slot) -> {
        out.writeByte('m');
        slot(slot);
      }
      case Condition.Compare(var slot, var relation, var literal) -> {
        out.writeByte('c');
        slot(slot);
        string(relation.name());
        constant(literal);
      }
      case Condition.In(var slot, var literals) -> {
        out.writeByte('i');
        slot(slot);
        count(literals.size());
        for (Constant literal : literals) {
          constant(literal);
        }
      }
    }
  }

  private void conditions(char tag, List<Condition> parts) throws IOException {
    out.writeByte(tag);
    conditions(parts);
  }

  private void conditions(List<Condition> parts) throws IOException {
    count(parts.size());
    for (Condition part : parts) {
      condition(part);
    }
  }

  private void constant(Constant constant) throws IOException {
    switch (constant) {
      case Constant.Text(var value) -> tagged('t', value);
      case Constant.Int(var value) -> tagged('i', value.toString());
      case Constant.Real(var value) -> tagged('r', Double.toString(value));
      case Constant.Name(var dotted) -> tagged('n', dotted);
      case Constant.Bool bool -> tagged('b', bool.name());
      case Constant.Nothing nothing -> tagged('0', nothing.name());
    }
  }

  private void tagged(char tag, String text) throws IOException {
    out.writeByte(tag);
    string(text);
  }

  private void versions(Versions versions) throws IOException {
    count(versions.bounds().size());
    for (Versions.Bound bound : versions.bounds()) {
      string(bound.relation().name());
      string(bound.version());
    }
  }
}
