#!/usr/bin/env python3
# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Tables of what a training step returns and what is named in it.

usage: roles.py [--count=N] [--seed=N]

Makes one training step in many forms: arguments and results in any order; some
parameters frozen, some results no gradients (activations, statistics, metrics,
integers, new values of parameters); names as JAX prints them, as words, or none;
options or not. What is found in each is compared with what is known of the step:
every gradient must be the right one, or the step must be refused with the option
that helps. Prints how many were understood and how many refused, and exits with
1 if one was misunderstood.

Where names tell, pipe-import alone is asked; where order does, pipe-compile, which
tries what it has found.
"""

import argparse
import collections
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile

# A step of two layers: h = (x w0) * c, o = h w1, loss = sum(o * o * s) where all
# are 4x4, so that no type tells anything. Each value is an op of its own.
MATMUL = """%{0} = linalg.matmul ins(%{1}, %{2} : tensor<4x4xf32>, tensor<4x4xf32>) outs(%zeros : tensor<4x4xf32>) -> tensor<4x4xf32>"""
LEFT = """%{0}_t = tensor.empty() : tensor<4x4xf32>
    %{0}_x = linalg.transpose ins(%{1} : tensor<4x4xf32>) outs(%{0}_t : tensor<4x4xf32>) permutation = [1, 0]
    """ + MATMUL.replace("%{1}, %{2}", "%{0}_x, %{2}")
RIGHT = """%{0}_t = tensor.empty() : tensor<4x4xf32>
    %{0}_x = linalg.transpose ins(%{2} : tensor<4x4xf32>) outs(%{0}_t : tensor<4x4xf32>) permutation = [1, 0]
    """ + MATMUL.replace("%{1}, %{2}", "%{1}, %{0}_x")
SUM = """%{0} = linalg.generic {{indexing_maps = [affine_map<(d0, d1) -> (d0, d1)>, affine_map<(d0, d1) -> ()>], iterator_types = ["reduction", "reduction"]}} ins(%{1} : tensor<4x4xf32>) outs(%zero : tensor<f32>) {{
    ^bb0(%in: f32, %out: f32):
      %t = arith.addf %in, %out : f32
      linalg.yield %t : f32
    }} -> tensor<f32>"""
ELEMENTWISE = "%{0} = arith.{3} %{1}, %{2} : tensor<4x4xf32>"
BODY = [
    MATMUL.format("a", "x", "w0"),
    ELEMENTWISE.format("h", "a", "c", "mulf"),
    MATMUL.format("o", "h", "w1"),
    ELEMENTWISE.format("os", "o", "s", "mulf"),
    ELEMENTWISE.format("oo", "o", "os", "mulf"),
    SUM.format("loss", "oo"),
    # Backward.
    ELEMENTWISE.format("do", "os", "two", "mulf"),
    LEFT.format("g_w1", "h", "do"),
    RIGHT.format("dh", "do", "w1"),
    ELEMENTWISE.format("g_c", "dh", "a", "mulf"),
    ELEMENTWISE.format("da", "dh", "c", "mulf"),
    LEFT.format("g_w0", "x", "da"),
    # What else a step returns.
    SUM.format("metric", "h"),
    ELEMENTWISE.format("step", "g_w0", "rate", "mulf"),
    ELEMENTWISE.format("new_w0", "w0", "step", "subf"),
    ELEMENTWISE.format("old", "m", "decay", "mulf"),
    ELEMENTWISE.format("moment", "old", "step", "addf"),
]
PARAMETERS = ["w0", "c", "w1"]
# Name: whether it is a gradient, and what kind of extra result it is.
EXTRAS = ["o", "metric", "ids", "new_w0", "moment"]


class Step:
    """One form of the step, and what is known of it."""

    def __init__(self, rng):
        self.rng = rng
        self.names = rng.choice(["jax", "jax-aux", "words", "none", "none"])
        self.trained = sorted(rng.sample(PARAMETERS, rng.randint(1, 3)))
        self.extras = sorted(rng.sample(EXTRAS, rng.choice([0, 0, 1, 2])))
        self.options = rng.choice(["none", "none", "frozen", "extra", "all"])
        self.arguments = PARAMETERS + ["s", "m", "x"]
        self.results = ["loss"] + [f"g_{p}" for p in self.trained] + self.extras
        if rng.random() < 0.7 and self.names != "none":
            rng.shuffle(self.arguments)
            rng.shuffle(self.results)
        elif rng.random() < 0.5:
            order = [p for p in self.arguments if p in self.trained]
            self.results = ["loss"] + [f"g_{p}" for p in order] + self.extras

    def get_argument_name(self, name):
        if self.names in ("jax", "jax-aux"):
            tree = {"x": "x", "s": "scale", "m": "state['w0']"}
            return tree.get(name, f"params['{name}']")
        return name

    def get_result_name(self, name):
        """The attribute that names a result."""
        if self.names == "words":
            word = f"grad_{name[2:]}" if name.startswith("g_") else name
            return f'{{pipe.name = "{word}"}}'
        if self.names == "none":
            return ""
        first = "result[0][0]" if self.names == "jax-aux" else "result[0]"
        beside = "result[0][1]" if self.names == "jax-aux" else "result[2]"
        if name == "loss":
            info = first
        elif name.startswith("g_"):
            info = f"result[1]['{name[2:]}']"
        else:
            key = {"new_w0": "w0", "moment": "w0"}.get(name, name)
            info = f"{beside}['{key}']"
        return f'{{jax.result_info = "{info}"}}'

    def get_type(self, name):
        scalars = {"loss": "tensor<f32>", "metric": "tensor<f32>"}
        return scalars.get(name, "tensor<4xi32>" if name == "ids" else "tensor<4x4xf32>")

    def get_text(self):
        arguments = ", ".join(
            f'%{a}: {self.get_type(a)} loc("{self.get_argument_name(a)}")'
            for a in self.arguments)
        results = ", ".join(
            f"{self.get_type(r)} {self.get_result_name(r)}" for r in self.results)
        body = "\n    ".join(BODY)
        values = ", ".join("%" + r for r in self.results)
        types = ", ".join(self.get_type(r) for r in self.results)
        return f"""func.func @main({arguments}) -> ({results}) {{
    %zeros = arith.constant dense<0.0> : tensor<4x4xf32>
    %zero = arith.constant dense<0.0> : tensor<f32>
    %two = arith.constant dense<2.0> : tensor<4x4xf32>
    %rate = arith.constant dense<0.125> : tensor<4x4xf32>
    %decay = arith.constant dense<0.9> : tensor<4x4xf32>
    %ids = arith.constant dense<[0, 1, 2, 3]> : tensor<4xi32>
    {body}
    return {values} : {types}
}}
"""

    def get_options(self):
        options = ["batch=x"]
        frozen = [self.get_argument_name(p) for p in PARAMETERS + ["s", "m"]
                  if p not in self.trained]
        extra = [f"result{self.results.index(r)}" for r in self.extras]
        if self.options in ("frozen", "all"):
            options.append("frozen=" + ",".join(frozen))
        if self.options in ("extra", "all") and extra and self.names != "words":
            options.append("extra-output=" + ",".join(self.get_extra_names()))
        if len([r for r in self.results if self.get_type(r) == "tensor<f32>"]) > 1:
            options.append("loss=" + self.get_plain_result_name("loss"))
        return options

    def get_plain_result_name(self, name):
        found = re.search(r'"(.*)"', self.get_result_name(name))
        return found.group(1) if found else f"result{self.results.index(name)}"

    def get_extra_names(self):
        return [self.get_plain_result_name(r) for r in self.extras]


def read_roles(step, text):
    """(result, parameter) of each gradient that pipe-import has found."""
    signature = next(line for line in text.splitlines() if "func.func" in line)
    results = signature.split("->", 1)[1]
    attributes = re.findall(r"tensor<[^>]*> \{(.*?)\}(?=, tensor|\)| \{)", results)
    assert len(attributes) == len(step.results), (signature, attributes)
    names = {step.get_argument_name(a): a for a in step.arguments}
    found = []
    for result, attribute in zip(step.results, attributes):
        gradient = re.search(r'pipe.gradient = "([^"]*)"', attribute)
        if gradient:
            found.append((result, names[gradient.group(1)]))
    return found


def run_import(step):
    pipeline = f"builtin.module(pipe-import{{{' '.join(step.get_options())}}})"
    return subprocess.run(
        ["pipe-opt", "--allow-unregistered-dialect", "--pass-pipeline=" + pipeline, "-"],
        input=step.get_text(), capture_output=True, text=True)


def run_compile(step, folder):
    model, bundle = os.path.join(folder, "step.mlir"), os.path.join(folder, "step.pipe")
    with open(model, "w") as file:
        file.write(step.get_text())
    return subprocess.run(
        ["pipe-compile", model, "-o", bundle, "--ranks=1", "--micro-batches=1"]
        + ["--" + option for option in step.get_options()], capture_output=True, text=True)


def read_manifest(step, folder):
    """The same as read_roles, from a bundle."""
    with open(os.path.join(folder, "step.pipe", "manifest.json")) as file:
        results = json.load(file)["reference"]["results"]
    names = {step.get_argument_name(a): a for a in step.arguments}
    return [(result, names[value["gradient"]])
            for result, value in zip(step.results, results) if "gradient" in value]


def run(step, folder):
    by_order = step.names == "none"
    done = run_compile(step, folder) if by_order else run_import(step)
    if done.returncode < 0 or "PLEASE submit" in done.stderr:
        return "crashed", done.stderr
    if done.returncode != 0:
        helps = re.search(r"error: .*(frozen=|gradient=|extra-output=|loss=)", done.stderr)
        return ("refused" if helps else "refused without help"), done.stderr
    found = read_manifest(step, folder) if by_order else read_roles(step, done.stdout)
    if any(result != f"g_{parameter}" for result, parameter in found):
        return "misunderstood", str(found)
    if len(found) < len(step.trained):
        return "understood in part", str(found)
    return "understood", ""


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--count", type=int, default=100)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--verbose", action="store_true")
    options = parser.parse_args()
    counts = collections.Counter()
    bad = 0
    folder = tempfile.mkdtemp()
    for i in range(options.count):
        step = Step(random.Random(options.seed * 1000003 + i))
        outcome, detail = run(step, folder)
        counts[outcome, step.names] += 1
        wrong = outcome not in ("understood", "refused")
        bad += wrong
        if wrong or options.verbose:
            print(f"{outcome}: {step.results} of {step.arguments}, names {step.names}, "
                  f"{step.get_options()}: {detail}")
    shutil.rmtree(folder)
    for (outcome, names), count in sorted(counts.items()):
        print(f"{count} {outcome}, names: {names}")
    print("ok" if bad == 0 else f"failed: {bad}")
    return bad != 0


if __name__ == "__main__":
    sys.exit(main())
