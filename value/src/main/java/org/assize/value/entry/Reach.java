package org.assize.value.entry;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.assize.ir.BodyKind;
import org.jspecify.annotations.Nullable;

/**
 * Which bodies production reaches, which only tests reach, and which nothing reaches.
 *
 * <p>Production starts at the bodies of modules that are no tests, and at their entries; tests at
 * everything in test modules. Nothing leads from production into a test module, since no production
 * code imports it. Sure ways are gone before those by name, and short ones before long ones, so
 * that the witness of a body is the best there is.
 */
public final class Reach {
  private static final int NOT_REACHED = -1;
  private static final int ROOT = -2;

  /** Who reaches a body. */
  public enum By {
    PRODUCTION,
    TESTS,
    NOTHING
  }

  /**
   * A body on the way to another one.
   *
   * @param body its number
   * @param instruction of the body before it that leads here; 0 for the first
   * @param how it leads here; {@link How#CALL} for the first
   */
  public record Step(int body, int instruction, How how) {}

  private final Tree tree;
  private final CallGraph calls;
  private final By[] by;
  private final int[] before;
  private final @Nullable Edge[] last;

  private Reach(CallGraph calls) {
    this.calls = calls;
    tree = calls.tree();
    int size = tree.bodies().size();
    by = new By[size];
    Arrays.fill(by, By.NOTHING);
    before = new int[size];
    Arrays.fill(before, NOT_REACHED);
    last = new Edge[size];
  }

  /** Follows the program from its entries. */
  public static Reach of(Entries entries) {
    Reach reach = new Reach(entries.calls());
    reach.spread(By.PRODUCTION, reach.productionRoots(entries));
    reach.spread(By.TESTS, reach.testRoots(entries));
    return reach;
  }

  private Set<Integer> productionRoots(Entries entries) {
    Set<Integer> roots = new LinkedHashSet<>();
    entries.all().stream().filter(e -> !e.isTest()).forEach(e -> roots.add(e.body()));
    for (int body = 0; body < by.length; body++) {
      if (tree.body(body).kind() == BodyKind.MODULE && !isInTests(body)) {
        roots.add(body);
      }
    }
    return roots;
  }

  private Set<Integer> testRoots(Entries entries) {
    Set<Integer> roots = new LinkedHashSet<>();
    entries.all().stream().filter(Entry::isTest).forEach(e -> roots.add(e.body()));
    for (int body = 0; body < by.length; body++) {
      if (isInTests(body)) {
        roots.add(body);
      }
    }
    return roots;
  }

  private boolean isInTests(int body) {
    return tree.roles().isTest(tree.body(body).module());
  }

  private void spread(By who, Set<Integer> roots) {
    List<Integer> reached = new ArrayList<>();
    for (int root : roots) {
      if (by[root] == By.NOTHING) {
        by[root] = who;
        before[root] = ROOT;
        reached.add(root);
      }
    }
    for (How weakest : List.of(How.VALUE, How.BY_NAME, How.MENTION)) {
      for (int i = 0; i < reached.size(); i++) {
        follow(who, reached.get(i), weakest, reached);
      }
    }
  }

  private void follow(By who, int body, How weakest, List<Integer> reached) {
    for (Edge edge : calls.from(body)) {
      boolean isOpen = by[edge.callee()] == By.NOTHING && edge.how().compareTo(weakest) <= 0;
      if (isOpen && !(who == By.PRODUCTION && isInTests(edge.callee()))) {
        by[edge.callee()] = who;
        before[edge.callee()] = body;
        last[edge.callee()] = edge;
        reached.add(edge.callee());
      }
    }
  }

  /** Returns who reaches a body. */
  public By of(int body) {
    return by[body];
  }

  /** Returns the way to a body from where production or a test starts; empty if there is none. */
  public List<Step> witness(int body) {
    List<Step> steps = new ArrayList<>();
    int at = body;
    while (before[at] != NOT_REACHED) {
      Edge edge = last[at];
      steps.add(
          edge == null ? new Step(at, 0, How.CALL) : new Step(at, edge.instruction(), edge.how()));
      if (before[at] == ROOT) {
        break;
      }
      at = before[at];
    }
    return steps.reversed();
  }
}
