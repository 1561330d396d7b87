package org.assize.facts;

import java.util.Optional;

/** One thing that is known about a name of a library. */
public sealed interface Fact {
  /** Returns what the fact is about. */
  Subject subject();

  /** Returns the dotted name that the fact is about. */
  default String name() {
    return subject().name();
  }

  /** Returns the place that the fact speaks about. */
  default Slot slot() {
    return subject().slot();
  }

  /** Returns when the fact holds. */
  default Condition when() {
    return subject().when();
  }

  /** Returns the kind, as rule files name it. */
  default Kind kind() {
    return switch (this) {
      case Source _ -> Kind.SOURCE;
      case Handler _ -> Kind.HANDLER;
      case Entry _ -> Kind.ENTRY;
      case Sink _ -> Kind.SINK;
      case Sanitizer _ -> Kind.SANITISER;
      case Guard _ -> Kind.GUARD;
      case Propagation _ -> Kind.PROPAGATION;
      case Type _ -> Kind.TYPE;
      case Setting _ -> Kind.SETTING;
      case RoleEvidence _ -> Kind.ROLE;
      case Rendering _ -> Kind.TEMPLATE;
      case Filter _ -> Kind.TEMPLATE_FILTER;
    };
  }

  /** Returns the label, as rule files write it. */
  String label();

  /**
   * The value in the slot is determined by somebody, or plays a role: {@code flask.Request.args} is
   * {@code remote}, the result of {@code getpass.getpass} is a {@code password}, and so is what is
   * passed as {@code password=} of a login.
   */
  record Source(Subject subject, Origin origin) implements Fact {
    @Override
    public String label() {
      return origin.id();
    }
  }

  /**
   * A registration: the callable in the slot (an argument, or {@link Slot.Fixed#DECORATED}) is
   * called with parameters that {@code control} determines.
   */
  record Handler(Subject subject, Control control) implements Fact {
    @Override
    public String label() {
      return control.id();
    }
  }

  /**
   * A method that the library calls on subclasses of its class, or a function that it calls by
   * name; the parameters in the slot are determined by {@code control}.
   */
  record Entry(Subject subject, Control control) implements Fact {
    @Override
    public String label() {
      return control.id();
    }
  }

  /**
   * The value in the slot must not be determined by others.
   *
   * @param weakness id of the weakness otherwise
   */
  record Sink(Subject subject, String weakness) implements Fact {
    @Override
    public String label() {
      return weakness;
    }
  }

  /**
   * The value in the slot (normally the result) is safe.
   *
   * @param weakness id of the weakness that it is safe for, or {@code *}
   */
  record Sanitizer(Subject subject, String weakness) implements Fact {
    @Override
    public String label() {
      return weakness;
    }
  }

  /**
   * The call tests the value in the slot.
   *
   * @param weakness id of the weakness that the value is then safe for, or {@code *}
   * @param branch on which outcome
   */
  record Guard(Subject subject, String weakness, Branch branch) implements Fact {
    @Override
    public String label() {
      return branch == Branch.IF_TRUE ? weakness : weakness + " " + branch.id();
    }
  }

  /**
   * What the slot carries arrives in another slot.
   *
   * @param to {@link Slot.Fixed#RETURN}, {@link Slot.Fixed#SELF} or an argument
   */
  record Propagation(Subject subject, Slot to) implements Fact {
    @Override
    public String label() {
      return to.text();
    }
  }

  /**
   * The slot (the result of a call, the value of an attribute, or {@link Slot.Fixed#BASE} for the
   * direct base of a class) has a type.
   *
   * @param type dotted name of the class
   */
  record Type(Subject subject, String type) implements Fact {
    @Override
    public String label() {
      return type;
    }
  }

  /**
   * A constant in the slot decides by itself; where the condition holds, it is a weakness.
   *
   * @param weakness id of the weakness
   */
  record Setting(Subject subject, String weakness) implements Fact {
    @Override
    public String label() {
      return weakness;
    }
  }

  /**
   * Evidence for the role of the code that uses the name in the way of the slot: imports it ({@link
   * Slot.Fixed#IMPORT}), derives from it, is decorated by it, or calls it ({@link
   * Slot.Fixed#NAME}). An import alone never decides.
   */
  record RoleEvidence(Subject subject, CodeRole role) implements Fact {
    @Override
    public String label() {
      return role.id();
    }
  }

  /**
   * The call writes the template that the slot names.
   *
   * @param context the argument that holds what the template is given; empty where that is passed
   *     by keywords
   */
  record Rendering(Subject subject, Optional<Slot> context) implements Fact {
    /** The label of what takes the context by keywords. */
    public static final String KEYWORDS = "keywords";

    @Override
    public String label() {
      return context.map(Slot::text).orElse(KEYWORDS);
    }

    /** Reads a label. */
    public static Optional<Slot> context(String label) {
      return label.equals(KEYWORDS) ? Optional.empty() : Slot.parse(label);
    }
  }

  /**
   * The decorator makes a function a filter of templates, under the name that it is given or, if
   * none, the function's own.
   */
  record Filter(Subject subject) implements Fact {
    /** The one label. */
    public static final String DECORATED = "decorated";

    @Override
    public String label() {
      return DECORATED;
    }
  }

  /** The kinds of facts. */
  enum Kind {
    /** {@link Source}. */
    SOURCE,
    /** {@link Handler}. */
    HANDLER,
    /** {@link Entry}. */
    ENTRY,
    /** {@link Sink}. */
    SINK,
    /** {@link Sanitizer}. */
    SANITISER,
    /** {@link Guard}. */
    GUARD,
    /** {@link Propagation}. */
    PROPAGATION,
    /** {@link Type}. */
    TYPE,
    /** {@link Setting}. */
    SETTING,
    /** {@link RoleEvidence}. */
    ROLE,
    /** {@link Rendering}. */
    TEMPLATE,
    /** {@link Filter}. */
    TEMPLATE_FILTER;

    private final String id = Words.kebab(this);

    /** Returns the word as rule files write it. */
    public String id() {
      return id;
    }

    /** Returns the kind that is written as {@code word}. */
    public static Optional<Kind> parse(String word) {
      for (Kind kind : values()) {
        if (kind.id.equals(word)) {
          return Optional.of(kind);
        }
      }
      return Optional.empty();
    }
  }
}
