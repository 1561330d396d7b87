package org.assize.facts;

import java.util.List;
import java.util.stream.Collectors;

/**
 * When a fact holds, in terms of what a call passes.
 *
 * <pre>{@code
 * condition   = conjunction {"or" conjunction}
 * conjunction = term {"and" term}
 * term        = "not" term | "(" condition ")" | test
 * test        = "missing(" slot ")" | "given(" slot ")"
 *             | slot ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") literal
 *             | slot "in" "{" literal {"," literal} "}" | slot "not in" "{" ... "}"
 *             | slot "&" integer            some of these bits are set
 *             | slot ("startswith" | "endswith" | "contains") string
 *             | slot "matches" string       the whole text fits this regular expression
 * slot        = ("arg0" | "arg0|name" | name | "value") ["[" index | string "]"]
 * literal     = True | False | None | integer | float | string | dotted.name
 * }</pre>
 *
 * <p>An argument that is not given equals nothing and is in no set: {@code shell=True} is false and
 * {@code usedforsecurity!=False} is true of a call without arguments. {@code value} is the assigned
 * value of a setting.
 */
public sealed interface Condition {
  /** Holds for every call. */
  Condition ALWAYS = new All(List.of());

  /** Returns whether the condition holds of what is known. */
  Truth evaluate(ArgumentView arguments);

  /** Returns the condition as rule files write it; empty for {@link #ALWAYS}. */
  String text();

  /**
   * Reads a condition.
   *
   * @throws ConditionException with the column at which the text stops making sense
   */
  static Condition parse(String text) throws ConditionException {
    return new ConditionParser(text).parse();
  }

  /** Holds where every part holds. */
  record All(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public All {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth evaluate(ArgumentView arguments) {
      Truth truth = Truth.TRUE;
      for (Condition part : parts) {
        truth = truth.and(part.evaluate(arguments));
      }
      return truth;
    }

    @Override
    public String text() {
      return parts.stream()
          .map(part -> part instanceof Any ? "(" + part.text() + ")" : part.text())
          .collect(Collectors.joining(" and "));
    }
  }

  /** Holds where some part holds. */
  record Any(List<Condition> parts) implements Condition {
    /** Copies the list. */
    public Any {
      parts = List.copyOf(parts);
    }

    @Override
    public Truth evaluate(ArgumentView arguments) {
      Truth truth = Truth.FALSE;
      for (Condition part : parts) {
        truth = truth.or(part.evaluate(arguments));
      }
      return truth;
    }

    @Override
    public String text() {
      return parts.stream().map(Condition::text).collect(Collectors.joining(" or "));
    }
  }

  /** Holds where the part does not. */
  record Not(Condition part) implements Condition {
    @Override
    public Truth evaluate(ArgumentView arguments) {
      return part.evaluate(arguments).not();
    }

    @Override
    public String text() {
      return "not (" + part.text() + ")";
    }
  }

  /** Holds where nothing is given in the slot. */
  record Missing(Slot slot) implements Condition {
    @Override
    public Truth evaluate(ArgumentView arguments) {
      return switch (arguments.at(slot)) {
        case ArgumentView.Absent _ -> Truth.TRUE;
        case ArgumentView.Unknown _ -> Truth.UNKNOWN;
        case ArgumentView.Known _, ArgumentView.Open _ -> Truth.FALSE;
      };
    }

    @Override
    public String text() {
      return "missing(" + Tests.slot(slot) + ")";
    }
  }

  /** Holds where the given constant stands in the relation to the literal. */
  record Compare(Slot slot, Relation relation, Constant literal) implements Condition {
    @Override
    public Truth evaluate(ArgumentView arguments) {
      return switch (arguments.at(slot)) {
        case ArgumentView.Absent _ -> Truth.of(relation == Relation.NOT_EQUAL);
        case ArgumentView.Unknown _, ArgumentView.Open _ -> Truth.UNKNOWN;
        case ArgumentView.Known known -> Tests.compare(known.constant(), relation, literal);
      };
    }

    @Override
    public String text() {
      String word = relation.text();
      String space = Character.isLetter(word.charAt(0)) || word.equals("&") ? " " : "";
      return Tests.slot(slot) + space + word + space + literal.text();
    }
  }

  /** Holds where the given constant is one of the literals. */
  record In(Slot slot, List<Constant> literals) implements Condition {
    /** Copies the list. */
    public In {
      literals = List.copyOf(literals);
    }

    @Override
    public Truth evaluate(ArgumentView arguments) {
      return switch (arguments.at(slot)) {
        case ArgumentView.Absent _ -> Truth.FALSE;
        case ArgumentView.Unknown _, ArgumentView.Open _ -> Truth.UNKNOWN;
        case ArgumentView.Known known -> {
          Truth truth = Truth.FALSE;
          for (Constant literal : literals) {
            truth = truth.or(Tests.compare(known.constant(), Relation.EQUAL, literal));
          }
          yield truth;
        }
      };
    }

    @Override
    public String text() {
      return literals.stream()
          .map(Constant::text)
          .collect(Collectors.joining(", ", Tests.slot(slot) + " in {", "}"));
    }
  }
}
