# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains layers in a loop, whose weights are one parameter, and compares with Python.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/stacked_parameters.py [CASE ...]

A case is RANKS,SCHEDULE,VIRTUAL_STAGES,DIMENSION: the layers are stacked along that
dimension of the weights. The model is printed as a front end prints a loop over layers:
a `scf.for` that stacks what it keeps, and one that reads the stack from its end and
stacks the gradients. All numbers are small integers, so that f32 is exact. Checked: every
bit of the gradients and of the losses; the parameter and the gradient have the shape that
the model has, in files; each rank holds the weights of its own layers only.
"""

import array
import json
import os
import random
import subprocess
import sys
import tempfile

import safetensors_file as safetensors

LAYERS, ROWS, SIZE, MICRO_BATCHES = 4, 2, 3, 4
CASES = ["1,1f1b,1,0", "2,gpipe,1,0", "2,1f1b,1,1", "4,1f1b,1,0", "4,zb-h1,1,0", "2,interleaved-1f1b,2,2", "2,zb-h1,1,1",
         "2,forward-only,1,0"]
H, W, STACK = f"tensor<{ROWS}x{SIZE}xf32>", f"tensor<{SIZE}x{SIZE}xf32>", f"tensor<{LAYERS}x{ROWS}x{SIZE}xf32>"


def weights_type(dimension):
    shape = [SIZE, SIZE]
    shape.insert(dimension, LAYERS)
    return "tensor<" + "x".join(map(str, shape)) + "xf32>"


def at(dimension, place, sizes):
    """The part of a slice op that says where."""
    offsets, sizes = ["0", "0"], list(map(str, sizes))
    offsets.insert(dimension, place)
    sizes.insert(dimension, "1")
    return f"[{', '.join(offsets)}] [{', '.join(sizes)}] [1, 1, 1]"


def generic(result, maps, inputs, types, out, out_type, body, kinds=("parallel", "parallel")):
    args = ", ".join(f"%{result[1:]}_{i}: f32" for i in range(len(inputs) + 1))
    iterators = ", ".join('"' + k + '"' for k in kinds)
    return (f"{result} = linalg.generic {{indexing_maps = [{', '.join(maps)}], iterator_types = [{iterators}]}} "
            f"ins({', '.join(inputs)} : {', '.join(types)}) outs({out} : {out_type}) {{\n^bb0({args}):\n"
            + "\n".join(body) + f"\n}} -> {out_type}")


def get_text(dimension, is_training):
    """h = x; for each layer: h = max(h w, 0). loss = sum(h * y)."""
    t, i2 = weights_type(dimension), "affine_map<(i, j) -> (i, j)>"
    read = lambda k: at(dimension, k, (SIZE, SIZE))
    keep = lambda k: at(0, k, (ROWS, SIZE))
    product = lambda r, a, b, rows, cols, maps: generic(
        r, [f"affine_map<(m, n, k) -> ({m})>" for m in maps], [a, b],
        [H if a != "%s" else W, W if b == "%s" else H], f"%z_{rows}", {"h": H, "w": W}[cols],
        [f"%{r[1:]}_p = arith.mulf %{r[1:]}_0, %{r[1:]}_1 : f32", f"%{r[1:]}_s = arith.addf %{r[1:]}_2, %{r[1:]}_p : f32",
         f"linalg.yield %{r[1:]}_s : f32"], ("parallel", "parallel", "reduction"))
    forward = f"""
  %f:3 = scf.for %i = %c0 to %cn step %c1 iter_args(%h = %x, %hs = %stack, %as = %stack) -> ({H}, {STACK}, {STACK}) {{
    %s = tensor.extract_slice %w{read('%i')} : {t} to {W}
    {product('%a', '%h', '%s', 'h', 'h', ('m, k', 'k, n', 'm, n'))}
    %r = arith.maximumf %a, %z_h : {H}
    %hs1 = tensor.insert_slice %h into %hs{keep('%i')} : {H} into {STACK}
    %as1 = tensor.insert_slice %a into %as{keep('%i')} : {H} into {STACK}
    scf.yield %r, %hs1, %as1 : {H}, {STACK}, {STACK}
  }}
  %q = arith.mulf %f#0, %y : {H}
  %loss = linalg.reduce {{ arith.addf }} ins(%q : {H}) outs(%z_l : tensor<f32>) dimensions = [0, 1]"""
    backward = f"""
  %last = arith.constant dense<{LAYERS - 1}> : tensor<i32>
  %one = arith.constant dense<1> : tensor<i32>
  %g:3 = scf.for %i = %c0 to %cn step %c1 iter_args(%d = %y, %gs = %zeros, %n = %last) -> ({H}, {t}, tensor<i32>) {{
    %e = tensor.extract %n[] : tensor<i32>
    %k = arith.index_cast %e : i32 to index
    %s = tensor.extract_slice %w{read('%k')} : {t} to {W}
    %h = tensor.extract_slice %f#1{keep('%k')} : {STACK} to {H}
    %a = tensor.extract_slice %f#2{keep('%k')} : {STACK} to {H}
    %p = arith.cmpf ogt, %a, %z_h : {H}
    %m = arith.select %p, %d, %z_h : tensor<{ROWS}x{SIZE}xi1>, {H}
    {product('%v', '%h', '%m', 'w', 'w', ('k, m', 'k, n', 'm, n'))}
    {product('%u', '%m', '%s', 'h', 'h', ('m, k', 'n, k', 'm, n'))}
    %gs1 = tensor.insert_slice %v into %gs{read('%k')} : {W} into {t}
    %n1 = arith.subi %n, %one : tensor<i32>
    scf.yield %u, %gs1, %n1 : {H}, {t}, tensor<i32>
  }}"""
    results = f'(tensor<f32> {{pipe.name = "loss", pipe.{"loss" if is_training else "output"}}}'
    results += f', {t} {{pipe.name = "g", pipe.gradient = "w"}})' if is_training else ")"
    return f"""
