package org.assize.value.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.assize.ir.Body;
import org.assize.ir.CallShape;
import org.assize.ir.Op;
import org.assize.value.domain.AbstractValue;

/**
 * A call of {@code setup} with the entry points that it gives.
 *
 * @param text of them in the format of {@code entry_points.txt}
 */
record SetupCall(String text) {
  private static final List<String> SETUP = List.of("setuptools.setup", "distutils.core.setup");

  static List<SetupCall> in(Tree tree, int body) {
    Body code = tree.body(body);
    List<SetupCall> found = new ArrayList<>();
    for (int i = 0; i < code.size(); i++) {
      if (code.op(i) == Op.CALL
          && tree.absent(tree.operand(body, i, 0)).stream().anyMatch(SETUP::contains)) {
        CallShape shape = code.calls().get(code.arg(i));
        for (int k = 0; k < shape.arguments().size(); k++) {
          if (shape.arguments().get(k) instanceof CallShape.Named n
              && n.name().equals("entry_points")) {
            found.add(new SetupCall(text(tree, tree.operand(body, i, k + 1))));
          }
        }
      }
    }
    return found;
  }

  private static String text(Tree tree, AbstractValue value) {
    Optional<String> written = value.constantText();
    if (written.isPresent()) {
      return written.get();
    }
    StringBuilder text = new StringBuilder();
    List<AbstractValue> groups = tree.elements(value);
    for (int k = 0; k + 1 < groups.size(); k += 2) {
      groups.get(k).constantText().ifPresent(group -> text.append('[').append(group).append("]\n"));
      for (AbstractValue point : tree.elements(groups.get(k + 1))) {
        point.constantText().ifPresent(line -> text.append(line.strip()).append('\n'));
      }
    }
    return text.toString();
  }
}
