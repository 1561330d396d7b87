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

  boolean isEmpty() {
    return !inTree && outside.isEmpty();
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
