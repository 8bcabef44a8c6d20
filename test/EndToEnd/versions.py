# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares schedules that update within a step with the recurrences of their papers.

  versions.py MODEL FOLDER      # a folder of Inputs/models; for bundles and results

Two steps of 20 micro-batches are trained in one run. The same is done here one
micro-batch at a time: `W` is a list of versions a stage, the gradient of a micro-batch is
computed by a bundle of the same stages that does nothing else, from the version that
the paper says; an update by a bundle whose gradients are its inputs. The kernels are the
same, so that all bits must be.
"""

import array
import json
import os
import subprocess
import sys

import safetensors_file as safetensors

STEPS, MICRO_BATCHES = 2, 20
SGD = "--optimizer=sgd --learning-rate=0.05"
MOMENTUM = "--optimizer=momentum --learning-rate=0.02 --nesterov --weight-decay=0.01"
ADAMW = "--optimizer=adamw --learning-rate=0.01 --weight-decay=0.1"
# Schedule, ranks, optimizer, micro-batches of an update, updates that rank r is behind.
CASES = [
    ("pipedream", 2, SGD, 1, lambda r: 1 - r),
    ("pipedream", 3, ADAMW, 1, lambda r: 2 - r),
    ("pipedream-vertical-sync", 3, SGD, 1, lambda r: 2),
    ("pipedream-2bw", 3, MOMENTUM, 3, lambda r: 1),
    ("pipedream-2bw", 2, ADAMW, 2, lambda r: 1),
    ("pipedream", 1, MOMENTUM, 1, lambda r: 0),
]


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}")


def compile_bundle(model, folder, name, ranks, micro_batches, *options):
    bundle = os.path.join(folder, name + ".pipe")
    run("pipe-compile", model, "-o", bundle, f"--ranks={ranks}",
        f"--micro-batches={micro_batches}", *options)
    return bundle


def write_update_model(path, parameters):
    """A model whose gradients are its inputs, as Inputs/optimizers/given_gradients.mlir."""
    arguments, inputs, results, types, body, values = [], [], [], [], [], []
    for i, (name, tensor) in enumerate(parameters.items()):
        type_ = f"tensor<{'x'.join(map(str, tensor.shape))}xf32>"
        dims = ", ".join(f"d{k}" for k in range(len(tensor.shape)))
        same, none = f"affine_map<({dims}) -> ({dims})>", f"affine_map<({dims}) -> ()>"
        reduction = ", ".join(['"reduction"'] * len(tensor.shape))
        parallel = ", ".join(['"parallel"'] * len(tensor.shape))
        arguments.append(f'%p{i}: {type_} {{pipe.name = "{name}"}}')
        inputs.append(f'%g{i}: {type_} {{pipe.name = "grad{i}", pipe.batch = 0 : i64}}')
        results.append(f'{type_} {{pipe.gradient = "{name}"}}')
        types.append(type_)
        values.append(f"%r{i}")
        body.append(f"""
  %s{i + 1} = linalg.generic {{indexing_maps = [{same}, {same}, {none}], iterator_types = [{reduction}]}}
      ins(%p{i}, %g{i} : {type_}, {type_}) outs(%s{i} : tensor<f32>) {{
  ^bb0(%a: f32, %b: f32, %acc: f32):
    %0 = arith.mulf %a, %b : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  }} -> tensor<f32>
  %e{i} = tensor.empty() : {type_}
  %r{i} = linalg.generic {{indexing_maps = [{same}, {same}], iterator_types = [{parallel}]}}
      ins(%g{i} : {type_}) outs(%e{i} : {type_}) {{
  ^bb0(%a: f32, %out: f32):
    %0 = arith.mulf %a, %one : f32
    linalg.yield %0 : f32
  }} -> {type_}""")
    with open(path, "w", encoding="utf-8") as file:
        file.write(f"""func.func @main({', '.join(arguments + inputs)})
    -> (tensor<f32> {{pipe.name = "loss", pipe.loss}}, {', '.join(results)}) {{
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %scalar = tensor.empty() : tensor<f32>
  %s0 = linalg.fill ins(%zero : f32) outs(%scalar : tensor<f32>) -> tensor<f32>{''.join(body)}
  return %s{len(values)}, {', '.join(values)} : tensor<f32>, {', '.join(types)}
}}
""")


def find_ranks(bundle):
    """The rank that holds each parameter, which has so many versions there."""
    with open(os.path.join(bundle, "manifest.json"), encoding="utf-8") as file:
        programs = json.load(file)["programs"]
    return {buffer["name"]: (rank, buffer["slots"])
            for rank, program in enumerate(programs)
            for buffer in program["buffers"] if buffer["kind"] == "parameter"}


def mean(gradients):
    """Of f32 tensors, added up from 0 in their order. An operation on two f32 in f64 that
    is rounded to f32 is the operation in f32."""
    total = array.array("f", bytes(len(gradients[0].data)))
    for gradient in gradients:
        total = array.array("f", [a + b for a, b in zip(total, gradient.values())])
    total = array.array("f", [a / len(gradients) for a in total])
    return safetensors.Tensor("F32", gradients[0].shape, total.tobytes())


class Recurrence:
    """W(u + 1) = W(u) - update(gradient(W_0(v_0), W_1(v_1), ...)), step by step."""

    def __init__(self, folder, gradient_bundle, update_bundle, parameters):
        self.folder, self.versions = folder, [parameters]
        self.gradient_bundle, self.update_bundle = gradient_bundle, update_bundle
        self.state = None

    def file(self, name):
        return os.path.join(self.folder, name + ".safetensors")

    def gradient(self, parameters, rows):
        safetensors.save(self.file("parameters"), parameters)
        safetensors.save(self.file("inputs"), rows)
        run("pipe-run", self.gradient_bundle, f"--parameters={self.file('parameters')}",
            f"--inputs={self.file('inputs')}", f"--write-gradients={self.file('gradients')}",
            "--transport=threads")
        return safetensors.load(self.file("gradients"))

    def update(self, gradients):
        newest = self.versions[-1]
        safetensors.save(self.file("parameters"), newest)
        safetensors.save(self.file("inputs"),
                         {f"grad{i}": gradients[name] for i, name in enumerate(newest)})
        run("pipe-run", self.update_bundle, f"--parameters={self.file('parameters')}",
            f"--inputs={self.file('inputs')}", f"--write-parameters={self.file('updated')}",
            f"--write-state={self.file('state')}", "--repeat", "--transport=threads",
            *([f"--state={self.file('state')}"] if self.state else []))
        self.state = True
        updated = safetensors.load(self.file("updated"))
        self.versions.append({name: updated[name] for name in newest})


def check(case, model, reference, folder):
    schedule, ranks, optimizer, every, get_delay = case
    os.makedirs(folder)
    parameters = {name[len("param."):]: tensor for name, tensor in reference.items()
                  if name.startswith("param.")}
    batches = {name: tensor for name, tensor in reference.items() if name.startswith("batch")}
    rows = {name: tensor.shape[0] // 8 for name, tensor in batches.items()}
    # 40 micro-batches: those of the reference, again and again.
    data = {name: safetensors.Tensor(t.dtype, [t.shape[0] * 5, *t.shape[1:]], t.data * 5)
            for name, t in batches.items()}
    batch = f"--batch={','.join(batches)}"
    trained = compile_bundle(model, folder, "trained", ranks, MICRO_BATCHES, batch,
                             f"--schedule={schedule}", *optimizer.split())
    one = compile_bundle(model, folder, "one", ranks, 1, batch, "--schedule=1f1b")
    write_update_model(os.path.join(folder, "update.mlir"), parameters)
    update = compile_bundle(os.path.join(folder, "update.mlir"), folder, "update", 1, 1,
                            *optimizer.split())
    rank_of = find_ranks(trained)
    for name, (rank, slots) in rank_of.items():
        assert slots == get_delay(rank) + 1, f"{name} on rank {rank} has {slots} versions"

    recurrence = Recurrence(folder, one, update, parameters)
    m = 0
    for _ in range(STEPS):
        first = len(recurrence.versions) - 1 # The pipeline was drained.
        for begin in range(0, MICRO_BATCHES, every):
            group, size = begin // every, min(every, MICRO_BATCHES - begin)
            gradients = []
            for _ in range(size):
                used = {name: recurrence.versions[
                            first + max(0, group - get_delay(rank_of[name][0]))][name]
                        for name in parameters}
                gradients.append(recurrence.gradient(
                    used, {name: data[name].rows(m * rows[name], (m + 1) * rows[name])
                           for name in data}))
                m += 1
            recurrence.update({name: mean([g[name] for g in gradients]) for name in parameters})

    for transport in ("threads", "guarded"):
        safetensors.save(recurrence.file("parameters"), parameters)
        safetensors.save(recurrence.file("inputs"), data)
        run("pipe-run", trained, f"--parameters={recurrence.file('parameters')}",
            f"--inputs={recurrence.file('inputs')}", f"--steps={STEPS}",
            f"--transport={transport}", f"--write-parameters={recurrence.file('trained')}",
            f"--write-state={recurrence.file('last')}")
        found = safetensors.load(recurrence.file("trained"))
        for name, tensor in recurrence.versions[-1].items():
            assert found[name].data == tensor.data, f"{case[:3]}: {name} differs"
        state, last = (safetensors.load(recurrence.file(f)) for f in ("state", "last"))
        for name, tensor in state.items():
            if name not in ("step", "updates"):
                assert last[name].data == tensor.data, f"{case[:3]}: {name} differs"
        updates = last["updates" if "updates" in last else "step"].values()[0]
        assert updates == len(recurrence.versions) - 1, updates
    moved = [name for name in parameters if found[name].data != parameters[name].data]
    assert moved == list(parameters), "some parameters did not change"
    return len(recurrence.versions) - 1


def main(model, folder):
    reference = safetensors.load(os.path.join(model, "reference.safetensors"))
    updates = [check(case, os.path.join(model, "joint.linalg.mlir"), reference,
                     os.path.join(folder, str(i))) for i, case in enumerate(CASES)]
    print(f"ok: {len(CASES)} trainings, {sum(updates)} updates, all bits as the recurrences")


main(*sys.argv[1:])
