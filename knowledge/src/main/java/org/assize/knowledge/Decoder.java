package org.assize.knowledge;

import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.facts.Branch;
import org.assize.facts.CodeRole;
import org.assize.facts.Condition;
import org.assize.facts.Constant;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Origin;
import org.assize.facts.Relation;
import org.assize.facts.Slot;
import org.assize.facts.Subject;
import org.assize.facts.ValueRole;
import org.assize.facts.Versions;

/** Reads what {@link Encoder} writes. */
final class Decoder {
  private final byte[] bytes;
  private int at;
  private final StringTable strings;

  /** Reads from an offset on; a plain array, since streams are slow before they are compiled. */
  Decoder(byte[] bytes, int offset, StringTable strings) {
    this.bytes = bytes;
    this.at = offset;
    this.strings = strings;
  }

  int count() {
    int part = bytes[at++];
    if (part >= 0) {
      return part;
    }
    int count = part & 127;
    int shift = 7;
    do {
      part = bytes[at++];
      count |= (part & 127) << shift;
      shift += 7;
    } while (part < 0);
    return count;
  }

  String string() {
    return strings.at(count());
  }

  List<String> strings() {
    int count = count();
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(string());
    }
    return list;
  }

  List<Fact> facts() throws IOException {
    Slot[] slots = new Slot[count()];
    for (int i = 0; i < slots.length; i++) {
      slots[i] = slot();
    }
    List<Condition> conditions = conditions();
    Versions[] versions = new Versions[count()];
    for (int i = 0; i < versions.length; i++) {
      versions[i] = versions();
    }
    int count = count();
    List<Fact> facts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      Subject subject =
          new Subject(
              string(),
              string(),
              slots[count()],
              conditions.get(count()),
              versions[count()],
              string());
      facts.add(fact(subject));
    }
    return facts;
  }

  private Fact fact(Subject subject) throws IOException {
    return switch (Fact.Kind.parse(string()).orElseThrow()) {
      case SOURCE -> new Fact.Source(subject, origin(string()));
      case HANDLER -> new Fact.Handler(subject, Control.parse(string()).orElseThrow());
      case ENTRY -> new Fact.Entry(subject, Control.parse(string()).orElseThrow());
      case SINK -> new Fact.Sink(subject, string());
      case SANITISER -> new Fact.Sanitizer(subject, string());
      case GUARD -> new Fact.Guard(subject, string(), Branch.parse(string()).orElseThrow());
      case PROPAGATION -> new Fact.Propagation(subject, slot());
      case TYPE -> new Fact.Type(subject, string());
      case SETTING -> new Fact.Setting(subject, string());
      case TEMPLATE -> new Fact.Rendering(subject, Fact.Rendering.context(string()));
      case TEMPLATE_FILTER -> {
        string(); // the one label
        yield new Fact.Filter(subject);
      }
      case ROLE -> new Fact.RoleEvidence(subject, CodeRole.parse(string()).orElseThrow());
    };
  }

  private static Origin origin(String word) {
    Optional<Control> control = Control.parse(word);
    return control.isPresent() ? control.get() : ValueRole.parse(word).orElseThrow();
  }

  List<Tree> trees() throws IOException {
    int count = count();
    List<Tree> trees = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      trees.add(tree());
    }
    return trees;
  }

  private Tree tree() throws IOException {
    int tag = bytes[at++];
    return switch (tag) {
      case 's' -> new Tree.Scalar(0, 0, string(), false);
      case 'l' -> new Tree.Items(0, 0, trees());
      case 'm' -> {
        int count = count();
        List<Tree.Entry> entries = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          entries.add(new Tree.Entry(new Tree.Scalar(0, 0, string(), false), tree()));
        }
        yield new Tree.Mapping(0, 0, entries);
      }
      default -> throw unknown(tag);
    };
  }

  private Slot slot() throws IOException {
    int tag = bytes[at++];
    return switch (tag) {
      case 'a' -> new Slot.Argument(bytes[at++], string());
      case 'r' -> new Slot.Rest(bytes[at++]);
      case 'e' -> new Slot.Element(slot(), bytes[at++]);
      case 'k' -> new Slot.Item(slot(), string());
      case 's' -> new Slot.Shell(slot());
      case 'f' -> Slot.Fixed.valueOf(string());
      default -> throw unknown(tag);
    };
  }

  private Condition condition() throws IOException {
    int tag = bytes[at++];
    return switch (tag) {
      case '&' -> {
        List<Condition> parts = conditions();
        yield parts.isEmpty() ? Condition.ALWAYS : new Condition.All(parts);
      }
      case '|' -> new Condition.Any(conditions());
      case '!' -> new Condition.Not(conditions().getFirst());
      case 'm' -> new Condition.Missing(slot());
      case 'c' -> new Condition.Compare(slot(), Relation.valueOf(string()), constant());
      case 'i' -> {
        Slot slot = slot();
        int count = count();
        List<Constant> literals = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
          literals.add(constant());
        }
        yield new Condition.In(slot, literals);
      }
      default -> throw unknown(tag);
    };
  }

  private List<Condition> conditions() throws IOException {
    int count = count();
    List<Condition> parts = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      parts.add(condition());
    }
    return parts;
  }

  private Constant constant() throws IOException {
    int tag = bytes[at++];
    String text = string();
    return switch (tag) {
      case 't' -> new Constant.Text(text);
      case 'i' -> new Constant.Int(new BigInteger(text));
      case 'r' -> new Constant.Real(Double.parseDouble(text));
      case 'n' -> new Constant.Name(text);
      case 'b' -> Constant.Bool.valueOf(text);
      case '0' -> Constant.Nothing.valueOf(text);
      default -> throw unknown(tag);
    };
  }

  private Versions versions() throws IOException {
    int count = count();
    List<Versions.Bound> bounds = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      bounds.add(new Versions.Bound(Relation.valueOf(string()), string()));
    }
    return bounds.isEmpty() ? Versions.ALL : new Versions(bounds);
  }

  private static IOException unknown(int tag) {
    return new IOException("knowledge is damaged: unknown tag " + tag);
  }
}
