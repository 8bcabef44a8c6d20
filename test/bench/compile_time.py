# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How does the time to compile grow with the ops of a model?

  PATH=build/dev/bin:/usr/lib/llvm-22/bin:$PATH python3 test/bench/compile_time.py [OPTIONS] [OPS...]

Chains of layers with forward, backward and gradients, of 14 ops and two parameters each, are
written as text for each number of ops (1400, 14000 and 140000 unless said otherwise). `pipe-opt`
takes each up to proven programs, and `mlir-opt` with no pass reads and prints the same file.
For each pass: seconds by size, and the slope of a line through them where both axes are logarithms:
1 is linear, 2 quadratic. Behind that what all passes take together, with the verifier between them,
against the whole of `mlir-opt`, and the most memory that each process had.

  --layers=different  layers of many shapes instead of equal ones, so that no two tasks are equal
  --roles=names       gradients are found by names; `order`: by order and type; `told` (default): by attributes
  --options='...'     more options of pipe-plan-pipeline, such as 'optimizer=adam'
  --keep=FOLDER       where the models stay; files that are there are taken as they are
"""

import argparse
import math
import os
import re
import subprocess
import sys
import tempfile
import time

OPS_A_LAYER = 14
ROWS = 4

HEAD = """#left = affine_map<(m, n, k) -> (m, k)>
#left_t = affine_map<(m, n, k) -> (k, m)>
#right = affine_map<(m, n, k) -> (k, n)>
#right_t = affine_map<(m, n, k) -> (n, k)>
#result = affine_map<(m, n, k) -> (m, n)>
#rows_columns = affine_map<(m, n) -> (m, n)>
#columns = affine_map<(m, n) -> (n)>
#none = affine_map<(m, n) -> ()>
"""


def tensor(*shape):
    return f"tensor<{''.join(f'{size}x' for size in shape)}f32>"


def zeros(name, result):
    """Two ops."""
    return (f"  {name}e = tensor.empty() : {result}\n"
            f"  {name}z = linalg.fill ins(%zero : f32) outs({name}e : {result}) -> {result}\n")


def product(name, left, left_type, right, right_type, result, left_map="#left", right_map="#right"):
    """A matrix product, either side read transposed: three ops."""
    return (f"{zeros(name, result)}  {name} = linalg.matmul indexing_maps = [{left_map}, {right_map}, #result] "
            f"ins({left}, {right} : {left_type}, {right_type}) outs({name}z : {result}) -> {result}\n")


def column_sums(name, value, value_type, result):
    """Three ops."""
    return (f"{zeros(name, result)}  {name} = linalg.generic "
            '{indexing_maps = [#rows_columns, #columns], iterator_types = ["reduction", "parallel"]} '
            f"ins({value} : {value_type}) outs({name}z : {result}) {{\n"
            "  ^bb0(%a: f32, %b: f32):\n    %s = arith.addf %a, %b : f32\n    linalg.yield %s : f32\n"
            f"  }} -> {result}\n")


def elementwise(name, left, left_type, right, right_type, right_map, out, body):
    """One op; `body` makes %r of %a and %b."""
    return (f"  {name} = linalg.generic {{indexing_maps = [#rows_columns, {right_map}, #rows_columns], "
            f'iterator_types = ["parallel", "parallel"]}} ins({left}, {right} : {left_type}, {right_type}) '
            f"outs({out} : {left_type}) {{\n  ^bb0(%a: f32, %b: f32, %c: f32):\n{body}    linalg.yield %r : f32\n"
            f"  }} -> {left_type}\n")


def forward(i, h, w, next_h, b):
    """h' = tanh(h w + b): four ops."""
    body = "    %s = arith.addf %a, %b : f32\n    %r = math.tanh %s : f32\n"
    return (product(f"%m{i}", f"%h{i}", h, f"%w{i}", w, next_h) +
            elementwise(f"%h{i + 1}", f"%m{i}", next_h, f"%b{i}", b, "#columns", f"%m{i}e", body))


