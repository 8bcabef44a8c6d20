# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""pipe-run --measure-links of jax_mlp: measure_links.py FOLDER

Threads and processes measure the same links, and pipe-plan reads the file.
"""

import json
import re
import sys

from processes import Runs, fail, run


def measure(runs, path, *options):
    done = run(["pipe-run", runs.bundle, f"--measure-links={path}", *options])
    if done.returncode or done.stderr:
        fail(f"{options}: status {done.returncode}", done.stderr)
    with open(path) as file:
        return json.load(file), done.stdout


def main(folder):
    runs = Runs(folder, (3, "interleaved-1f1b", 2))
    path = runs.training.path("links.json")
    for options in (["--processes=3", "--transport=sockets"], ["--transport=threads"], ["--transport=guarded"]):
        found, said = measure(runs, path, *options)
        pairs = [tuple(link["ranks"]) for link in found["links"]]
        if pairs != [(0, 1), (0, 2), (1, 2)]:
            fail(f"{options}: other links", said)
        if found["unit"] != "ns" or found["latency"] != max(link["latency"] for link in found["links"]):
            fail(f"{options}: not the slowest latency", said)
        bandwidths = [link["bandwidth"] for link in found["links"] if "bandwidth" in link]
        if found.get("bandwidth") != min(bandwidths, default=None):
            fail(f"{options}: not the slowest bandwidth", said)
        # Nothing is copied, or 4 MiB are.
        if options != ["--transport=threads"] and len(bandwidths) != 3:
            fail(f"{options}: no bandwidth", said)
        if not all(100 < link["latency"] < 1e9 for link in found["links"]):
            fail(f"{options}: no time of a message", said)
        lines = said.splitlines()
        if len(lines) != 4 or \
                not re.fullmatch(r"rank 0 - rank 1: latency [\d.]+ us(, bandwidth [\d.]+ GB/s)?", lines[0]):
            fail(f"{options}: another table", said)
        plan = ["pipe-plan", "show", "--schedule=1f1b", "--ranks=3", "--micro-batches=4", "--forward=1s",
                "--message-bytes=4kB"]
        by_file, by_options = run([*plan, f"--links={path}"]), run([*plan, *lines[3].removeprefix("slowest: ").split()])
        if by_file.returncode or by_options.returncode or by_file.stdout != by_options.stdout or \
                "latency" not in by_file.stdout:
            fail("pipe-plan takes the file and the last line for different links", by_file.stdout + by_options.stdout +
                 by_file.stderr + by_options.stderr)
    print("ok: links are measured")
    alone = Runs(folder + "/alone", (1, "1f1b", 1))
    for extra, status, message in (
            ([], 2, r"error: --measure-links: \S+ has no two ranks that send each other messages\n"),
            (["--steps=2"], 2, "--steps excludes --measure-links"),
            (["--check"], 2, "--check excludes --measure-links")):
        done = run(["pipe-run", alone.bundle, f"--measure-links={path}", *extra])
        if done.returncode != status or not re.search(message, done.stderr):
            fail(f"{extra}: status {done.returncode}", done.stderr)
    print("ok: what cannot be measured is refused")


main(sys.argv[1])
