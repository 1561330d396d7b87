package org.assize.knowledge;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.assize.facts.Fact;
import org.assize.facts.Facts;

/** Everything that is known about libraries and weaknesses. */
public final class Knowledge {
  static final String RESOURCE = "knowledge.bin";

  private final Facts facts;
  private final SequencedMap<String, WeaknessReader.Read> weaknesses = new LinkedHashMap<>();
  private final Map<String, String> pages;
  private final String version;

  Knowledge(
      Facts facts,
      List<WeaknessReader.Read> weaknesses,
      Map<String, String> pages,
      String version) {
    this.facts = facts;
    this.pages = new TreeMap<>(pages);
    this.version = version;
    for (WeaknessReader.Read read : weaknesses) {
      this.weaknesses.put(read.rule().weakness().id(), read);
    }
  }

  /** Reads the knowledge that comes with this module. */
  public static Knowledge load() {
    try (InputStream in = Knowledge.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the resource " + RESOURCE + " is missing");
      }
      return CompiledForm.read(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns this knowledge with a user's own; the other's weaknesses and aliases win. */
  public Knowledge plus(Knowledge other) {
    SequencedMap<String, WeaknessReader.Read> all = new LinkedHashMap<>(weaknesses);
    all.putAll(other.weaknesses);
    Map<String, String> allPages = new TreeMap<>(pages);
    allPages.putAll(other.pages);
    return new Knowledge(
        facts.plus(other.facts),
        new ArrayList<>(all.values()),
        allPages,
        version + "+" + other.version);
  }

  /** Returns the facts about libraries. */
  public Facts facts() {
    return facts;
  }

  /** Returns the weaknesses with what finds them, ordered by id, a user's own last. */
  public List<WeaknessRule> rules() {
    return weaknesses.values().stream().map(WeaknessReader.Read::rule).toList();
  }

  /** Returns the weakness of an id. */
  public Optional<WeaknessRule> rule(String id) {
    return Optional.ofNullable(weaknesses.get(id)).map(WeaknessReader.Read::rule);
  }

  /** Returns the Markdown page of a weakness. */
  public Optional<String> markdown(String id) {
    return Optional.ofNullable(pages.get(id));
  }

  /** Returns the page of a weakness with its examples. */
  public Optional<Page> page(String id) {
    return markdown(id).map(text -> PageReader.read(id + ".md", text, new ArrayList<>()));
  }

  /** Returns hex digits that change with the content of any file of knowledge. */
  public String version() {
    return version;
  }

  /** Returns the ids that facts name and that have no page, sorted. */
  public Set<String> idsWithoutPage() {
    Set<String> ids = new TreeSet<>();
    for (Fact fact : facts.all()) {
      switch (fact) {
        case Fact.Sink sink -> ids.add(sink.weakness());
        case Fact.Setting setting -> ids.add(setting.weakness());
        case Fact.Sanitizer sanitizer -> ids.add(sanitizer.weakness());
        case Fact.Guard guard -> ids.add(guard.weakness());
        case Fact.Source _,
            Fact.Handler _,
            Fact.Entry _,
            Fact.Propagation _,
            Fact.Type _,
            Fact.Rendering _,
            Fact.Filter _,
            Fact.RoleEvidence _ -> {}
      }
    }
    ids.remove("*");
    ids.removeAll(weaknesses.keySet());
    return ids;
  }

  /** Returns the detectors of a weakness as they were written, for the compiled form. */
  List<Tree> detectorTrees(String id) {
    WeaknessReader.Read read = weaknesses.get(id);
    return read == null ? List.of() : read.detectors();
  }

  /** Returns all pages by id, for the compiled form. */
  Map<String, String> pages() {
    return pages;
  }
}
