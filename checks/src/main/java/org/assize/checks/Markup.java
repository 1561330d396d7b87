package org.assize.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.facts.Slot;
import org.assize.program.Binding;
import org.assize.program.Constant;
import org.assize.syntax.Expr;

/** Whether the text that a call is given is a page, as far as its own words tell. */
final class Markup {
  private static final Pattern MARKUP = Pattern.compile("(?i)html|page|markup|view");
  private static final Pattern TAG = Pattern.compile("<[A-Za-z!/]");

  /** Methods of environments that make templates. */
  private static final Set<String> MAKING =
      Set.of("from_string", "get_template", "select_template", "get_or_select_template");

  private final Check check;
  private final Optional<Slot.Argument> slot;

  /**
   * Looks at the calls of one module.
   *
   * @param slot the argument that holds the text; empty where none does
   */
  Markup(Check check, Optional<Slot.Argument> slot) {
    this.check = check;
    this.slot = slot;
  }

  /**
   * Returns the text that a call is given where it has no tag or nothing tells, or what shows that
   * values are made and no pages.
   */
  Optional<Expr> withoutTag(CallSite call) {
    boolean loads = call.keyword("loader").isPresent(); // an environment is given no text
    Optional<Expr> text =
        slot.filter(a -> !loads).flatMap(a -> call.argument(a.position(), a.keyword()));
    Optional<Expr> plain =
        text.map(Markup::unstripped)
            .filter(e -> constantText(e, call).filter(t -> !TAG.matcher(t).find()).isPresent());
    return plain
        .or(() -> slot.flatMap(a -> expression()))
        .or(() ->
            slot.filter(_ -> !loads && call.node().args().isEmpty()).flatMap(_ -> given(call)))
        .or(() -> text.filter(e -> isOpen(e, call)));
  }

  /** Returns why it matters what becomes of a text. */
  String why(Expr text, CallSite call) {
    return isOpen(text, call)
        ? "nothing tells whether this text is a page"
        : "no tag here: text, or a value of an expression";
  }

  /** A text that comes from elsewhere, and nothing at the call speaks of markup. */
  private boolean isOpen(Expr text, CallSite call) {
    boolean isFromElsewhere = text instanceof Expr.Name || text instanceof Expr.Attribute;
    String near =
        Wording.written(text, check.view()) + " " + call.function().map(f -> f.name()).orElse("");
    return isFromElsewhere
        && constantText(unstripped(text), call).isEmpty()
        && !MARKUP.matcher(near).find();
  }

  /** {@code x} of {@code x.strip()}. */
  private static Expr unstripped(Expr text) {
    return text instanceof Expr.Call c
            && c.function() instanceof Expr.Attribute a
            && a.attribute().endsWith("strip")
        ? a.value()
        : text;
  }

  /** A constant by its name, or a field that only the body of the class around it sets. */
  private Optional<String> constantText(Expr text, CallSite call) {
    Optional<Expr> field =
        text instanceof Expr.Attribute a
                && a.value() instanceof Expr.Name n
                && call.function().flatMap(f -> f.receiver()).filter(n.id()::equals).isPresent()
            ? call.function()
                .flatMap(f -> f.owner())
                .flatMap(c -> c.body().local(a.attribute()))
                .flatMap(s -> s.only())
                .flatMap(Binding::value)
            : Optional.empty();
    return check.program().constants().of(field.orElse(text), call.module()).stream()
        .filter(c -> c instanceof Constant.Text)
        .map(c -> ((Constant.Text) c).value())
        .findFirst();
  }

  /**
   * What an environment without a loader makes its templates of, where they all come from
   * elsewhere: {@code self.env.from_string(source)}.
   */
  private Optional<Expr> given(CallSite call) {
    List<Expr> sources = new ArrayList<>();
    for (Expr.Call c : check.view().all(Expr.Call.class)) {
      if (c.function() instanceof Expr.Attribute method && MAKING.contains(method.attribute())) {
        if (!method.attribute().equals("from_string") || c.args().size() != 1) {
          return Optional.empty(); // its templates lie in files
        }
        sources.add(c.args().getFirst());
      }
    }
    return sources.stream().allMatch(e -> isOpen(e, call))
        ? sources.stream().findFirst()
        : Optional.empty();
  }

  /** An environment of a module that compiles expressions makes values and no pages. */
  private Optional<Expr> expression() {
    return check.view().all(Expr.Attribute.class).stream()
        .filter(a -> a.attribute().equals("compile_expression"))
        .map(a -> (Expr) a)
        .findFirst();
  }
}
