package org.assize.base;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * Keeps what a function gives for each key. Unlike {@link Map#computeIfAbsent}, it holds no lock
 * while it computes, so a computation may ask for other keys; threads that ask for one at the same
 * time may both compute it. Safe for use by several threads.
 *
 * @param <K> the keys
 * @param <V> what is computed
 */
public final class Memo<K, V> {
  private final Map<K, V> known = new ConcurrentHashMap<>();
  private final Function<K, V> function;

  /** Prepares for a function; it is called when a key is asked for. */
  public Memo(Function<K, V> function) {
    this.function = function;
  }

  /** Returns what the function gives for a key. */
  public V get(K key) {
    V value = known.get(key);
    if (value == null) {
      value = function.apply(key);
      known.put(key, value);
    }
    return value;
  }
}
