# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks the table of docs/StableHLO.md against the table that the pass uses.

  python3 stablehlo_table.py ROOT [--update]

Exits with 1 and prints what differs, or writes the page anew.
"""

import difflib
import os
import re
import sys

BEGIN = "<!-- table of lib/Import/StableHLO/OpTable.def -->\n"
END = "<!-- end of the table -->\n"


def read_ops(path):
    """Yields (dialect.op, what becomes of it)."""
    with open(path) as file:
        text = file.read()
    entry = re.compile(r'^(ELEMENTWISE|LOWERED|REFUSED)\("(\w+)",\s*"([\w-]+)",\s*(.*?)\)\n', re.M | re.S)
    for kind, dialect, op, rest in entry.findall(text):
        if kind == "REFUSED":
            rest = "refused: " + "".join(re.findall(r'"((?:[^"\\]|\\.)*)"', rest)).replace('\\"', '"')
        yield f"{dialect}.{op}", {"ELEMENTWISE": "element by element", "LOWERED": "lowered"}.get(kind, rest)


def make_table(path):
    order = ["stablehlo", "chlo", "sdy"]
    ops = sorted(read_ops(path), key=lambda entry: (order.index(entry[0].split(".")[0]), entry[0]))
    return "\n| op | what becomes of it |\n| --- | --- |\n" + "".join(f"| `{op}` | {what} |\n" for op, what in ops) + "\n"


def main():
    root = sys.argv[1]
    page = os.path.join(root, "docs", "StableHLO.md")
    with open(page) as file:
        text = file.read()
    head, rest = text.split(BEGIN)
    tail = rest.split(END)[1]
    wanted = head + BEGIN + make_table(os.path.join(root, "lib", "Import", "StableHLO", "OpTable.def")) + END + tail
    if "--update" in sys.argv:
        with open(page, "w") as file:
            file.write(wanted)
    elif wanted != text:
        sys.stdout.writelines(difflib.unified_diff(text.splitlines(True), wanted.splitlines(True), page, "as the pass has it"))
        sys.exit(1)


if __name__ == "__main__":
    main()
