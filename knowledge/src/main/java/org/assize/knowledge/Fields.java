package org.assize.knowledge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * The keys of one mapping, each read once; what is wrong becomes a problem at its place, and the
 * reading goes on with a stand-in, so that one run shows all mistakes of a file.
 */
final class Fields {
  private final String file;
  private final Tree.Mapping mapping;
  private final List<KnowledgeProblem> problems;
  private final Map<String, Tree> values = new HashMap<>();
  private final Set<String> asked = new TreeSet<>();

  private Fields(String file, Tree.Mapping mapping, List<KnowledgeProblem> problems) {
    this.file = file;
    this.mapping = mapping;
    this.problems = problems;
    mapping.entries().forEach(entry -> values.put(entry.key().text(), entry.value()));
  }

  /** Opens a mapping; anything else is a problem and has no fields. */
  static Optional<Fields> of(String file, Tree tree, List<KnowledgeProblem> problems) {
    if (tree instanceof Tree.Mapping mapping) {
      return Optional.of(new Fields(file, mapping, problems));
    }
    problems.add(at(file, tree, "expected a mapping, found " + tree.what()));
    return Optional.empty();
  }

  /** Returns a mapping without keys at the place of something else. */
  static Fields none(String file, Tree place, List<KnowledgeProblem> problems) {
    return new Fields(file, new Tree.Mapping(place.line(), place.column(), List.of()), problems);
  }

  /** Reports each key that was not asked for. To be called last. */
  void close() {
    for (Tree.Entry entry : mapping.entries()) {
      String key = entry.key().text();
      if (!asked.contains(key)) {
        problem(entry.key(), "unknown key '" + key + "'" + Nearest.hint(key, asked));
      }
    }
  }

  boolean has(String key) {
    asked.add(key);
    return values.containsKey(key);
  }

  /** Returns a value of any form. */
  Optional<Tree> tree(String key) {
    asked.add(key);
    return Optional.ofNullable(values.get(key));
  }

  /** Returns a value that must be there. */
  Optional<Tree> required(String key) {
    Optional<Tree> tree = tree(key);
    if (tree.isEmpty()) {
      problem(mapping, "the key '" + key + "' is missing");
    }
    return tree;
  }

  /** Returns a text that must be there and not be empty. */
  String text(String key) {
    return required(key).flatMap(this::scalar).orElse("");
  }

  /** Returns a text, empty where it is not given. */
  String textOrEmpty(String key) {
    return tree(key).flatMap(this::scalar).orElse("");
  }

  /** Returns a list of texts, none where it is not given; a single text is a list of one. */
  List<Tree.Scalar> scalars(String key) {
    return tree(key).map(this::scalarsOf).orElse(List.of());
  }

  /** Returns a list of texts of which there must be one. */
  List<Tree.Scalar> requiredScalars(String key) {
    return required(key).map(this::scalarsOf).orElse(List.of());
  }

  /** Returns a word of a vocabulary, or the stand-in. */
  <E> E word(String key, E[] words, Function<E, String> id, E standIn) {
    Optional<Tree> tree = required(key);
    if (tree.isPresent() && tree.get() instanceof Tree.Scalar scalar) {
      return word(scalar, scalar.text(), words, id).orElse(standIn);
    }
    tree.ifPresent(other -> problem(other, "expected a word, found " + other.what()));
    return standIn;
  }

  /** Looks up a word; an unknown one is a problem. */
  <E> Optional<E> word(Tree place, String text, E[] words, Function<E, String> id) {
    List<String> valid = new ArrayList<>();
    for (E word : words) {
      if (id.apply(word).equals(text)) {
        return Optional.of(word);
      }
      valid.add(id.apply(word));
    }
    problem(place, "unknown word '" + text + "'" + Nearest.hint(text, valid));
    return Optional.empty();
  }

  void problem(Tree place, String message) {
    problems.add(at(file, place, message));
  }

  private Optional<String> scalar(Tree tree) {
    if (tree instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
      return Optional.of(scalar.text().strip());
    }
    problem(tree, "expected a text, found " + tree.what());
    return Optional.empty();
  }

  private List<Tree.Scalar> scalarsOf(Tree tree) {
    List<Tree> items = tree instanceof Tree.Items list ? list.items() : List.of(tree);
    List<Tree.Scalar> scalars = new ArrayList<>();
    for (Tree item : items) {
      if (item instanceof Tree.Scalar scalar && !scalar.text().isBlank()) {
        scalars.add(scalar);
      } else {
        problem(item, "expected a text, found " + item.what());
      }
    }
    return scalars;
  }

  private static KnowledgeProblem at(String file, Tree place, String message) {
    return new KnowledgeProblem(file, place.line(), place.column(), message);
  }
}
