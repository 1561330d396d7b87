package org.assize.facts;

/**
 * What a fact is about, and when.
 *
 * @param library the file of facts it comes from, for example {@code requests}
 * @param name dotted name as the defining module has it: function, class, method ({@code
 *     module.Class.method}), attribute, module, or {@code parent.*} for every member without facts
 *     of its own
 * @param slot the place of the call or name it speaks about
 * @param when under which arguments it holds
 * @param versions for which versions of the library it holds
 * @param note one sentence for the evidence, or empty
 */
public record Subject(
    String library, String name, Slot slot, Condition when, Versions versions, String note) {
  /** A subject without condition, version bounds and note. */
  public static Subject of(String library, String name, Slot slot) {
    return new Subject(library, name, slot, Condition.ALWAYS, Versions.ALL, "");
  }
}
