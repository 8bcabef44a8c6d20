# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How do the size of the programs and the time to compile grow with the ranks?

  PATH=build/dev/bin:$PATH python3 test/bench/ranks.py [--groups=K] [SCHEDULE...]

A chain of equal layers, one a stage, is compiled for 8, 16 and 32 ranks and M = K P
micro-batches (K is 2 unless said otherwise). For each schedule: the operations in the
programs of all ranks and of the rank with the most, without buffers, channels and constants;
the CPU seconds that pipe-compile takes (the best of three).
"""

import argparse
import os
import re
import resource
import subprocess
import tempfile

RANKS = (8, 16, 32)
SCHEDULES = [("1f1b", 1), ("pipedream", 1), ("pipedream-2bw", 1), ("chimera", 1), ("dualpipe", 1),
             ("interleaved-1f1b", 2), ("interleaved-zb", 2), ("zb-h1", 1), ("zb-h2", 1), ("zbv", 2), ("v-half", 2),
             ("dualpipev", 2), ("hanayo", 2)]
DECLARATIONS = ("pipe.buffer", "pipe.channel", "arith.constant")


def write_model(path, layers):
    """h' = h w for each layer; the loss is half the sum of the squares of what comes out."""
    h, w = "tensor<4x8xf32>", "tensor<8x8xf32>"
    body, gradients = [], []

    def product(name, a, a_type, b, b_type, result):
        body.append(f"  {name}e = tensor.empty() : {result}\n"
                    f"  {name}z = linalg.fill ins(%zero : f32) outs({name}e : {result}) -> {result}\n"
                    f"  {name} = linalg.matmul ins({a}, {b} : {a_type}, {b_type}) outs({name}z : {result}) -> {result}\n")

    def transpose(name, a, a_type, result):
        body.append(f"  {name}e = tensor.empty() : {result}\n"
                    f"  {name} = linalg.transpose ins({a} : {a_type}) outs({name}e : {result}) permutation = [1, 0]\n")

    for i in range(layers):
        product(f"%h{i + 1}", f"%h{i}", h, f"%w{i}", w, h)
    body.append(f"""  %zeros = tensor.empty() : tensor<f32>
  %nothing = linalg.fill ins(%zero : f32) outs(%zeros : tensor<f32>) -> tensor<f32>
  %loss = linalg.generic {{indexing_maps = [affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> ()>],
      iterator_types = ["reduction", "reduction"]}} ins(%h{layers} : {h}) outs(%nothing : tensor<f32>) {{
  ^bb0(%a: f32, %b: f32):
    %half = arith.constant 0.5 : f32
    %s = arith.mulf %a, %half : f32
    %q = arith.mulf %s, %a : f32
    %r = arith.addf %b, %q : f32
    linalg.yield %r : f32
  }} -> tensor<f32>
""")
    d = f"%h{layers}"
    for i in reversed(range(layers)):
        transpose(f"%x{i}", f"%h{i}", h, "tensor<8x4xf32>")
        product(f"%g{i}", f"%x{i}", "tensor<8x4xf32>", d, h, w)
        gradients.append(f"%g{i}")
        if i > 0:
            transpose(f"%t{i}", f"%w{i}", w, w)
            product(f"%d{i}", d, h, f"%t{i}", w, h)
            d = f"%d{i}"
    arguments = "".join(f'%w{i}: {w} {{pipe.name = "w{i}", pipe.parameter}}, ' for i in range(layers))
    results = "".join(f', {w} {{pipe.gradient = "w{i}"}}' for i in range(layers))
    with open(path, "w", encoding="utf-8") as file:
        file.write(f'func.func @main({arguments}%h0: {h} {{pipe.name = "x", pipe.batch = 0}})\n'
                   f'    -> (tensor<f32> {{pipe.loss, pipe.name = "loss"}}{results}) {{\n'
                   f"  %zero = arith.constant 0.0 : f32\n{''.join(body)}"
                   f"  return %loss, {', '.join(reversed(gradients))} : tensor<f32>{f', {w}' * layers}\n}}\n")


def count_operations(model, schedule, ranks, virtual_stages, micro_batches, optimizer):
    """[operations of a rank's program]"""
    add = "" if optimizer is None else f"optimizer={optimizer} "
    passes = (f"pipe-plan-pipeline{{schedule={schedule} ranks={ranks} micro-batches={micro_batches} {add}"
              f"virtual-stages={virtual_stages}}}")
    text = subprocess.run(["pipe-opt", model, f"--pass-pipeline=builtin.module({passes})"], check=True,
                          capture_output=True, text=True).stdout
    programs = re.findall(r"^ +pipe\.program rank.*?^    \}", text, re.M | re.S)
    return [sum(not any(word in line for word in DECLARATIONS) and line.strip() != "}"
                for line in program.split("\n")[1:]) for program in programs]


def cpu_seconds():
    """What all commands have computed so far."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def measure(model, schedule, ranks, virtual_stages, micro_batches, optimizer):
    """Seconds that pipe-compile computes, the best of three: others at work matter less than for wall time."""
    best = float("inf")
    with tempfile.TemporaryDirectory() as folder:
        command = ["pipe-compile", model, "-o", os.path.join(folder, "model.pipe"), f"--ranks={ranks}",
                   f"--micro-batches={micro_batches}", f"--schedule={schedule}", f"--virtual-stages={virtual_stages}"]
        command += [] if optimizer is None else [f"--optimizer={optimizer}"]
        for _ in range(3):
            start = cpu_seconds()
            subprocess.run(command, check=True, capture_output=True)
            best = min(best, cpu_seconds() - start)
    return best


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--groups", type=int, default=2)
    parser.add_argument("schedules", nargs="*")
    arguments = parser.parse_args()
    cases = [case for case in SCHEDULES if not arguments.schedules or case[0] in arguments.schedules]
    print(f"M = {arguments.groups} P; operations of all ranks / of the largest program, CPU seconds of pipe-compile")
    print("schedule          V" + "".join(f"{f'P = {p}':>24}" for p in RANKS))
    with tempfile.TemporaryDirectory() as folder:
        for schedule, virtual_stages in cases:
            # What schedules that update within the step have to be told.
            optimizer = "sgd" if schedule.startswith("pipedream") else None
            print(f"{schedule:<16}  {virtual_stages}", end="")
            for ranks in RANKS:
                model = os.path.join(folder, f"{ranks * virtual_stages}.mlir")
                write_model(model, ranks * virtual_stages)
                case = (model, schedule, ranks, virtual_stages, arguments.groups * ranks, optimizer)
                sizes = count_operations(*case)
                print(f"{sum(sizes):>10} / {max(sizes):>4}{measure(*case):>6.2f} s", end="", flush=True)
            print()


if __name__ == "__main__":
    main()
