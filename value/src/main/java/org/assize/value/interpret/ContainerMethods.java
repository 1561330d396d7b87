package org.assize.value.interpret;

import java.util.Optional;
import org.assize.ir.CallShape;
import org.assize.ir.Literal;
import org.assize.value.domain.AbstractValue;
import org.assize.value.domain.Atom;
import org.assize.value.domain.ContainerKind;
import org.assize.value.heap.Content;
import org.assize.value.heap.DictContent;
import org.assize.value.heap.Found;
import org.assize.value.heap.SequenceContent;
import org.assize.value.heap.SetContent;

/** The methods of lists, dictionaries and sets (library reference, "Built-in Types"). */
final class ContainerMethods {
  private static final AbstractValue NONE = AbstractValue.of(Literal.Single.NONE);

  private final Frame frame;
  private final Displays displays;
  private final SettingsMethods settings;

  ContainerMethods(Frame frame) {
    this.frame = frame;
    displays = new Displays(frame);
    settings = new SettingsMethods(frame);
  }

  /** Calls a method; empty where it is none of those that are known. */
  Optional<AbstractValue> call(Atom.Container c, String name, Call call) {
    AbstractValue first = call.positional(0).orElse(AbstractValue.BOTTOM);
    return switch (frame.content(c)) {
      case SequenceContent s -> sequence(c, s, name, first, call);
      case DictContent d when c.kind() == ContainerKind.SETTINGS -> settings.call(c, d, name, call);
      case DictContent d -> dictionary(c, d, name, first, call);
      case SetContent s -> set(c, s, name, first);
      default -> Optional.empty();
    };
  }

  private Optional<AbstractValue> become(Atom.Container c, Content content) {
    frame.put(c.site(), content);
    return Optional.of(NONE);
  }

  private AbstractValue make(ContainerKind kind, Content content) {
    return frame.makeContainer(kind, content);
  }

  private Optional<AbstractValue> sequence(
      Atom.Container c, SequenceContent s, String name, AbstractValue first, Call call) {
    return switch (name) {
      case "append", "put", "put_nowait" -> become(c, s.append(first));
      case "appendleft" -> become(c, s.insert(0, first));
      case "extend" -> become(c, s.concat(displays.iterated(first)));
      case "insert" -> insert(c, s, first, call);
      case "pop" -> pop(c, s, first.isBottom() ? AbstractValue.whole(-1) : first);
      case "popleft" -> pop(c, s, AbstractValue.whole(0));
      case "remove" -> become(c, s.deleteUnknown());
      case "clear" -> become(c, SequenceContent.EMPTY);
      case "reverse" -> become(c, s.reversed());
      case "sort" -> become(c, s.shuffled());
      case "copy" -> Optional.of(make(c.kind(), s));
      case "index", "count" -> Optional.of(AbstractValue.typed("int"));
      default -> Optional.empty();
    };
  }

  private Optional<AbstractValue> insert(
      Atom.Container c, SequenceContent s, AbstractValue index, Call call) {
    AbstractValue element = call.positional(1).orElse(AbstractValue.UNKNOWN);
    Optional<Integer> at = Operations.wholeNumber(frame.known(index));
    return become(c, at.map(n -> s.insert(n, element)).orElseGet(() -> s.insertUnknown(element)));
  }

  private Optional<AbstractValue> pop(Atom.Container c, SequenceContent s, AbstractValue index) {
    Optional<Integer> at = Operations.wholeNumber(frame.known(index));
    become(c, at.map(s::delete).orElseGet(s::deleteUnknown));
    return Optional.of(at.map(n -> s.get(n).value()).orElseGet(s::element));
  }

  private Optional<AbstractValue> dictionary(
      Atom.Container c, DictContent d, String name, AbstractValue first, Call call) {
    AbstractValue key = frame.known(first);
    AbstractValue second = call.positional(1).orElse(NONE);
    return switch (name) {
      case "get" -> Optional.of(d.get(key).orElse(second));
      case "setdefault" -> {
        Found found = d.get(key);
        become(c, d.setDefault(key, second));
        yield Optional.of(found.orElse(second));
      }
      case "pop" -> {
        Found found = d.get(key);
        become(c, d.delete(key));
        yield Optional.of(call.arguments().size() > 1 ? found.orElse(second) : found.value());
      }
      case "popitem" -> {
        become(c, d.deleteUnknown());
        yield Optional.of(pair(d));
      }
      case "update" -> become(c, updated(d, call));
      case "clear" -> become(c, DictContent.EMPTY);
      case "copy" -> Optional.of(make(c.kind(), d));
      case "keys" -> Optional.of(make(ContainerKind.LIST, d.keys()));
      case "values", "itervalues" -> Optional.of(make(ContainerKind.LIST, d.values()));
      case "items", "iteritems" -> Optional.of(items(d));
      default -> Optional.empty();
    };
  }

  private AbstractValue pair(DictContent d) {
    return make(
        ContainerKind.TUPLE, SequenceContent.of(java.util.List.of(d.key(), d.values().element())));
  }

  /** Pairs of keys and values, one by one where they are few enough to be kept apart. */
  private AbstractValue items(DictContent d) {
    boolean apart = d.isExact() && d.entries().size() <= SequenceContent.MAX_EXACT;
    SequenceContent pairs = SequenceContent.EMPTY;
    if (!apart) {
      pairs = SequenceContent.of(pair(d), d.bounds());
    } else {
      for (DictContent.Entry entry : d.entries()) {
        pairs =
            pairs.append(
                make(
                    ContainerKind.TUPLE,
                    SequenceContent.of(
                        java.util.List.of(AbstractValue.of(entry.key()), entry.value()))));
      }
    }
    return make(ContainerKind.LIST, pairs);
  }

  private DictContent updated(DictContent d, Call call) {
    DictContent content = d;
    for (int k = 0; k < call.arguments().size(); k++) {
      AbstractValue value = call.arguments().get(k);
      content =
          call.shape().arguments().get(k) instanceof CallShape.Named named
              ? content.set(AbstractValue.string(named.name()), value)
              : content.update(displays.entries(value));
    }
    return content;
  }

  private Optional<AbstractValue> set(
      Atom.Container c, SetContent s, String name, AbstractValue first) {
    return switch (name) {
      case "add" -> become(c, s.add(frame.known(first)));
      case "discard", "remove" -> become(c, s.remove(frame.known(first)));
      case "clear" -> become(c, SetContent.EMPTY);
      case "update" -> become(c, s.union(SetContent.of(displays.iterated(first))));
      case "union" -> Optional.of(make(c.kind(), s.union(SetContent.of(displays.iterated(first)))));
      case "copy" -> Optional.of(make(c.kind(), s));
      case "pop" -> {
        become(c, s.removeUnknown());
        yield Optional.of(s.key());
      }
      case "issubset", "issuperset", "isdisjoint" -> Optional.of(AbstractValue.typed("bool"));
      default -> Optional.empty();
    };
  }
}
