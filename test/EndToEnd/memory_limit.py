# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles with limits at the edge: FOLDER COMMAND..., where FOLDER/a.pipe is."""

import json
import os
import subprocess
import sys


def main(folder, *command):
    with open(os.path.join(folder, "a.pipe", "manifest.json")) as f:
        bytes_of = [p["memory_bytes"] for p in json.load(f)["programs"]]
    largest, rank = max(bytes_of), bytes_of.index(max(bytes_of))

    def run(limit, name):
        out = os.path.join(folder, name)
        return subprocess.run([*command, "-o", out, f"--memory-limit={limit}"], capture_output=True, text=True)

    fits = run(largest, "fits.pipe")
    assert fits.returncode == 0, fits.stderr
    over = run(largest - 1, "over.pipe")
    assert over.returncode == 1, over.returncode
    assert f"rank {rank}" in over.stderr and str(largest) in over.stderr, over.stderr
    assert not os.path.exists(os.path.join(folder, "over.pipe"))
    print(over.stderr)


if __name__ == "__main__":
    main(*sys.argv[1:])
