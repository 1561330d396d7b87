"""Writes CPython's own tree of each file, in a form that another program can make too.

Standard input: paths, each ended by a NUL byte, in the encoding of the file system.
Option: --under DIR, a prefix for every path (where another system's root is mounted).
Standard output, for each path in order: a line "N KIND LENGTH", then LENGTH bytes of ASCII.

KIND is T for a tree, E for a text that is rejected, L for a text beyond this interpreter's own
limits (memory, recursion), U for a file that cannot be read.

The body of T is one line per node, parents first:

    [field=][field[N ]Kind [line column endLine endColumn] [scalar=value ...]

"field=" stands before an only child, "field[N " before the first of N children of a list; a missing
element of a list is the line "-". Fields stand in the order of the node's `_fields`; a field that is
None or an empty list is left out, and so are type comments. Lines count from 1, columns are UTF-8
offsets from 0. Before 3.12 nothing below a JoinedStr has a place, since those were not exact; in
3.12 the empty constants are left out that some of its releases put behind a field of a format.
Constants carry their type: s (text), b (bytes), i (integer, hexadecimal), f (the 64 bits of a
float), c (the same for an imaginary number), and True, False, None, Ellipsis. Text is escaped as
UTF-16 units, so a surrogate pair written as two escapes equals the character.

The body of E, L and U is "Exception<TAB>line<TAB>column<TAB>message".

The files are parsed by `ast.parse` and never compiled, imported or run.
"""

import ast
import re
import struct
import sys
import warnings

LEFT_OUT = ("type_comment", "type_ignores")
SCALARS = {
    "arg", "asname", "attr", "conversion", "ctx", "id", "is_async", "kind", "kwd_attrs", "level",
    "module", "name", "op", "ops", "rest", "simple", "str",
}
SCALARS_OF_CLASS = {
    ("Constant", "value"), ("MatchSingleton", "value"), ("Global", "names"), ("Nonlocal", "names"),
}
CHILDREN_OF_CLASS = {("TypeAlias", "name")}
EXACT_INSIDE_STRINGS = sys.version_info >= (3, 12)
EMPTY_CONSTANTS = sys.version_info[:2] == (3, 12)

unsafe = re.compile(r"[^ -\[\]-~]")


def escape_one(match):
    code = ord(match.group())
    if code > 0xFFFF:
        code -= 0x10000
        return "\\u%04x\\u%04x" % (0xD800 + (code >> 10), 0xDC00 + (code & 0x3FF))
    return "\\u%04x" % code


def escape(text):
    return unsafe.sub(escape_one, text)


def bits(number):
    return "%016x" % struct.unpack(">Q", struct.pack(">d", number))


def constant(value):
    kind = value.__class__
    if kind is str:
        return "s'" + escape(value)
    if kind is int:
        return "i%x" % value
    if kind is bytes:
        return "b'" + escape(value.decode("latin-1"))
    if kind is float:
        return "f" + bits(value)
    if kind is complex:
        return ("c" + bits(value.imag)) if value.real == 0 else "c?"
    if value is Ellipsis:
        return "Ellipsis"
    return repr(value)  # True, False, None


def scalar(value):
    kind = value.__class__
    if kind is str:
        return escape(value)
    if kind is int:
        return str(value)
    if kind is list:
        return "[" + ",".join([scalar(v) for v in value]) + "]"
    return kind.__name__  # an operator or a context


def describe(cls):
    """Returns (class name, has a place, scalar fields, child fields)."""
    name = cls.__name__
    scalars, children = [], []
    for field in cls._fields:
        if field in LEFT_OUT:
            continue
        key = (name, field)
        if key in SCALARS_OF_CLASS or (field in SCALARS and key not in CHILDREN_OF_CLASS):
            scalars.append((field, " " + field + "="))
        else:
            children.append((field, field + "="))
    return name, "end_lineno" in cls._attributes, scalars, children[::-1]


