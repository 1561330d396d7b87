package org.assize.taint.trace;

import java.util.Optional;
import java.util.Set;
import org.assize.facts.ValueRole;
import org.assize.taint.language.SinkLanguage;

/**
 * What a way is followed for.
 *
 * @param language what reads the value at the sink
 * @param weakness id of the weakness, for facts about what is safe for it
 * @param addressed id of the weakness that facts name which vouch for whole addresses
 * @param roles what values are looked for; none where the question is who determines a value
 * @param limit so many values are looked at
 * @param names under which of them a mapping holds more than data
 * @param isOfOne whether only the value itself is followed, on ways that are sure: not what
 *     something else was computed of
 */
public record Query(
    SinkLanguage language,
    String weakness,
    Optional<String> addressed,
    Set<ValueRole> roles,
    int limit,
    Names names,
    boolean isOfOne) {
  private static final int MAX_VALUES = 2000;

  /** The same for lines of logs: there are very many, and little harm is done. */
  private static final int MAX_VALUES_OF_LOG = 200;

  /** Asks for values of some roles; for none, who determines a value. */
  public Query(
      SinkLanguage language, String weakness, Optional<String> addressed, Set<ValueRole> roles) {
    this(
        language,
        weakness,
        addressed,
        roles,
        language == SinkLanguage.LOG ? MAX_VALUES_OF_LOG : MAX_VALUES,
        Names.ALL,
        false);
  }

  /** The same for mappings of which some entries are only data. */
  public Query with(Names others) {
    return new Query(language, weakness, addressed, roles, limit, others, isOfOne);
  }

  /** The same, of which so many values at most are looked at. */
  Query within(int values) {
    return new Query(language, weakness, addressed, roles, values, names, isOfOne);
  }

  /**
   * Which names in a mapping make what stands under them more than data.
   *
   * @param read only these do; where there are none, all do
   * @param plain these do not
   */
  public record Names(Set<String> read, Set<String> plain) {
    /** All do. */
    public static final Names ALL = new Names(Set.of(), Set.of());

    /** Whether what stands under a name is more than data. */
    public boolean isRead(String name) {
      return (read.isEmpty() || read.contains(name)) && !plain.contains(name);
    }
  }

  /** Asks who determines a value. */
  public Query(SinkLanguage language, String weakness) {
    this(language, weakness, Optional.empty(), Set.of());
  }

  /** Whether a fact that names a weakness, or {@code *}, speaks about this one. */
  boolean isMeant(String label) {
    return label.equals("*") || label.equals(weakness);
  }
}
