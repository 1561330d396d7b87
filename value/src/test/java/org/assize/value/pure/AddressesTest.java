package org.assize.value.pure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.assize.ir.Literal;
import org.junit.jupiter.api.Test;

/** Compares with what {@code urlsplit} and {@code urljoin} of CPython 3.11 printed. */
class AddressesTest {
  private static final List<String> PARTS =
      List.of("scheme", "netloc", "hostname", "path", "query", "fragment");

  @Test
  void takesAddressesApartAsPythonDoes() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = table("addresses");
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      Map<String, Concrete> parts = Evaluator.address(text(columns[0]));
      for (int k = 0; k < PARTS.size(); k++) {
        String found = Formats.repr(Objects.requireNonNull(parts.get(PARTS.get(k))));
        if (!found.equals(columns[k + 1])) {
          wrong.add(
              PARTS.get(k) + " of " + columns[0] + " is " + columns[k + 1] + ", not " + found);
        }
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(25);
  }

  @Test
  void joinsAddressesAsPythonDoes() throws IOException {
    List<String> wrong = new ArrayList<>();
    List<String> lines = table("joined-addresses");
    for (String line : lines) {
      String[] columns = line.split("\t", -1);
      String found = Addresses.join(text(columns[0]), text(columns[1]));
      if (!found.equals(text(columns[2]))) {
        wrong.add(columns[0] + " and " + columns[1] + ": " + columns[2] + ", not " + found);
      }
    }
    assertThat(wrong).isEmpty();
    assertThat(lines).hasSizeGreaterThan(100);
  }

  private static String text(String written) {
    return Expressions.evaluate(written)
            instanceof Outcome.Value(Concrete.Scalar(Literal.Text(String text)))
        ? text
        : written;
  }

  private static List<String> table(String name) throws IOException {
    try (InputStream in = AddressesTest.class.getResourceAsStream("/pure/" + name + ".tsv")) {
      String text = new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
      return List.of(text.split("\n"));
    }
  }
}
