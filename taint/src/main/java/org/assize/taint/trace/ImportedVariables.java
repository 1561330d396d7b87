package org.assize.taint.trace;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.Op;
import org.assize.program.Symbol;
import org.assize.program.Target;

/** Variables of other modules under the names that importing them gives. */
public final class ImportedVariables {
  private ImportedVariables() {}

  /** Returns the variable that an import names, whether its object is of a known class or not. */
  public static Optional<Symbol> of(FlowProgram program, Ref at) {
    Body body = program.body(at.body());
    var name = body.imports().get(body.arg(at.instruction()));
    var resolver = program.view().resolver();
    var from = resolver.program().absolute(body.module(), name.level(), name.module());
    if (from.isEmpty() || name.member().isEmpty()) {
      return Optional.empty();
    }
    Target module = resolver.dotted(from.get(), body.module());
    return switch (resolver.member(module, name.member())) {
      case Target.VariableTarget v -> Optional.of(v.symbol());
      case Target.InstanceTarget _ when module instanceof Target.ModuleTarget m ->
          m.module()
              .scopes()
              .root()
              .local(name.member())
              .filter(symbol -> !program.index().stores(symbol).isEmpty());
      default -> Optional.empty();
    };
  }

  /** Returns what is done to variables under other names, by the variables themselves. */
  static Map<Symbol, List<Ref>> own(FlowProgram program, Map<Symbol, List<Ref>> done) {
    Map<Symbol, List<Ref>> found = new LinkedHashMap<>();
    done.forEach((symbol, places) ->
        program
            .onlyStored(symbol)
            .filter(value -> program.body(value.body()).op(value.instruction()) == Op.IMPORT)
            .flatMap(value -> of(program, value))
            .ifPresent(own -> found.computeIfAbsent(own, k -> new ArrayList<>()).addAll(places)));
    return found;
  }
}
