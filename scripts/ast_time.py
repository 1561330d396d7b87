"""Times `ast.parse` over files held in memory as decoded text, one round per line of input.

Argument: a file that holds paths, each ended by a NUL byte; all must be UTF-8. First answer:
"READY count version". For each line read: the seconds of one round over all files, one tree alive
at a time, with the interpreter's usual garbage collection.
"""

import ast
import os
import sys
import time
import warnings


def read(path):
    with open(path, "rb") as file:
        return file.read().decode("utf-8-sig")


def round_trip(texts):
    start = time.perf_counter()
    for text in texts:
        ast.parse(text)
    return time.perf_counter() - start


def main():
    warnings.simplefilter("ignore")
    with open(sys.argv[1], "rb") as file:
        paths = [os.fsdecode(path) for path in file.read().split(b"\0") if path]
    texts = [read(path) for path in paths]
    print("READY %d %s" % (len(texts), sys.version.split()[0]), flush=True)
    for _ in sys.stdin:
        print("%.6f" % round_trip(texts), flush=True)


if __name__ == "__main__":
    main()
