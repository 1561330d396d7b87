package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.assize.program.PythonClass;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;

/** Collects what one call reaches. */
final class Callees {
  private List<Integer> bodies = List.of();
  private List<String> outside = List.of();
  private Finding weakest = Finding.EXACT;
  private boolean inTree;
  private boolean cut;

  void body(int number, Finding finding) {
    bodies = with(bodies, number);
    inTree(finding);
  }

  void outside(String path) {
    outside = with(outside, path);
  }

  /** Most calls reach one callee or two. */
  private static <T> List<T> with(List<T> all, T one) {
    if (all.contains(one)) {
      return all;
    }
    List<T> more = all.isEmpty() ? new ArrayList<>(2) : all;
    more.add(one);
    return more;
  }

  /** The constructor of a class that has no body of its own for it. */
  void type(PythonClass type, Finding finding) {
    outside(type.qualifiedName());
    inTree(finding);
  }

  /** So many could be meant that none is followed. */
  void cut() {
    cut = true;
  }

  private void inTree(Finding finding) {
    weakest = inTree ? weakest.weaker(finding) : finding;
    inTree = true;
  }

  /** Whether it reaches nothing that has a name. */
  boolean isEmpty() {
    return !inTree && outside.isEmpty();
  }

  /**
   * Whether nothing is known to be reached: neither code of the tree, nor a function outside of it
   * that its path names, rather than what hangs on an object of a library.
   */
  boolean isUnknown() {
    if (inTree) {
      return false;
    }
    for (String path : outside) {
      if (!isHung(path)) {
        return false;
      }
    }
    return true;
  }

  /**
   * An element of a library's object, or an attribute of an attribute of an attribute of it: such
   * is what programs hang there.
   */
  private static boolean isHung(String path) {
    int attributes = 0;
    int end = path.length();
    int dot = path.lastIndexOf('.');
    while (dot >= 0 && dot + 1 < end && isLower(path.charAt(dot + 1))) {
      attributes++;
      end = dot;
      dot = path.lastIndexOf('.', end - 1);
    }
    if (dot < 0 || dot + 1 >= end) {
      return false;
    }
    if (path.substring(dot + 1, end).equals("__getitem__")) {
      return attributes >= 1;
    }
    char first = path.charAt(dot + 1);
    return attributes >= 3 && first >= 'A' && first <= 'Z';
  }

  private static boolean isLower(char c) {
    return c >= 'a' && c <= 'z';
  }

  private static <T extends Comparable<T>> List<T> sorted(List<T> all) {
    if (all.size() > 1) {
      Collections.sort(all);
    }
    return all;
  }

  /** Whether code of the tree is among them. */
  boolean isInTree() {
    return inTree;
  }

  CallSite site(int instruction) {
    Finding unknown = cut ? Finding.CUT : Finding.OPAQUE;
    Finding finding = inTree ? weakest : outside.isEmpty() ? unknown : Finding.ABSENT;
    return new CallSite(instruction, sorted(bodies), sorted(outside), finding);
  }
}
