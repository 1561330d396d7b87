package org.assize.checks;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.assize.program.Target;
import org.assize.syntax.Expr;
import org.assize.syntax.Node;

/**
 * A side of a comparison that is a digest of what somebody shows and of a salt which only the
 * program knows: whoever shows something else cannot tell how the digest changes, so that it takes
 * long to learn anything from where the comparison stops.
 */
record SaltedDigest(Check check) {
  private static final Set<String> SALTS = Set.of("salt", "pepper", "nonce");

  private static final Set<String> DIGESTS =
      Set.of("digest", "hash", "hashed", "hexdigest", "checksum", "hmac", "mac");

  /** Returns where such a digest is made that a comparison looks at. */
  Optional<Place> of(Expr side, Expr.Compare at) {
    return values(side, at)
        .filter(v -> v instanceof Expr.Call c && isDigest(c) && isSalted(c))
        .findFirst()
        .map(v -> Place.of(check.view().module(), v));
  }

  /** The value itself, or the one that a name is given last before the comparison. */
  private Stream<Expr> values(Expr side, Expr.Compare at) {
    return side instanceof Expr.Name name
        ? check.view().module().scopes().at(name.start()).lookup(name.id()).stream()
            .flatMap(s -> s.bindings().stream())
            .flatMap(b -> b.value().stream())
            .filter(v -> v.end() < at.start())
            .max(Comparator.comparingInt(Expr::end))
            .stream()
        : Stream.of(side);
  }

  private static boolean isDigest(Expr.Call call) {
    return NameTerms.speaksOf(NameTerms.last(call), DIGESTS);
  }

  private boolean isSalted(Expr.Call call) {
    boolean byArgument =
        Surroundings.within(
                Stream.concat(
                        call.args().stream(), call.keywords().stream().map(Node.Keyword::value))
                    .toList(),
                check.view())
            .stream()
            .anyMatch(n -> NameTerms.speaksOf(n.name(), SALTS));
    return byArgument || parameters(call).stream().anyMatch(p -> NameTerms.speaksOf(p, SALTS));
  }

  private List<String> parameters(Expr.Call call) {
    return check.program().resolver().resolve(call.function(), check.view().module())
            instanceof Target.FunctionTarget f
        ? f.function().parameters().stream().map(Node.Parameter::name).toList()
        : List.of();
  }
}
