# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the generated pages of ops and passes with those of docs/:

  generated_pages.py BUILD/docs SOURCE/docs [--update]

--update (what the build target update-pipe-docs does) writes them into docs/.
"""

import os
import sys

FOLDERS = ("Dialects", "Passes")


def pages(root):
    """Returns {path relative to root: text} of the pages below `root`."""
    found = {}
    for folder in FOLDERS:
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in names:
                if name.endswith(".md"):
                    full = os.path.join(path, name)
                    with open(full, encoding="utf-8") as f:
                        # No trailing blanks, which editors and git dislike.
                        text = "\n".join(line.rstrip() for line in f) + "\n"
                    found[os.path.relpath(full, root)] = text
    return found


def main(build, source, *options):
    fresh, committed = pages(build), pages(source)
    if "--update" in options:
        for name in committed.keys() - fresh.keys():
            os.remove(os.path.join(source, name))
        for name, text in fresh.items():
            path = os.path.join(source, name)
            os.makedirs(os.path.dirname(path), exist_ok=True)
            with open(path, "w", encoding="utf-8") as f:
                f.write(text)
        return 0
    stale = [n for n in sorted(fresh.keys() | committed.keys()) if fresh.get(n) != committed.get(n)]
    for name in stale:
        print(f"docs/{name} is not up to date; build the target update-pipe-docs")
    return 1 if stale or not fresh else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
