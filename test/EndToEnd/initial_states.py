# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes files of parameters with states and of states: initial_states.py DATA FOLDER

DATA is adam.safetensors of jax_steps. plain.safetensors has its parameters and rows, given.safetensors
states, too, under the names of arguments, and a count of 0; counted.safetensors has a count of 3, and
shaped.safetensors a state of another shape. state.safetensors is a file of --state with the same states,
zero.safetensors one with zeros.
"""

import array
import os
import struct
import sys

import safetensors_file as safetensors


def main(data, folder):
    save = lambda name, tensors: safetensors.save(os.path.join(folder, f"{name}.safetensors"), tensors)
    file = safetensors.load(data)
    plain = {name: tensor for name, tensor in file.items() if name.startswith("params") or name in ("x", "y")}
    given, state = dict(plain), {}
    for number, (name, tensor) in enumerate(t for t in plain.items() if t[0].startswith("params")):
        for role in ("mu", "nu"):
            values = array.array("f", [0.01 * (number + i % 3 + 1) for i in range(len(tensor.values()))])
            kept = safetensors.Tensor("F32", tensor.shape, values.tobytes())
            given[f"opt_state[0].{role}{name.removeprefix('params')}"] = state[f"{role}.{name}"] = kept
    count = lambda value: safetensors.Tensor("I32", [], struct.pack("<i", value))
    step = {"step": safetensors.Tensor("I64", [], bytes(8))}
    key = "opt_state[0].count"
    save("plain", plain)
    save("given", given | {key: count(0)})
    save("counted", given | {key: count(3)})
    bias = given["opt_state[0].mu['b0']"]
    save("shaped", given | {"opt_state[0].mu['b0']": safetensors.Tensor("F32", [2, 4], bias.data)})
    save("state", state | step)
    save("zero", {name: safetensors.Tensor("F32", t.shape, bytes(len(t.data))) for name, t in state.items()} | step)


if __name__ == "__main__":
    main(*sys.argv[1:])