known = {}


def dump(root, prefix, placed, out):
    """Appends the lines of one tree; an own stack, since trees may be deeper than the recursion."""
    stack = [(prefix, root)]
    pop = stack.pop
    push = stack.append
    append = out.append
    name_class = ast.Name
    constant_class = ast.Constant
    while stack:
        prefix, node = pop()
        cls = node.__class__
        if cls is name_class:
            ident = node.id
            if not ident.isascii():
                ident = escape(ident)
            if placed:
                append("%sName %d %d %d %d id=%s ctx=%s" % (
                    prefix, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset,
                    ident, node.ctx.__class__.__name__))
            else:
                append("%sName id=%s ctx=%s" % (prefix, ident, node.ctx.__class__.__name__))
            continue
        if node is None:
            append(prefix + "-")
            continue
        entry = known.get(cls)
        if entry is None:
            entry = known[cls] = describe(cls)
        name, has_place, scalars, children = entry
        if placed and has_place:
            line = "%s%s %d %d %d %d" % (
                prefix, name, node.lineno, node.col_offset, node.end_lineno, node.end_col_offset)
        else:
            line = prefix + name
        if cls is constant_class:
            line += " value=" + constant(node.value)
            if node.kind is not None:
                line += " kind=" + node.kind
            append(line)
            continue
        for field, label in scalars:
            value = getattr(node, field, None)
            if field == "value":
                line += label + constant(value)  # MatchSingleton
            elif value is not None and value != []:
                line += label + scalar(value)
        append(line)
        if name == "JoinedStr" and placed and not EXACT_INSIDE_STRINGS:
            values = node.values
            for i, value in enumerate(values):
                dump(value, "values[%d " % len(values) if i == 0 else "", False, out)
            continue
        if EMPTY_CONSTANTS and name == "JoinedStr":
            node.values = [v for v in node.values if getattr(v, "value", None) != ""]
        for field, label in children:
            value = getattr(node, field, None)
            if value is None:
                continue
            if value.__class__ is list:
                if name == "JoinedStr":
                    # 3.12.0 and 3.12.1 put an empty text behind a field that ends a format.
                    value = [v for v in value
                             if v.__class__ is not constant_class or v.value != ""]
                count = len(value)
                if count:
                    for i in range(count - 1, 0, -1):
                        push(("", value[i]))
                    push(("%s[%d " % (field, count), value[0]))
            else:
                push((label, value))


def failure(kind, error):
    line = getattr(error, "lineno", None) or 0
    column = getattr(error, "offset", None) or 0
    message = getattr(error, "msg", None) or str(error)
    body = "%s\t%d\t%d\t%s" % (type(error).__name__, line, column, escape(message))
    return kind, body.encode("ascii")


def answer(path):
    try:
        with open(path, "rb") as file:
            data = file.read()
    except OSError as error:
        return failure("U", error)
    try:
        tree = ast.parse(data)
    except (RecursionError, MemoryError) as error:
        return failure("L", error)
    except (SyntaxError, ValueError, OverflowError) as error:
        return failure("E", error)
    out = []
    dump(tree, "", True, out)
    out.append("")
    return "T", "\n".join(out).encode("ascii")


def main(paths, under, write):
    warnings.simplefilter("ignore")
    if hasattr(sys, "set_int_max_str_digits"):
        sys.set_int_max_str_digits(0)
    for index, path in enumerate(paths):
        kind, body = answer(under + path if under else path)
        write(b"%d %s %d\n" % (index, kind.encode("ascii"), len(body)))
        write(body)


def split(data):
    import os

    return [os.fsdecode(path) for path in data.split(b"\0") if path]


if __name__ == "__main__":
    prefix = sys.argv[2] if sys.argv[1:2] == ["--under"] else ""
    output = sys.stdout.buffer
    main(split(sys.stdin.buffer.read()), prefix, output.write)
    output.flush()
