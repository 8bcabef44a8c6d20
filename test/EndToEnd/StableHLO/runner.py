# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles and runs a program with pipe-compile and pipe-run."""

import os
import subprocess
import sys

from program import file_name, module_text
from values import FILE_TYPES, from_bytes, to_bits

sys.path.append(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
import safetensors_file as safetensors


class Refused(Exception):
    """pipe-compile ended with an error message; `line` is that of the file it names."""

    def __init__(self, message, line):
        super().__init__(message)
        self.line = line


class Crashed(Exception):
    """A command ended in another way, or pipe-run failed."""


def command(*words):
    """Runs a command; returns its exit status and what it said on stderr."""
    done = subprocess.run(words, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, errors="replace", timeout=600)
    return done.returncode, done.stderr


def named_line(text, path):
    """The line of the first `path:LINE:COLUMN:`, or None."""
    _, found, rest = text.partition(path + ":")
    number = rest.split(":")[0]
    return int(number) if found and number.isdigit() else None


def first_error(text):
    lines = [line for line in text.splitlines() if "error:" in line]
    return lines[0].partition("error:")[2].strip() if lines else text.strip()[:200]


def batch_of(block):
    """Arguments that hold rows of a batch: half of those that have rows."""
    names = [file_name(a) for a in block.arguments if a.shape and a.shape[0]]
    return names[: (len(names) + 1) // 2]


def compile_program(block, folder):
    """Writes the program to FOLDER/model.mlir and compiles it; returns the bundle."""
    model, bundle = (os.path.join(folder, name) for name in ("model.mlir", "model.pipe"))
    with open(model, "w", encoding="utf-8") as f:
        f.write(module_text(block))
    status, said = command("pipe-compile", model, "-o", bundle, "--mode=infer", "--ranks=1", "--micro-batches=1",
                           "--schedule=forward-only", "--no-reference", f"--batch={','.join(batch_of(block))}")
    if status == 1 and "error:" in said:
        raise Refused(first_error(said), named_line(said, model))
    if status:
        raise Crashed(f"pipe-compile ends with {status}: {said.strip()[-300:]}")
    return bundle


def write(path, values, tensors):
    """Writes the tensors of these values, a file per role."""
    content = {}
    for v in values:
        t = tensors[v.name]
        content[file_name(v)] = safetensors.Tensor(FILE_TYPES[t.element], list(t.shape), to_bits(t).tobytes())
    safetensors.save(path, content)


def run_program(block, tensors, folder):
    """Returns {name: tensor} of the results of the main function."""
    bundle = compile_program(block, folder)
    path = lambda name: os.path.join(folder, f"{name}.safetensors")
    batch = set(batch_of(block))
    for role, is_batch in (("inputs", True), ("parameters", False)):
        write(path(role), [a for a in block.arguments if (file_name(a) in batch) == is_batch], tensors)
    status, said = command("pipe-run", bundle, f"--inputs={path('inputs')}", f"--parameters={path('parameters')}",
                           f"--write-outputs={path('outputs')}")
    if status:
        raise Crashed(f"pipe-run ends with {status}: {said.strip()[-300:]}")
    found = safetensors.load(path("outputs"))
    return {o.name: from_bytes(o.element, o.shape, found[f"out{k}"].data) for k, o in enumerate(block.outputs)}
