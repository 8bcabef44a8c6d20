# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains example models for some steps and checks the numbers: training.py WHAT FOLDER

WHAT is one of
  formulas  jax_mlp with every optimizer: parameters and states have the same bits for
            all pipelines, and are within 1e-5 (norm of the difference over norm) of the
            formulas of torch.optim, computed here in f64 with gradients of a bundle
            without an optimizer, step by step.
  shared    parameters that several ranks hold (tied ones, two copies of the model) are
            within 1e-6 of those of one rank, and the same on all ranks.
  resume    a run that goes on where another ended, with other ranks too, gives the bits
            of one run.
  stacked   a parameter that ranks hold in parts is updated, and its states are one
            tensor.
"""

import array
import json
import math
import os
import random
import subprocess
import sys

import safetensors_file as safetensors
import stacked_parameters

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models")
STEPS, MICRO_BATCHES = 10, 4
TOLERANCE = 1e-5
SHARED_TOLERANCE = 1e-6
# P, schedule, V.
CASES = [(1, "1f1b", 1), (2, "gpipe", 1), (2, "1f1b", 1), (2, "zbv", 2), (3, "1f1b", 1), (3, "interleaved-1f1b", 2)]


class Sgd:
    """torch.optim.SGD for one parameter."""

    def __init__(self, momentum=0.0, dampening=0.0, nesterov=False, decay=0.0):
        self.momentum, self.dampening, self.nesterov, self.decay = momentum, dampening, nesterov, decay
        self.states = {"momentum": None} if momentum else {}

    def update(self, p, g, rate, step):
        g = [x + self.decay * w for x, w in zip(g, p)]
        if self.momentum:
            buffer = self.states["momentum"]
            if buffer is None:
                buffer = list(g)
            else:
                buffer = [self.momentum * b + (1 - self.dampening) * x for b, x in zip(buffer, g)]
            self.states["momentum"] = buffer
            g = [x + self.momentum * b for x, b in zip(g, buffer)] if self.nesterov else buffer
        return [w - rate * x for w, x in zip(p, g)]


class Adam:
    """torch.optim.Adam, or AdamW, for one parameter."""

    def __init__(self, beta1=0.9, beta2=0.999, epsilon=1e-8, decay=0.0, decoupled=False):
        self.beta1, self.beta2, self.epsilon, self.decay, self.decoupled = beta1, beta2, epsilon, decay, decoupled
        self.states = {"exp_avg": None, "exp_avg_sq": None}

    def update(self, p, g, rate, step):
        if self.decoupled:
            p = [w * (1 - rate * self.decay) for w in p]
        else:
            g = [x + self.decay * w for x, w in zip(g, p)]
        m, v = (self.states[k] or [0.0] * len(p) for k in self.states)
        m = [a + (1 - self.beta1) * (x - a) for a, x in zip(m, g)]
        v = [self.beta2 * b + (1 - self.beta2) * x * x for b, x in zip(v, g)]
        self.states = {"exp_avg": m, "exp_avg_sq": v}
        size, root = rate / (1 - self.beta1**step), math.sqrt(1 - self.beta2**step)
        return [w - size * a / (math.sqrt(b) / root + self.epsilon) for w, a, b in zip(p, m, v)]


# Name, options of pipe-compile, the same here, learning rate, options of pipe-run, factors of the rate by step.
OPTIMIZERS = [
    ("sgd", ["--optimizer=sgd", "--learning-rate=0.1", "--weight-decay=0.01"], lambda: Sgd(decay=0.01), 0.1, [], None),
    ("momentum", ["--optimizer=momentum", "--momentum=0.8", "--dampening=0.25"],
     lambda: Sgd(momentum=0.8, dampening=0.25), 0.05, ["--learning-rate=0.05"], None),
    ("nesterov", ["--optimizer=momentum", "--nesterov", "--weight-decay=0.01", "--learning-rate=0.05"],
     lambda: Sgd(momentum=0.9, nesterov=True, decay=0.01), 0.05, [], None),
    ("adam", ["--optimizer=adam", "--learning-rate=0.01", "--beta1=0.8", "--beta2=0.95", "--weight-decay=0.01"],
     lambda: Adam(0.8, 0.95, decay=0.01), 0.01, [], None),
    ("adamw", ["--optimizer=adamw", "--weight-decay=0.1", "--epsilon=1e-6"],
     lambda: Adam(epsilon=1e-6, decay=0.1, decoupled=True), 0.01,
     ["--learning-rate=0.01", "--learning-rate-schedule=linear", "--warmup-steps=2"],
     lambda step: step / 2 if step <= 2 else 1 - (step - 2) / (STEPS - 2)),
]


def run(*command):
    """Runs a command; returns its output."""
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}{result.stdout}")
    return result.stdout


def relative(actual, expected):
    """Norm of the difference of two lists over the norm of `expected`."""
    difference = math.sqrt(math.fsum((a - b) ** 2 for a, b in zip(actual, expected)))
    norm = math.sqrt(math.fsum(b * b for b in expected))
    return difference / norm if norm else difference


def read(path):
    with open(path, "rb") as file:
        return file.read()


class Training:
    """Compiles and runs a model in a folder."""

    def __init__(self, folder, model, micro_batches, roles=("--batch=batch0,batch1",)):
        self.folder, self.model, self.roles, self.micro_batches = folder, model, roles, micro_batches
        os.makedirs(folder, exist_ok=True)

    def path(self, name):
        return os.path.join(self.folder, name)

    def compile(self, case, options):
        return self.compile_as("model", case, options)

    def compile_as(self, name, case, options):
        ranks, schedule, virtual_stages = case
        bundle = self.path(f"{name}.pipe")
        run("pipe-compile", self.model, "-o", bundle, f"--ranks={ranks}", f"--micro-batches={self.micro_batches}",
            f"--schedule={schedule}", f"--virtual-stages={virtual_stages}", *self.roles, *options)
        return bundle

    def train(self, bundle, name, *options, parameters=None):
        """Returns the paths of the parameters and the states, and what was printed."""
        paths = [self.path(f"{name}.safetensors"), self.path(f"{name}.state.safetensors")]
        printed = run("pipe-run", bundle, f"--parameters={parameters or self.path('parameters.safetensors')}",
                      f"--inputs={self.path('inputs.safetensors')}", f"--write-parameters={paths[0]}",
                      f"--write-state={paths[1]}", *options)
        return *paths, printed


def make_mlp(folder):
    """jax_mlp with its parameters, and rows for all steps; also returns both."""
    training = Training(folder, os.path.join(MODELS, "jax_mlp", "joint.linalg.mlir"), MICRO_BATCHES)
    reference = safetensors.load(os.path.join(MODELS, "jax_mlp", "reference.safetensors"))
    parameters = {k[6:]: t for k, t in reference.items() if k.startswith("param.")}
    rng = random.Random(11)
    rows = 4 * MICRO_BATCHES * STEPS
    inputs = {}
    for name in ("batch0", "batch1"):
        shape = [rows, *reference[name].shape[1:]]
        values = array.array("f", (rng.gauss(0, 1) for _ in range(math.prod(shape))))
        inputs[name] = safetensors.Tensor("F32", shape, values.tobytes())
    safetensors.save(training.path("parameters.safetensors"), parameters)
    safetensors.save(training.path("inputs.safetensors"), inputs)
    return training, parameters, inputs


def compute(training, bundle, parameters, inputs, make, rate, factor):
    """Trains with the formulas. Returns parameters, states and losses."""
    optimizers = {name: make() for name in parameters}
    values = {name: list(tensor.values()) for name, tensor in parameters.items()}
    paths = {k: training.path(f"step_{k}.safetensors") for k in ("parameters", "inputs", "gradients", "outputs")}
    losses = []
    for step in range(1, STEPS + 1):
        rounded = {n: safetensors.Tensor("F32", t.shape, array.array("f", values[n]).tobytes())
                   for n, t in parameters.items()}
        safetensors.save(paths["parameters"], rounded)
        count = 4 * MICRO_BATCHES
        safetensors.save(paths["inputs"], {n: t.rows((step - 1) * count, step * count) for n, t in inputs.items()})
        run("pipe-run", bundle, f"--parameters={paths['parameters']}", f"--inputs={paths['inputs']}",
            f"--write-gradients={paths['gradients']}", f"--write-outputs={paths['outputs']}", "--transport=threads")
        gradients = safetensors.load(paths["gradients"])
        (loss,) = safetensors.load(paths["outputs"]).values()
        losses.append(math.fsum(loss.values()) / MICRO_BATCHES)
        now = rate * (factor(step) if factor else 1)
        for name, optimizer in optimizers.items():
            values[name] = optimizer.update(list(rounded[name].values()), list(gradients[name].values()), now, step)
    states = {f"{role}.{name}": state for name, o in optimizers.items() for role, state in o.states.items()}
    return values, states, losses


def check_close(what, file, expected):
    """All tensors of a file are near those that were computed."""
    found = safetensors.load(file)
    step = found.pop("step", None)
    assert step is None or list(step.values()) == [STEPS], "step"
    assert sorted(found) == sorted(expected), (what, sorted(found), sorted(expected))
    worst = max((relative(found[n].values(), expected[n]), n) for n in expected) if expected else (0, "")
    assert worst[0] <= TOLERANCE, (what, *worst)
    return worst[0]


def check_formulas(folder):
    training, parameters, inputs = make_mlp(folder)
    for name, options, make, rate, run_options, factor in OPTIMIZERS:
        bundle = training.compile(CASES[0], [])
        values, states, losses = compute(training, bundle, parameters, inputs, make, rate, factor)
        bits = None
        for case in CASES:
            bundle = training.compile(case, options)
            file, state, printed = training.train(bundle, "trained", f"--steps={STEPS}", *run_options)
            said = [float(line.split()[3]) for line in printed.splitlines()]
            assert len(said) == STEPS and relative(said, losses) <= TOLERANCE, (name, case, said, losses)
            error = max(check_close((name, case), file, values), check_close((name, case, "states"), state, states))
            found = read(file), read(state)
            bits = bits or found
            assert found == bits, f"{name}: {case} gives other bits than {CASES[0]}"
        print(f"ok: {name}, {len(CASES)} pipelines of the same bits near the formulas")


def get_shared(bundle):
    """Names of the parameters that several ranks hold."""
    with open(os.path.join(bundle, "manifest.json")) as file:
        programs = json.load(file)["programs"]
    held = [b["name"] for p in programs for b in p["buffers"] if b["kind"] == "parameter"]
    return {name for name in held if held.count(name) > 1}


def check_shared(folder):
    """Tied parameters of torch_gpt, and two copies of jax_mlp."""
    cases = [("torch_gpt", [(2, "1f1b", 1), (3, "gpipe", 1), (2, "interleaved-1f1b", 2)]),
             ("jax_mlp", [(2, "chimera", 1), (2, "dualpipe", 1), (4, "chimera", 1)])]
    options = ["--optimizer=momentum", "--learning-rate=0.05"]
    for model, pipelines in cases:
        # Rows for two steps.
        training = Training(folder, os.path.join(MODELS, model, "joint.linalg.mlir"), 4)
        reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
        for name, prefix in (("parameters", "param."), ("inputs", "batch")):
            safetensors.save(training.path(f"{name}.safetensors"),
                             {k.removeprefix("param."): t for k, t in reference.items() if k.startswith(prefix)})
        expected = None
        for case in [(1, "1f1b", 1), *pipelines]:
            bundle = training.compile(case, options)
            assert bool(get_shared(bundle)) == (case[0] > 1), (model, case)
            paths = training.train(bundle, "trained", "--steps=6", "--repeat", "--check=cut")[:2]
            found = [safetensors.load(path) for path in paths]
            expected = expected or found
            for tensors, wanted in zip(found, expected):
                assert sorted(tensors) == sorted(wanted), (model, case)
                for key, tensor in tensors.items():
                    error = relative(tensor.values(), wanted[key].values())
                    assert error <= SHARED_TOLERANCE, (model, case, key, error)
        print(f"ok: {model}, shared parameters are those of one rank")


def check_resume(folder):
    training, parameters, _ = make_mlp(folder)
    more = ["--learning-rate-schedule=cosine", "--warmup-steps=3", f"--schedule-steps={STEPS}", "--shuffle-seed=4"]
    options = ["--optimizer=adamw", "--learning-rate=0.01"]
    whole = training.train(training.compile((2, "1f1b", 1), options), "whole", f"--steps={STEPS}", *more)
    file, state, _ = training.train(training.compile((1, "1f1b", 1), options), "first", "--steps=4", *more)
    bundle = training.compile((3, "interleaved-1f1b", 2), options)
    rest = training.train(bundle, "second", "--steps=6", f"--state={state}", *more, parameters=file)
    assert [read(p) for p in rest[:2]] == [read(p) for p in whole[:2]], "other bits"
    assert rest[2] == "".join(whole[2].splitlines(True)[4:]), rest[2]
    print("ok: the same bits in two runs")


def check_stacked(folder):
    layers, size, rows = stacked_parameters.LAYERS, stacked_parameters.SIZE, stacked_parameters.ROWS
    os.makedirs(folder, exist_ok=True)
    for dimension in (0, 1):
        model = os.path.join(folder, "stacked.mlir")
        with open(model, "w") as file:
            file.write(stacked_parameters.get_text(dimension, True))
        training = Training(folder, model, 4, roles=())
        rng = random.Random(5)
        shape = [size, size]
        shape.insert(dimension, layers)
        numbers = lambda shape: safetensors.Tensor(
            "F32", shape, array.array("f", (rng.uniform(-1, 1) for _ in range(math.prod(shape)))).tobytes())
        safetensors.save(training.path("parameters.safetensors"), {"w": numbers(shape)})
        safetensors.save(training.path("inputs.safetensors"),
                         {n: numbers([rows * 4 * 3, size]) for n in ("x", "y")})
        bits = None
        for case in [(1, "1f1b", 1), (2, "gpipe", 1), (4, "1f1b", 1), (2, "interleaved-1f1b", 2)]:
            bundle = training.compile(case, ["--optimizer=adam", "--learning-rate=0.01"])
            paths = training.train(bundle, "trained", "--steps=3", "--check=cut")[:2]
            state = safetensors.load(paths[1])
            assert sorted(state) == ["exp_avg.w", "exp_avg_sq.w", "step"], sorted(state)
            assert all(state[k].shape == shape and any(state[k].values()) for k in ("exp_avg.w", "exp_avg_sq.w"))
            found = [read(path) for path in paths]
            bits = bits or found
            assert found == bits, f"{case} gives other bits than one rank"
            # Each rank's parts go on from where they were.
            again = training.train(bundle, "again", "--steps=2")[:2]
            rest = training.train(bundle, "rest", "--steps=1", f"--state={again[1]}", parameters=again[0])[:2]
            assert [read(path) for path in rest] == bits, f"{case} goes on with other bits"
    print("ok: parts are updated, and their states are one tensor")


if __name__ == "__main__":
    {"formulas": check_formulas, "shared": check_shared, "resume": check_resume,
     "stacked": check_stacked}[sys.argv[1]](sys.argv[2])
