package org.assize.knowledge;

import java.io.DataInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
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
  private final DataInputStream in;
  private final StringTable strings;

  Decoder(DataInputStream in, StringTable strings) {
    this.in = in;
    this.strings = strings;
  }

  int count() throws IOException {
    int count = 0;
    int shift = 0;
    int part = in.readUnsignedByte();
    while (part > 127) {
      count |= (part & 127) << shift;
      shift += 7;
      part = in.readUnsignedByte();
    }
    return count | part << shift;
  }

  String string() throws IOException {
    return strings.at(count());
  }

  List<String> strings() throws IOException {
    int count = count();
    List<String> list = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      list.add(string());
    }
    return list;
  }

  Fact fact() throws IOException {
    Fact.Kind kind = Fact.Kind.parse(string()).orElseThrow();
    Subject subject = new Subject(string(), string(), slot(), condition(), versions(), string());
    return switch (kind) {
      case SOURCE -> new Fact.Source(subject, origin(string()));
      case HANDLER -> new Fact.Handler(subject, Control.parse(string()).orElseThrow());
      case ENTRY -> new Fact.Entry(subject, Control.parse(string()).orElseThrow());
      case SINK -> new Fact.Sink(subject, string());
      case SANITISER -> new Fact.Sanitizer(subject, string());
      case GUARD -> new Fact.Guard(subject, string(), Branch.parse(string()).orElseThrow());
      case PROPAGATION -> new Fact.Propagation(subject, slot());
      case TYPE -> new Fact.Type(subject, string());
      case SETTING -> new Fact.Setting(subject, string());
      case ROLE -> new Fact.RoleEvidence(subject, CodeRole.parse(string()).orElseThrow());
    };
  }

  private static Origin origin(String word) {
    return Control.parse(word)
        .<Origin>map(control -> control)
        .orElseGet(() -> ValueRole.parse(word).orElseThrow());
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
    int tag = in.readByte();
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
    int tag = in.readByte();
    return switch (tag) {
      case 'a' -> new Slot.Argument(in.readByte(), string());
      case 'r' -> new Slot.Rest(in.readByte());
      case 'f' -> Slot.Fixed.valueOf(string());
      default -> throw unknown(tag);
    };
  }

  private Condition condition() throws IOException {
    int tag = in.readByte();
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
    int tag = in.readByte();
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
