# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Whole steps of JAX with options that change how they are computed: step_options.py FOLDER

A step that clips by the norm of all gradients, and one with a scan and tied parameters, are
trained for 3 steps. Skipping infinite steps and a loss scale change no bit, in f32 as with
activations in bf16, which do change bits.
"""

import os
import subprocess
import sys

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models", "jax_steps")
GROUPS = [["", "--skip-nonfinite", "--loss-scale=dynamic", "--loss-scale=0.25"],
          ["--compute=bf16", "--compute=bf16 --loss-scale=8 --skip-nonfinite"]]


def train(folder, name, options):
    bundle, out = os.path.join(folder, "step.pipe"), os.path.join(folder, "out.safetensors")
    data = os.path.join(MODELS, name + ".safetensors")
    commands = [["pipe-compile", os.path.join(MODELS, name + ".mlir"), "-o", bundle, "--ranks=3", "--micro-batches=4",
                 "--schedule=zb-h1", "--batch=x,y", *options.split()],
                ["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", "--steps=3", f"--write-parameters={out}"]]
    for command in commands:
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    with open(out, "rb") as file:
        return file.read()


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for name in ("clipped", "stacked"):
        bits = []
        for group in GROUPS:
            results = [train(folder, name, options) for options in group]
            for options, result in zip(group, results):
                assert result == results[0], f"{name}: '{options}' gives other bits than '{group[0]}'"
            bits.append(results[0])
        assert bits[0] != bits[1], name
        print(f"ok: {name}, {sum(map(len, GROUPS))} trainings")


if __name__ == "__main__":
    main()
