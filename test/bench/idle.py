# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long are ranks idle, in steps that update once and in steps that update within?

  PATH=build/dev/bin:$PATH python3 test/bench/idle.py

Trains four equal layers on two ranks, whose tasks take about 100 us. For each schedule and M, of the quietest
of several runs: microseconds a micro-batch, the longest rank's time in tasks and updates over it, the part of the
time in which a rank is idle, and the same without the fill and the drain: from the
first backward of a rank to its last forward.
"""

import array
import json
import os
import subprocess
import sys
import tempfile

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "EndToEnd"))
import safetensors_file as safetensors
import stacked_parameters as model

RANKS, RUNS = 2, 7
model.SIZE, model.ROWS = 256, 64
model.H, model.W = f"tensor<{model.ROWS}x{model.SIZE}xf32>", f"tensor<{model.SIZE}x{model.SIZE}xf32>"
model.STACK = f"tensor<{model.LAYERS}x{model.ROWS}x{model.SIZE}xf32>"


def tensor(shape, count):
    return safetensors.Tensor("F32", shape, array.array("f", [2.0**-12] * count).tobytes())


def read_ranks(path):
    """The measured (begin, end, kind) of the tasks of each rank, in order."""
    with open(path) as file:
        events = json.load(file)["traceEvents"]
    measured = max(e["pid"] for e in events)
    ranks = [[] for _ in range(RANKS)]
    for e in events:
        if e["ph"] == "X" and e["pid"] == measured and e["cat"] == "task":
            ranks[e["tid"]].append((e["ts"], e["ts"] + e["dur"], e["name"][0]))
    return [sorted(rank) for rank in ranks]


def get_idle(ranks, begins, ends):
    """Part of the time from `begins` to `ends`, of each rank, in which it runs no task."""
    busy = total = 0
    for rank, begin, end in zip(ranks, begins, ends):
        busy += sum(min(b, end) - max(a, begin) for a, b, _ in rank if b > begin and a < end)
        total += end - begin
    return 1 - busy / total


def measure(command, micro_batches, trace):
    subprocess.run([*command, f"--trace={trace}"], check=True, capture_output=True)
    ranks = read_ranks(trace)
    begin, end = min(r[0][0] for r in ranks), max(r[-1][1] for r in ranks)
    steady = get_idle(ranks, [next(a for a, _, kind in r if kind == "B") for r in ranks],
                      [max(b for _, b, kind in r if kind == "F") for r in ranks])
    busy = max(sum(b - a for a, b, _ in r) for r in ranks)
    return (end - begin) / micro_batches, busy / micro_batches, get_idle(ranks, [begin] * RANKS, [end] * RANKS), steady


def main(folder):
    path = lambda name: os.path.join(folder, name)
    with open(path("model.mlir"), "w") as file:
        file.write(model.get_text(0, True))
    size, rows = model.SIZE, model.ROWS
    safetensors.save(path("w.safetensors"), {"w": tensor([model.LAYERS, size, size], model.LAYERS * size * size)})
    print("schedule            M   us a micro-batch   busiest rank     idle   in the steady state")
    for micro_batches in (8, 64, 256):
        safetensors.save(path("x.safetensors"), {n: tensor([rows * micro_batches, size], rows * micro_batches * size) for n in "xy"})
        for schedule in ("1f1b", "pipedream", "pipedream-2bw"):
            subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("model.pipe"), f"--ranks={RANKS}",
                            f"--micro-batches={micro_batches}", f"--schedule={schedule}", "--optimizer=sgd",
                            "--learning-rate=1e-6"], check=True, capture_output=True)
            command = ["pipe-run", path("model.pipe"), f"--parameters={path('w.safetensors')}",
                       f"--inputs={path('x.safetensors')}", "--repeat", "--steps=5"]
            time, busy, idle, steady = min(measure(command, micro_batches, path("trace.json")) for _ in range(RUNS))
            print(f"{schedule:14} {micro_batches:6} {time:18.1f} {busy:14.1f} {100 * idle:7.1f} % {100 * steady:20.1f} %")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        main(temporary)
