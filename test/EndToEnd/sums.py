# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Sums against exact ones, and their bits for one and two ranks.

  sums.py FOLDER TERMS [SEED]

Reductions over contiguous, strided and all dimensions, of tensors of any rank,
with and without what is fused into them, and contractions, of f32, f16 and bf16,
each of about TERMS terms: tenths (which err all in one direction), random
numbers of one sign and, for short sums, of both. The error of a sum is at most
1e-6 of the sum of the magnitudes, beside the half unit in the last place that
the rounding of 16 bits takes. Prints the largest.
"""

import itertools
import math
import os
import random
import subprocess
import sys

import safetensors_file as safetensors
from small_float import pack, rounded, unpack

DTYPES = {"f16": "F16", "bf16": "BF16", "f32": "F32"}
HALF_UNIT = {"f16": 2.0**-11, "bf16": 2.0**-8, "f32": 2.0**-24}


def get_shapes(terms, generator):
    """(shape, reduced dimensions): rows, columns, everything, middles."""
    third = max(1, round(terms ** (1 / 3)))
    half = max(1, round(terms**0.5))
    shapes = [([terms], [0]), ([2, terms], [1]), ([terms, 3], [0]), ([half, half], [0, 1]),
              ([third, third, third], [0, 1, 2]), ([half, 2, half], [0, 2]), ([2, terms, 2], [1]),
              ([third, 1, third, third], [0, 1, 3]), ([terms, 1], [0]), ([1, terms], [1])]
    if terms < 4000:
        for _ in range(6):
            shape = [generator.randrange(1, 12) for _ in range(generator.randrange(1, 5))]
            shapes.append((shape, sorted(generator.sample(range(len(shape)), generator.randrange(1, len(shape) + 1)))))
    return shapes


def get_numbers(kind, count, mode, generator):
    if mode == "tenths":
        return [rounded(kind, 0.1)] * count
    low = 0.0 if mode == "positive" else -1.0
    return [rounded(kind, generator.uniform(low, 1.0)) for _ in range(count)]


def list_types(values):
    return ", ".join(f"tensor<{''.join(f'{d}x' for d in shape)}{kind}>" for shape, kind in values)


def write_sum(index, kind, shape, reduced, fused):
    """The sum of %x<index> over the `reduced` dimensions; of -(-x) if `fused`."""
    rank, kept = len(shape), [d for d in range(len(shape)) if d not in reduced]
    tensor, result = list_types([(shape, kind)]), list_types([([shape[d] for d in kept], kind)])
    dims = ", ".join(f"d{i}" for i in range(rank))
    maps = f"affine_map<({dims}) -> ({dims})>, affine_map<({dims}) -> ({', '.join(f'd{d}' for d in kept)})>"
    kinds = ", ".join(f'"{"reduction" if d in reduced else "parallel"}"' for d in range(rank))
    negate = [f"  %n{index} = arith.negf %x{index} : {tensor}", f"  %y{index} = arith.negf %n{index} : {tensor}"]
    return [
        *(negate if fused else []), f"  %e{index} = tensor.empty() : {result}",
        f"  %z{index} = linalg.fill ins(%zero : {kind}) outs(%e{index} : {result}) -> {result}",
        f"  %s{index} = linalg.generic {{indexing_maps = [{maps}], iterator_types = [{kinds}]}} "
        f"ins({'%y' if fused else '%x'}{index} : {tensor}) outs(%z{index} : {result}) {{",
        f"  ^bb0(%a: {kind}, %o: {kind}):", f"    %r = arith.addf %o, %a : {kind}", f"    linalg.yield %r : {kind}",
        f"  }} -> {result}"], result


def write_product(index, kind, m, terms, n):
    """The product of %x<index> and %w<index>: a dot product where m = n = 1."""
    types = f"{list_types([([m, terms], kind)])}, {list_types([([terms, n], kind)])}"
    result = list_types([([m, n], kind)])
    return [
        f"  %e{index} = tensor.empty() : {result}",
        f"  %z{index} = linalg.fill ins(%zero : {kind}) outs(%e{index} : {result}) -> {result}",
        f"  %s{index} = linalg.matmul ins(%x{index}, %w{index} : {types}) outs(%z{index} : {result}) -> {result}"], result


def write_model(kind, sums, products, fused):
    """All of them in one function; its operands are one micro-batch."""
    lines, results, returned, parameters = [], [], [], []
    for index, (shape, reduced) in enumerate(sums):
        parameters.append((f"x{index}", shape))
        part, result = write_sum(index, kind, shape, reduced, fused)
        lines, results, returned = lines + part, results + [result], returned + [index]
    for index, (m, terms, n) in enumerate(products, len(sums)):
        parameters += [(f"x{index}", [m, terms]), (f"w{index}", [terms, n])]
        part, result = write_product(index, kind, m, terms, n)
        lines, results, returned = lines + part, results + [result], returned + [index]
    arguments = ", ".join(f'%{n}: {list_types([(shape, kind)])} {{pipe.name = "{n}", pipe.batch = 0}}'
                          for n, shape in parameters)
    outputs = ", ".join(f'{t} {{pipe.name = "s{i}", pipe.output}}' for i, t in zip(returned, results))
    return "\n".join([
        f"func.func @main({arguments}) -> ({outputs}) {{", f"  %zero = arith.constant 0.0 : {kind}", *lines,
        f"  return {', '.join(f'%s{i}' for i in returned)} : {', '.join(results)}", "}"]) + "\n"


def compile_models(folder, kind, sums, products):
    """Bundles of the same sums: alone, behind what is fused into them, and cut."""
    bundles = []
    for fused, ranks in ((False, 1), (True, 1), (True, 2)):
        bundles.append(os.path.join(folder, f"{fused}{ranks}.pipe"))
        model = os.path.join(folder, "model.mlir")
        with open(model, "w", encoding="utf-8") as f:
            f.write(write_model(kind, sums, products, fused))
        subprocess.run(["pipe-compile", model, "-o", bundles[-1], "--mode=infer", f"--ranks={ranks}",
                        "--schedule=forward-only", "--micro-batches=1"], check=True, stdout=subprocess.DEVNULL)
    return bundles


def run(folder, bundle, kind, parameters):
    """{name of a sum: bytes}."""
    path = lambda name: os.path.join(folder, name)
    safetensors.save(path("in.safetensors"), {name: safetensors.Tensor(DTYPES[kind], shape, pack(kind, values))
                                              for name, (shape, values) in parameters.items()})
    subprocess.run(["pipe-run", bundle, f"--inputs={path('in.safetensors')}", "--check",
                    f"--write-outputs={path('out.safetensors')}"], check=True, stdout=subprocess.DEVNULL)
    return {name: t.data for name, t in safetensors.load(path("out.safetensors")).items()}


def exact_sums(shape, reduced, values):
    """(sum, sum of magnitudes) of every element of the result."""
    groups = {}
    for index, value in zip(itertools.product(*map(range, shape)), values):
        groups.setdefault(tuple(i for d, i in enumerate(index) if d not in reduced), []).append(value)
    return [(math.fsum(g), math.fsum(map(abs, g))) for _, g in sorted(groups.items())]


def exact_products(m, terms, n, x, y):
    exact = []
    for i, j in itertools.product(range(m), range(n)):
        products = [a * y[p * n + j] for p, a in enumerate(x[i * terms:(i + 1) * terms])]
        exact.append((math.fsum(products), math.fsum(map(abs, products))))
    return exact


def judge(what, kind, data, exact, limit):
    """The largest error relative to the sum of magnitudes; raises if too large."""
    worst = 0.0
    for actual, (total, magnitude) in zip(unpack(kind, data), exact, strict=True):
        error = abs(actual - total) - (HALF_UNIT[kind] * abs(total) if kind != "f32" else 0.0)
        if kind == "f16" and math.isinf(actual) and abs(total) > 65000:
            continue
        worst = max(worst, error / magnitude if magnitude else error)
    assert worst <= limit, f"{what}: relative error {worst:.2e}"
    return worst


def main(folder, terms, seed="1"):
    os.makedirs(folder, exist_ok=True)
    terms, generator = int(terms), random.Random(int(seed))
    modes = ["tenths", "positive"] + (["both"] if terms < 4000 else [])
    sums, products = get_shapes(terms, generator), [(1, terms, 1), (2, terms, 3), (1, terms, 2)]
    worst = {kind: [0.0, 0.0] for kind in DTYPES}
    for kind in DTYPES:
        bundles = compile_models(folder, kind, sums, products)
        for mode in modes:
            parameters, exact = {}, []
            for index, (shape, reduced) in enumerate(sums):
                values = get_numbers(kind, math.prod(shape), mode, generator)
                parameters[f"x{index}"] = (shape, values)
                exact.append((f"{kind} {mode} sum of {shape} over {reduced}", exact_sums(shape, reduced, values)))
            for index, (m, k, n) in enumerate(products, len(sums)):
                x, y = (get_numbers(kind, k * size, mode, generator) for size in (m, n))
                parameters |= {f"x{index}": ([m, k], x), f"w{index}": ([k, n], y)}
                exact.append((f"{kind} {mode} product of {m} x {k} and {k} x {n}", exact_products(m, k, n, x, y)))
            found = [run(folder, bundle, kind, parameters) for bundle in bundles]
            for index, (what, truth) in enumerate(exact):
                data = {results[f"s{index}"] for results in found}
                assert len(data) == 1, f"{what}: other bits when fused or cut"
                is_product = index >= len(sums)
                error = judge(what, kind, data.pop(), truth, 1e-6)
                worst[kind][is_product] = max(worst[kind][is_product], error)
    print(f"{len(sums)} sums and {len(products)} products of about {terms} terms, largest relative errors: " +
          "; ".join(f"{k} {w[0]:.1e} and {w[1]:.1e}" for k, w in worst.items()))


if __name__ == "__main__":
    main(*sys.argv[1:])
