package org.assize.syntax;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stack on which the parts of unfinished lists lie, so that each list is made once, with its
 * exact size.
 */
final class Lists {
  private @Nullable Object[] stack = new @Nullable Object[256];
  private int top;

  /** Returns the mark that {@link #take} cuts at. */
  int mark() {
    return top;
  }

  void push(@Nullable Object part) {
    if (top == stack.length) {
      stack = Arrays.copyOf(stack, top * 2);
    }
    stack[top++] = part;
  }

  int since(int mark) {
    return top - mark;
  }

  /** Returns the part at an index that {@link #mark} gave. */
  @Nullable Object at(int index) {
    return stack[index];
  }

  void set(int index, @Nullable Object part) {
    stack[index] = part;
  }

  /** Drops everything above a mark. */
  void drop(int mark) {
    Arrays.fill(stack, mark, top, null);
    top = mark;
  }

  /** Takes everything above a mark as an immutable list. */
  @SuppressWarnings({"unchecked", "NullAway"})
  <T> List<T> take(int mark) {
    @Nullable Object[] s = stack;
    int n = top - mark;
    top = mark;
    return switch (n) {
      case 0 -> List.of();
      case 1 -> List.of((T) s[mark]);
      case 2 -> List.of((T) s[mark], (T) s[mark + 1]);
      case 3 -> List.of((T) s[mark], (T) s[mark + 1], (T) s[mark + 2]);
      case 4 -> List.of((T) s[mark], (T) s[mark + 1], (T) s[mark + 2], (T) s[mark + 3]);
      default -> List.of((T[]) Arrays.copyOfRange(s, mark, mark + n));
    };
  }

  /** Takes everything above a mark as an immutable list that may hold null. */
  @SuppressWarnings({"unchecked", "NullAway"})
  <T> List<@Nullable T> takeNullable(int mark) {
    for (int i = mark; i < top; i++) {
      if (stack[i] == null) {
        List<T> list = (List<T>) Arrays.asList(Arrays.copyOfRange(stack, mark, top));
        top = mark;
        return Collections.unmodifiableList(list);
      }
    }
    return take(mark);
  }
}
