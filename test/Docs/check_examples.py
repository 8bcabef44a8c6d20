# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks that every op and pass on the generated pages has an example: DOCS"""

import glob
import os
import re
import sys


def main(docs):
    missing, count = [], 0
    for page in sorted(glob.glob(os.path.join(docs, "Dialects", "*.md")) + glob.glob(os.path.join(docs, "Passes", "*.md"))):
        with open(page, encoding="utf-8") as f:
            sections = re.split(r"^### (?=`)", f.read(), flags=re.M)[1:]
        for section in sections:
            name = section.split("`")[1]
            if not re.match(r"pipe|-|convert", name):
                continue
            count += 1
            if "```mlir" not in section and "Example: see" not in section:
                missing.append(f"{os.path.basename(page)}: {name} has no example")
    print("\n".join(missing) if missing else f"{count} ops and passes have an example")
    return 1 if missing or not count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