def backward(i, h, w, next_h, b):
    """Gradients of w, b and h from the gradient %d of h': ten ops."""
    body = ("    %q = arith.mulf %b, %b : f32\n    %s = arith.subf %one, %q : f32\n"
            "    %r = arith.mulf %a, %s : f32\n")
    text = (elementwise(f"%u{i}", f"%d{i + 1}", next_h, f"%h{i + 1}", next_h, "#rows_columns", f"%m{i}e", body) +
            column_sums(f"%gb{i}", f"%u{i}", next_h, b) +
            product(f"%gw{i}", f"%h{i}", h, f"%u{i}", next_h, w, left_map="#left_t"))
    if i > 0: # Nobody asks for the gradient of the input.
        text += product(f"%d{i}", f"%u{i}", next_h, f"%w{i}", w, h, right_map="#right_t")
    return text


def loss(value, value_type):
    """Half the sum of the squares, whose gradient is the value."""
    return ("  %le = tensor.empty() : tensor<f32>\n"
            "  %lz = linalg.fill ins(%zero : f32) outs(%le : tensor<f32>) -> tensor<f32>\n"
            '  %loss = linalg.generic {indexing_maps = [#rows_columns, #none], iterator_types = ["reduction", "reduction"]} '
            f"ins({value} : {value_type}) outs(%lz : tensor<f32>) {{\n"
            "  ^bb0(%a: f32, %b: f32):\n    %s = arith.mulf %a, %half : f32\n    %q = arith.mulf %s, %a : f32\n"
            "    %r = arith.addf %b, %q : f32\n    linalg.yield %r : f32\n  } -> tensor<f32>\n")


def get_widths(layers, different):
    """The width in front of each layer and behind the last one."""
    return [8 + i * 7919 % 57 if different else 8 for i in range(layers + 1)]


def write_model(path, layers, different, roles):
    widths = get_widths(layers, different)
    types = [(tensor(ROWS, n), tensor(n, m), tensor(ROWS, m), tensor(m)) for n, m in zip(widths, widths[1:])]
    arguments, results = [], []
    argument_form = ' {{pipe.name = "{0}", pipe.parameter}}' if roles != "order" else ""
    result_form = {"told": ' {{pipe.gradient = "{0}"}}', "names": ' {{pipe.name = "{0}.grad"}}', "order": ""}[roles]
    for i, (_, w, _, b) in enumerate(types):
        for letter, type_ in (("w", w), ("b", b)):
            name = f"layer{i}.{letter}"
            arguments.append(f"%{letter}{i}: {type_}{argument_form.format(name)}")
            results.append(f"{type_}{result_form.format(name)}")
    arguments.append(f'%h0: {types[0][0]} {{pipe.name = "x", pipe.batch = 0}}')
    returned = [f"%g{letter}{i}" for i in range(layers) for letter in "wb"]
    returned_types = [t for _, w, _, b in types for t in (w, b)]
    with open(path, "w", encoding="utf-8") as file:
        file.write(HEAD)
        # Short lines: a diagnostic prints that of its place.
        file.write("func.func @main(\n    " + ",\n    ".join(arguments) + ")\n    -> (\n    "
                   + ",\n    ".join(['tensor<f32> {pipe.loss, pipe.name = "loss"}', *results])
                   + ") {\n  %zero = arith.constant 0.0 : f32\n"
                   "  %half = arith.constant 0.5 : f32\n  %one = arith.constant 1.0 : f32\n")
        for i, type_ in enumerate(types):
            file.write(forward(i, *type_))
        file.write(loss(f"%h{layers}", types[-1][2]))
        for i in reversed(range(layers)):
            # The gradient of what the loss reads is that itself.
            file.write(backward(i, *types[i]).replace(f"%d{layers},", f"%h{layers},"))
        file.write(f"  return %loss, {', '.join(returned)} : tensor<f32>, {', '.join(returned_types)}\n}}\n")


