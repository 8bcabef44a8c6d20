# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains with update functions that the user has written: own_updates.py FOLDER

jax_mlp gets functions with the formulas of two optimizers, on one element or on the
tensors of one parameter, one with a norm of all gradients, and is trained for some pipelines. Parameters and states are
within 1e-6 (norm of the difference over norm) of those that pipe-compile --optimizer
gives, and all pipelines give the same bits.
"""

import os
import sys

import safetensors_file as safetensors
import training
from jax_steps import compare

CASES = [(1, "1f1b", 1), (2, "zb-h1", 1), (3, "interleaved-1f1b", 2)]
STEPS = 5
# As torch.optim's momentum with the factor 0.9.
MOMENTUM = """
func.func private @momentum(%g: f32, %p: f32, %m: f32 {pipe.state = "momentum"}, %rate: f32 {pipe.hyper = "learning_rate", pipe.value = 0.05 : f32})
    -> (f32, f32) {
  %factor = arith.constant 0.9 : f32
  %kept = arith.mulf %m, %factor : f32
  %sum = arith.addf %kept, %g : f32
  %change = arith.mulf %rate, %sum : f32
  %new = arith.subf %p, %change : f32
  return %new, %sum : f32, f32
}
"""
# The same on the tensors of one parameter, in steps, by a function that is called.
TENSORS = MOMENTUM + """
func.func private @scaled(%t: tensor<32xf32>, %f: tensor<32xf32>) -> tensor<32xf32> {
  %0 = arith.mulf %t, %f : tensor<32xf32>
  return %0 : tensor<32xf32>
}
func.func private @tensors(%g: tensor<32xf32>, %p: tensor<32xf32>, %m: tensor<32xf32> {pipe.state = "momentum"},
                           %rate: tensor<f32> {pipe.hyper = "learning_rate"}) -> (tensor<32xf32>, tensor<32xf32>) {
  %factor = arith.constant dense<0.9> : tensor<32xf32>
  %kept = func.call @scaled(%m, %factor) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
  %sum = arith.addf %kept, %g : tensor<32xf32>
  %e = tensor.empty() : tensor<32xf32>
  %rates = linalg.broadcast ins(%rate : tensor<f32>) outs(%e : tensor<32xf32>) dimensions = [0]
  %change = func.call @scaled(%sum, %rates) : (tensor<32xf32>, tensor<32xf32>) -> tensor<32xf32>
  %new = arith.subf %p, %change : tensor<32xf32>
  return %new, %sum : tensor<32xf32>, tensor<32xf32>
}
"""
# torch.optim's sgd with a warm-up of its own: rate * min(step, 3) / 3.
WARM = """
func.func private @warm(%g: f32, %p: f32, %step: f64 {pipe.hyper = "step"}) -> f32 {
  %three = arith.constant 3.0 : f64
  %rate = arith.constant 0.25 : f64
  %least = arith.minimumf %step, %three : f64
  %part = arith.divf %least, %three : f64
  %now = arith.mulf %rate, %part : f64
  %r = arith.truncf %now : f64 to f32
  %change = arith.mulf %r, %g : f32
  %new = arith.subf %p, %change : f32
  return %new : f32
}
"""


def squares(name, shape, dims):
    """The sum of the squares of a gradient, as a term."""
    loops = ", ".join(dims)
    kinds = ", ".join(['"reduction"'] * len(dims))
    return f"""
