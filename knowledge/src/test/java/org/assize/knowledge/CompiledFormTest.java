package org.assize.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CompiledFormTest {
  private static final String LIBRARY =
      """
      library: sample
      aliases: {sample.api.get: sample.get}
      facts:
        - {kind: sink, name: sample.get, slot: [0|url, 'data=', 1+, '0[1]'], label: ssrf, note: naïve}
        - kind: setting
          name: sample.run
          when: not (a=1 or b in {'x', None}) and missing(c) and arg0|m & 0o22 and d!=1.5 and e=s.T
          label: debug-enabled
          versions: ">=2,<3"
        - {kind: guard, name: sample.check, slot: self, label: "* if-false"}
        - {kind: propagation, name: sample.join, slot: 0+, label: return}
        - {kind: template, name: sample.render, slot: 1|name, label: 2|context}
        - {kind: template, name: sample.fill, label: keywords}
        - {kind: template-filter, name: sample.filter, label: decorated}
        - {kind: source, name: sample.token, label: token}
        - {kind: role, name: sample.*, label: test}
      """;

  @Test
  void isReadAsItWasWritten() throws IOException {
    Knowledge written = knowledge();
    Knowledge read = CompiledForm.read(CompiledForm.write(written));
    assertThat(read.facts().all()).isEqualTo(written.facts().all()).hasSize(12);
    assertThat(read.facts().aliases()).isEqualTo(written.facts().aliases());
    assertThat(read.rules()).isEqualTo(written.rules()).hasSize(1);
    assertThat(read.page("weak-hash")).isEqualTo(written.page("weak-hash")).isPresent();
    assertThat(read.version()).isEqualTo(written.version());
  }

  @Test
  void sameKnowledgeGivesTheSameBytes() throws IOException {
    assertThat(CompiledForm.write(knowledge())).isEqualTo(CompiledForm.write(knowledge()));
  }

  @Test
  void anotherFormIsRefused() throws IOException {
    byte[] bytes = CompiledForm.write(knowledge());
    bytes[3]++;
    assertThatThrownBy(() -> CompiledForm.read(bytes))
        .hasMessage("knowledge was compiled by another version");
  }

  private static Knowledge knowledge() {
    KnowledgeReader.Result result =
        KnowledgeReader.read(
            Map.of(
                "libraries/sample.yaml", LIBRARY,
                "weaknesses/weak-hash.yaml", KnowledgeReaderTest.WEAKNESS,
                "weaknesses/weak-hash.md", KnowledgeReaderTest.PAGE));
    assertThat(result.problems()).isEmpty();
    return result.knowledge();
  }
}