func.func @main(%w: {t} {{pipe.name = "w"}}, %x: {H} {{pipe.name = "x", pipe.batch = 0}}, %y: {H} {{pipe.name = "y", pipe.batch = 0}}) -> {results} {{
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %cn = arith.constant {LAYERS} : index
  %z_h = arith.constant dense<0.0> : {H}
  %z_w = arith.constant dense<0.0> : {W}
  %z_l = arith.constant dense<0.0> : tensor<f32>
  %zeros = arith.constant dense<0.0> : {t}
  %stack = tensor.empty() : {STACK}{forward}{backward if is_training else ''}
  return {f'%loss, %g#1 : tensor<f32>, {t}' if is_training else '%loss : tensor<f32>'}
}}
"""


def multiply(a, b):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def transpose(a):
    return [list(column) for column in zip(*a)]


def compute(w, x, y):
    """The loss and the gradients of all layers."""
    h, kept = x, []
    for layer in w:
        a = multiply(h, layer)
        kept.append((h, a))
        h = [[max(v, 0) for v in row] for row in a]
    loss = sum(p * q for u, v in zip(h, y) for p, q in zip(u, v))
    d, gradients = y, []
    for layer, (h, a) in reversed(list(zip(w, kept))):
        m = [[v if s > 0 else 0 for v, s in zip(*rows)] for rows in zip(d, a)]
        gradients.insert(0, multiply(transpose(h), m))
        d = multiply(m, transpose(layer))
    return loss, gradients


def to_tensor(values, shape):
    return safetensors.Tensor("F32", shape, array.array("f", values).tobytes())


def stack(layers, dimension):
    """A tensor of all layers, along `dimension`."""
    if dimension == 0:
        order = ((k, i, j) for k in range(LAYERS) for i in range(SIZE) for j in range(SIZE))
    elif dimension == 1:
        order = ((k, i, j) for i in range(SIZE) for k in range(LAYERS) for j in range(SIZE))
    else:
        order = ((k, i, j) for i in range(SIZE) for j in range(SIZE) for k in range(LAYERS))
    shape = [SIZE, SIZE]
    shape.insert(dimension, LAYERS)
    return to_tensor([layers[k][i][j] for k, i, j in order], shape)


def check_memory(bundle, ranks):
    """Every rank holds the weights of its own layers, and no rank another's."""
    with open(os.path.join(bundle, "manifest.json")) as file:
        manifest = json.load(file)
    held = [b["name"] for p in manifest["programs"] for b in p["buffers"] if b["kind"] == "parameter"]
    assert sorted(held) == [f"w[{k}]" for k in range(LAYERS)], held
    for program in manifest["programs"]:
        size = sum(b["slot_bytes"] for b in program["buffers"] if b["kind"] == "parameter")
        assert size == LAYERS // ranks * SIZE * SIZE * 4, size
    assert [p["name"] for p in manifest["parameters"]] == ["w"], manifest["parameters"]


