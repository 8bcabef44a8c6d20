# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Models in f32 whose activations are kept in 16-bit floats.

  mixed_precision.py FOLDER

First a layer with tanh, a product and a softmax: gradients and loss are those that
plain Python computes, in f64, where it rounds what docs/Training.md says is rounded:
within 2e-6, while they are 1e-4 away if any of the roundings is left out. Then
jax_gpt: all pipelines and schedules give the same bits, messages take half the
bytes, and gradients are within 2 % (bf16) and 0.3 % (f16) of those of f32.
"""

import array
import json
import math
import os
import random
import subprocess
import sys

import safetensors_file as safetensors
from small_float import rounded

ROWS, IN, HIDDEN, OUT = 4, 6, 8, 5
MICRO_BATCHES = 2
MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models")
TOLERANCES = {"bf16": 2e-2, "f16": 3e-3}


def elementwise(result, inputs, maps, sizes, body):
    """A linalg.generic over all indices; `maps` name those of each input."""
    dims = "ijk"[:len(sizes)]
    texts = [f"affine_map<({', '.join(dims)}) -> ({', '.join(m)})>" for m in maps + [dims]]
    shape = "x".join(map(str, sizes))
    types = ", ".join(f"tensor<{'x'.join(str(sizes[dims.index(d)]) for d in m)}{'x' if m else ''}f32>" for m in maps)
    arguments = ", ".join(f"%a{n}: f32" for n in range(len(inputs)))
    iterators = ", ".join(['"parallel"'] * len(sizes))
    return f"""  %{result}_e = tensor.empty() : tensor<{shape}xf32>
  %{result} = linalg.generic {{indexing_maps = [{', '.join(texts)}], iterator_types = [{iterators}]}}
      ins({', '.join(inputs)} : {types}) outs(%{result}_e : tensor<{shape}xf32>) {{
  ^bb0({arguments}, %o: f32):
    {body}
    linalg.yield %r : f32
  }} -> tensor<{shape}xf32>
"""


def zeros(result, sizes):
    type = f"tensor<{''.join(f'{n}x' for n in sizes)}f32>"
    return f"""  %{result}_e = tensor.empty() : {type}
  %{result} = linalg.fill ins(%zero : f32) outs(%{result}_e : {type}) -> {type}
"""


def product(result, a, b, sizes, maps):
    """sum over k of a * b; sizes and maps of i, j, k."""
    texts = [f"affine_map<(i, j, k) -> ({m[0]}, {m[1]})>" for m in maps]
    types = [f"tensor<{sizes[m[0]]}x{sizes[m[1]]}xf32>" for m in maps]
    return zeros(f"{result}_z", [sizes["i"], sizes["j"]]) + f"""  %{result} = linalg.generic
      {{indexing_maps = [{', '.join(texts)}], iterator_types = ["parallel", "parallel", "reduction"]}}
      ins({a}, {b} : {types[0]}, {types[1]}) outs(%{result}_z : {types[2]}) {{
  ^bb0(%p: f32, %q: f32, %o: f32):
    %m = arith.mulf %p, %q : f32
    %s = arith.addf %o, %m : f32
    linalg.yield %s : f32
  }} -> {types[2]}
"""


def reduction(result, source, dimensions, sizes, op, init="%zero"):
    left = "".join(f"{n}x" for d, n in enumerate(sizes) if d not in dimensions)
    return f"""  %{result}_e = tensor.empty() : tensor<{left}f32>
  %{result}_z = linalg.fill ins({init} : f32) outs(%{result}_e : tensor<{left}f32>) -> tensor<{left}f32>
  %{result} = linalg.reduce {{ {op} }} ins({source} : tensor<{'x'.join(map(str, sizes))}xf32>) outs(%{result}_z : tensor<{left}f32>) dimensions = {dimensions}
