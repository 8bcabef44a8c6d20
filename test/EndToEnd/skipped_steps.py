# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains jax_mlp on rows that overflow, with --skip-nonfinite: skipped_steps.py WHAT FOLDER

WHAT is one of
  rows     steps whose rows overflow are skipped, and no others: parameters and states have
           the bits of a run without these rows, for several schedules and optimizers, and
           those of a bundle that never skips, which is given the good rows only. The count
           that Adam divides by is that of the other steps. Without --skip-nonfinite the same
           rows make all parameters no numbers.
  each     steps that are given their gradients, of which one element is as large as finite
           numbers are, infinite or no number: the latter are skipped, wherever the element is,
           and the parameter is named; a sum of squares that overflows is no reason.
  own      the same as rows for a step that updates its parameters itself (jax_steps/adam).
  resume   a run that is killed again and again, and one that is stopped and goes on with
           another pipeline, have the bits of one run.
"""

import array
import json
import math
import os
import random
import shutil
import subprocess
import sys

import safetensors_file as safetensors
import training as trainings

STEPS, MICRO_BATCHES = 6, 4
# Of the steps, from 1: which input, and what is put in place of an element of its rows. Twice
# a distance of 3e38 overflows.
BAD = {2: (0, math.inf), 3: (1, 3e38), 5: (0, math.nan)}
# P, schedule, V.
CASES = [(1, "1f1b", 1), (2, "1f1b", 1), (3, "1f1b", 1), (1, "zb-h1", 1), (2, "zb-h1", 1), (3, "zb-h1", 1),
         (2, "interleaved-1f1b", 2), (2, "chimera", 1)]
ADAM = ["--optimizer=adam", "--learning-rate=0.01"]
OPTIMIZERS = [(ADAM, CASES), (["--optimizer=momentum", "--dampening=0.25", "--clip-norm=0.05"], CASES[5:]),
              (["--optimizer=sgd"], CASES[:1])]


def get_steps(rows, steps):
    """The rows of some steps, from 1."""
    return {name: safetensors.Tensor(t.dtype, [len(steps) * (t.shape[0] // STEPS), *t.shape[1:]],
                                     b"".join(t.rows((s - 1) * (t.shape[0] // STEPS), s * (t.shape[0] // STEPS)).data
                                              for s in steps))
            for name, t in rows.items()}


def make_rows(shapes, seed):
    """Rows for all steps, the bad ones among them."""
    rng = random.Random(seed)
    rows = {}
    for place, (name, shape) in enumerate(shapes.items()):
        values = array.array("f", (rng.gauss(0, 1) for _ in range(math.prod(shape))))
        for step, (where, value) in BAD.items():
            # In one row, of another micro-batch each time.
            size = len(values) // STEPS
            if where == place:
                values[(step - 1) * size + (step % MICRO_BATCHES) * (size // MICRO_BATCHES) + 3] = value
        rows[name] = safetensors.Tensor("F32", shape, values.tobytes())
    return rows


class Skips:
    """A model with its parameters and rows, and what is expected of it."""

    def __init__(self, folder, model, reference, batch):
        shutil.rmtree(folder, ignore_errors=True)
        self.training = trainings.Training(folder, model, MICRO_BATCHES, roles=(f"--batch={','.join(batch)}",))
        self.parameters, shapes = reference
        safetensors.save(self.training.path("parameters.safetensors"), self.parameters)
        self.rows = make_rows(shapes, 3)
        self.good = [step for step in range(1, STEPS + 1) if step not in BAD]

    def train(self, bundle, steps, name, *options, **more):
        """Trains on the rows of some steps; returns parameters, states and what was printed."""
        safetensors.save(self.training.path("inputs.safetensors"), get_steps(self.rows, steps))
        *paths, printed = self.training.train(bundle, name, f"--steps={len(steps)}", "--transport=threads", *options,
                                              **more)
        return *(safetensors.load(path) for path in paths), printed

    def check(self, bundle, plain, *options):
        """`plain` never skips."""
        metrics = self.training.path("metrics.jsonl")
        found, state, printed = self.train(bundle, range(1, STEPS + 1), "all", f"--metrics={metrics}", *options)
        lines = printed.splitlines()
        assert len(lines) == STEPS + 1, printed
        for step, line in enumerate(lines[:-1], 1):
            assert (" skipped: the gradient of '" in line) == (step in BAD), line
        assert lines[-1] == f"{len(BAD)} of {STEPS} steps were skipped, since gradients were not finite", printed
        with open(metrics) as file:
            said = [json.loads(line)["skipped"] for line in file]
        assert said == [step in BAD for step in range(1, STEPS + 1)], said
        assert list(state.pop("step").values()) == [STEPS]
        assert list(state.pop("updates").values()) == [len(self.good)]
        for other in (bundle, plain):
            wanted, wanted_state, printed = self.train(other, self.good, "good", *options)
            assert "skipped" not in printed, printed
            assert list(wanted_state.pop("step").values()) == [len(self.good)]
            for a, b in ((found, wanted), (state, wanted_state)):
                assert sorted(a) == sorted(b), (sorted(a), sorted(b))
                for key in a:
                    assert a[key].data == b[key].data, f"{bundle}: '{key}' has other bits than without the rows"


def make_mlp(folder):
    reference = safetensors.load(os.path.join(trainings.MODELS, "jax_mlp", "reference.safetensors"))
    parameters = {k[6:]: t for k, t in reference.items() if k.startswith("param.")}
    shapes = {n: [4 * MICRO_BATCHES * STEPS, *reference[n].shape[1:]] for n in ("batch0", "batch1")}
    return Skips(folder, os.path.join(trainings.MODELS, "jax_mlp", "joint.linalg.mlir"), (parameters, shapes),
                 ["batch0", "batch1"])


def check_rows(folder):
    skips = make_mlp(folder)
    for options, cases in OPTIMIZERS:
        for case in cases:
            bundle = skips.training.compile_as("skipping", case, [*options, "--skip-nonfinite"])
            plain = skips.training.compile_as("plain", case, options)
            skips.check(bundle, plain)
            # The rows are bad indeed.
            found = skips.train(plain, range(1, STEPS + 1), "spoilt")[0]
            assert all(math.isnan(x) for t in found.values() for x in t.values()), (case, options)
        print(f"ok: {options[0]}, {len(cases)} pipelines skip what overflows")


def check_each(folder):
    source = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "optimizers", "given_gradients.mlir")
    shapes = {"x": [4, 6], "y": [6]}
    for element, code, largest in (("f32", "f", 3.4e38), ("f64", "d", 1e300)):
        model = os.path.join(folder, f"{element}.mlir")
        os.makedirs(folder, exist_ok=True)
        with open(source) as read, open(model, "w") as written:
            written.write(read.read().replace("f32", element))
        training = trainings.Training(folder, model, 1, roles=())
        tensor = lambda shape, values: safetensors.Tensor(element.upper(), shape, array.array(code, values).tobytes())
        values = [largest, -largest, 1e-40, math.inf, -math.inf, math.nan]
        places = [(name, i) for name, shape in shapes.items() for i in range(math.prod(shape))]
        rows, expected = {name: [] for name in shapes}, []
        for number, (where, place) in enumerate(places):
            value = values[number % len(values)], values[(number // len(values) + number + 3) % len(values)]
            for bad in value:
                for name, shape in shapes.items():
                    rows[name] += [bad if (name, i) == (where, place) else 0.0 for i in range(math.prod(shape))]
                expected.append("" if math.isfinite(bad) else {"x": "w", "y": "b"}[where])
        count = len(expected)
        safetensors.save(training.path("parameters.safetensors"), {"w": tensor([4, 6], [0.0] * 24), "b": tensor([6], [0.0] * 6)})
        safetensors.save(training.path("inputs.safetensors"),
                         {name: tensor([shape[0] * count, *shape[1:]], rows[name]) for name, shape in shapes.items()})
        for ranks in (1, 2):
            for clip in ([], ["--clip-norm=1"]):
                bundle = training.compile((ranks, "1f1b", 1), ["--optimizer=momentum", "--skip-nonfinite", *clip])
                *_, printed = training.train(bundle, "each", f"--steps={count}", "--learning-rate=0")
                for step, (line, name) in enumerate(zip(printed.splitlines(), expected), 1):
                    end = f" skipped: the gradient of '{name}' is not finite" if name else ""
                    assert line.startswith(f"step {step} loss ") and line.endswith(end) and bool(name) == ("skip" in line), (line, name)
    print("ok: each element is looked at")


def check_own(folder):
    data = safetensors.load(os.path.join(trainings.MODELS, "jax_steps", "adam.safetensors"))
    shapes = {n: [data[n].shape[0] // 40 * MICRO_BATCHES * STEPS, *data[n].shape[1:]] for n in ("x", "y")}
    parameters = {k: t for k, t in data.items() if k.startswith("params")}
    skips = Skips(folder, os.path.join(trainings.MODELS, "jax_steps", "adam.mlir"), (parameters, shapes), ["x", "y"])
    cases = [(1, "1f1b", 1), (2, "1f1b", 1), (2, "interleaved-1f1b", 2)]
    for case in cases:
        bundle = skips.training.compile_as("skipping", case, ["--skip-nonfinite"])
        skips.check(bundle, skips.training.compile_as("plain", case, []))
    print(f"ok: a step of its own, {len(cases)} pipelines skip what overflows")


def check_resume(folder):
    skips = make_mlp(folder)
    options = [*ADAM, "--skip-nonfinite"]
    bundle = skips.training.compile_as("one", (2, "1f1b", 1), options)
    every = range(1, STEPS + 1)
    more = ["--shuffle-seed=4", "--learning-rate-schedule=cosine", f"--schedule-steps={STEPS * 3}", "--repeat"]
    last = STEPS * 3

    def run(bundle, steps, name, *options, parameters=None):
        paths = [skips.training.path(f"{name}.safetensors"), skips.training.path(f"{name}.state.safetensors")]
        command = ["pipe-run", bundle, f"--parameters={parameters or skips.training.path('parameters.safetensors')}",
                   f"--inputs={skips.training.path('inputs.safetensors')}", f"--steps={steps}", "--transport=threads",
                   f"--write-parameters={paths[0]}", f"--write-state={paths[1]}", *more, *options]
        return command, paths

    safetensors.save(skips.training.path("inputs.safetensors"), get_steps(skips.rows, every))
    command, whole = run(bundle, last, "whole")
    printed = trainings.run(*command)
    assert 0 < printed.count("skipped: ") < last, printed
    whole = [trainings.read(path) for path in whole]
    # Killed behind a random step, again and again.
    rng = random.Random(8)
    checkpoints = skips.training.path("checkpoints")
    kills = 0
    while True:
        command, paths = run(bundle, last, "killed", f"--checkpoint={checkpoints}", "--checkpoint-every=1", "--resume")
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        for _ in range(rng.randint(1, 6)):
            process.stdout.readline()
        if process.poll() is None:
            process.kill()
        process.stdout.close()
        if process.wait() == 0:
            break
        kills += 1
    assert kills >= 2 and [trainings.read(path) for path in paths] == whole, f"other bits behind {kills} kills"
    print("ok: killed runs go on with the bits of one run")
    other = skips.training.compile_as("other", (3, "zb-h1", 1), options)
    parameters, state = None, []
    for steps, name, used in ((4, "a", bundle), (7, "b", other), (last - 11, "c", bundle)):
        command, paths = run(used, steps, name, *state, parameters=parameters)
        trainings.run(*command)
        parameters, state = paths[0], [f"--state={paths[1]}"]
    assert [trainings.read(path) for path in paths] == whole, "other bits with --state"
    print("ok: other pipelines go on with the bits of one run")


if __name__ == "__main__":
    {"rows": check_rows, "each": check_each, "own": check_own, "resume": check_resume}[sys.argv[1]](sys.argv[2])
