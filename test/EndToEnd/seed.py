# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs seed.mlir with seeds from --seed and from a file: seed.py MODEL FOLDER"""

import array
import subprocess
import sys

import safetensors_file as safetensors

MICRO_BATCHES = 3


def main(model, folder):
    path = lambda name: f"{folder}/{name}"
    floats = lambda values, shape: safetensors.Tensor("F32", shape, array.array("f", values).tobytes())
    x = floats([1, 2, 3, 4, 5, 6], [MICRO_BATCHES, 2])
    safetensors.save(path("p.safetensors"), {"w": floats([2], [])})
    safetensors.save(path("x.safetensors"), {"x": x})

    def compile(name, source, *options):
        subprocess.run(["pipe-compile", source, "-o", path(name), f"--micro-batches={MICRO_BATCHES}", *options],
                       check=True, stdout=subprocess.DEVNULL)

    def run(bundle, inputs, *options):
        files = [f"--inputs={path(inputs)}"] if inputs else []
        return subprocess.run(["pipe-run", path(bundle), f"--parameters={path('p.safetensors')}", *files,
                               f"--write-outputs={path('o.safetensors')}", *options], capture_output=True, text=True)

    def outputs(*arguments):
        done = run(*arguments)
        assert done.returncode == 0, done.stdout + done.stderr
        found = safetensors.load(path("o.safetensors"))
        losses, drawn = list(found["loss"].values()), list(found["drawn"].values())
        for m, (loss, seed) in enumerate(zip(losses, drawn)):  # Each mask follows its own seed.
            assert loss == 2 * (2 * m + (1 if seed < 0 else 2)), (m, loss, seed)
        return losses + drawn, set(drawn)

    def complain(status, *arguments):
        done = run(*arguments)
        assert done.returncode == status, done
        print(done.stderr.strip())

    compile("a.pipe", model, "--ranks=1", "--schedule=gpipe")
    compile("b.pipe", model, "--ranks=2", "--schedule=1f1b")
    first, seeds = outputs("a.pipe", "x.safetensors", "--seed=7", "--check")
    assert outputs("b.pipe", "x.safetensors", "--seed=7", "--check")[0] == first
    print(f"gpipe and 1f1b: {len(first)} values equal, {len(seeds)} seeds of {MICRO_BATCHES} differ")
    _, others = outputs("b.pipe", "x.safetensors", "--seed=8", "--check")
    print(f"another seed: {len(others - seeds)} of {MICRO_BATCHES} differ")
    drawn = array.array("q", first[MICRO_BATCHES:])
    safetensors.save(path("xs.safetensors"), {"x": x, "seed": safetensors.Tensor("I64", [MICRO_BATCHES], drawn.tobytes())})
    assert outputs("b.pipe", "xs.safetensors", "--check")[0] == first
    print(f"the seeds as a file: {len(first)} values equal")

    complain(1, "b.pipe", "x.safetensors")
    complain(1, "b.pipe", None, "--seed=7")
    complain(2, "b.pipe", "xs.safetensors", "--seed=7")
    text = open(model).read().replace("%seed = ml_program.global_load @global_seed : tensor<i64>",
                                      "%seed = arith.constant dense<5> : tensor<i64>")
    text = "\n".join(line for line in text.split("\n") if "ml_program" not in line)
    open(path("fixed.mlir"), "w").write(text)
    compile("c.pipe", path("fixed.mlir"), "--ranks=1", "--schedule=gpipe")
    complain(2, "c.pipe", "x.safetensors", "--seed=7")


if __name__ == "__main__":
    main(*sys.argv[1:])
