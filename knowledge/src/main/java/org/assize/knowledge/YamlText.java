package org.assize.knowledge;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.AnchorNode;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Reads YAML into a {@link Tree}; the only place that knows the YAML library. */
final class YamlText {
  private final String file;
  private final List<KnowledgeProblem> problems;

  private YamlText(String file, List<KnowledgeProblem> problems) {
    this.file = file;
    this.problems = problems;
  }

  /** Reads one document; syntax errors and duplicate keys become problems. */
  static Optional<Tree> read(String file, String text, List<KnowledgeProblem> problems) {
    YamlText reader = new YamlText(file, problems);
    try {
      LoadSettings settings =
          LoadSettings.builder().setLabel(file).setMaxAliasesForCollections(0).build();
      Optional<Node> root = new Compose(settings).composeString(text);
      if (root.isEmpty()) {
        problems.add(new KnowledgeProblem(file, 1, 1, "the file is empty"));
      }
      return root.map(reader::tree);
    } catch (MarkedYamlEngineException e) {
      Optional<Mark> mark = e.getProblemMark();
      String problem = e.getProblem() == null ? "no YAML" : e.getProblem();
      problems.add(
          new KnowledgeProblem(
              file,
              mark.map(m -> m.getLine() + 1).orElse(1),
              mark.map(m -> m.getColumn() + 1).orElse(1),
              problem));
    } catch (YamlEngineException e) {
      problems.add(new KnowledgeProblem(file, 1, 1, String.valueOf(e.getMessage())));
    }
    return Optional.empty();
  }

  private Tree tree(Node node) {
    int line = node.getStartMark().map(m -> m.getLine() + 1).orElse(1);
    int column = node.getStartMark().map(m -> m.getColumn() + 1).orElse(1);
    return switch (node) {
      case ScalarNode scalar ->
          new Tree.Scalar(
              line, column, scalar.getValue(), scalar.getScalarStyle() != ScalarStyle.PLAIN);
      case SequenceNode sequence ->
          new Tree.Items(line, column, sequence.getValue().stream().map(this::tree).toList());
      case MappingNode mapping -> mapping(line, column, mapping);
      case AnchorNode anchor -> tree(anchor.getRealNode());
      default -> throw new IllegalStateException("a new kind of YAML node: " + node);
    };
  }

  private Tree mapping(int line, int column, MappingNode mapping) {
    List<Tree.Entry> entries = new ArrayList<>();
    Set<String> seen = new HashSet<>();
    for (NodeTuple tuple : mapping.getValue()) {
      Tree key = tree(tuple.getKeyNode());
      if (!(key instanceof Tree.Scalar scalar)) {
        problems.add(new KnowledgeProblem(file, key.line(), key.column(), "a key must be a word"));
      } else if (!seen.add(scalar.text())) {
        problems.add(
            new KnowledgeProblem(
                file, key.line(), key.column(), "'" + scalar.text() + "' is given twice"));
      } else {
        entries.add(new Tree.Entry(scalar, tree(tuple.getValueNode())));
      }
    }
    return new Tree.Mapping(line, column, entries);
  }
}