"""


def write_model(path):
    """The loss -sum(y log p) / ROWS of p = softmax(tanh(x w1 + b1) w2), and its gradients."""
    n = {"i": ROWS, "j": HIDDEN, "k": IN}
    body = product("pre", "%x", "%w1", n, ["ik", "kj", "ij"])
    body += elementwise("a", ["%pre", "%b1"], ["ij", "j"], [ROWS, HIDDEN], "%r = arith.addf %a0, %a1 : f32")
    body += elementwise("h", ["%a"], ["ij"], [ROWS, HIDDEN], "%r = math.tanh %a0 : f32")
    body += product("z", "%h", "%w2", {"i": ROWS, "j": OUT, "k": HIDDEN}, ["ik", "kj", "ij"])
    body += reduction("top", "%z", [1], [ROWS, OUT], "arith.maximumf", "%low")
    body += elementwise("d", ["%z", "%top"], ["ij", "i"], [ROWS, OUT], "%r = arith.subf %a0, %a1 : f32")
    body += elementwise("e", ["%d"], ["ij"], [ROWS, OUT], "%r = math.exp %a0 : f32")
    body += reduction("total", "%e", [1], [ROWS, OUT], "arith.addf")
    body += elementwise("l", ["%total"], ["i"], [ROWS], "%r = math.log %a0 : f32")
    body += elementwise("t", ["%d", "%l", "%y"], ["ij", "i", "ij"], [ROWS, OUT],
                        "%u = arith.subf %a1, %a0 : f32\n    %v = arith.mulf %u, %a2 : f32\n    "
                        f"%c = arith.constant {1 / ROWS} : f32\n    %r = arith.mulf %v, %c : f32")
    body += reduction("loss", "%t", [0, 1], [ROWS, OUT], "arith.addf")
    body += elementwise("dz", ["%e", "%total", "%y"], ["ij", "i", "ij"], [ROWS, OUT],
                        "%p = arith.divf %a0, %a1 : f32\n    %q = arith.subf %p, %a2 : f32\n    "
                        f"%c = arith.constant {1 / ROWS} : f32\n    %r = arith.mulf %q, %c : f32")
    body += product("gw2", "%h", "%dz", {"i": HIDDEN, "j": OUT, "k": ROWS}, ["ki", "kj", "ij"])
    body += product("dh", "%dz", "%w2", {"i": ROWS, "j": HIDDEN, "k": OUT}, ["ik", "jk", "ij"])
    body += elementwise("da", ["%dh", "%h"], ["ij", "ij"], [ROWS, HIDDEN],
                        "%q = arith.mulf %a1, %a1 : f32\n    %c = arith.constant 1.0 : f32\n    "
                        "%p = arith.subf %c, %q : f32\n    %r = arith.mulf %a0, %p : f32")
    body += product("gw1", "%x", "%da", {"i": IN, "j": HIDDEN, "k": ROWS}, ["ki", "kj", "ij"])
    body += reduction("gb1", "%da", [0], [ROWS, HIDDEN], "arith.addf")
    w1, w2, b1 = f"tensor<{IN}x{HIDDEN}xf32>", f"tensor<{HIDDEN}x{OUT}xf32>", f"tensor<{HIDDEN}xf32>"
    with open(path, "w") as file:
        file.write(f"""func.func @main(%x: tensor<{ROWS}x{IN}xf32> {{pipe.name = "x"}}, %y: tensor<{ROWS}x{OUT}xf32> {{pipe.name = "y"}},
    %w1: {w1} {{pipe.name = "w1"}}, %b1: {b1} {{pipe.name = "b1"}}, %w2: {w2} {{pipe.name = "w2"}})
    -> (tensor<f32> {{pipe.name = "loss"}}, {w1} {{pipe.gradient = "w1"}}, {b1} {{pipe.gradient = "b1"}}, {w2} {{pipe.gradient = "w2"}}) {{
  %zero = arith.constant 0.0 : f32
  %low = arith.constant 0xFF800000 : f32
{body}  return %loss, %gw1, %gb1, %gw2 : tensor<f32>, {w1}, {b1}, {w2}
}}
""")


def times(a, b):
    return [[sum(p * q for p, q in zip(row, column)) for column in zip(*b)] for row in a]


def transposed(a):
    return [list(row) for row in zip(*a)]


def evaluate(kind, values, left_out=None):
    """The loss and the gradients of one micro-batch. `left_out`: a rounding that is not done."""
    x, y, w1, b1, w2 = (values[name] for name in ("x", "y", "w1", "b1", "w2"))

    def r(name, matrix):
        return matrix if name == left_out else [[rounded(kind, v) for v in row] for row in matrix]

    xr, w1r, w2r = r("x", x), r("w1", w1), r("w2", w2)
    pre = r("pre", times(xr, w1r))
    a = r("a", [[v + c for v, c in zip(row, b1[0])] for row in pre])
    h = r("h", [[math.tanh(v) for v in row] for row in a])
    z = times(h, w2r)
    e = [[math.exp(v - max(row)) for v in row] for row in z]
    p = [[v / sum(row) for v in row] for row in e]
    loss = -sum(math.log(v) * t for row, ts in zip(p, y) for v, t in zip(row, ts)) / ROWS
    dz = r("dz", [[(v - t) / ROWS for v, t in zip(row, ts)] for row, ts in zip(p, y)])
    dh = r("dh", times(dz, transposed(w2r)))
    da = r("da", [[v * (1 - u * u) for v, u in zip(row, us)] for row, us in zip(dh, h)])
    return {"loss": [[loss]], "w1": times(transposed(xr), da), "b1": [[sum(column) for column in zip(*da)]],
            "w2": times(transposed(h), dz)}


ROUNDINGS = ["x", "w1", "w2", "pre", "a", "h", "dz", "dh", "da"]


def flat(matrix):
    return [v for row in matrix for v in row]


def distance(found, expected):
    """The norm of the difference of two lists over that of the second."""
    return math.sqrt(sum((a - b) ** 2 for a, b in zip(found, expected))) / math.sqrt(sum(b * b for b in expected))


def run(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        sys.exit(f"{' '.join(command)}\n{done.stdout}{done.stderr}")
    return done.stdout


def read(path, name):
    tensor = safetensors.load(path)[name]
    values = array.array("f")
    values.frombytes(tensor.data)
    return list(values)


def compile_and_run(bundle, model, data, options, run_options=()):
    run(["pipe-compile", model, "-o", bundle, *options])
    run(["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--write-gradients={bundle}.g.safetensors",
         f"--write-outputs={bundle}.o.safetensors", *run_options])
    return f"{bundle}.g.safetensors", f"{bundle}.o.safetensors"


def check_layer(folder, kind):
    generator = random.Random(7)
    path = os.path.join(folder, "layer.mlir")
    write_model(path)
    values = {}
    for name, rows, columns in [("x", ROWS * MICRO_BATCHES, IN), ("w1", IN, HIDDEN), ("b1", 1, HIDDEN), ("w2", HIDDEN, OUT)]:
        values[name] = [[rounded("f32", generator.gauss(0, 1)) for _ in range(columns)] for _ in range(rows)]
    values["y"] = [[float(c == generator.randrange(OUT)) for c in range(OUT)] for _ in range(ROWS * MICRO_BATCHES)]
    tensors = {name: safetensors.Tensor("F32", [HIDDEN] if name == "b1" else [len(m), len(m[0])],
                                        array.array("f", flat(m)).tobytes()) for name, m in values.items()}
    data = os.path.join(folder, "layer.safetensors")
    safetensors.save(data, tensors)

    def expect(left_out=None):
        parts = [evaluate(kind, {**values, **{n: values[n][m * ROWS:(m + 1) * ROWS] for n in "xy"}}, left_out)
                 for m in range(MICRO_BATCHES)]
        return {name: [sum(vs) / MICRO_BATCHES for vs in zip(*(flat(p[name]) for p in parts))]
                for name in ("w1", "b1", "w2")}, [p["loss"][0][0] for p in parts]

    gradients, losses = expect()
    for ranks in (1, 2):
        options = [f"--ranks={ranks}", f"--micro-batches={MICRO_BATCHES}", "--batch=x,y", f"--compute={kind}"]
        found, outputs = compile_and_run(os.path.join(folder, f"layer-{kind}-{ranks}.pipe"), path, data, options)
        worst = max(distance(read(found, name), gradients[name]) for name in gradients)
        worst = max(worst, distance(read(outputs, "loss"), losses))
        assert worst < 2e-6, (kind, ranks, worst)
        # The test sees every rounding.
        for left_out in ROUNDINGS:
            others, _ = expect(left_out)
            seen = max(distance(read(found, name), others[name]) for name in others)
            assert seen > 1e-4, (kind, left_out, seen)
        print(f"{kind}, {ranks} ranks: {worst:.1e}", file=sys.stderr)
    print(f"ok: a layer in {kind}, {len(ROUNDINGS)} roundings")


def sent_bytes(bundle):
    """What one micro-batch sends from rank to rank."""
    with open(os.path.join(bundle, "manifest.json")) as file:
        manifest = json.load(file)
    ranks = [task["rank"] for task in manifest["tasks"]]
    return sum(edge["bytes"] for edge in manifest["edges"] if ranks[edge["from"]] != ranks[edge["to"]])


def check_model(folder, kind):
    model = os.path.join(MODELS, "jax_gpt", "joint.linalg.mlir")
    data = os.path.join(MODELS, "jax_gpt", "reference.safetensors")
    bits = None
    cases = [(2, "1f1b"), (2, "zb-h1"), (3, "interleaved-1f1b"), (4, "1f1b")][:4 if kind == "bf16" else 1]
    options = ["--batch=batch0,batch1", "--micro-batches=8"]
    exact, _ = compile_and_run(os.path.join(folder, "gpt-f32.pipe"), model, data, options + ["--ranks=2"])
    names, exact_bytes = list(safetensors.load(exact)), sent_bytes(os.path.join(folder, "gpt-f32.pipe"))
    for ranks, schedule in cases:
        bundle = os.path.join(folder, f"gpt-{kind}.pipe")
        found, _ = compile_and_run(bundle, model, data,
                                   options + [f"--ranks={ranks}", f"--schedule={schedule}", f"--compute={kind}"])
        with open(found, "rb") as file:
            now = file.read()
        bits = bits or now
        assert now == bits, (kind, ranks, schedule)
        assert ranks != 2 or 2 * sent_bytes(bundle) == exact_bytes, (kind, schedule)
    worst = max(distance(read(found, name), read(exact, name)) for name in names)
    assert 0 < worst < TOLERANCES[kind], (kind, worst)
    print(f"jax_gpt in {kind}: gradients at most {worst:.1e} away", file=sys.stderr)
    print(f"ok: jax_gpt in {kind}, {len(cases)} pipelines give the same bits")


def main():
    folder = sys.argv[1]
    os.makedirs(folder, exist_ok=True)
    for kind in ("bf16", "f16"):
        check_layer(folder, kind)
        check_model(folder, kind)


if __name__ == "__main__":
    main()
