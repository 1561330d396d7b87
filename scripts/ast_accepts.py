"""Lists the files that the running interpreter's own parser accepts; for Python 2.7 and 3.

Standard input: paths, each ended by a NUL byte. Standard output: the accepted ones, in the same
form and order. A file is parsed to its tree and never run.
"""

import sys
import warnings

ONLY_AST = 0x400  # ast.PyCF_ONLY_AST


def accepts(path):
    try:
        with open(path, "rb") as file:
            text = file.read()
        compile(text, "<file>", "exec", ONLY_AST, True)
        return True
    except (SyntaxError, ValueError, TypeError, OverflowError, MemoryError, RuntimeError, IOError):
        return False


def main():
    warnings.simplefilter("ignore")
    source = getattr(sys.stdin, "buffer", sys.stdin)
    target = getattr(sys.stdout, "buffer", sys.stdout)
    for path in source.read().split(b"\0"):
        if path and accepts(path):
            target.write(path + b"\0")
    target.flush()


if __name__ == "__main__":
    main()
