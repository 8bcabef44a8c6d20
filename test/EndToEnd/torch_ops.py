# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs torch-ops.mlir and compares with the same in plain Python: torch_ops.py MODEL FOLDER"""

import array
import math
import random
import subprocess
import sys

import safetensors_file as safetensors

MICRO_BATCHES = 3


def scatter(table, rows, updates, combine):
    """`updates` are wide: each begins at its place and goes to the right."""
    table = [list(row) for row in table]
    for (i, j), update in zip(rows, updates):
        for k, value in enumerate(update):
            table[i][j + k] = combine(table[i][j + k], value)
    return table


def attend(q, mask):
    scale = 1 / math.sqrt(len(q[0]))
    result = []
    for row, counts in zip(q, mask):
        scores = [scale * sum(a * b for a, b in zip(row, key)) for key in q]
        powers = [math.exp(s) if c else 0.0 for s, c in zip(scores, counts)]
        total = sum(powers) or 1.0
        result.append([sum(p / total * key[d] for p, key in zip(powers, q)) for d in range(len(row))])
    return result


def running(row, first, combine, inclusive):
    result = [row[0] if inclusive else first]
    for k in range(1, len(row)):
        result.append(combine(result[-1], row[k if inclusive else k - 1]))
    return result


def compute(x, rows, q, m, u, table):
    order = [sorted(range(7), key=lambda j: (-row[j], j)) for row in x]
    columns = [[row[j] for row in x] for j in range(7)]
    return {
        "scattered": scatter(table, rows, u, lambda old, new: old + new),
        "last": scatter(table, rows, [row[:1] for row in u], lambda old, new: new),
        "sorted": [[row[j] for j in places] for row, places in zip(x, order)],
        "order": order,
        "columns": [[min(c) for c in columns], [max(c) for c in columns]],
        "top": [[row[j] for j in places[:3]] for row, places in zip(x, order)],
        "places": [places[:3] for places in order],
        "sums": [running(row, 10, lambda a, b: a + b, True) for row in x],
        "before": [running(row, 10, lambda a, b: a - b, False) for row in x],
        "attended": [attend(a, b) for a, b in zip(q, m)],
        "asserted": [2 * i for i, _ in rows],
    }


def flatten(value):
    return [v for item in value for v in flatten(item)] if isinstance(value, list) else [value]


def shape(value):
    return [len(value), *shape(value[0])] if isinstance(value, list) else []


def tensor(value, kind):
    code, dtype = {"f": ("f", "F32"), "i": ("q", "I64"), "b": ("b", "BOOL")}[kind]
    return safetensors.Tensor(dtype, shape(value), array.array(code, flatten(value)).tobytes())


def fill(rng, sizes, draw):
    return [fill(rng, sizes[1:], draw) for _ in range(sizes[0])] if sizes else draw(rng)


def main(model, folder):
    rng = random.Random(7)
    path = lambda name: f"{folder}/{name}"
    number = lambda r: float(r.randint(-4, 4))  # Equal ones occur, sums are exact.
    batches = [
        (fill(rng, [2, 7], number), [[rng.randint(0, 2), rng.randint(0, 1)] for _ in range(5)],
         fill(rng, [2, 3, 4], lambda r: r.uniform(-2, 2)), fill(rng, [2, 3, 3], lambda r: r.randint(0, 1)))
        for _ in range(MICRO_BATCHES)
    ]
    batches[0][3][0][1] = [0, 0, 0]  # Nothing counts for this query.
    u, table = fill(rng, [5, 2], number), fill(rng, [4, 3], number)
    x, rows, q, m = ([row for batch in batches for row in batch[k]] for k in range(4))
    safetensors.save(path("p.safetensors"), {"u": tensor([[row] for row in u], "f"), "table": tensor(table, "f")})
    subprocess.run(["pipe-compile", model, "-o", path("m.pipe"), "--mode=infer", "--ranks=2",
                    f"--micro-batches={MICRO_BATCHES}", "--schedule=forward-only"], check=True, stdout=subprocess.DEVNULL)

    def run():
        safetensors.save(path("i.safetensors"), {"x": tensor(x, "f"), "rows": tensor(rows, "i"),
                                                 "q": tensor(q, "f"), "m": tensor(m, "b")})
        return subprocess.run(["pipe-run", path("m.pipe"), f"--parameters={path('p.safetensors')}",
                               f"--inputs={path('i.safetensors')}", "--check", f"--write-outputs={path('o.safetensors')}"],
                              capture_output=True, text=True)

    done = run()
    assert done.returncode == 0, done.stdout + done.stderr
    found = safetensors.load(path("o.safetensors"))
    expected = [compute(*batch, u, table) for batch in batches]
    for name in expected[0]:
        want = [v for one in expected for v in flatten(one[name])]
        have = list(found[name].values())
        bound = 1e-6 if name == "attended" else 0
        assert len(have) == len(want), name
        assert all(abs(a - b) <= bound for a, b in zip(have, want)), (name, have, want)
        print(f"{name}: {len(want)} values")
    rows[7][0] = 3  # In micro-batch 1.
    done = run()
    assert done.returncode == 4, done
    print(done.stderr.strip())


if __name__ == "__main__":
    main(*sys.argv[1:])
