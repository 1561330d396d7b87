package org.assize.value.calls;

import java.util.List;
import org.assize.ir.BodyParameter;
import org.assize.ir.BodyParameter.Kind;
import org.assize.ir.CallShape;
import org.assize.ir.CallShape.Named;
import org.assize.ir.CallShape.Unnamed;

/**
 * Which argument of a call reaches which parameter of a callee (language reference, "Calls").
 *
 * <p>An argument behind {@code *values} may reach any later positional parameter, one in {@code
 * **mapping} any parameter that is not given otherwise.
 */
public final class Arguments {
  /** The parameter gets its default, or nothing. */
  public static final int DEFAULT = -1;

  /** The parameter gets something that the call does not show: from {@code *} or {@code **}. */
  public static final int UNKNOWN = -2;

  /** The parameter is {@code *args} or {@code **kwargs} and collects what is left. */
  public static final int COLLECTED = -3;

  private final int[] sources;
  private final boolean fits;

  private Arguments(int[] sources, boolean fits) {
    this.sources = sources;
    this.fits = fits;
  }

  /**
   * Matches a call with a callee.
   *
   * @param shape of the call
   * @param parameters of the callee
   * @param bound how many leading parameters get no argument of the call: 1 for a bound method
   */
  public static Arguments match(CallShape shape, List<BodyParameter> parameters, int bound) {
    return new Matching(shape, parameters, bound).result();
  }

  /**
   * Returns where a parameter's value comes from: the index of an argument, or one of {@link
   * #DEFAULT}, {@link #UNKNOWN} and {@link #COLLECTED}. What is bound has {@link #UNKNOWN}.
   */
  public int source(int parameter) {
    return sources[parameter];
  }

  /** Whether Python would accept the call: nothing is missing, nothing is left over. */
  public boolean fits() {
    return fits;
  }

  /** Whether a parameter collects what is left. */
  public static boolean isVariadic(BodyParameter parameter) {
    return parameter.kind() == Kind.VAR_POSITIONAL || parameter.kind() == Kind.VAR_KEYWORD;
  }

  private static final class Matching {
    private final CallShape shape;
    private final List<BodyParameter> parameters;
    private final int[] sources;
    private boolean fits = true;
    private boolean starred;
    private boolean doubleStarred;

    private Matching(CallShape shape, List<BodyParameter> parameters, int bound) {
      this.shape = shape;
      this.parameters = parameters;
      sources = new int[parameters.size()];
      for (int i = 0; i < sources.length; i++) {
        sources[i] = i < bound ? UNKNOWN : DEFAULT;
      }
      pass(bound);
    }

    private Arguments result() {
      for (int i = 0; i < sources.length; i++) {
        BodyParameter parameter = parameters.get(i);
        if (isVariadic(parameter)) {
          sources[i] = COLLECTED;
        } else if (sources[i] == DEFAULT) {
          boolean byPosition = parameter.kind() != Kind.KEYWORD_ONLY;
          boolean byName = parameter.kind() != Kind.POSITIONAL_ONLY;
          if ((starred && byPosition) || (doubleStarred && byName)) {
            sources[i] = UNKNOWN;
          } else {
            fits &= parameter.hasDefault();
          }
        }
      }
      return new Arguments(sources, fits);
    }

    private void pass(int bound) {
      int next = bound;
      for (int i = 0; i < shape.arguments().size(); i++) {
        switch (shape.arguments().get(i)) {
          case Unnamed.POSITIONAL -> {
            if (!starred) {
              next = position(i, next);
            }
          }
          case Unnamed.STAR -> starred = true;
          case Unnamed.DOUBLE_STAR -> doubleStarred = true;
          case Named named -> name(i, named.name());
        }
      }
    }

    private int position(int argument, int next) {
      if (next < sources.length && takesPosition(parameters.get(next))) {
        sources[next] = argument;
        return next + 1;
      }
      fits &= has(Kind.VAR_POSITIONAL);
      return next;
    }

    private void name(int argument, String name) {
      for (int i = 0; i < sources.length; i++) {
        BodyParameter parameter = parameters.get(i);
        boolean named =
            parameter.kind() == Kind.POSITIONAL_OR_KEYWORD || parameter.kind() == Kind.KEYWORD_ONLY;
        if (named && parameter.name().equals(name)) {
          fits &= sources[i] == DEFAULT;
          sources[i] = argument;
          return;
        }
      }
      fits &= has(Kind.VAR_KEYWORD);
    }

    private boolean has(Kind kind) {
      return parameters.stream().anyMatch(p -> p.kind() == kind);
    }

    private static boolean takesPosition(BodyParameter parameter) {
      return parameter.kind() == Kind.POSITIONAL_ONLY
          || parameter.kind() == Kind.POSITIONAL_OR_KEYWORD;
    }
  }
}
