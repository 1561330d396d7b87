package org.assize.value.interpret;

import java.util.ArrayList;
import java.util.TreeSet;
import org.assize.program.PythonClass;
import org.assize.value.calls.CallSite;
import org.assize.value.calls.Finding;

/** Collects what one call reaches. */
final class Callees {
  private final TreeSet<Integer> bodies = new TreeSet<>();
  private final TreeSet<String> outside = new TreeSet<>();
  private Finding weakest = Finding.EXACT;
  private boolean inTree;
  private boolean cut;

  void body(int number, Finding finding) {
    bodies.add(number);
    inTree(finding);
  }

  void outside(String path) {
    outside.add(path);
  }

  /** The constructor of a class that has no body of its own for it. */
  void type(PythonClass type, Finding finding) {
    outside.add(type.qualifiedName());
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

  CallSite site(int instruction) {
    Finding unknown = cut ? Finding.CUT : Finding.OPAQUE;
    Finding finding = inTree ? weakest : outside.isEmpty() ? unknown : Finding.ABSENT;
    return new CallSite(instruction, new ArrayList<>(bodies), new ArrayList<>(outside), finding);
  }
}
