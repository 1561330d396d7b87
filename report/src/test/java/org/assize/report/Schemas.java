package org.assize.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** Checks documents against the schemas that describe them. */
final class Schemas {
  static final Schema REPORT =
      load("/org/assize/report/assize-report-1.schema.json", SpecificationVersion.DRAFT_2020_12);
  static final Schema SARIF = load("/schema/sarif-schema-2.1.0.json", SpecificationVersion.DRAFT_7);

  private Schemas() {}

  static void assertValid(Schema schema, String document) {
    assertThat(schema.validate(document, InputFormat.JSON)).isEmpty();
  }

  private static Schema load(String resource, SpecificationVersion version) {
    try (InputStream in = Objects.requireNonNull(Schemas.class.getResourceAsStream(resource))) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      return SchemaRegistry.withDefaultDialect(version).getSchema(text, InputFormat.JSON);
    } catch (IOException broken) {
      throw new IllegalStateException(broken);
    }
  }
}
