# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares updates with those that torch.optim made of the same gradients.

  optimizers.py FOLDER      # for bundles and results

`Inputs/optimizers/given_gradients.mlir` is a model whose gradients are its inputs;
`make_optimizers.py` beside it says what the files there hold.
"""

import os
import subprocess
import sys

import safetensors_file as safetensors

INPUTS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "optimizers")
TOLERANCE = 1e-5
STEPS = (1, 2, 10, 50)
CASES = {
    "sgd": "--optimizer=sgd --learning-rate=0.1",
    "sgd_decay": "--optimizer=sgd --learning-rate=0.1 --weight-decay=0.05",
    "momentum": "--optimizer=momentum --learning-rate=0.05",
    "dampening": "--optimizer=momentum --learning-rate=0.05 --momentum=0.8 --dampening=0.3"
                 " --weight-decay=0.01",
    "nesterov": "--optimizer=momentum --learning-rate=0.05 --nesterov",
    "adam": "--optimizer=adam --learning-rate=0.01",
    "adam_decay": "--optimizer=adam --learning-rate=0.01 --beta1=0.8 --beta2=0.95"
                  " --epsilon=1e-6 --weight-decay=0.1",
    "adamw": "--optimizer=adamw --learning-rate=0.01 --weight-decay=0.1",
    "groups": "--optimizer=adamw --learning-rate=0.01 --weight-decay=0.1 --no-decay=b*",
    "rates": "--optimizer=adamw --learning-rate=0.01 --weight-decay=0.1 --rate-factor=b*:5",
    "clip": "--optimizer=momentum --learning-rate=0.1 --clip-norm=2",
}


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}")


def train(case, ranks, steps, folder):
    """Returns the parameters after so many steps."""
    data = os.path.join(INPUTS, f"{case}.safetensors")
    bundle = os.path.join(folder, f"{case}_{ranks}.pipe")
    if not os.path.exists(bundle):
        run("pipe-compile", os.path.join(INPUTS, "given_gradients.mlir"), "-o", bundle,
            f"--ranks={ranks}", "--micro-batches=1", *CASES[case].split())
    written = os.path.join(folder, "parameters.safetensors")
    run("pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--steps={steps}",
        f"--write-parameters={written}")
    return safetensors.load(written)


def main(folder):
    os.makedirs(folder, exist_ok=True)
    comparisons, worst = 0, 0.0
    for case in CASES:
        reference = safetensors.load(os.path.join(INPUTS, f"{case}.safetensors"))
        for steps in STEPS:
            parameters = train(case, 1, steps, folder)
            cut = train(case, 2, steps, folder)
            for name in ("w", "b"):
                expected = reference[f"{name}.{steps}"]
                error = safetensors.relative_error(parameters[name], expected)
                if not error <= TOLERANCE:
                    sys.exit(f"{case}, {steps} steps: {name} differs by {error}")
                if parameters[name].data != cut[name].data:
                    sys.exit(f"{case}, {steps} steps: {name} is another one on 2 ranks")
                comparisons, worst = comparisons + 1, max(worst, error)
    print(f"ok: {len(CASES)} cases, {comparisons} comparisons, largest difference {worst:.2g}")


main(sys.argv[1])
