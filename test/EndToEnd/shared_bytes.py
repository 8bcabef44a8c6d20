# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares the local bytes of two bundles of a model: SHARED.pipe APART.pipe."""

import json
import os
import sys


def read(bundle):
    """Returns the local bytes of each rank, and all other segments."""
    with open(os.path.join(bundle, "manifest.json")) as f:
        programs = json.load(f)["programs"]
    local, others = [], []
    for program in programs:
        sizes = {segment["kind"]: segment["bytes"] for segment in program["segments"]}
        local.append(sizes.pop("local"))
        others.append(sizes)
        made = sum(size for kind, size in sizes.items() if kind not in ("received", "inputs", "outputs"))
        assert program["memory_bytes"] == local[-1] + made, program["memory_bytes"]
    return local, others


def main(shared, apart):
    local, others = read(shared)
    local_apart, others_apart = read(apart)
    assert others == others_apart, (others, others_apart)
    assert all(a <= b for a, b in zip(local, local_apart)), (local, local_apart)
    fewer = sum(a < b for a, b in zip(local, local_apart))
    print(f"fewer local bytes on {fewer} of {len(local)} ranks, nothing else is other")


if __name__ == "__main__":
    main(*sys.argv[1:])
