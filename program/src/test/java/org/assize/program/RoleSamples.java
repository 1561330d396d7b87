package org.assize.program;

import java.util.List;
import org.assize.facts.CodeRole;
import org.assize.facts.Control;
import org.assize.facts.Fact;
import org.assize.facts.Facts;
import org.assize.facts.Slot;
import org.assize.facts.Subject;

/** Roles of small trees, by some facts that stand for those of the libraries. */
final class RoleSamples {
  /** A module with a case of unittest. */
  static final String CASE = "import unittest\nclass T(unittest.TestCase):\n    pass\n";

  private static final Facts FACTS =
      Facts.of(
          List.of(
              new Fact.Handler(
                  Subject.of("sample", "web.serve", Slot.Fixed.DECORATED), Control.REMOTE),
              evidence("unittest.TestCase", Slot.Fixed.BASE, CodeRole.TEST),
              evidence("unittest", Slot.Fixed.IMPORT, CodeRole.TEST),
              evidence("pytest", Slot.Fixed.IMPORT, CodeRole.TEST),
              evidence("pytest.fixture", Slot.Fixed.DECORATED, CodeRole.TEST),
              evidence("setuptools.setup", Slot.Fixed.NAME, CodeRole.TOOLING),
              evidence("django.db.migrations.Migration", Slot.Fixed.BASE, CodeRole.TOOLING),
              evidence("alembic.op", Slot.Fixed.IMPORT, CodeRole.TOOLING),
              evidence("sphinx.ext.*", Slot.Fixed.VALUE, CodeRole.TOOLING),
              evidence("nox.session", Slot.Fixed.DECORATED, CodeRole.TOOLING)));

  private RoleSamples() {}

  static Roles roles(Sources tree) {
    return new Roles(tree.resolver(), new ImportGraph(tree.resolver()), FACTS);
  }

  static CodeRole role(Sources tree, String path) {
    return roles(tree).of(tree.module(path)).role();
  }

  private static Fact evidence(String name, Slot slot, CodeRole role) {
    return new Fact.RoleEvidence(Subject.of("sample", name, slot), role);
  }
}
