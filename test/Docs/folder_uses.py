# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Prints which folders of lib each folder of lib includes: folder_uses.py [ROOT]

A folder is one that has sources. What stands in include/pipe belongs to the folder of
the same name. Folders come after those that they use.
"""

import os
import re
import sys

SOURCES = (".h", ".cpp", ".def")


def find_folders(root):
    """Folder -> the sources in it, of lib and of include/pipe."""
    folders = {}
    for top in ("lib", "include/pipe"):
        for path, _, names in os.walk(os.path.join(root, top)):
            folder = os.path.relpath(path, os.path.join(root, top))
            sources = [os.path.join(path, n) for n in names if n.endswith(SOURCES)]
            if sources and folder != ".":
                folders.setdefault(folder, []).extend(sources)
    return folders


def find_uses(folders, folder):
    """The folders that the sources of `folder` include."""
    uses = set()
    for source in folders[folder]:
        with open(source, encoding="utf-8") as file:
            for name in re.findall(r'^#\s*include "([^"]+)/[^/"]+"', file.read(), re.M):
                # Of another library, or of another folder of the same one.
                names = [re.sub("^pipe/", "", name), f"{folder.split('/')[0]}/{name}",
                         os.path.normpath(os.path.join(folder, name))]
                uses.update([n for n in names if n in folders][:1])
    return uses - {folder}


def join(uses):
    """Dialect/Pipe/IR, Schedule/{Core, Timing}"""
    texts = []
    for library in sorted({use.split("/")[0] for use in uses}):
        inner = sorted(use[len(library) + 1:] for use in uses if use.split("/")[0] == library)
        texts.append(f"{library}/{{{', '.join(inner)}}}" if len(inner) > 1
                     else "/".join(filter(None, (library, *inner))))
    return ", ".join(texts)


def main(root):
    folders = find_folders(root)
    left = {folder: find_uses(folders, folder) for folder in folders}
    width = max(len(folder) for folder in folders)
    while left:
        ready = sorted(f for f in left if not left[f] & set(left))
        if not ready:
            print("in a circle: " + ", ".join(sorted(left)))
            return 1
        for folder in ready:
            print(f"{folder:{width}}  {join(left.pop(folder))}".rstrip())
    return 0


if __name__ == "__main__":
    here = os.path.dirname(os.path.realpath(__file__))
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else os.path.join(here, "..", "..")))
