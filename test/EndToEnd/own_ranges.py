# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Processes read of the files of tensors what their ranks need, and no more: own_ranges.py FOLDER

For several pipelines of jax_mlp: the bytes that each process says it has read are those of the parameters and rows
that the manifest gives to its rank, counted here. A process that does not see the files gets the same bytes from
rank 0. The results are those of threads.
"""

import json
import math
import os
import re
import subprocess
import sys

import safetensors_file as safetensors
from processes import Runs, fail, find_port, run

STEPS = 3


def count_bytes(runs, rank):
    """What a rank needs: its parameters once, and the rows of its inputs in each step."""
    with open(os.path.join(runs.bundle, "manifest.json")) as file:
        manifest = json.load(file)
    parameters = safetensors.load(runs.training.path("parameters.safetensors"))
    inputs = {item["name"]: 4 * math.prod(item["shape"]) for item in manifest["inputs"]}
    count = 0
    for buffer in manifest["programs"][rank]["buffers"]:
        if buffer["kind"] == "parameter":
            count += 4 * math.prod(parameters[buffer["name"]].shape) * buffer["slots"]
        elif buffer["kind"] == "input":
            count += inputs[buffer["name"]] * manifest["micro_batches"] * STEPS
    return count


def read(path):
    with open(path, "rb") as file:
        return file.read()


def check_counts(runs, case, options):
    outputs = {kind: runs.training.path(f"{kind}.safetensors") for kind in ("threads", "sockets")}
    said = {}
    for kind, path in outputs.items():
        extra = ["--verbose"] if kind == "sockets" else []
        done = run(runs.command(*options, *extra, f"--write-parameters={path}", transport=kind))
        if done.returncode:
            fail(f"{case} {kind}: status {done.returncode}", done.stderr)
        said[kind] = done.stderr
    if read(outputs["threads"]) != read(outputs["sockets"]):
        fail(f"{case}: other parameters than those of threads")
    found = dict(re.findall(r"rank (\d+): has read (\d+) bytes of files of tensors\n", said["sockets"]))
    for rank in range(1, runs.ranks):
        if found.get(str(rank)) != str(count_bytes(runs, rank)):
            fail(f"{case}: rank {rank} needs {count_bytes(runs, rank)} bytes", said["sockets"])
    return found


def check_unseen(runs, options):
    """Rank 1 is started where the files are not."""
    name = "parameters.safetensors"
    here, elsewhere = runs.training.path(""), runs.training.path("elsewhere")
    os.makedirs(elsewhere, exist_ok=True)
    # Another file of the same name, but for one that is not there at all.
    values = safetensors.load(runs.training.path(name))
    safetensors.save(os.path.join(elsewhere, name), values)
    path = runs.training.path("sent.safetensors")
    command = ["pipe-run", os.path.abspath(runs.bundle), f"--parameters={name}", "--inputs=inputs.safetensors",
               f"--write-parameters={os.path.abspath(path)}", "--transport=sockets", "--verbose",
               f"--processes={runs.ranks}", f"--rendezvous=127.0.0.1:{find_port()}", *options]
    processes = [subprocess.Popen([*command, f"--rank={rank}"], cwd=here if rank == 0 else elsewhere,
                                  env={**os.environ, "PIPERT_TOKEN": "a secret"}, stdout=subprocess.PIPE,
                                  stderr=subprocess.PIPE, text=True) for rank in range(runs.ranks)]
    said = [process.communicate(timeout=100)[1] for process in processes]
    if any(process.returncode for process in processes):
        fail("a process that does not see the files", said)
    for message in (f"{name}: is another file than that of rank 0; rank 0 sends what is needed of it\n",
                    "inputs.safetensors: cannot open: No such file or directory; rank 0 sends what is needed of it\n",
                    "rank 1: has read 0 bytes of files of tensors\n"):
        if f"{message}" not in said[1]:
            fail(f"rank 1 does not say '{message}'", said[1])
    if read(path) != read(runs.training.path("threads.safetensors")):
        fail("other parameters where rank 0 sends them")


def main(folder):
    options = [f"--steps={STEPS}"]
    for case in [(2, "1f1b", 1), (3, "interleaved-1f1b", 2), (2, "chimera", 1)]:
        runs = Runs(folder, case)
        found = check_counts(runs, case, options)
        print(f"{case[0]} ranks, {case[1]}: {' and '.join(found[str(r)] for r in range(1, runs.ranks))} bytes")
        if case[1] == "1f1b":
            check_unseen(runs, options)
            check_counts(runs, case, [*options, "--shuffle-seed=4"])
    print("ok: each process reads what its rank needs")


main(sys.argv[1])