func.func private @{name}(%g: tensor<{shape}xf32>, %p: tensor<{shape}xf32>) -> tensor<f64> {{
  %zero = arith.constant dense<0.0> : tensor<f64>
  %0 = linalg.generic {{indexing_maps = [affine_map<({loops}) -> ({loops})>, affine_map<({loops}) -> ()>], iterator_types = [{kinds}]}}
      ins(%g : tensor<{shape}xf32>) outs(%zero : tensor<f64>) {{
  ^bb0(%e: f32, %sum: f64):
    %wide = arith.extf %e : f32 to f64
    %square = arith.mulf %wide, %wide : f64
    %next = arith.addf %sum, %square : f64
    linalg.yield %next : f64
  }} -> tensor<f64>
  return %0 : tensor<f64>
}}
"""


# sgd with the gradients of all scaled to a norm of at most "most", as --clip-norm does: a function of terms for
# each of the two shapes, and one of all 12 terms.
CLIPPED = squares("squares1", "32", ["i"]) + squares("squares2", "32x32", ["i", "j"]) + f"""
func.func private @clip({", ".join(f"%t{i}: tensor<f64>" for i in range(12))}, %most: f64 {{pipe.hyper = "most", pipe.value = 0.01 : f64}}) -> tensor<f64> {{
  %epsilon = arith.constant 1.0e-6 : f64
  %one = arith.constant 1.0 : f64
  %s0 = tensor.extract %t0[] : tensor<f64>
""" + "".join(f"""  %e{i} = tensor.extract %t{i}[] : tensor<f64>
  %s{i} = arith.addf %s{i - 1}, %e{i} : f64
""" for i in range(1, 12)) + """  %root = math.sqrt %s11 : f64
  %divisor = arith.addf %root, %epsilon : f64
  %ratio = arith.divf %most, %divisor : f64
  %scale = arith.minimumf %ratio, %one : f64
  %tensor = tensor.from_elements %scale : tensor<f64>
  return %tensor : tensor<f64>
}
func.func private @clipped(%g: f32, %p: f32, %scale: f64 {pipe.shared = 0 : i64}) -> f32 {
  %rate = arith.constant 0.25 : f32
  %s = arith.truncf %scale : f64 to f32
  %scaled = arith.mulf %g, %s : f32
  %change = arith.mulf %rate, %scaled : f32
  %new = arith.subf %p, %change : f32
  return %new : f32
}
"""
# Name, functions, the function of all and of the vectors of 32, options for the optimizer that it is compared with.
UPDATES = [
    ("momentum on elements", MOMENTUM, "@momentum", None,
     ["--optimizer=momentum", "--learning-rate=0.05"], []),
    ("momentum on tensors", TENSORS, "@momentum", "@tensors",
     ["--optimizer=momentum", "--learning-rate=0.05"], []),
    ("sgd that warms up", WARM, "@warm", None,
     ["--optimizer=sgd", "--learning-rate=0.25"], ["--learning-rate-schedule=constant", "--warmup-steps=3"]),
    ("sgd that clips", CLIPPED, "@clipped, pipe.shared = @clip", None,
     ["--optimizer=sgd", "--learning-rate=0.25", "--clip-norm=0.01"], []),
]
# Functions of terms, by the shape of the parameter.
TERMS = {"sgd that clips": {"32": "@squares1", "32x32": "@squares2"}}


def write_model(path, source, functions, of_all, of_vectors, terms):
    """Writes `source` with the functions, and says on @main what they update."""
    with open(source) as file:
        text = file.read()
    start = text.index("func.func public @main(")
    head = text.index(" {\n", start)
    signature = text[start:head] + f" attributes {{pipe.update = {of_all}}}"
    if of_vectors:
        signature = signature.replace(": tensor<32xf32> loc", f": tensor<32xf32> {{pipe.update = {of_vectors}}} loc")
        assert signature.count(of_vectors) == 6, signature
    for shape, of_terms in terms.items():
        signature = signature.replace(f": tensor<{shape}xf32> loc", f": tensor<{shape}xf32> {{pipe.terms = {of_terms}}} loc")
        assert signature.count(of_terms) == 6, signature
    text = text[:start] + signature + text[head:]
    end = text.rindex("}\n")
    with open(path, "w") as file:
        file.write(text[:end] + functions + text[end:])


def main():
    folder = sys.argv[1]
    trained, _, _ = training.make_mlp(folder)
    original = trained.model
    for name, functions, of_all, of_vectors, options, run_options in UPDATES:
        trained.model = original
        bundle = trained.compile(CASES[0], options)
        expected = [safetensors.load(p) for p in trained.train(bundle, "expected", f"--steps={STEPS}", *run_options)[:2]]
        trained.model = trained.path("model.mlir")
        write_model(trained.model, original, functions, of_all, of_vectors, TERMS.get(name, {}))
        bits, worst = None, 0.0
        for case in CASES:
            paths = trained.train(trained.compile(case, []), "trained", f"--steps={STEPS}")[:2]
            for path, tensors in zip(paths, expected):
                found = safetensors.load(path)
                tensors.pop("step", None)
                found.pop("step", None)
                if tensors:
                    worst = max(worst, compare((name, case), found, tensors))
            assert worst <= 1e-6, (name, case, worst)
            now = [training.read(path) for path in paths]
            bits = bits or now
            assert now == bits, f"{name}: {case} gives other bits than {CASES[0]}"
        print(f"ok: {name}, {len(CASES)} pipelines")
        print(f"{name}: largest difference {worst:.1e}", file=sys.stderr)


if __name__ == "__main__":
    main()
