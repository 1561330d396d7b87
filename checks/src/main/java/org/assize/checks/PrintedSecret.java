package org.assize.checks;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.program.PythonClass;
import org.assize.program.PythonFunction;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * What a server prints: its standard output ends in a log. A command line that shows a password to
 * its user is none, so only functions that answer requests count.
 */
record PrintedSecret(Check check) {
  private static final Set<String> PRINTERS = Set.of("builtins.print", "pprint.pprint");

  private static final Pattern LINK =
      Pattern.compile("https?://\\S*[?&](token|code|key|secret)=\\{");

  private static final Set<String> COMMAND_LINES =
      Set.of("argparse", "click", "typer", "fire", "optparse", "getpass", "webbrowser");

  /** Words of names of own functions that print what they are given. */
  private static final List<String> LOGGERS = List.of("log", "print", "debug", "trace", "dump");

  /** What holds everything that was sent. */
  private static final List<String> WHOLE =
      List.of("form", "data", "post", "json", "get-json", "values", "body", "forms", "params");

  /** What a form or a serializer holds once it has looked at everything that was sent. */
  private static final Set<String> CHECKED = Set.of("validated_data", "cleaned_data");

  /** Functions and classes that are sent passwords. */
  private static final List<String> LOGINS =
      List.of(
          "login",
          "signin",
          "sign-in",
          "signup",
          "sign-up",
          "register",
          "registration",
          "password",
          "authenticate",
          "log-in");

  /** Whether a call in a function that answers requests prints what it is given. */
  boolean isPrinted(CallSite call) {
    boolean prints = PRINTERS.contains(call.path()) || isOwnPrinter(call);
    return prints && call.function().filter(this::answers).isPresent();
  }

  /**
   * Whether a call prints a link that lets somebody in: {@code print(f"…/reset?token={token}")}. A
   * program with a command line may show it to who asked for it.
   */
  boolean isLink(CallSite call) {
    return PRINTERS.contains(call.path())
        && call.function().isPresent()
        && Inside.any(
            call.node().args().stream().map(e -> SingleUse.behind(e, call.module())).toList(),
            Expr.JoinedStr.class,
            text -> LINK.matcher(Wording.written(text, check.view())).find())
        && call.module().imports().stream()
            .noneMatch(site -> COMMAND_LINES.contains(site.alias().name()));
  }

  private boolean answers(PythonFunction function) {
    return RequestHandlers.of(check.program()).answers(function);
  }

  private boolean isOwnPrinter(CallSite call) {
    return call.target() instanceof Target.FunctionTarget t
        && NameTerms.speaksOf(call.calledName(), LOGGERS)
        && Inside.any(
            t.function().node().body(),
            Expr.Call.class,
            c -> c.function() instanceof Expr.Name n && n.id().equals("print") && passes(c, t));
  }

  /** {@code print(*args)}, where those are the parameters. */
  private static boolean passes(Expr.Call print, Target.FunctionTarget printer) {
    List<String> parameters =
        printer.function().parameters().stream().map(Node.Parameter::name).toList();
    return Inside.any(print.args(), Expr.Name.class, n -> parameters.contains(n.id()));
  }

  /** All that was sent to a login, among what is shown. */
  Optional<Expr> wholeForm(CallSite call, List<Expr> shown) {
    Optional<PythonFunction> function = call.function();
    boolean isLogin =
        function
            .filter(f ->
                NameTerms.speaksOf(f.name(), LOGINS)
                    || NameTerms.speaksOf(f.owner().map(PythonClass::name).orElse(""), LOGINS))
            .isPresent();
    return isLogin ? shown.stream().filter(this::isWhole).findFirst() : Optional.empty();
  }

  private boolean isWhole(Expr shown) {
    Expr value = new ShownValue(check).assigned(shown);
    Expr bare = value instanceof Expr.Await a ? a.value() : value;
    Expr field = bare instanceof Expr.Call c && c.args().isEmpty() ? c.function() : bare;
    return field instanceof Expr.Attribute a
        && (CHECKED.contains(a.attribute())
            || (NameTerms.endsWith(a.attribute(), WHOLE)
                && NameTerms.last(a.value()).equals("request")));
  }
}
