# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains jax_mlp on data that come in several files: training_data.py WHAT FOLDER

WHAT is one of
  files    files of other numbers of rows give the bits of one file with all rows, in order
           and shuffled, in one run and in two of other ranks.
"""

import sys

import safetensors_file as safetensors
import training as trainings

OPTIMIZER = ["--optimizer=adamw", "--learning-rate=0.01"]
ROWS = 4 * trainings.MICRO_BATCHES * trainings.STEPS


def split(training, inputs, counts, name):
    """Writes files of `counts` rows each; returns their paths."""
    assert sum(counts) == ROWS
    paths, begin = [], 0
    for i, count in enumerate(counts):
        paths.append(training.path(f"{name}{i}.safetensors"))
        safetensors.save(paths[-1], {n: t.rows(begin, begin + count) for n, t in inputs.items()})
        begin += count
    return paths


def train(training, bundle, files, name, *options, parameters=None):
    """Returns parameters, states and what was printed."""
    paths = [training.path(f"{name}.safetensors"), training.path(f"{name}.state.safetensors")]
    printed = trainings.run("pipe-run", bundle, f"--parameters={parameters or training.path('parameters.safetensors')}",
                            "--inputs", *files, f"--write-parameters={paths[0]}", f"--write-state={paths[1]}",
                            *options)
    return *map(trainings.read, paths), printed


def check_files(folder):
    training, _, inputs = trainings.make_mlp(folder)
    whole = [training.path("inputs.safetensors")]
    first = training.compile_as("first", (2, "1f1b", 1), OPTIMIZER)
    second = training.compile_as("second", (3, "gpipe", 1), OPTIMIZER)
    for counts in ([50, 1, ROWS - 51], [ROWS // 2, ROWS // 2], [3] * 53 + [1]):
        files = split(training, inputs, counts, "part")
        for options in ([], ["--repeat", "--shuffle-seed=5"]):
            expected = train(training, first, whole, "one", "--steps=10", *options)
            assert train(training, first, files, "many", "--steps=10", *options) == expected, (counts, options)
            checkpoint = [f"--checkpoint={training.path('checkpoints')}", "--resume", *options]
            trainings.run("rm", "-rf", training.path("checkpoints"))
            train(training, first, files, "many", "--steps=4", *checkpoint)
            rest = train(training, second, whole, "many", "--steps=10", *checkpoint)
            assert rest[:2] == expected[:2], (counts, options, "resumed")
    print("ok: several files give the bits of one")


if __name__ == "__main__":
    {"files": check_files}[sys.argv[1]](sys.argv[2])
