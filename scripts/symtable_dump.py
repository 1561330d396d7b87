"""Writes CPython's own scopes of each file, in a form that another program can make too.

Standard input and the frames of standard output are those of ast_dump.py beside this script; an
answer T is the scopes of a file:

    ( KIND NAME LINE       a scope: M module (line 0), C class, F function, T type parameters
    NAME [FLAGS] SCOPE     a name that the scope's own code binds or reads, sorted
    )

FLAGS are p (parameter), i (imported), l (bound otherwise, or deleted), a (annotated), r (read).
SCOPE is L (bound in this scope), F (in an enclosing one that is not the module) or G (of the module
or built in). Scopes inside come before the closing line, sorted by line and then by their text,
since CPython's own order differs between its versions. What an annotation scope reads (the value of
a `type` statement, the bound of a type parameter) counts as read by the scope around it. Names that
the compiler makes up are left out, and so are names that a scope only hands on to one inside it.

From 3.12 on CPython's table has the names of a list, set or dictionary comprehension in the scope
around it; that scope stays as CPython gives it.

The files are read by CPython's `symtable` and never imported or run.
"""

import _symtable as raw
import os
import sys
import warnings

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from ast_dump import escape, failure, split  # noqa: E402

MADE_UP = ("__class__", "__classdict__", "__type_params__")
FLAGS = (("p", raw.DEF_PARAM), ("i", raw.DEF_IMPORT), ("l", raw.DEF_LOCAL),
         ("a", raw.DEF_ANNOT), ("r", raw.USE))
LETTERS = {raw.LOCAL: "L", raw.CELL: "L", raw.FREE: "F",
           raw.GLOBAL_IMPLICIT: "G", raw.GLOBAL_EXPLICIT: "G"}

# Python 3.8 places what stands in an f-string of several lines on a wrong line.
UNPLACED = () if sys.version_info >= (3, 9) else (
    "lambda", "listcomp", "setcomp", "dictcomp", "genexpr")


def number(*names):
    for name in names:
        if hasattr(raw, name):
            return getattr(raw, name)
    return None


MODULE = number("TYPE_MODULE")
CLASS = number("TYPE_CLASS")
FUNCTION = number("TYPE_FUNCTION")
PARAMETERS = number("TYPE_TYPE_PARAMETERS", "TYPE_TYPE_PARAM")
FOLDED = (number("TYPE_TYPE_ALIAS"), number("TYPE_TYPE_VARIABLE", "TYPE_TYPE_VAR_BOUND"))
KINDS = {MODULE: "M", CLASS: "C", FUNCTION: "F", PARAMETERS: "T"}


def names_of(table):
    """Returns name -> [flags, scope letter]."""
    found = {}
    for name, bits in table.symbols.items():
        if name.startswith(".") or name in MADE_UP:
            continue
        flags = "".join([letter for letter, bit in FLAGS if bits & bit])
        if flags:
            module = table.type == MODULE
            letter = LETTERS.get((bits >> raw.SCOPE_OFF) & raw.SCOPE_MASK, "?")
            found[name] = [flags, "G" if module else letter]
    return found


def fold(names, inner):
    for name, (flags, letter) in inner.items():
        known = names.get(name)
        if known is None:
            names[name] = [flags, letter]
        elif "r" not in known[0]:
            known[0] += "r"


def scope(table):
    """Returns the names of a scope and the texts of those inside, each with its line."""
    names = names_of(table)
    inside = []
    for child in table.children:
        if child.type in FOLDED:
            child_names, child_inside = scope(child)
            fold(names, child_names)
            inside += child_inside
        elif child.type in KINDS:
            inside.append((line_of(child), text(child)))
    return names, inside


def line_of(table):
    return 0 if table.type == MODULE or table.name in UNPLACED else table.lineno


def text(table):
    names, inside = scope(table)
    line = line_of(table)
    lines = ["( %s %s %d" % (KINDS[table.type], escape(table.name), line)]
    lines += sorted(["%s %s %s" % (escape(n), f, s) for n, (f, s) in names.items()])
    lines += [t for _, t in sorted(inside)]
    lines.append(")")
    return "\n".join(lines)


def answer(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return failure("U", error)
    try:
        table = raw.symtable(data, path, "exec")
        return "T", (text(table) + "\n").encode("ascii")
    except (RecursionError, MemoryError) as error:
        return failure("L", error)
    except (SyntaxError, ValueError, OverflowError) as error:
        return failure("E", error)


def main():
    warnings.simplefilter("ignore")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    write = sys.stdout.buffer.write
    for index, path in enumerate(split(sys.stdin.buffer.read())):
        kind, body = answer(path)
        write(b"%d %s %d\n" % (index, kind.encode("ascii"), len(body)))
        write(body)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    main()
