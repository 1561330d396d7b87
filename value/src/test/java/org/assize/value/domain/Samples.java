package org.assize.value.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.assize.ir.Literal;

/** Generates values and shapes by a seed. */
public final class Samples {
  private static final List<String> TEXTS =
      List.of("", "a", "b", "ab", "aab", "a/b", "é", "<", " a");

  private final Random random;

  /** Starts a sequence. */
  public Samples(long seed) {
    random = new Random(seed);
  }

  /** Returns one of the alternatives. */
  @SafeVarargs
  public final <T> T oneOf(T... all) {
    return all[random.nextInt(all.length)];
  }

  /** Returns a number from 0 to below a limit. */
  public int number(int limit) {
    return random.nextInt(limit);
  }

  /** Returns a short text. */
  public String text() {
    return TEXTS.get(random.nextInt(TEXTS.size()));
  }

  /** Returns a shape of up to three parts. */
  public StringShape shape() {
    StringShape out = StringShape.EMPTY;
    for (int i = random.nextInt(4); i > 0; i--) {
      out = out.concat(part());
    }
    return out;
  }

  private StringShape part() {
    return switch (random.nextInt(6)) {
      case 0, 1, 2 -> StringShape.fixed(text());
      case 3 -> StringShape.of(set());
      case 4 -> StringShape.character(set());
      default ->
          new StringShape(
              List.of(
                  new Segment.Repeat(
                      List.of(
                          StringShape.fixed(text() + "a"),
                          StringShape.character(set()).concat(StringShape.fixed("b"))))));
    };
  }

  private CharSet set() {
    return oneOf(
        CharSet.of("ab"), CharSet.of("a"), CharSet.of("/<"), CharSet.of(" b"), CharSet.ALL);
  }

  /** Returns a string that a shape stands for. */
  public String member(StringShape shape) {
    StringBuilder out = new StringBuilder();
    for (Segment segment : shape.segments()) {
      switch (segment) {
        case Segment.Fixed fixed -> out.append(fixed.value());
        case Segment.Hole hole -> out.append(member(hole));
        case Segment.Repeat repeat -> {
          for (int i = random.nextInt(3); i > 0; i--) {
            out.append(
                member(repeat.alternatives().get(random.nextInt(repeat.alternatives().size()))));
          }
        }
      }
    }
    return out.toString();
  }

  private String member(Segment.Hole hole) {
    int span = Math.min(hole.maxLength(), hole.minLength() + 3) - hole.minLength();
    StringBuilder out = new StringBuilder();
    for (int i = hole.minLength() + random.nextInt(span + 1); i > 0; i--) {
      out.append(character(hole.characters()));
    }
    return out.toString();
  }

  private String character(CharSet set) {
    List<String> possible = new ArrayList<>();
    for (String each : List.of("a", "b", "/", "<", " ", "é", "A", "'")) {
      if (set.contains(each.charAt(0))) {
        possible.add(each);
      }
    }
    return possible.get(random.nextInt(possible.size()));
  }

  /** Returns a value. */
  public AbstractValue value() {
    List<Atom> atoms = new ArrayList<>();
    for (int i = random.nextInt(5); i > 0; i--) {
      atoms.add(atom());
    }
    AbstractValue value = AbstractValue.of(atoms);
    return random.nextInt(5) == 0 ? value.opened() : value;
  }

  private Atom atom() {
    return switch (random.nextInt(9)) {
      case 0 -> Atom.whole(random.nextInt(6));
      case 1 -> Atom.string(text());
      case 2 -> Atom.text(shape(), Atom.Text.Kind.STR);
      case 3 -> new Atom.Constant(oneOf(Literal.Single.NONE, new Literal.Truth(true)));
      case 4 -> new Atom.Typed(oneOf("int", "str", "object", "list"));
      case 5 -> new Atom.Container(new Site(0, random.nextInt(3), 0), ContainerKind.LIST);
      case 6 -> new Atom.Function(random.nextInt(9), "m.f" + random.nextInt(9));
      case 7 -> new Atom.Bound(new Atom.External("str.upper"), Atom.string(text()));
      default -> new Atom.Parameter(Place.of(random.nextInt(3)));
    };
  }
}
