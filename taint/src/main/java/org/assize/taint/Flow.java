package org.assize.taint;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.assize.checks.NameTerms;
import org.assize.checks.Sentences;
import org.assize.facts.Reason;
import org.assize.taint.language.SinkLanguage;
import org.assize.taint.trace.Query;

/**
 * Finds values that others determine where they do harm: in the {@linkplain
 * org.assize.facts.Fact.Sink sinks} whose label is the weakness, and in the methods named here
 * where the text has the wanted form.
 *
 * @param language what reads the value
 * @param methods names of methods that interpret their first argument, on receivers of which
 *     nothing is known; behind {@code self.} those that interpret the receiver, which is a text
 * @param packages of which the program imports one, where the methods are of a library's own; none
 *     where any library may have them
 * @param otherPackages whose objects have methods of these names, too, and do not interpret
 *     anything: a module that imports one of them, and none of {@code packages}, means those
 * @param textForm regular expression that the text begins with, where the place is one of {@code
 *     methods}
 * @param hooks methods by which a class of the program, derived from what interprets the value,
 *     says itself what it means
 * @param fixed what to say where the program itself determines the whole value
 * @param unknown what to say where nothing tells who determines a part of a larger text
 * @param doubtful names of sinks of which even an unknown value is a caution
 * @param asking names of sinks that tell no more than whether something is there: what others
 *     choose there is a caution
 * @param records packages whose records the program itself has stored: what stands in them is no
 *     stranger's, so it is a caution
 * @param readNames names of a mapping under which alone a value is more than data; none where any
 *     may be
 * @param plainNames names of a mapping under which a value is only data
 * @param believedNames last words of the names of a mapping that later code takes for who somebody
 *     is or what he may do; what is kept under another constant name is a caution. None where all
 *     count
 * @param called sinks that do harm only where what they give is called
 * @param announced keys of what is handed to a handler, under which the very thing stands that it
 *     is about: nobody chose it there among others
 * @param addressed id of the weakness that facts name which vouch for whole addresses
 * @param atMost why even a value that others determine is only a caution; without it, a defect
 * @param served types of content as which the program itself sends what it has written to people:
 *     then a value is no caution at most
 * @param texts words in names of stored values that are texts of people, which alone count there
 * @param fromCallers why what callers outside of the program determine is only a caution, unless it
 *     lands inside of larger text; without it, a defect
 * @param browserSent headers that browsers fill in themselves: what arrives of them whole harms
 *     nobody but its sender, so it is a caution
 * @param proxySent headers that only whoever sends the request, or a proxy on its way, writes: what
 *     is made of them harms nobody but its sender, so it is a caution
 * @param formSent fields of requests that hold what forms send: a value of one is a caution where
 *     the program refuses forms of others and fills it from no address
 * @param formRefusers names that stand in the settings of such a program
 * @param measured whether what others have stored or send is no caution where the program itself
 *     limits its size on the way: then size was to be bounded, and it is not
 * @param say sentences for {@code effect} (begins with {@code {who}}), {@code safe} ({@code {why}}
 *     says what makes it harmless) and {@code fixed}; {@code {name}} is what is called
 */
public record Flow(
    SinkLanguage language,
    Set<String> methods,
    Set<String> packages,
    Set<String> otherPackages,
    Optional<String> textForm,
    Set<String> hooks,
    Saying fixed,
    Saying unknown,
    Set<String> doubtful,
    Set<String> asking,
    Set<String> records,
    Set<String> readNames,
    Set<String> plainNames,
    Set<String> believedNames,
    Set<String> called,
    Set<String> announced,
    Optional<String> addressed,
    Optional<Reason> atMost,
    Set<String> served,
    Set<String> texts,
    Optional<Reason> fromCallers,
    Set<String> browserSent,
    Set<String> proxySent,
    Set<String> formSent,
    Set<String> formRefusers,
    Optional<Boolean> measured,
    Map<String, String> say)
    implements FlowDetector {
  /** Stands before the name of a method that interprets its receiver. */
  static final String RECEIVER = "self.";

  private static final List<String> CASES = List.of("effect", "safe", "fixed");

  /** What to say where nothing is proved. */
  public enum Saying {
    /** Nothing: no reviewer raises it. */
    SILENT,
    /** Refuted, with what disproves it. */
    REFUTED,
    /** A caution, since no fact says who determines it. */
    CAUTION
  }

  /** Checks the sentences and the form. */
  public Flow {
    Sentences.require(say, CASES);
    textForm.ifPresent(Pattern::compile);
  }

  /** Returns which entries of a mapping count. */
  Query.Names names() {
    return new Query.Names(readNames, plainNames);
  }

  /** Whether what is kept under a name of a mapping is taken for more than a preference. */
  boolean isBelieved(String name) {
    return believedNames.isEmpty() || NameTerms.endsWith(name, believedNames);
  }

  /** Whether methods interpret the text on which they are called. */
  boolean isOfReceiver() {
    return methods.stream().anyMatch(m -> m.startsWith(RECEIVER));
  }

  /** Whether a text begins as the wanted form does. */
  boolean hasForm(String text) {
    return textForm.isEmpty()
        || Pattern.compile(textForm.get(), Pattern.CASE_INSENSITIVE | Pattern.DOTALL)
            .matcher(text)
            .lookingAt();
  }

  /** Returns a sentence with its blanks filled; {@code pairs} are blank, filling, blank, … */
  String sentence(String which, String... pairs) {
    return new Sentences(say).fill(which, pairs);
  }
}
