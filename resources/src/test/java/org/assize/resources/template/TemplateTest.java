package org.assize.resources.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.assize.base.SourceText;
import org.assize.syntax.AstPrinter;
import org.assize.syntax.Node;
import org.assize.syntax.Nodes;
import org.junit.jupiter.api.Test;

/** What templates are as Python, and that any text is one. */
class TemplateTest {
  private static final String[] PARTS = {
    "{{",
    "}}",
    "{%",
    "%}",
    "{#",
    "#}",
    "if ",
    "for x in ",
    "else",
    "endfor",
    "endif",
    "macro f(a)",
    "x",
    ".",
    "|safe",
    "|default(",
    ")",
    "(",
    "[",
    "]",
    "{",
    "}",
    "'",
    "\"",
    ",",
    "=",
    "-",
    " ",
    "\n",
    "set y",
    "with a=b",
    "block c",
    "end",
    "raw",
    "endraw",
    "include 'p'",
    "<a href=\"",
    "<script>",
    "</script>",
    "not ",
    "in ",
    "is ",
    "~",
    "1",
    "\uD83D\uDE00",
    "autoescape off",
    "elif",
    "**"
  };

  private static Node.Module tree(String text) {
    return Template.parse(SourceText.of(text), "a.html").tree();
  }

  @Test
  void anyTextIsATemplateWhoseNodesLieWithinIt() {
    Random random = new Random(20261129);
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int k = random.nextInt(40); k >= 0; k--) {
        text.append(PARTS[random.nextInt(PARTS.length)]);
      }
      checkSpans(tree(text.toString()), text.length(), text.toString());
    }
  }

  private static void checkSpans(Node node, int length, String text) {
    assertThat(node.start()).as(text).isBetween(0, length);
    assertThat(node.end()).as(text).isBetween(node.start(), length);
    Nodes.forEachChild(node, child -> checkSpans(child, length, text));
  }

  @Test
  void depthAndLengthAreBounded() {
    String deep = "{{ " + "(".repeat(100_000) + "x" + ")".repeat(100_000) + " }}";
    assertThat(tree(deep)).isNotNull();
    assertThat(tree("{{ " + "not ".repeat(100_000) + "x }}")).isNotNull();
    assertThat(tree("{% if x %}".repeat(3_000))).isNotNull();
    assertThat(tree("{{ x|safe }}".repeat(20_000))).isNotNull();
    assertThat(tree("{{ '".repeat(50_000))).isNotNull();
  }

  @Test
  void blocksBecomeStatements() {
    String text =
        "{% for k, v in d.items %}{% if k %}{{ v|safe }}{% else %}{{ k }}{% endif %}{% endfor %}";
    assertThat(AstPrinter.print(Template.parse(SourceText.of(text), "a.html")))
        .contains("For", "If", "Name", "template_engine");
  }
}
