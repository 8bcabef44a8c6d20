# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Indices from data: the last valid one works, all others end the run by name.

Each graph reads or writes `table`, 10 rows of 4, where the input `x` says, on one rank
and on the second of two. An index out of range must be an error that tells the
op, its place, the stage, the micro-batch, the index and the bound.
"""

import array
import os
import re
import subprocess
import sys

import safetensors_file as safetensors

BODY = """
    %k = CAST
    %j = linalg.index 1 : index
    %v = tensor.extract %t[%k, %j] : tensor<10x4xi32>
    linalg.yield %v : i32"""

GENERIC = """
  %e = tensor.empty() : tensor<3x4xi32>
  %r = linalg.generic {indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<3xTYPE>) outs(%e : tensor<3x4xi32>) {
  ^bb0(%i: TYPE, %o: i32):""" + BODY + """
  } -> tensor<3x4xi32>"""

GATHER = """
  %n = tensor.expand_shape %x [[0, 1]] output_shape [3, 1] : tensor<3xTYPE> into tensor<3x1xTYPE>
  %r = tensor.gather %t[%n] gather_dims([0]) : (tensor<10x4xi32>, tensor<3x1xTYPE>) -> tensor<3x4xi32>"""

LOOP = """
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %e = tensor.empty() : tensor<3x4xi32>
  %r = scf.for %n = %c0 to %c3 step %c1 iter_args(%a = %e) -> (tensor<3x4xi32>) {
    %i = tensor.extract %x[%n] : tensor<3xTYPE>
    %k = CAST
    %s = tensor.extract_slice %t[%k, 0] [1, 4] [1, 1] : tensor<10x4xi32> to tensor<4xi32>
    %b = tensor.insert_slice %s into %a[%n, 0] [1, 4] [1, 1] : tensor<4xi32> into tensor<3x4xi32>
    scf.yield %b : tensor<3x4xi32>
  }"""

# The rows of the result are read back from where they were put.
INSERT = """
  %c0 = arith.constant 0 : index
  %c1 = arith.constant 1 : index
  %c3 = arith.constant 3 : index
  %z = arith.constant dense<0> : tensor<10x4xi32>
  %p = scf.for %n = %c0 to %c3 step %c1 iter_args(%a = %z) -> (tensor<10x4xi32>) {
    %i = tensor.extract %x[%n] : tensor<3xTYPE>
    %k = CAST
    %v = tensor.extract %t[%n, %c0] : tensor<10x4xi32>
    %b = tensor.insert %v into %a[%k, %c1] : tensor<10x4xi32>
    scf.yield %b : tensor<10x4xi32>
  }
  %r = tensor.extract_slice %p[7, 0] [3, 4] [1, 1] : tensor<10x4xi32> to tensor<3x4xi32>"""

SCATTER = """
  %n = tensor.expand_shape %x [[0, 1]] output_shape [3, 1] : tensor<3xTYPE> into tensor<3x1xTYPE>
  %z = arith.constant dense<0> : tensor<10x4xi32>
  %s = tensor.extract_slice %t[0, 0] [3, 4] [1, 1] : tensor<10x4xi32> to tensor<3x4xi32>
  %p = tensor.scatter %s into %z[%n] scatter_dims([0]) unique : (tensor<3x4xi32>, tensor<10x4xi32>, tensor<3x1xTYPE>) -> tensor<10x4xi32>
  %r = tensor.extract_slice %p[7, 0] [3, 4] [1, 1] : tensor<10x4xi32> to tensor<3x4xi32>"""

TABLE = [[10 * row + column + 1 for column in range(4)] for row in range(10)]


def read(indices):
    return [TABLE[i] for i in indices]


def insert(indices):
    rows = [[0] * 4 for _ in range(10)]
    for n, i in enumerate(indices):
        rows[i][1] = TABLE[n][0]
    return rows[7:]


def scatter(indices):
    rows = [[0] * 4 for _ in range(10)]
    for n, i in enumerate(indices):
        rows[i] = TABLE[n]
    return rows[7:]


# Name: (graph, what it computes, op, word).
GRAPHS = {
    "generic": (GENERIC, read, "tensor.extract", "index"),
    "gather": (GATHER, read, "tensor.gather", "index"),
    "loop": (LOOP, read, "tensor.extract_slice", "offset"),
    "insert": (INSERT, insert, "tensor.insert", "index"),
    "scatter": (SCATTER, scatter, "tensor.scatter", "index"),
}
FILES = {"i32": ("I32", "i"), "i64": ("I64", "q"), "index": ("I64", "q")}


def write_model(path, graph, kind):
    """The indices, less 1 in the file, go through an op first, so that there is
    something to cut."""
    cast = "arith.addi %i, %zero : index" if kind == "index" else f"arith.index_cast %i : {kind} to index"
    with open(path, "w") as f:
        f.write(f'func.func @main(%y: tensor<3x{kind}> {{pipe.name = "x", pipe.batch = 0}}, %w: tensor<10x4xi32> {{pipe.name = "table"}})\n'
                '    -> (tensor<3x4xi32> {pipe.name = "r"}) {\n  %zero = arith.constant 0 : index\n'
                f'  %more = arith.constant dense<1> : tensor<3x{kind}>\n  %x = arith.addi %y, %more : tensor<3x{kind}>\n'
                '  %one = arith.constant dense<1> : tensor<10x4xi32>\n'
                '  %t = arith.addi %w, %one : tensor<10x4xi32>'
                + GRAPHS[graph][0].replace("TYPE", kind).replace("CAST", cast)
                + "\n  return %r : tensor<3x4xi32>\n}\n")


def check(folder, graph, kind, ranks):
    path = lambda name: os.path.join(folder, name)
    _, compute, op, word = GRAPHS[graph]
    dtype, code = FILES[kind]
    write_model(path("m.mlir"), graph, kind)
    subprocess.run(["pipe-compile", path("m.mlir"), "-o", path("m.pipe"), "--mode=infer", f"--ranks={ranks}",
                    "--micro-batches=2", "--schedule=forward-only"], check=True, stdout=subprocess.DEVNULL)
    table = array.array("i", [v - 1 for row in TABLE for v in row])
    safetensors.save(path("p.safetensors"), {"table": safetensors.Tensor("I32", [10, 4], table.tobytes())})

    def run(indices):
        data = array.array(code, [i - 1 for i in indices])
        safetensors.save(path("x.safetensors"), {"x": safetensors.Tensor(dtype, [6], data.tobytes())})
        return subprocess.run(["pipe-run", path("m.pipe"), f"--parameters={path('p.safetensors')}",
                               f"--inputs={path('x.safetensors')}", "--check", f"--write-outputs={path('r.safetensors')}"],
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)

    good = [0, 9, 7, 9, 8, 0]
    done = run(good)
    assert done.returncode == 0, done.stderr
    expected = [v for m in range(2) for row in compute(good[3 * m:3 * m + 3]) for v in row]
    assert list(safetensors.load(path("r.safetensors"))["r"].values()) == expected, (graph, kind, ranks)
    os.remove(path("r.safetensors"))
    far = 10**6 if kind == "i32" else 10**15
    for bad in (-1, 10, far, -far):
        done = run([0, 9, 7, 9, bad, 0])  # In micro-batch 1.
        message = (rf"pipe-run: error: the run failed: rank \d: F stage {ranks - 1} micro-batch 1: '{op}' at m.mlir:\d+:\d+: "
                   rf"the {word} of dimension 0 is {bad}, but must be at least 0 and less than 10\n")
        assert done.returncode == 4 and re.match(message, done.stderr), (graph, kind, bad, done.returncode, done.stderr)
        assert not os.path.exists(path("r.safetensors"))


def main(folder):
    for graph in GRAPHS:
        for kind in FILES:
            for ranks in (1,) if graph in ("insert", "scatter") else (1, 2) if kind == "i64" else (2,):
                check(folder, graph, kind, ranks)
        print(f"{graph}: the last index works, indices out of range are errors")


if __name__ == "__main__":
    main(*sys.argv[1:])
