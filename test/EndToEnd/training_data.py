# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains jax_mlp and evaluates it on data in several files: training_data.py WHAT FOLDER

WHAT is one of
  files    files of other numbers of rows give the bits of one file with all rows, in order
           and shuffled, in one run and in two of other ranks.
  evaluate the losses of --eval-inputs are those that a bundle without an optimizer gives for
           the same rows and the parameters of that step, for all pipelines, and the
           training has the same bits as without.
  metrics  a training that is killed again and again leaves the metrics of one run.
"""

import json
import math
import random
import shutil
import subprocess
import sys
import time

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


def read_lines(training):
    """Step, loss and loss of the evaluation, if there was one, of each line of the metrics."""
    with open(training.path("metrics.jsonl"), encoding="utf-8") as file:
        return [(line["step"], line["loss"], line.get("eval_loss")) for line in map(json.loads, file)]


def get_losses(training, bundle, files, parameters):
    """The losses of all micro-batches, by a bundle without an optimizer."""
    losses = []
    for file in files:
        outputs = training.path("outputs.safetensors")
        trainings.run("pipe-run", bundle, f"--parameters={parameters}", f"--inputs={file}",
                      f"--write-outputs={outputs}")
        losses.extend(next(iter(safetensors.load(outputs).values())).values())
    return losses


def check_evaluate(folder):
    training, _, inputs = trainings.make_mlp(folder)
    rows = [training.path("inputs.safetensors")]
    groups = split(training, inputs, [16] * 10, "group")
    evaluated = split(training, inputs, [12, 72, 74, ROWS - 158], "other")[:3]
    plain = training.compile_as("plain", (1, "1f1b", 1), [])
    said = None
    for case in [(1, "1f1b", 1), (2, "1f1b", 1), (3, "interleaved-1f1b", 2), (2, "zbv", 2)]:
        bundle = training.compile_as("model", case, OPTIMIZER)
        without = train(training, bundle, rows, "without", "--steps=6")
        options = ["--steps=6", "--eval-every=2", f"--metrics={training.path('metrics.jsonl')}", "--eval-inputs",
                   *evaluated]
        found = train(training, bundle, rows, "with", *options)
        assert found[:2] == without[:2], f"{case}: other bits"
        assert [line for line in found[2].splitlines() if " eval " not in line] == without[2].splitlines()
        lines = read_lines(training)
        assert [step for step, _, value in lines if value is not None] == [2, 4, 6], lines
        assert lines == (said or lines), f"{case}: other losses"
        assert [f"step {n} eval {value:.6g}" for n, _, value in lines if value is not None] == [
            line for line in found[2].splitlines() if " eval " in line]
        for step, _, value in lines:
            if value is None or said:
                continue
            train(training, bundle, rows, "then", f"--steps={step}")
            parameters = training.path("then.safetensors")
            # 158 rows are 39 micro-batches of 4, and two rows that are left out.
            losses = get_losses(training, plain, groups, parameters)[:39]
            expected = math.fsum(losses) / 39
            assert abs(value - expected) <= 1e-6 * abs(expected), (case, step, value, expected)
        said = lines
    print("ok: losses of other rows, and the same training")


def check_metrics(folder):
    training, _, _ = trainings.make_mlp(folder)
    choose = random.Random(3)
    training.compile((2, "1f1b", 1), OPTIMIZER)
    metrics, checkpoints = training.path("metrics.jsonl"), training.path("checkpoints")
    inputs = training.path("inputs.safetensors")
    command = ["pipe-run", training.path("model.pipe"), f"--parameters={training.path('parameters.safetensors')}",
               f"--inputs={inputs}", "--steps=400", "--repeat", "--shuffle-seed=4", "--transport=threads",
               f"--metrics={metrics}", f"--eval-inputs={inputs}", "--eval-every=3"]
    trainings.run(*command)
    whole = read_lines(training)
    assert [step for step, _, _ in whole] == list(range(1, 401))
    command += [f"--checkpoint={checkpoints}", "--checkpoint-every=5", "--resume"]
    kills = dropped = 0
    while True:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if kills < 20:
            process.stdout.readline()
            time.sleep(choose.uniform(0, 0.05))
            process.kill()
        _, err = process.communicate(timeout=300)
        found = read_lines(training)
        assert found == whole[: len(found)], "other lines"
        if process.returncode == 0:
            break
        assert process.returncode == -9, (process.returncode, err)
        kills += 1
        # Lines that belong to no checkpoint are made again.
        dropped += bool(found and found[-1][0] % 5)
    assert found == whole, "not all lines"
    assert kills > 2 and dropped > 0, (kills, dropped)
    shutil.rmtree(checkpoints)
    print(f"killed {kills} runs, {dropped} of them behind a checkpoint")
    print("ok: the metrics of one run")


if __name__ == "__main__":
    {"files": check_files, "evaluate": check_evaluate, "metrics": check_metrics}[sys.argv[1]](sys.argv[2])
