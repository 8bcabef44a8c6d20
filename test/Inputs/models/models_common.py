# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What make_jax.py and make_torch.py share: writing graphs and references.

A model folder holds forward.linalg.mlir (returns the loss), joint.linalg.mlir
(returns the loss, then one gradient a parameter) and reference.safetensors:
  param.NAME    the parameter NAME
  batchN        batch N, all micro-batches stacked along dimension 0
  loss          one value a micro-batch
  gradsum.NAME  the sum of the gradient of NAME over the micro-batches
NAME is the name of the argument in the graph.
"""

import os
import re

import numpy as np
from safetensors.numpy import save_file

MICRO_BATCHES = 8


def main_signature(text):
    """Returns (start, end) of the argument list of @main in `text`."""
    start = re.search(r"func\.func (?:public )?@main\(", text).end()
    depth, i = 1, start
    while depth:
        depth += {"(": 1, ")": -1}.get(text[i], 0)
        i += 1
    return start, i - 1


def annotate(text, decorate):
    """Returns `text` with decorate(i) appended to argument i of @main."""
    start, end = main_signature(text)
    arguments = re.split(r", (?=%)", text[start:end])
    decorated = [a + decorate(i) for i, a in enumerate(arguments)]
    return text[:start] + ", ".join(decorated) + text[end:]


def annotate_results(text, attributes):
    """Returns `text` with an attribute dictionary on every result of @main."""
    _, end = main_signature(text)
    match = re.compile(r"\) -> \(?(.*?)\)?( attributes)? \{\n").match(text, end)
    types = re.split(r", (?=tensor)", match.group(1))
    assert len(types) == len(attributes), (types, attributes)
    results = ", ".join(f"{t} {a}" for t, a in zip(types, attributes))
    tail = match.group(2) or ""
    return text[:end] + f") -> ({results}){tail} {{\n" + text[match.end():]


def with_locations(text, names):
    """Names the arguments as the front end does: in their locations."""
    return annotate(text, lambda i: f' loc("{names[i]}")')


def with_names(text, names):
    """Names the arguments with the attribute pipe.name."""
    return annotate(text, lambda i: f' {{pipe.name = "{names[i]}"}}')


def with_roles(text, names, num_parameters):
    """Writes the names and roles of all arguments and results as attributes."""

    def decorate(i):
        role = "pipe.parameter" if i < num_parameters else "pipe.batch = 0 : i64"
        return f' {{pipe.name = "{names[i]}", {role}}}'

    text = annotate(text, decorate)
    results = ['{pipe.name = "loss", pipe.loss}']
    if text.count("func.func public @main"):
        _, end = main_signature(text)
        if not text.startswith(") -> tensor", end):
            results += [f'{{pipe.gradient = "{n}"}}' for n in names[:num_parameters]]
    return annotate_results(text, results)


def write_graph(folder, file, text):
    os.makedirs(folder, exist_ok=True)
    path = os.path.join(folder, file)
    with open(path, "w") as f:
        f.write(text if text.endswith("\n") else text + "\n")
    print(f"{path}: {os.path.getsize(path)} bytes")


def write_reference(folder, parameters, batches, losses, gradient_sums):
    """Writes reference.safetensors; the dictionaries map NAME to an array."""
    tensors = {f"param.{n}": np.asarray(v) for n, v in parameters.items()}
    tensors |= {f"batch{i}": np.asarray(v) for i, v in enumerate(batches)}
    tensors["loss"] = np.asarray(losses)
    tensors |= {f"gradsum.{n}": np.asarray(v) for n, v in gradient_sums.items()}
    path = os.path.join(folder, "reference.safetensors")
    save_file({n: np.ascontiguousarray(t) for n, t in tensors.items()}, path)
    print(f"{path}: {os.path.getsize(path)} bytes")
