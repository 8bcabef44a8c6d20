# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long do checkpoints hold up the steps of a training?

  PATH=build/dev/bin:$PATH python3 test/bench/checkpoints.py [FOLDER]

Trains a model with 64 MiB of parameters, 192 MiB with the states of Adam, and writes
checkpoints to FOLDER (default: a temporary one): so seldom that a write is done before the
next one, and behind every step. Held up is the time between two steps, from when a step
is said to when the next one is, less the time of the step itself. A step that runs while a checkpoint is
written may take longer, too: that is printed beside it. In the same run the same bytes are written by
dd and by one plain write, both until they are on the disk.
"""

import array
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "EndToEnd"))
import safetensors_file as safetensors
import stacked_parameters as model

model.SIZE, model.ROWS = 2048, 16
model.H, model.W = f"tensor<{model.ROWS}x{model.SIZE}xf32>", f"tensor<{model.SIZE}x{model.SIZE}xf32>"
model.STACK = f"tensor<{model.LAYERS}x{model.ROWS}x{model.SIZE}xf32>"
STEPS, SELDOM = 90, 30


def tensor(shape, count):
    return safetensors.Tensor("F32", shape, array.array("f", [2.0**-12] * count).tobytes())


def prepare(folder):
    """Compiles the model; returns the command that trains it."""
    path = lambda name: os.path.join(folder, name)
    with open(path("model.mlir"), "w") as file:
        file.write(model.get_text(0, True))
    subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("model.pipe"), "--ranks=2", "--micro-batches=2",
                    "--optimizer=adam", "--learning-rate=1e-6"], check=True, capture_output=True)
    size, rows = model.SIZE, model.ROWS * 2
    safetensors.save(path("w.safetensors"), {"w": tensor([model.LAYERS, size, size], model.LAYERS * size * size)})
    safetensors.save(path("x.safetensors"), {n: tensor([rows, size], rows * size) for n in "xy"})
    return ["pipe-run", path("model.pipe"), f"--parameters={path('w.safetensors')}",
            f"--inputs={path('x.safetensors')}", "--repeat"]


def train(command, folder, steps, every=None):
    """Returns the milliseconds of each step, and those between it and the next one."""
    metrics = os.path.join(folder, "metrics.jsonl")
    options = [f"--checkpoint={os.path.join(folder, f'every-{every}')}", f"--checkpoint-every={every}"] if every else []
    process = subprocess.Popen([*command, f"--steps={steps}", f"--metrics={metrics}", *options],
                               stdout=subprocess.PIPE, text=True)
    said = [time.perf_counter() for _ in process.stdout]
    assert process.wait() == 0
    with open(metrics) as file:
        took = [json.loads(line)["step_ms"] for line in file]
    held = [1000 * (b - a) - ms for a, b, ms in zip(said, said[1:], took[1:])]
    return took, held


def plain_writes(folder, size):
    """Milliseconds of dd and of one write of `size` bytes, and of a copy in memory."""
    source, target = os.path.join(folder, "bytes"), os.path.join(folder, "target")
    data = os.urandom(size)
    with open(source, "wb") as file:
        file.write(data)
    begin = time.perf_counter()
    subprocess.run(["dd", f"if={source}", f"of={target}", "bs=1M", "conv=fsync"], check=True, capture_output=True)
    dd = time.perf_counter() - begin
    os.remove(target)
    begin = time.perf_counter()
    with open(target, "wb", buffering=0) as file:
        file.write(data)
        os.fsync(file.fileno())
    plain = time.perf_counter() - begin
    copy = bytearray(data)
    begin = time.perf_counter()
    copy[:] = data
    memory = time.perf_counter() - begin
    os.remove(source), os.remove(target)
    return 1000 * dd, 1000 * plain, 1000 * memory


def main(folder):
    command = prepare(folder)
    took, held = train(command, folder, STEPS)
    print(f"no checkpoints         {statistics.median(took):8.1f} ms a step, {statistics.median(held):6.1f} ms between two")
    took, held = train(command, folder, STEPS, SELDOM)
    at = range(SELDOM - 1, STEPS - 1, SELDOM)
    newest = os.path.join(folder, f"every-{SELDOM}", f"step_{STEPS:08}")
    size = sum(os.path.getsize(os.path.join(newest, name)) for name in os.listdir(newest))
    print(f"behind every {SELDOM}th step {statistics.median(took):8.1f} ms a step, held up for "
          f"{', '.join(f'{held[i]:.1f}' for i in at)} ms; the steps behind them took "
          f"{', '.join(f'{took[i + 1]:.1f}' for i in at)} ms")
    took, held = train(command, folder, SELDOM, 1)
    print(f"behind every step      {statistics.median(took):8.1f} ms a step, held up for {statistics.median(held):.1f} ms")
    dd, plain, memory = plain_writes(folder, size)
    print(f"{size / 2**20:4.0f} MiB               {dd:8.1f} ms by dd conv=fsync, {plain:.1f} ms by write and fsync, "
          f"{memory:.1f} ms by a copy in memory")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=sys.argv[1] if len(sys.argv) > 1 else None) as scratch:
        main(scratch)
