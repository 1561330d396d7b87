package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReportFormatTest {
  @Test
  void everyFormatIsFoundByItsWord() {
    assertThat(ReportFormat.all().stream().map(ReportFormat::id))
        .containsExactly("json", "markdown", "sarif", "terminal");
    assertThat(ReportFormat.parse("sarif")).containsInstanceOf(SarifFormat.class);
    assertThat(ReportFormat.parse("html")).isEmpty();
  }
}
