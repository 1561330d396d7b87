#!/usr/bin/env python3
"""Writes the index of the standard library's public names.

    scripts/stdlib_names.py OUTPUT PYTHON [PYTHON ...]

Every given interpreter lists what it finds by introspection of its own standard library; the
result is the union, with parameters and bases as the newest of them has them. The interpreters
must be CPython 3.8 or newer. Only the standard library is imported, never reviewed code.

Lines of the output, sorted within their module and class:

    =os.path                a module
    =posixpath os.path      a module that is another one under a second name
    f join a *p             a function of the module and its parameters
    c OSError Exception     a class and its direct bases, `object` left out
     m with_traceback tb         a method of the class above, without the receiver
     a errno                an attribute of the class above
    v altsep curdir sep     anything else, several to a line
    r loads json.loads      a name that another module defines
"""

import contextlib
import importlib
import inspect
import io
import json
import os
import pkgutil
import subprocess
import sys
import types
import warnings

# They open windows, browsers or files, print poems, or are no part of the documented library.
SKIPPED = {"antigravity", "this", "idlelib", "turtle", "turtledemo", "test", "tests", "__main__"}
SKIPPED |= {"site-packages", "dist-packages", "__phello__", "_bundled", "sitecustomize"}
# Modules that are documented under another name.
PATHS = {"posixpath": "os.path", "posix": "os", "sqlite3.dbapi2": "sqlite3"}
# Too large for their use here: without the members of their classes, or as bare module names.
WITHOUT_MEMBERS = {"tkinter", "distutils", "curses"}
BARE = {"distutils.command", "encodings", "ensurepip", "lib2to3", "pydoc_data"}
BARE |= {"ctypes.wintypes", "tkinter.tix"}


def modules():
    """Yields the importable public modules of this interpreter's standard library."""
    home = os.path.dirname(os.__file__)
    folders = [home, os.path.join(home, "lib-dynload")]
    names = {m.name for m in pkgutil.iter_modules(folders)} | set(sys.builtin_module_names)
    queue = sorted(n for n in names if public(n))
    while queue:
        name = queue.pop(0)
        module = load(name)
        if module is None:
            continue
        yield name, module
        below = sorted(m.name for m in pkgutil.iter_modules(getattr(module, "__path__", [])))
        queue[:0] = [name + "." + n for n in below if public(n)]


def public(name):
    return name not in SKIPPED and (not name.startswith("_") or name == "__future__")


def load(name):
    silent = io.StringIO()
    try:
        with contextlib.redirect_stdout(silent), contextlib.redirect_stderr(silent):
            return importlib.import_module(name)
    except BaseException:  # A module of another platform, or one that was not built.
        return None


def parameters(function, bound):
    """Returns the parameters' names, `*` and `**` kept, or None where they are not known."""
    try:
        found = list(inspect.signature(function).parameters.values())
    except Exception:  # Some built-in signatures of 3.8 cannot be evaluated.
        return None
    if bound and found and found[0].kind in (0, 1):
        found = found[1:]
    stars = {inspect.Parameter.VAR_POSITIONAL: "*", inspect.Parameter.VAR_KEYWORD: "**"}
    names = []
    starred = False
    for p in found:
        if p.kind == inspect.Parameter.KEYWORD_ONLY and not starred:
            names.append("*")
        starred = starred or p.kind in (2, 3)
        names.append(stars.get(p.kind, "") + p.name)
    return names


def origin(value):
    return "{}.{}".format(value.__module__, value.__qualname__)


def described(cls, known):
    """Returns a class with the members of its bases in private modules as its own."""
    bases, members = [], {}
    for base in cls.__bases__:
        if base.__module__ in known:
            if base is not object:
                bases.append(base.__qualname__ if base.__module__ == "builtins" else origin(base))
        else:
            _, above, inherited = described(base, known)
            bases += [b for b in above if b not in bases]
            members.update(inherited)
    members.update(own_members(cls))
    return ["c", bases, members]


def own_members(cls):
    members = {}
    for name, value in vars(cls).items():
        if name.startswith("_") and name not in ("__init__", "__enter__", "__call__"):
            continue
        if isinstance(value, staticmethod):
            members[name] = ["m", parameters(value.__func__, False)]
        elif isinstance(value, classmethod):
            members[name] = ["m", parameters(value.__func__, True)]
        elif callable(value) and not isinstance(value, type):
            members[name] = ["m", parameters(value, True)]
        else:
            members[name] = ["a", None]
    return members


