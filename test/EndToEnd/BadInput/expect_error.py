# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs a command that must refuse its input:

  expect_error.py FOLDER [--status=N] REGEX... -- COMMAND...

Checks exit status 1 (or N), exactly one error on stderr, every REGEX found in stderr,
nothing on stdout, and that FOLDER (made if absent; where the command's output
goes) holds afterwards just what it held before, byte for byte.
"""

import os
import re
import subprocess
import sys


def snapshot(folder):
    """Returns {path: contents} of all that is below `folder`."""
    found = {}
    for path, folders, names in os.walk(folder):
        found |= {os.path.join(path, n): None for n in folders}
        for name in names:
            with open(os.path.join(path, name), "rb") as f:
                found[os.path.join(path, name)] = f.read()
    return found


def main(folder, *arguments):
    split = arguments.index("--")
    patterns, command = list(arguments[:split]), arguments[split + 1 :]
    status = 1
    if patterns and patterns[0].startswith("--status="):
        status = int(patterns.pop(0).removeprefix("--status="))
    os.makedirs(folder, exist_ok=True)
    before = snapshot(folder)
    run = subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)
    after = snapshot(folder)

    wrong = []
    if run.returncode != status:
        wrong.append(f"exit status {run.returncode}, expected {status}")
    errors = re.findall(r"^(?:pipe-\w+: (?:error: )?|.*\berror: )(.*)", run.stderr, re.M)
    if len(errors) != 1:
        wrong.append(f"{len(errors)} errors, expected 1")
    wrong += [f"stderr does not match /{p}/" for p in patterns if not re.search(p, run.stderr, re.S)]
    if run.stdout:
        wrong.append(f"stdout is not empty: {run.stdout}")
    for message in errors:
        if re.match(r"[A-Z][a-z]", message) or re.search(r"[^.]\.$", message):
            wrong.append(f"not lower-case without period: {message}")
    for path in sorted(set(before) ^ set(after)):
        wrong.append(f"left behind or lost: {path}")
    wrong += [f"changed: {p}" for p in sorted(set(before) & set(after)) if before[p] != after[p]]
    if wrong:
        print("\n".join([" ".join(command), *wrong, "stderr:", run.stderr]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
