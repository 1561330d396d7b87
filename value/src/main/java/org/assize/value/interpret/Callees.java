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
  private boolean found;

  void body(int number, Finding finding) {
    bodies.add(number);
    found(finding);
  }

  void outside(String path) {
    outside.add(path);
    if (bodies.isEmpty()) {
      found(Finding.ABSENT);
    }
  }

  void found(Finding finding) {
    weakest = found ? weakest.weaker(finding) : finding;
    found = true;
  }

  /** The constructor of a class that has no body of its own for it. */
  void type(PythonClass type, Finding finding) {
    outside.add(type.qualifiedName());
    found(finding);
  }

  boolean isEmpty() {
    return !found;
  }

  CallSite site(int instruction) {
    Finding finding = found ? weakest : Finding.OPAQUE;
    return new CallSite(instruction, new ArrayList<>(bodies), new ArrayList<>(outside), finding);
  }
}
