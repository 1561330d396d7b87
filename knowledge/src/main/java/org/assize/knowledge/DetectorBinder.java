package org.assize.knowledge;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.assize.facts.Condition;
import org.assize.facts.ConditionException;

/**
 * Makes records of a sealed interface from mappings: {@code kind} names the record, the other keys
 * its components, both in kebab-case.
 *
 * <p>Components may be strings, booleans, ints, enums, records, sealed interfaces of records,
 * optionals, lists, sets, and maps from strings, of all these. Optionals, lists, sets and maps may
 * be left out. A record that refuses its values by {@link IllegalArgumentException} makes that
 * message a problem.
 *
 * @param <T> the sealed interface
 */
final class DetectorBinder<T> {
  /** The records of each sealed interface, by kind; to list them is slow, and all rules ask. */
  private static final ClassValue<Map<String, Class<?>>> KINDS =
      new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
          Map<String, Class<?>> kinds = new TreeMap<>();
          collectKinds(type, kinds);
          return kinds;
        }
      };

  private final Class<T> root;
  private final String file;
  private final List<KnowledgeProblem> problems;

  DetectorBinder(Class<T> root, String file, List<KnowledgeProblem> problems) {
    this.root = root;
    this.file = file;
    this.problems = problems;
  }

  /** Returns the record that a mapping describes, nothing after a problem. */
  Optional<T> bind(Tree tree) {
    return sealed(root, tree).map(root::cast);
  }

  private Optional<Object> sealed(Class<?> type, Tree tree) {
    Optional<Fields> fields = Fields.of(file, tree, problems);
    if (fields.isEmpty()) {
      return Optional.empty();
    }
    Map<String, Class<?>> kinds = KINDS.get(type);
    Optional<Tree> kind = fields.get().required("kind");
    if (kind.isEmpty() || !(kind.get() instanceof Tree.Scalar word)) {
      kind.ifPresent(other -> fields.get().problem(other, "expected a word"));
      return Optional.empty();
    }
    Class<?> record = kinds.get(word.text());
    if (record == null) {
      String hint = Nearest.hint(word.text(), kinds.keySet());
      fields.get().problem(word, "unknown kind '" + word.text() + "'" + hint);
      return Optional.empty();
    }
    return record(record, fields.get(), tree);
  }

  private static void collectKinds(Class<?> type, Map<String, Class<?>> kinds) {
    for (Class<?> permitted : type.getPermittedSubclasses()) {
      if (permitted.isSealed()) {
        collectKinds(permitted, kinds);
      } else {
        kinds.put(kebab(permitted.getSimpleName()), permitted);
      }
    }
  }

  private Optional<Object> record(Class<?> record, Fields fields, Tree place) {
    RecordComponent[] components = record.getRecordComponents();
    Object[] values = new Object[components.length];
    boolean complete = true;
    for (int i = 0; i < components.length; i++) {
      Optional<Object> value = component(components[i], fields);
      complete &= value.isPresent();
      values[i] = value.orElse(fields);
    }
    fields.close();
    return complete ? construct(record, components, values, place) : Optional.empty();
  }

  private Optional<Object> component(RecordComponent component, Fields fields) {
    String key = kebab(component.getName());
    Class<?> raw = component.getType();
    if (!fields.has(key)) {
      if (raw == Optional.class) {
        return Optional.of(Optional.empty());
      } else if (raw == List.class) {
        return Optional.of(List.of());
      } else if (raw == Set.class) {
        return Optional.of(Set.of());
      } else if (raw == Map.class) {
        return Optional.of(Map.of());
      }
    }
    return fields.required(key).flatMap(tree -> value(component.getGenericType(), tree));
  }

  private Optional<Object> construct(
      Class<?> record, RecordComponent[] components, Object[] values, Tree place) {
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    try {
      Constructor<?> constructor = record.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return Optional.of(constructor.newInstance(values));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException refused) {
        return wrong(place, String.valueOf(refused.getMessage()));
      }
      throw new IllegalStateException(record + " cannot be made", e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(record + " cannot be made", e);
    }
  }

  private Optional<Object> value(Type type, Tree tree) {
    if (type instanceof ParameterizedType parameterized) {
      return container(parameterized, tree);
    }
    Class<?> raw = (Class<?>) type;
    if (raw.isRecord()) {
      return Fields.of(file, tree, problems).flatMap(fields -> record(raw, fields, tree));
    }
    if (raw.isSealed() && raw.isInterface() && raw != Condition.class) {
      return sealed(raw, tree);
    }
    if (!(tree instanceof Tree.Scalar scalar)) {
      return wrong(tree, "expected a single value, found " + tree.what());
    }
    return raw == Condition.class ? condition(scalar) : scalar(raw, scalar);
  }

  private Optional<Object> condition(Tree.Scalar scalar) {
    try {
      return Optional.of(Condition.parse(scalar.text()));
    } catch (ConditionException e) {
      return wrong(scalar, String.valueOf(e.getMessage()));
    }
  }

  private Optional<Object> scalar(Class<?> raw, Tree.Scalar scalar) {
    String text = scalar.text();
    if (raw == String.class) {
      return Optional.of(text);
    }
    if (raw.isEnum()) {
      Fields none = Fields.none(file, scalar, problems);
      return none.word(scalar, text, raw.getEnumConstants(), e -> word((Enum<?>) e)).map(e -> e);
    }
    if (raw == boolean.class || raw == Boolean.class) {
      return text.equals("true") || text.equals("false")
          ? Optional.of(text.equals("true"))
          : wrong(scalar, "expected true or false, found '" + text + "'");
    }
    if (raw == int.class || raw == Integer.class) {
      try {
        return Optional.of(Integer.decode(text));
      } catch (NumberFormatException e) {
        return wrong(scalar, "expected a whole number, found '" + text + "'");
      }
    }
    throw new IllegalStateException("no form in a rule file for " + raw);
  }

  private Optional<Object> container(ParameterizedType type, Tree tree) {
    Type[] arguments = type.getActualTypeArguments();
    if (type.getRawType() == Optional.class) {
      return value(arguments[0], tree).map(Optional::of);
    }
    if (type.getRawType() == Map.class) {
      return map(arguments[1], tree);
    }
    List<Tree> items = tree instanceof Tree.Items list ? list.items() : List.of(tree);
    List<Object> values = new ArrayList<>();
    for (Tree item : items) {
      value(arguments[0], item).ifPresent(values::add);
    }
    if (values.size() < items.size()) {
      return Optional.empty();
    }
    return Optional.of(
        type.getRawType() == List.class
            ? List.copyOf(values)
            : Collections.unmodifiableSet(new LinkedHashSet<>(values)));
  }

  private Optional<Object> map(Type valueType, Tree tree) {
    if (!(tree instanceof Tree.Mapping mapping)) {
      return wrong(tree, "expected a mapping, found " + tree.what());
    }
    Map<String, Object> values = new LinkedHashMap<>();
    for (Tree.Entry entry : mapping.entries()) {
      value(valueType, entry.value()).ifPresent(value -> values.put(entry.key().text(), value));
    }
    return values.size() < mapping.entries().size()
        ? Optional.empty()
        : Optional.of(Collections.unmodifiableMap(values));
  }

  private Optional<Object> wrong(Tree place, String message) {
    problems.add(new KnowledgeProblem(file, place.line(), place.column(), message));
    return Optional.empty();
  }

  private static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Returns {@code weak-hash} for {@code WeakHash} and {@code weakHash}. */
  static String kebab(String camel) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c) && i > 0) {
        out.append('-');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }
}
