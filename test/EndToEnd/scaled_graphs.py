# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares random backward graphs with and without a loss scale: scaled_graphs.py FOLDER [FIRST_SEED [COUNT]]

What is called a gradient is any function of values of the forward part and of what other
ops have made of them: linear or not, in ops on tensors, bodies of scalars, loops and
branches. Whatever it is, times a power of two and divided by it again it has the same
bits: a factor that were put in twice, or not at all, would be seen.
"""

import array
import math
import os
import random
import sys

import safetensors_file as safetensors
import training as trainings

N = 4
TENSOR = f"tensor<{N}x{N}xf32>"
SCALE = 2.0**20
IDENTITY, TRANSPOSED, ROW = ("affine_map<(i, j) -> (i, j)>", "affine_map<(i, j) -> (j, i)>", "affine_map<(i, j) -> (j)>")


class Graph:
    """A model: `text` of a function with the parameters w0, w1 and the batch x."""

    def __init__(self, seed):
        self.rng, self.lines, self.count = random.Random(seed), [], 0
        self.numbers = [self.op(f"arith.constant dense<{v}> : {TENSOR}") for v in ("0.0", "0.5", "-1.25")]
        self.empty = self.op(f"tensor.empty() : {TENSOR}")
        self.zero = self.op("arith.constant 0.0 : f32")
        self.cells = [self.op(f"arith.constant {i} : index") for i in range(N + 1)]
        self.forward = ["%w0", "%w1", "%x"]
        for _ in range(6):
            self.forward.append(self.elementwise(self.pick(self.forward), self.pick(self.forward)))
        both = self.op(f"arith.mulf %w0, %w1 : {TENSOR}")
        both = self.op(f"arith.mulf {both}, %x : {TENSOR}")
        self.forward += [both, self.op(f"arith.addf {both}, {self.forward[-1]} : {TENSOR}")]
        self.forward.append(self.unary("math.tanh", self.forward[-1]))
        self.loss = self.reduce_all(self.forward[-1])
        self.backward = []
        for _ in range(self.rng.randint(8, 24)):
            make = self.rng.choice([self.arithmetic, self.arithmetic, self.body, self.body, self.product, self.movement,
                                    self.loop, self.branch, self.function])
            self.backward.append(make())

    def pick(self, values):
        return self.rng.choice(values)

    def read(self):
        """Mostly of the backward part, and mostly what was made last."""
        if self.backward and self.rng.random() < 0.75:
            return self.backward[-1 - min(int(self.rng.expovariate(0.5)), len(self.backward) - 1)]
        return self.pick(self.forward + self.numbers)

    def op(self, text):
        self.count += 1
        self.lines.append(f"  %v{self.count} = {text}")
        return f"%v{self.count}"

    def unary(self, name, value):
        return self.op(f"{name} {value} : {TENSOR}")

    def elementwise(self, a, b):
        return self.op(f"{self.pick(['arith.addf', 'arith.subf', 'arith.mulf'])} {a}, {b} : {TENSOR}")

    def reduce_all(self, value):
        e = self.op("tensor.empty() : tensor<f32>")
        z = self.op(f"linalg.fill ins({self.zero} : f32) outs({e} : tensor<f32>) -> tensor<f32>")
        return self.op(f"linalg.reduce {{ arith.addf }} ins({value} : {TENSOR}) outs({z} : tensor<f32>) dimensions = [0, 1]")

    def arithmetic(self):
        name = self.pick(["arith.addf", "arith.subf", "arith.mulf", "arith.maximumf", "select", "arith.negf", "math.absf"])
        if name in ("arith.negf", "math.absf"):
            return self.unary(name, self.read())
        a, b = self.read(), self.read()
        if name == "select":
            c = self.op(f"arith.cmpf ogt, {self.pick([a, self.pick(self.forward)])}, {self.numbers[0]} : {TENSOR}")
            return self.op(f"arith.select {c}, {a}, {b} : tensor<{N}x{N}xi1>, {TENSOR}")
        return self.op(f"{name} {a}, {b} : {TENSOR}")

    def function(self):
        return self.unary("math.tanh", self.read())

    def body(self):
        """A loop nest with a few scalar operations, some with a sum of rows."""
        reads = [self.read() for _ in range(self.rng.randint(1, 3))]
        sums = self.rng.random() < 0.3
        maps = [self.pick([IDENTITY, TRANSPOSED]) for _ in reads]
        values = [f"%a{i}" for i in range(len(reads))]
        text = []
        for i in range(self.rng.randint(1, 4)):
            name = self.pick(["addf", "subf", "mulf", "mulf", "maximumf", "negf", "select"])
            a, b = self.pick(values), self.pick(values + [self.zero])
            if name == "negf":
                text.append(f"    %b{i} = arith.negf {a} : f32")
            elif name == "select":
                text.append(f"    %c{i} = arith.cmpf ogt, {self.pick(values)}, {self.zero} : f32")
                text.append(f"    %b{i} = arith.select %c{i}, {a}, {b} : f32")
            else:
                text.append(f"    %b{i} = arith.{name} {a}, {b} : f32")
            values.append(f"%b{i}")
        arguments = ", ".join(f"%a{i}: f32" for i in range(len(reads)))
        types = ", ".join([TENSOR] * len(reads))
        if not sums:
            return self.op(f"""linalg.generic {{indexing_maps = [{', '.join([*maps, IDENTITY])}], iterator_types = ["parallel", "parallel"]}} ins({', '.join(reads)} : {types}) outs({self.empty} : {TENSOR}) {{
  ^bb0({arguments}, %o: f32):
""" + "\n".join(text) + f"\n    linalg.yield {values[-1]} : f32\n  }} -> {TENSOR}")
        e = self.op(f"tensor.empty() : tensor<{N}xf32>")
        z = self.op(f"linalg.fill ins({self.zero} : f32) outs({e} : tensor<{N}xf32>) -> tensor<{N}xf32>")
        row = self.op(f"""linalg.generic {{indexing_maps = [{', '.join([*maps, ROW])}], iterator_types = ["reduction", "parallel"]}} ins({', '.join(reads)} : {types}) outs({z} : tensor<{N}xf32>) {{
  ^bb0({arguments}, %o: f32):
""" + "\n".join(text) + f"\n    %s = arith.addf %o, {values[-1]} : f32\n    linalg.yield %s : f32\n  }} -> tensor<{N}xf32>")
        return self.op(f"linalg.broadcast ins({row} : tensor<{N}xf32>) outs({self.empty} : {TENSOR}) dimensions = [{self.rng.randint(0, 1)}]")

    def product(self):
        start = self.op(f"linalg.fill ins({self.zero} : f32) outs({self.empty} : {TENSOR}) -> {TENSOR}")
        if self.rng.random() < 0.3:
            start = self.read()
        return self.op(f"linalg.matmul ins({self.read()}, {self.read()} : {TENSOR}, {TENSOR}) outs({start} : {TENSOR}) -> {TENSOR}")

    def movement(self):
        value, kind = self.read(), self.rng.randint(0, 2)
        if kind == 0:
            return self.op(f"linalg.transpose ins({value} : {TENSOR}) outs({self.empty} : {TENSOR}) permutation = [1, 0]")
        half = self.op(f"tensor.extract_slice {value}[0, 0] [{N}, {N // 2}] [1, 1] : {TENSOR} to tensor<{N}x{N // 2}xf32>")
        if kind == 1:
            return self.op(f"tensor.insert_slice {half} into {self.read()}[0, {N // 2}] [{N}, {N // 2}] [1, 1] : tensor<{N}x{N // 2}xf32> into {TENSOR}")
        number = self.pick([self.zero, self.op("arith.constant 0.75 : f32")])
        return self.op(f"""tensor.pad {half} low[0, 1] high[0, {N // 2 - 1}] {{
  ^bb0(%i: index, %j: index):
    tensor.yield {number} : f32
  }} : tensor<{N}x{N // 2}xf32> to {TENSOR}""")

    def loop(self):
        a, b = self.read(), self.read()
        name = self.pick(["addf", "subf", "maximumf", "mulf"])
        return self.op(f"""scf.for %i = {self.cells[0]} to {self.cells[self.rng.randint(1, N)]} step {self.cells[1]} iter_args(%t = {a}) -> ({TENSOR}) {{
    %e = tensor.extract {b}[%i, {self.cells[0]}] : {TENSOR}
    %f = tensor.extract %t[{self.cells[1]}, %i] : {TENSOR}
    %g = arith.{name} %e, %f : f32
    %p = tensor.insert %g into %t[%i, %i] : {TENSOR}
    scf.yield %p : {TENSOR}
  }}""")

    def branch(self):
        cell = self.op(f"tensor.extract {self.pick(self.forward)}[{self.cells[0]}, {self.cells[1]}] : {TENSOR}")
        condition = self.op(f"arith.cmpf ogt, {cell}, {self.zero} : f32")
        a, b = self.read(), self.read()
        return self.op(f"""scf.if {condition} -> ({TENSOR}) {{
    %n = arith.negf {a} : {TENSOR}
    scf.yield %n : {TENSOR}
  }} else {{
    scf.yield {b} : {TENSOR}
  }}""")

    def write(self, path):
        gradients = [self.backward[-1], self.pick(self.backward)]
        with open(path, "w") as file:
            file.write(f"""func.func @main(%w0: {TENSOR} {{pipe.name = "w0"}}, %w1: {TENSOR} {{pipe.name = "w1"}}, %x: {TENSOR} {{pipe.name = "x"}})
    -> (tensor<f32> {{pipe.name = "loss", pipe.loss}}, {TENSOR} {{pipe.gradient = "w0"}}, {TENSOR} {{pipe.gradient = "w1"}}) {{
""" + "\n".join(self.lines) + f"\n  return {self.loss}, {', '.join(gradients)} : tensor<f32>, {TENSOR}, {TENSOR}\n}}\n")


def check(seed, folder):
    """Returns whether there was something to compare: finite numbers."""
    model = os.path.join(folder, f"scaled{seed}.mlir")
    Graph(seed).write(model)
    rng = random.Random(seed)
    training = trainings.Training(folder, model, 2, roles=("--batch=x",))
    numbers = lambda rows: safetensors.Tensor("F32", [rows, N], array.array(
        "f", (rng.choice((-1, 1)) * rng.uniform(0.5, 1.5) for _ in range(rows * N))).tobytes())
    safetensors.save(training.path("parameters.safetensors"), {"w0": numbers(N), "w1": numbers(N)})
    safetensors.save(training.path("inputs.safetensors"), {"x": numbers(2 * N)})
    found, gradients = [], training.path("gradients.safetensors")
    for options in ([], [f"--loss-scale={SCALE:.0f}"]):
        bundle = training.compile((1, "1f1b", 1), ["--optimizer=sgd", *options])
        training.train(bundle, "trained", "--steps=1", f"--write-gradients={gradients}")
        found.append(safetensors.load(gradients))
    values = [x for t in found[0].values() for x in t.values()]
    if not all(math.isfinite(x) and (x == 0 or 1e-25 < abs(x) < 1e25) for x in values):
        return False
    for name in ("w0", "w1"):
        # Zeros may have another sign.
        a, b = (list(f[name].values()) for f in found)
        assert a == b, f"seed {seed}: the gradient of {name} is {b} with a scale, but {a} without"
    return any(values)


def main(folder, first="0", count="12"):
    os.makedirs(folder, exist_ok=True)
    compared = sum(check(seed, folder) for seed in range(int(first), int(first) + int(count)))
    print(f"ok: {compared} of {count} graphs have the same bits with a scale")


if __name__ == "__main__":
    main(*sys.argv[1:])
