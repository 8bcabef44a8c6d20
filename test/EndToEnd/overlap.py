# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trainings whose steps overlap: overlap.py WHAT FOLDER

WHAT is one of
  bits    trainings with --overlap-steps=on and =off print and write the same: many schedules, optimizers and ways to
          run, with checkpoints and evaluations between, reports of steps, and in two runs.
  begins  a rank that is done with a step is in the next one while another is still in the first, and with =off it is
          not; nor is it where a checkpoint or an evaluation comes between, or a timeline is asked for.
"""

import json
import os
import re
import subprocess
import sys

import safetensors_file as safetensors

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models")
DATA = os.path.join(MODELS, "jax_mlp", "reference.safetensors")
# Pipelines, and how they are run.
PIPELINES = [
    ("--ranks=2 --schedule=1f1b --optimizer=adam --learning-rate=0.01", ""),
    ("--ranks=2 --schedule=1f1b --optimizer=adam --learning-rate=0.01", "--transport=guarded"),
    ("--ranks=3 --schedule=1f1b --optimizer=adam --learning-rate=0.01", "--transport=sockets --processes=3"),
    ("--ranks=2 --schedule=zb-h2 --optimizer=adamw --learning-rate=0.01", ""),
    ("--ranks=3 --schedule=zb-h1 --optimizer=sgd --learning-rate=0.1 --clip-norm=0.5", ""),
    ("--ranks=2 --schedule=interleaved-1f1b --virtual-stages=2 --optimizer=adam --learning-rate=0.01", ""),
    ("--ranks=2 --schedule=dualpipe --optimizer=adam --learning-rate=0.01", "--transport=guarded"),
    ("--ranks=3 --schedule=pipedream --optimizer=adam --learning-rate=0.01", ""),
    ("--ranks=2 --schedule=pipedream-2bw --optimizer=adam --learning-rate=0.01", "--transport=sockets --processes=2"),
    ("--ranks=2 --schedule=1f1b --optimizer=adam --learning-rate=0.01", "--replicas=2 --transport=threads"),
    ("--ranks=2 --schedule=1f1b --optimizer=adam --learning-rate=0.01 --skip-nonfinite", ""),
    ("--ranks=2 --schedule=1f1b --optimizer=adam --learning-rate=0.01", "--eval-every=2"),
]


def run(*command, status=0, environment=None):
    """Runs a command; returns what it prints, or what it says of a failure."""
    result = subprocess.run(command, capture_output=True, text=True, timeout=300,
                            env=dict(os.environ, **(environment or {})))
    if result.returncode != status:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}{result.stdout}")
    return result.stderr if status else result.stdout


def compile_model(options, path):
    run("pipe-compile", os.path.join(MODELS, "jax_mlp", "joint.linalg.mlir"), "-o", path, "--micro-batches=4",
        "--batch=batch0,batch1", *options.split())


def write_data(folder):
    """The rows of eight micro-batches, as parameters and as inputs."""
    reference = safetensors.load(DATA)
    paths = [os.path.join(folder, name + ".safetensors") for name in ("parameters", "inputs")]
    safetensors.save(paths[0], {k[6:]: v for k, v in reference.items() if k.startswith("param.")})
    safetensors.save(paths[1], {k: v for k, v in reference.items() if k.startswith("batch")})
    return paths


def read(path):
    with open(path, "rb") as file:
        return file.read()


def train(bundle, data, options, overlap, folder):
    """Trains; returns what is printed, and the bytes that are written."""
    os.makedirs(folder)
    files = [os.path.join(folder, name + ".safetensors") for name in ("parameters", "state", "outputs")]
    metrics = os.path.join(folder, "metrics.jsonl")
    transport = [] if "--transport" in options else ["--transport=threads"]
    evaluation = [f"--eval-inputs={data[1]}"] if "--eval-every" in options else []
    checkpoints = [f"--checkpoint={os.path.join(folder, 'checkpoints')}", "--checkpoint-every=3"]
    said = run("pipe-run", bundle, f"--parameters={data[0]}", f"--inputs={data[1]}", "--repeat", "--shuffle-seed=1",
               "--steps=10", *options.split(), *transport, *evaluation, *(checkpoints if "--processes" not in options else []),
               f"--overlap-steps={overlap}", f"--metrics={metrics}",
               *(f"--write-{what}={path}" for what, path in zip(("parameters", "state", "outputs"), files)))
    with open(metrics) as file:
        lines = [{k: v for k, v in json.loads(line).items() if k not in ("step_ms", "samples_per_second")} for line in file]
    if len(lines) != 10:
        sys.exit(f"{metrics}: {len(lines)} lines")
    return said, lines, [read(path) for path in files]


def check_bits(folder):
    data = write_data(folder)
    for number, (pipeline, options) in enumerate(PIPELINES):
        place = os.path.join(folder, str(number))
        os.makedirs(place)
        bundle = os.path.join(place, "model.pipe")
        compile_model(pipeline, bundle)
        one, two = (train(bundle, data, options, overlap, os.path.join(place, overlap)) for overlap in ("on", "off"))
        if one != two:
            sys.exit(f"{pipeline} {options}: steps that overlap give something else:\n{one[:2]}\n{two[:2]}")
    print(f"ok: the same bits, {len(PIPELINES)} trainings")


def find_place(bundle, data, *options):
    """What the report says of rank 1 when rank 0 does not end its last backward of step 1."""
    with open(os.path.join(bundle, "manifest.json")) as file:
        tasks = json.load(file)["tasks"]
    task = next(i for i, task in enumerate(tasks) if task["kind"] == "B" and task["stage"] == 0)
    # Messages are copied, so that no rank waits for another to be done with one.
    said = run("pipe-run", bundle, f"--parameters={data[0]}", f"--inputs={data[1]}", "--repeat", "--steps=4",
               "--transport=guarded", "--timeout=1", *options, status=4,
               environment={"PIPERT_TEST_STALL": f"0:{task}:3"})
    return re.search(r"^ *rank 1: (.*)$", said, re.MULTILINE).group(1)


def check_begins(folder):
    data = write_data(folder)
    bundle = os.path.join(folder, "model.pipe")
    compile_model("--ranks=2 --schedule=1f1b --optimizer=sgd --learning-rate=0.1", bundle)
    checkpoint = f"--checkpoint={os.path.join(folder, 'checkpoints')}"
    for given, expected in [
            ([], "waits for"),
            ([checkpoint, "--checkpoint-every=2"], "waits for"),
            (["--overlap-steps=off"], "has ended the step"),
            ([checkpoint + "2", "--checkpoint-every=1"], "has ended the step"),
            ([f"--eval-inputs={data[1]}", "--eval-every=1"], "has ended the step"),
            (["--timeline"], "has ended the step")]:
        place = find_place(bundle, data, *given)
        if not place.startswith(expected):
            sys.exit(f"{given}: rank 1 {place}, not {expected}")
    print("ok: steps overlap where nothing comes between")


if __name__ == "__main__":
    os.makedirs(sys.argv[2])
    {"bits": check_bits, "begins": check_begins}[sys.argv[1]](sys.argv[2])
