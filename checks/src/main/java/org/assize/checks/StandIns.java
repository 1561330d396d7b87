package org.assize.checks;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.assize.facts.ArgumentView;
import org.assize.facts.Constant;
import org.assize.facts.Fact;
import org.assize.facts.Reason;
import org.assize.facts.Slot;
import org.assize.facts.Truth;

/**
 * Settings of the application that stand for arguments which a call leaves out. Many calls take the
 * same one, so it is judged at its own place.
 *
 * @param settings what looks for the setting
 * @param program the program with the settings
 */
record StandIns(Settings settings, ProgramView program) {
  private static final List<String> DEVELOPMENT =
      List.of("dev", "devel", "development", "local", "test", "tests", "testing", "debug", "ci");

  /** Reports what stands for an argument of a call; whether it decides if its setting holds. */
  boolean decide(Check check, CallSite call, Fact.Setting setting) {
    Optional<Given> given = deciding(call, setting);
    given
        .filter(_ -> isFirst(check, call, setting))
        .ifPresent(g -> {
          String name = g.last;
          g.found.getOrDefault(name, List.of()).forEach(w -> judge(check, call, setting, w, g));
        });
    return given.isPresent();
  }

  /** Whether a call needs no look of its own: the settings speak for it, or are judged instead. */
  boolean clears(CallSite call, Fact.Setting setting) {
    return deciding(call, setting)
        .filter(
            g -> !call.path().isEmpty() || setting.when().evaluate(g.view(Map.of())) != Truth.TRUE)
        .isPresent();
  }

  private Optional<Given> deciding(CallSite call, Fact.Setting setting) {
    return settings.standIns().entrySet().stream()
        .filter(e -> setting.name().startsWith(e.getKey() + "."))
        .map(e -> new Given(e.getValue(), call, new ApplicationSettings(program)))
        .filter(given -> {
          Truth alone = setting.when().evaluate(given.plain());
          Truth together = setting.when().evaluate(given.view(Map.of()));
          return !given.last.isEmpty() && (alone == Truth.TRUE || together == Truth.TRUE);
        })
        .findFirst();
  }

  private void judge(
      Check check,
      CallSite call,
      Fact.Setting setting,
      ApplicationSettings.Written written,
      Given given) {
    String name = given.last;
    Truth truth = setting.when().evaluate(given.view(Map.of(name, written)));
    if (truth == Truth.UNKNOWN) {
      return; // a value that nothing here determines is no setting
    }
    boolean isDevelopment = NameTerms.speaksOf(written.owner(), DEVELOPMENT);
    Finding.Builder finding =
        truth == Truth.FALSE
            ? Finding.refuted(check.weakness(), written.place())
            : isDevelopment
                ? Finding.caution(check.weakness(), written.place(), Reason.DEV_ONLY)
                : Settings.start(check, written.place(), settings.reason());
    check.report(
        finding
            .step(call.place(), "takes it, as it says nothing else")
            .saying(
                settings.sentence(check, name, truth == Truth.FALSE ? "stands-in" : "present")));
  }

  /** Whether no call before it takes the same. */
  private boolean isFirst(Check check, CallSite call, Fact.Setting setting) {
    String weakness = check.weakness().id();
    return program.program().modules().stream()
        .filter(m -> !m.isTemplate() && !program.isTest(m))
        .flatMap(m -> program.view(m).factSites().callsThatSet(weakness).stream())
        .filter(c -> Settings.settings(check, c.path()).contains(setting))
        .filter(c ->
            c.node() == call.node()
                || setting.when().evaluate(program.values().arguments(c)) == Truth.TRUE)
        .findFirst()
        .filter(c -> c.node() == call.node())
        .isPresent();
  }

  /** What a call is given, by itself or by the settings of the application. */
  private static final class Given {
    private final String prefix;
    private final CallSite call;
    private final ApplicationSettings application;
    private final Map<String, List<ApplicationSettings.Written>> found = new HashMap<>();

    /** The setting that was asked for last: it makes the difference. */
    private String last = "";

    Given(String prefix, CallSite call, ApplicationSettings application) {
      this.prefix = prefix;
      this.call = call;
      this.application = application;
    }

    ArgumentView plain() {
      return application.program().values().arguments(call);
    }

    /** What is given with these values of settings, and of others with the first. */
    ArgumentView view(Map<String, ApplicationSettings.Written> chosen) {
      return slot -> {
        Optional<String> name = argument(slot).map(a -> prefix + a.toUpperCase(Locale.ROOT));
        List<ApplicationSettings.Written> written = name.map(this::written).orElse(List.of());
        if (written.isEmpty() || plain().at(whole(slot)) != ArgumentView.Absent.ABSENT) {
          return plain().at(slot);
        }
        last = name.orElseThrow();
        ApplicationSettings.Written one = chosen.getOrDefault(last, written.getFirst());
        return part(application.program().values().assigned(one.value(), one.module()), slot);
      };
    }

    /** A text has no elements, and something is given, whatever it is. */
    private static ArgumentView.Given part(ArgumentView assigned, Slot slot) {
      boolean isText =
          assigned.at(Slot.Fixed.VALUE) instanceof ArgumentView.Known(Constant constant)
              && constant instanceof Constant.Text;
      ArgumentView.Given given =
          isText && !(slot instanceof Slot.Argument)
              ? ArgumentView.Absent.ABSENT
              : assigned.at(assigned(slot));
      return given == ArgumentView.Unknown.UNKNOWN ? ArgumentView.Open.OPEN : given;
    }

    private List<ApplicationSettings.Written> written(String name) {
      return found.computeIfAbsent(name, application::of);
    }

    private static Optional<String> argument(Slot slot) {
      return whole(slot) instanceof Slot.Argument a && !a.keyword().isEmpty()
          ? Optional.of(a.keyword())
          : Optional.empty();
    }

    private static Slot whole(Slot slot) {
      return switch (slot) {
        case Slot.Element e -> whole(e.of());
        case Slot.Item i -> whole(i.of());
        default -> slot;
      };
    }

    /** The same part of a value that is assigned. */
    private static Slot assigned(Slot slot) {
      return switch (slot) {
        case Slot.Element e -> new Slot.Element(assigned(e.of()), e.index());
        case Slot.Item i -> new Slot.Item(assigned(i.of()), i.key());
        default -> Slot.Fixed.VALUE;
      };
    }
  }
}
