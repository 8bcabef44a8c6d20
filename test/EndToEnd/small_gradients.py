# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Gradients of 16-bit parameters over many micro-batches, bit by bit.

  small_gradients.py FOLDER TYPE MICRO_BATCHES

The parameter %t is used by the first and the last stage. Its gradient is, as
plain Python adds it up: the terms of each stage in f32, in the order of the
micro-batches; then the sums of the stages in f32; the mean in f32; rounded once.
Accumulators and messages are of f32, the result of TYPE (the manifest says so).
"""

import json
import os
import random
import subprocess
import sys

import safetensors_file as safetensors
from small_float import pack, rounded, unpack

DTYPES = {"f16": "F16", "bf16": "BF16"}
SIZE = 21


def write_model(kind):
    """y = t * x * v * t and half the sum of y^2; the gradient of t in two terms."""
    t = f"tensor<{SIZE}x{kind}>"
    return f"""
#id = affine_map<(i) -> (i)>
#none = affine_map<(i) -> ()>
func.func @main(%t: {t} {{pipe.name = "t", pipe.parameter}}, %v: {t} {{pipe.name = "v", pipe.parameter}},
                %x: {t} {{pipe.name = "x", pipe.batch = 0}})
    -> (tensor<f32> {{pipe.loss, pipe.name = "loss"}}, {t} {{pipe.gradient = "t"}}, {t} {{pipe.gradient = "v"}}) {{
  %h = arith.mulf %t, %x : {t}
  %k = arith.mulf %h, %v : {t}
  %y = arith.mulf %k, %t : {t}
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<f32>
  %i = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %loss = linalg.generic {{indexing_maps = [#id, #none], iterator_types = ["reduction"]}}
      ins(%y : {t}) outs(%i : tensor<f32>) {{
  ^bb0(%a: {kind}, %b: f32):
    %c = arith.extf %a : {kind} to f32
    %half = arith.constant 0.5 : f32
    %s = arith.mulf %c, %half : f32
    %q = arith.mulf %s, %c : f32
    %d = arith.addf %b, %q : f32
    linalg.yield %d : f32
  }} -> tensor<f32>
  %g1 = arith.mulf %y, %k : {t}
  %dk = arith.mulf %y, %t : {t}
  %gv = arith.mulf %dk, %h : {t}
  %dh = arith.mulf %dk, %v : {t}
  %g0 = arith.mulf %dh, %x : {t}
  %gt = arith.addf %g1, %g0 : {t}
  return %loss, %gt, %gv : tensor<f32>, {t}, {t}
}}
"""


def expected_gradients(kind, t, v, rows):
    """(gradient of t if its terms are summed apart, if together, gradient of v)."""
    mul = lambda a, b: rounded(kind, a * b)
    single = lambda x: rounded("f32", x)
    apart, together, of_v = [], [], []
    for j in range(SIZE):
        last, first, both, other = 0.0, 0.0, 0.0, 0.0
        for x in (row[j] for row in rows):
            h = mul(t[j], x)
            k = mul(h, v[j])
            y = mul(k, t[j])
            dk = mul(y, t[j])
            g1, g0 = mul(y, k), mul(mul(dk, v[j]), x)
            last, first = single(last + g1), single(first + g0)
            both = single(both + rounded(kind, g1 + g0))
            other = single(other + mul(dk, h))
        m = len(rows)
        apart.append(rounded(kind, single(single(first + last) / m)))
        together.append(rounded(kind, single(both / m)))
        of_v.append(rounded(kind, single(other / m)))
    return apart, together, of_v


def check_types(bundle, kind, ranks):
    """Raises unless sums are kept, and sent, in f32 and the result is of `kind`."""
    with open(os.path.join(bundle, "manifest.json"), encoding="utf-8") as f:
        programs = json.load(f)["programs"]
    buffers = [b for p in programs for b in p["buffers"]]
    for name in ("t", "v"):
        mine = [b for b in buffers if b["kind"] == "gradient" and b["name"] == name]
        assert [b["slot_bytes"] for b in mine if b.get("result")] == [2 * SIZE], mine
        sums = [b["slot_bytes"] for b in mine if not b.get("result")]
        assert sums == [4 * SIZE] * (2 if name == "t" and ranks == 2 else 1), mine
    received = [b["slot_bytes"] for b in buffers if b["kind"] == "received"]
    assert ranks == 1 or 4 * SIZE in received, received


def main(folder, kind, micro_batches):
    path, micro_batches = lambda name: os.path.join(folder, name), int(micro_batches)
    os.makedirs(folder, exist_ok=True)
    generator = random.Random(kind)
    draw = lambda: [rounded(kind, generator.uniform(0.5, 1.5)) for _ in range(SIZE)]
    t, v, rows = draw(), draw(), [draw() for _ in range(micro_batches)]
    tensor = lambda shape, values: safetensors.Tensor(DTYPES[kind], shape, pack(kind, values))
    safetensors.save(path("p.safetensors"), {"t": tensor([SIZE], t), "v": tensor([SIZE], v)})
    safetensors.save(path("x.safetensors"), {"x": tensor([SIZE * micro_batches], [x for row in rows for x in row])})
    with open(path("model.mlir"), "w", encoding="utf-8") as f:
        f.write(write_model(kind))
    apart, together, of_v = expected_gradients(kind, t, v, rows)
    for ranks in (1, 2):
        subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("model.pipe"), f"--ranks={ranks}",
                        f"--micro-batches={micro_batches}", "--schedule=1f1b"], check=True, stdout=subprocess.DEVNULL)
        check_types(path("model.pipe"), kind, ranks)
        subprocess.run(["pipe-run", path("model.pipe"), f"--inputs={path('x.safetensors')}", "--check",
                        f"--parameters={path('p.safetensors')}", f"--write-gradients={path('g.safetensors')}"],
                       check=True, stdout=subprocess.DEVNULL)
        found = safetensors.load(path("g.safetensors"))
        assert unpack(kind, found["v"].data) == of_v, (ranks, "v")
        assert unpack(kind, found["t"].data) == (apart if ranks == 2 else together), (ranks, "t")
    print(f"{kind}: gradients over {micro_batches} micro-batches: equal bits")


if __name__ == "__main__":
    main(*sys.argv[1:])
