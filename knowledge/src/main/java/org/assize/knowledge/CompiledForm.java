package org.assize.knowledge;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.assize.facts.Area;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Purpose;
import org.assize.facts.Severity;
import org.assize.facts.Weakness;

/**
 * The compact form of knowledge: a header with the version of the form, a table of strings, then
 * aliases, distributions, facts, weaknesses and pages. Enums are written by their words, so that a
 * new constant changes nothing else; detectors are written as they stood in their file.
 */
final class CompiledForm {
  private static final int HEADER = 0x41535A02;

  private CompiledForm() {}

  static byte[] write(Knowledge knowledge) throws IOException {
    StringTable.Builder strings = new StringTable.Builder();
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    Encoder out = new Encoder(new DataOutputStream(body), strings);
    out.string(knowledge.version());
    names(out, knowledge.facts().aliases());
    names(out, knowledge.facts().distributions());
    out.facts(knowledge.facts().all());
    out.count(knowledge.rules().size());
    for (WeaknessRule rule : knowledge.rules()) {
      weakness(out, rule.weakness());
      out.trees(knowledge.detectorTrees(rule.weakness().id()));
    }
    names(out, knowledge.pages());
    ByteArrayOutputStream whole = new ByteArrayOutputStream();
    DataOutputStream data = new DataOutputStream(whole);
    data.writeInt(HEADER);
    strings.write(data);
    body.writeTo(whole);
    return whole.toByteArray();
  }

  static Knowledge read(byte[] bytes) throws IOException {
    if (bytes.length < 8 || StringTable.intAt(bytes, 0) != HEADER) {
      throw new IOException("knowledge was compiled by another version");
    }
    StringTable strings = StringTable.read(bytes, 4);
    Decoder in = new Decoder(bytes, strings.end(), strings);
    String version = in.string();
    Map<String, String> aliases = names(in);
    Map<String, String> distributions = names(in);
    List<Fact> facts = in.facts();
    List<WeaknessReader.Read> weaknesses = new ArrayList<>();
    for (int i = in.count(); i > 0; i--) {
      Weakness weakness = weakness(in);
      List<Tree> trees = in.trees();
      weaknesses.add(new WeaknessReader.Read(rule(weakness, trees), trees));
    }
    Map<String, String> pages = names(in);
    Facts all = Facts.of(facts, aliases, distributions);
    return new Knowledge(all, weaknesses, pages, version);
  }

  private static void names(Encoder out, Map<String, String> names) throws IOException {
    out.count(names.size());
    for (Map.Entry<String, String> name : names.entrySet()) {
      out.string(name.getKey());
      out.string(name.getValue());
    }
  }

  private static Map<String, String> names(Decoder in) {
    Map<String, String> names = new LinkedHashMap<>();
    for (int i = in.count(); i > 0; i--) {
      names.put(in.string(), in.string());
    }
    return names;
  }

  private static WeaknessRule rule(Weakness weakness, List<Tree> trees) {
    List<KnowledgeProblem> problems = new ArrayList<>();
    WeaknessRule rule = WeaknessRule.of(weakness, weakness.id(), trees, problems);
    if (!problems.isEmpty()) {
      throw new IllegalStateException("knowledge was compiled for other checks: " + problems);
    }
    return rule;
  }

  private static void weakness(Encoder out, Weakness weakness) throws IOException {
    out.string(weakness.id());
    out.string(weakness.title());
    out.string(weakness.area().id());
    out.strings(weakness.cwe().stream().map(String::valueOf).toList());
    out.string(weakness.severity().id());
    out.string(weakness.severityReason());
    out.strings(weakness.owasp2021());
    out.strings(weakness.owasp2025());
    out.string(weakness.suspect().pattern());
    out.strings(weakness.suspect().peers());
    out.string(weakness.purpose().id());
    out.string(weakness.guidance());
    out.string(weakness.productionSentence());
    out.string(weakness.inProduction());
  }

  private static Weakness weakness(Decoder in) {
    return new Weakness(
        in.string(),
        in.string(),
        Area.parse(in.string()).orElseThrow(),
        numbers(in.strings()),
        Severity.parse(in.string()).orElseThrow(),
        in.string(),
        in.strings(),
        in.strings(),
        new Weakness.Suspect(in.string(), in.strings()),
        Purpose.parse(in.string()).orElseThrow(),
        in.string(),
        in.string(),
        in.string());
  }

  private static List<Integer> numbers(List<String> texts) {
    List<Integer> numbers = new ArrayList<>();
    for (String text : texts) {
      numbers.add(Integer.valueOf(text));
    }
    return numbers;
  }
}