def run(command):
    """(wall seconds, MiB at most, stderr); the child's own memory, so one child after the other."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    errors = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        found = [line for line in errors.splitlines() if "error:" in line]
        sys.exit("\n".join([" ".join(command), *(found or [errors])]))
    return time.perf_counter() - start, usage.ru_maxrss / 1024, errors


def read_timing(report):
    """{pass: seconds}, each with the verifier behind it; what runs several times is added up."""
    seconds = {}
    for value, name in re.findall(r"^\s*([\d.]+) \([^)]*\)\s+(\w+)Pass$", report, re.M):
        seconds[name] = seconds.get(name, 0) + float(value)
    return seconds


def slope(sizes, seconds):
    """Of the line of least squares through the logarithms; None where a time is too short to tell."""
    points = [(math.log(n), math.log(s)) for n, s in zip(sizes, seconds) if s >= 0.002]
    if len(points) < 2:
        return None
    x, y = (sum(p[k] for p in points) / len(points) for k in (0, 1))
    return sum((p[0] - x) * (p[1] - y) for p in points) / sum((p[0] - x) ** 2 for p in points)


def print_row(name, sizes, values, with_slope=True):
    found = slope(sizes, values) if with_slope else None
    print(f"{name:<28}" + "".join(f"{v:>12.3f}" for v in values) + (f"{found:>8.2f}" if found is not None else ""))


def measure(path, plan):
    stock = run(["mlir-opt", path, "--allow-unregistered-dialect", "-o", "/dev/null"])
    ours = run(["pipe-opt", path, "-o", "/dev/null", "--mlir-timing", "--mlir-timing-display=list",
                f"--pass-pipeline=builtin.module(pipe-plan-pipeline{{{plan}}})"])
    return stock, ours, read_timing(ours[2])


def parse_arguments():
    parser = argparse.ArgumentParser()
    parser.add_argument("ops", nargs="*", type=int, default=[1400, 14000, 140000])
    parser.add_argument("--ranks", type=int, default=64)
    parser.add_argument("--micro-batches", type=int, default=1024)
    parser.add_argument("--schedule", default="1f1b")
    parser.add_argument("--layers", choices=("equal", "different"), default="equal")
    parser.add_argument("--roles", choices=("told", "names", "order"), default="told")
    parser.add_argument("--options", default="")
    parser.add_argument("--keep")
    return parser.parse_args()


def print_table(sizes, results):
    names = dict.fromkeys(name for _, _, timing in results for name in timing)
    for name in sorted(names, key=lambda n: -results[-1][2].get(n, 0)):
        print_row(name, sizes, [timing.get(name, 0) for _, _, timing in results])
    passes = [sum(timing.values()) for _, _, timing in results]
    print_row("all passes", sizes, passes)
    print_row("pipe-opt", sizes, [ours[0] for _, ours, _ in results])
    print_row("mlir-opt, no pass", sizes, [stock[0] for stock, _, _ in results])
    print_row("all passes / mlir-opt", sizes, [p / r[0][0] for p, r in zip(passes, results)], False)
    print_row("MiB of pipe-opt", sizes, [ours[1] for _, ours, _ in results])
    print_row("MiB of mlir-opt", sizes, [stock[1] for stock, _, _ in results])


def main():
    arguments = parse_arguments()
    plan = (f"schedule={arguments.schedule} ranks={arguments.ranks} micro-batches={arguments.micro_batches} "
            f"{arguments.options}")
    print(f"{arguments.layers} layers, gradients by {arguments.roles}, {plan}")
    print(f"{'seconds, ops:':<28}" + "".join(f"{n:>12}" for n in arguments.ops) + "   slope", flush=True)
    results = []
    with tempfile.TemporaryDirectory() as temporary:
        for ops in arguments.ops:
            path = os.path.join(arguments.keep or temporary, f"{arguments.layers}_{arguments.roles}_{ops}.mlir")
            if not os.path.exists(path):
                write_model(path, ops // OPS_A_LAYER, arguments.layers == "different", arguments.roles)
            results.append(measure(path, plan))
    print_table(arguments.ops, results)


if __name__ == "__main__":
    main()
