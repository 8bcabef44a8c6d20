# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains with random update functions and compares with Python: random_updates.py FOLDER COUNT [FIRST]

The loss is the sum of w * x, so that rows are gradients. A function computes the new value of w and of
one to four states from all of their old values: each is written over the old one while others still need
it. Numbers are of f64; parameters and states after a few steps are near those that Python computes.
"""

import array
import os
import random
import subprocess
import sys

import safetensors_file as safetensors

SIZE, MICRO_BATCHES, STEPS, TOLERANCE = 8, 2, 4, 1e-12
TYPE = f"tensor<{SIZE}xf64>"
HEAD = """#id = affine_map<(i) -> (i)>
#none = affine_map<(i) -> ()>
"""
MAIN = """func.func @main(%w: tensor<8xf64> {pipe.name = "w", pipe.parameter, pipe.update = @update}, %x: tensor<1x8xf64> {pipe.name = "x", pipe.batch = 0})
    -> (tensor<f64> {pipe.loss, pipe.name = "loss"}, tensor<8xf64> {pipe.gradient = "w"}) {
  %row = tensor.collapse_shape %x [[0, 1]] : tensor<1x8xf64> into tensor<8xf64>
  %zero = arith.constant dense<0.0> : tensor<f64>
  %loss = linalg.generic {indexing_maps = [#id, #id, #none], iterator_types = ["reduction"]}
      ins(%w, %row : tensor<8xf64>, tensor<8xf64>) outs(%zero : tensor<f64>) {
  ^bb0(%a: f64, %b: f64, %s: f64):
    %p = arith.mulf %a, %b : f64
    %t = arith.addf %s, %p : f64
    linalg.yield %t : f64
  } -> tensor<f64>
  return %loss, %row : tensor<f64>, tensor<8xf64>
}
"""


class Function:
    """A random function of gradient, parameter and states: its text, and what it computes."""

    def __init__(self, rng):
        self.num_states = rng.randint(1, 4)
        num_inputs = 2 + self.num_states
        self.ops = []
        for i in range(rng.randint(3, 10)):
            read = [rng.randrange(num_inputs + i) for _ in range(2)]
            self.ops.append((rng.choice(("mix", "subtract", "multiply", "roll", "halves", "square", "clamp")), *read))
        last = num_inputs + len(self.ops)
        self.results = [rng.randrange(last) for _ in range(1 + self.num_states)]

    def compute(self, inputs):
        """The new parameter and states; `inputs` are the gradient, the parameter and the states."""
        values = list(inputs)
        for name, i, j in self.ops:
            a, b = values[i], values[j]
            mean = sum(v * v for v in b) / SIZE
            values.append({
                "mix": lambda: [0.5 * u + 0.25 * v for u, v in zip(a, b)],
                "subtract": lambda: [u - v for u, v in zip(a, b)],
                "multiply": lambda: [u * v for u, v in zip(a, b)],
                "roll": lambda: a[1:] + a[:1],
                "halves": lambda: a[:4] + b[4:],
                "square": lambda: [u * mean for u in a],
                "clamp": lambda: [max(min(u, 1.0), -1.0) for u in a],
            }[name]())
        change, *states = [values[i] for i in self.results]
        return [p - 0.125 * max(min(c, 1.0), -1.0) for p, c in zip(inputs[1], change)], [
            [max(min(v, 2.0), -2.0) for v in state] if i >= len(inputs) else state
            for i, state in zip(self.results[1:], states)]

    def write(self):
        names = ["%g", "%p"] + [f"%s{i}" for i in range(self.num_states)]
        num_inputs = len(names)
        states = "".join(f', %s{i}: {TYPE} {{pipe.state = "s{i}"}}' for i in range(self.num_states))
        types = ", ".join([TYPE] * (1 + self.num_states))
        lines = [f"func.func private @update(%g: {TYPE}, %p: {TYPE}{states}) -> ({types}) {{"]
        for name, value in (("half", 0.5), ("quarter", 0.25), ("eighth", 0.125), ("one", 1.0), ("minus", -1.0),
                            ("two", 2.0), ("low", -2.0)):
            lines.append(f"  %{name} = arith.constant dense<{value}> : {TYPE}")

        def clamp(result, value, low, high):
            return [f"  {result}c = arith.minimumf {value}, {high} : {TYPE}",
                    f"  {result} = arith.maximumf {result}c, {low} : {TYPE}"]

        for k, (op, i, j) in enumerate(self.ops):
            a, b, r = names[i], names[j], f"%v{k}"
            piece = lambda n, v, begin, size: (f"  {r}{n} = tensor.extract_slice {v}[{begin}] [{size}] [1] : "
                                               f"{TYPE} to tensor<{size}xf64>")
            joined = lambda s, t: (f"  {r} = tensor.concat dim(0) {r}a, {r}b : "
                                   f"(tensor<{s}xf64>, tensor<{t}xf64>) -> {TYPE}")
            lines += {
                "mix": [f"  {r}a = arith.mulf {a}, %half : {TYPE}", f"  {r}b = arith.mulf {b}, %quarter : {TYPE}",
                        f"  {r} = arith.addf {r}a, {r}b : {TYPE}"],
                "subtract": [f"  {r} = arith.subf {a}, {b} : {TYPE}"],
                "multiply": [f"  {r} = arith.mulf {a}, {b} : {TYPE}"],
                "roll": [piece("a", a, 1, 7), piece("b", a, 0, 1), joined(7, 1)],
                "halves": [piece("a", a, 0, 4), piece("b", b, 4, 4), joined(4, 4)],
                "square": [f"  {r}z = arith.constant dense<0.0> : tensor<f64>",
                           f"  {r}q = linalg.generic {{indexing_maps = [#id, #none], iterator_types = [\"reduction\"]}}",
                           f"      ins({b} : {TYPE}) outs({r}z : tensor<f64>) {{",
                           "  ^bb0(%e: f64, %s: f64):",
                           "    %sq = arith.mulf %e, %e : f64",
                           "    %next = arith.addf %s, %sq : f64",
                           "    linalg.yield %next : f64",
                           "  } -> tensor<f64>",
                           f"  {r}e = tensor.empty() : {TYPE}",
                           f"  {r}w = linalg.broadcast ins({r}q : tensor<f64>) outs({r}e : {TYPE}) dimensions = [0]",
                           f"  {r}m = arith.mulf {r}w, %eighth : {TYPE}",
                           f"  {r} = arith.mulf {a}, {r}m : {TYPE}"],
                "clamp": clamp(r, a, "%minus", "%one"),
            }[op]
            names.append(r)
        lines += clamp("%change", names[self.results[0]], "%minus", "%one")
        lines += [f"  %step = arith.mulf %change, %eighth : {TYPE}", f"  %new = arith.subf %p, %step : {TYPE}"]
        returned = ["%new"]
        for k, i in enumerate(self.results[1:]):
            if i < num_inputs:
                returned.append(names[i])
                continue
            lines += clamp(f"%n{k}", names[i], "%low", "%two")
            returned.append(f"%n{k}")
        return "\n".join(lines + [f"  return {', '.join(returned)} : {types}", "}", ""])


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}{result.stdout}")


def check(seed, folder):
    path = lambda name: os.path.join(folder, name)
    rng = random.Random(seed)
    function = Function(rng)
    with open(path("model.mlir"), "w", encoding="utf-8") as file:
        file.write(HEAD + function.write() + MAIN)
    numbers = lambda count: [rng.uniform(-1, 1) for _ in range(count)]
    w, rows = numbers(SIZE), [numbers(SIZE) for _ in range(MICRO_BATCHES * STEPS)]
    tensor = lambda shape, values: safetensors.Tensor("F64", shape, array.array("d", values).tobytes())
    safetensors.save(path("in.safetensors"), {
        "w": tensor([SIZE], w), "x": tensor([len(rows), SIZE], [v for row in rows for v in row])})
    run("pipe-compile", path("model.mlir"), "-o", path("model.pipe"), "--ranks=1", f"--micro-batches={MICRO_BATCHES}")
    run("pipe-run", path("model.pipe"), f"--parameters={path('in.safetensors')}", f"--inputs={path('in.safetensors')}",
        f"--steps={STEPS}", f"--write-parameters={path('out.safetensors')}", f"--write-state={path('state.safetensors')}")
    states = [[0.0] * SIZE for _ in range(function.num_states)]
    for i in range(STEPS):
        pair = rows[MICRO_BATCHES * i:MICRO_BATCHES * (i + 1)]
        w, states = function.compute([[sum(v) / MICRO_BATCHES for v in zip(*pair)], w, *states])
    found = safetensors.load(path("out.safetensors")) | safetensors.load(path("state.safetensors"))
    expected = {"w": w} | {f"s{i}.w": state for i, state in enumerate(states)}
    for name, values in expected.items():
        worst = max(abs(a - b) for a, b in zip(found[name].values(), values))
        assert worst <= TOLERANCE, (seed, name, worst, list(found[name].values()), values)


def main(folder, count, first=0):
    for seed in range(int(first), int(first) + int(count)):
        check(seed, folder)
    print(f"ok: {count} updates near Python")


if __name__ == "__main__":
    main(*sys.argv[1:])
