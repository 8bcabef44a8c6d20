# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that a test expects each message in a page's table of messages: remedies.py PAGE.md SOURCE_ROOT

The table has the header `| message | what to do |`; a message stands in backquotes.
"""

import os
import re
import sys


def messages(page):
    with open(page, encoding="utf-8") as f:
        table = re.search(r"^\| message \| what to do \|\n\|[-| ]+\|\n((?:\|.*\n)+)", f.read(), re.M)
    return re.findall(r"^\| `([^`]+)` \|", table.group(1), re.M) if table else []


def expectations(root):
    """Returns the text of all tests that expect an error."""
    texts = []
    for folder, _, names in os.walk(os.path.join(root, "test")):
        for name in names:
            if name.endswith((".mlir", ".test", ".py")) and name != os.path.basename(__file__):
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    texts += [line for line in f if "error" in line]
    return "".join(texts)


def main(page, root):
    found, text = messages(page), expectations(root)
    missing = [m for m in found if m not in text]
    for message in missing:
        print(f"{page}: no test expects '{message}'")
    print(f"{len(found)} messages, {len(missing)} that no test expects")
    return 1 if missing or not found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