def check(case, folder):
    ranks, schedule, virtual_stages, dimension = case.split(",")
    dimension, is_training = int(dimension), schedule != "forward-only"
    path = lambda name: os.path.join(folder, name)
    rng = random.Random(case)
    matrix = lambda rows: [[rng.randint(-2, 3) for _ in range(SIZE)] for _ in range(rows)]
    w = [matrix(SIZE) for _ in range(LAYERS)]
    x, y = ([matrix(ROWS) for _ in range(MICRO_BATCHES)] for _ in range(2))
    with open(path("model.mlir"), "w") as file:
        file.write(get_text(dimension, is_training))
    flat = lambda batches: to_tensor([v for m in batches for row in m for v in row], [ROWS * MICRO_BATCHES, SIZE])
    safetensors.save(path("p.safetensors"), {"w": stack(w, dimension)})
    safetensors.save(path("i.safetensors"), {"x": flat(x), "y": flat(y)})
    subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("m.pipe"), f"--ranks={ranks}", f"--schedule={schedule}",
                    f"--micro-batches={MICRO_BATCHES}", f"--virtual-stages={virtual_stages}", "--gradients=sum"],
                   check=True, stdout=subprocess.DEVNULL)
    write = ["--check", f"--write-gradients={path('g.safetensors')}"] if is_training else ["--check"]
    subprocess.run(["pipe-run", path("m.pipe"), f"--parameters={path('p.safetensors')}", f"--inputs={path('i.safetensors')}",
                    f"--write-outputs={path('o.safetensors')}", f"--write-parameters={path('q.safetensors')}", *write],
                   check=True, stdout=subprocess.DEVNULL)
    check_memory(path("m.pipe"), int(ranks))
    expected = [compute(w, a, b) for a, b in zip(x, y)]
    losses = to_tensor([loss for loss, _ in expected], [MICRO_BATCHES])
    assert safetensors.load(path("o.safetensors"))["loss"].data == losses.data, f"{case}: the losses differ"
    assert safetensors.load(path("q.safetensors"))["w"].data == stack(w, dimension).data, f"{case}: the weights differ"
    if is_training:
        sums = [[[sum(v) for v in zip(*rows)] for rows in zip(*layers)] for layers in zip(*(g for _, g in expected))]
        gradient, want = safetensors.load(path("g.safetensors")), stack(sums, dimension)
        assert list(gradient) == ["w"] and gradient["w"].shape == want.shape, gradient
        assert gradient["w"].values() == want.values(), f"{case}: the gradients differ"


def main(*cases):
    for case in cases or CASES:
        with tempfile.TemporaryDirectory() as folder:
            check(case, folder)
    print("ok: every rank has its layers, all bits are right")


if __name__ == "__main__":
    main(*sys.argv[1:])