def dump():
    """Prints what this interpreter has as JSON."""
    warnings.simplefilter("ignore")
    known = dict(modules())
    result = {}
    for name, module in sorted(known.items()):
        exported = set(getattr(module, "__all__", ()))
        entries = result.setdefault(PATHS.get(name, name), {})
        if any((name + ".").startswith(bare + ".") for bare in BARE):
            continue
        # Some packages import what they export only when it is asked for.
        for attribute in sorted(set(vars(module)) | exported):
            value = getattr(module, attribute, None)
            if attribute.startswith("_") and attribute not in exported:
                continue
            entry = classify(name, attribute, value, exported, known)
            if entry:
                entries[attribute] = entry
    top = getattr(sys, "stdlib_module_names", ())
    for name in top:
        if public(name):
            result.setdefault(PATHS.get(name, name), {})
    json.dump({"version": sys.version.split()[0], "modules": result}, sys.stdout)


def classify(module, attribute, value, exported, known):
    if isinstance(value, types.ModuleType):
        return None
    if isinstance(value, types.GenericAlias if sys.version_info >= (3, 9) else ()):
        return ["v"]
    home = getattr(value, "__module__", None)
    qualified = getattr(value, "__qualname__", "")
    same = PATHS.get(home, home) == PATHS.get(module, module)
    elsewhere = home in known and not same and hasattr(known[home], qualified)
    if isinstance(value, type) or inspect.isroutine(value):
        if elsewhere and "." not in qualified and not qualified.startswith("_"):
            if attribute in exported or not exported:
                return ["r", PATHS.get(home, home) + "." + qualified]
            return None
        if isinstance(value, type):
            whole = described(value, known)
            return whole[:2] + [{}] if module.split(".")[0] in WITHOUT_MEMBERS else whole
        return ["f", parameters(value, False)]
    return ["v"]


def newest_last(dumps):
    return sorted(dumps, key=lambda d: [int(n) for n in d["version"].split(".")])


def merge(dumps):
    merged = {}
    for dump_ in newest_last(dumps):
        for module, entries in dump_["modules"].items():
            target = merged.setdefault(module, {})
            for name, entry in entries.items():
                old = target.get(name)
                if old and old[0] == entry[0] == "c":
                    entry = ["c", entry[1], {**old[2], **entry[2]}]
                target[name] = entry
    return merged


def write(out, merged, versions, pythons):
    out.write("# Public names of Python's standard library, found by introspection of CPython\n")
    out.write("# {}.\n".format(", ".join(versions)))
    out.write("# Written by: scripts/stdlib_names.py OUTPUT {}\n".format(" ".join(pythons)))
    for alias, target in PATHS.items():
        merged[alias] = target
    for module in sorted(merged):
        if isinstance(merged[module], str):
            out.write("={} {}\n".format(module, merged[module]))
            continue
        out.write("={}\n".format(module))
        constants = sorted(n for n, entry in merged[module].items() if entry[0] == "v")
        for start in range(0, len(constants), 8):
            line(out, "", constants[start], ["v", constants[start + 1 : start + 8]])
        for name, entry in sorted(merged[module].items()):
            if entry[0] == "v":
                continue
            line(out, "", name, entry)
            if entry[0] == "c":
                for member, described in sorted(entry[2].items()):
                    line(out, " ", member, described)


def line(out, indent, name, entry):
    rest = entry[1] if len(entry) > 1 else None
    if entry[0] in ("f", "m") and rest is None:
        rest = ["?"]  # The interpreter does not tell the parameters.
    words = [rest] if isinstance(rest, str) else list(rest or ())
    out.write(indent + " ".join([entry[0], name] + words) + "\n")


def main():
    if sys.argv[1:] == ["--dump"]:
        dump()
        return
    output, pythons = sys.argv[1], sys.argv[2:]
    dumps = []
    for python in pythons:
        run = [python, "-I", "-B", os.path.abspath(__file__), "--dump"]
        dumps.append(json.loads(subprocess.check_output(run, stderr=subprocess.DEVNULL)))
    versions = [d["version"] for d in newest_last(dumps)]
    names = ["python" + ".".join(v.split(".")[:2]) for v in versions]
    with open(output, "w", encoding="ascii", newline="\n") as out:
        write(out, merge(dumps), versions, names)


if __name__ == "__main__":
    main()
