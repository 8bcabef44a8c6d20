# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains with scaled losses: loss_scale.py WHAT FOLDER

WHAT is one of
  bits      models in f32 whose loss is multiplied by a power of two, the same one or one
            that changes, train to the bits that they have without, for several schedules, and
            so are their gradients; --check says that they are those of the model. A step with
            its own updates, too.
  small     a model whose gradients are too small for f16 has none without a scale, and those
            that plain Python computes with one.
  dynamics  the scale goes up and down as a plain Python loop of the rules of
            torch.amp.GradScaler says, for steps that overflow at some scales and for rows that
            always do; what is trained has the bits of a run of the other steps.
  resume    a run that is stopped and goes on, also with another pipeline, has the bits of one
            run, the scale included.
"""

import array
import json
import math
import os
import random
import struct
import sys

import safetensors_file as safetensors
import skipped_steps
import training as trainings

MODELS = trainings.MODELS
ADAM = ["--optimizer=adamw", "--learning-rate=0.01", "--clip-norm=1"]
# Model, arguments of the batch, pipelines.
CASES = [
    ("jax_mlp", [(1, "1f1b", 1), (2, "1f1b", 1), (3, "zb-h1", 1), (2, "interleaved-1f1b", 2), (2, "chimera", 1)]),
    ("jax_gpt", [(1, "1f1b", 1), (2, "zb-h1", 1)]),
    ("torch_gpt", [(2, "1f1b", 1)]),
    ("jax_lstm", [(2, "1f1b", 1)]),
]


def load_all(paths):
    return [safetensors.load(path) for path in paths]


def train(training, bundle, steps, *options):
    """Returns parameters, states and gradients."""
    gradients = training.path("gradients.safetensors")
    *paths, printed = training.train(bundle, "trained", f"--steps={steps}", "--repeat", f"--write-gradients={gradients}",
                                     *options)
    return load_all([*paths, gradients]), printed


def check_same(what, found, expected, ignored=()):
    for a, b in zip(found, expected):
        assert sorted(set(a) - set(ignored)) == sorted(b), (what, sorted(a), sorted(b))
        for key in b:
            assert a[key].data == b[key].data, f"{what}: '{key}' has other bits than without a loss scale"


def check_bits(folder):
    for model, cases in CASES:
        training = trainings.Training(folder, os.path.join(MODELS, model, "joint.linalg.mlir"), 4)
        reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
        batch = sorted(k for k in reference if k.startswith("batch"))
        training.roles = (f"--batch={','.join(batch)}",)
        safetensors.save(training.path("parameters.safetensors"),
                         {k[6:]: t for k, t in reference.items() if k.startswith("param.")})
        safetensors.save(training.path("inputs.safetensors"), {k: reference[k] for k in batch})
        for case in cases:
            expected = train(training, training.compile_as("plain", case, ADAM), 3)[0]
            for scale in ("1024", "dynamic"):
                bundle = training.compile_as("scaled", case, [*ADAM, f"--loss-scale={scale}"])
                found, printed = train(training, bundle, 3, "--check")
                assert "skipped" not in printed and "ok: " in printed, printed
                check_same((model, case, scale), found, expected, ("loss_scale", "growth_tracker"))
        print(f"ok: {model}, {len(cases)} pipelines with the bits of no scale")
    data = os.path.join(MODELS, "jax_steps", "adam.safetensors")
    training = trainings.Training(folder, os.path.join(MODELS, "jax_steps", "adam.mlir"), 4, roles=("--batch=x,y",))
    tensors = safetensors.load(data)
    safetensors.save(training.path("parameters.safetensors"), {k: t for k, t in tensors.items() if k.startswith("params")})
    safetensors.save(training.path("inputs.safetensors"), {k: tensors[k] for k in ("x", "y")})
    expected = train(training, training.compile_as("plain", (2, "1f1b", 1), []), 3)[0]
    found, _ = train(training, training.compile_as("scaled", (2, "1f1b", 1), ["--loss-scale=dynamic"]), 3, "--check")
    check_same("jax_steps", found, expected, ("loss_scale", "growth_tracker"))
    print("ok: a step with its own updates has the bits of no scale")


SMALL = """
#id = affine_map<(d0) -> (d0)>
#none = affine_map<(d0) -> ()>
func.func @main(%w: tensor<4xf32> loc("w"), %x: tensor<4xf16> loc("x")) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %small = arith.constant 1.0e-9 : f32
  %zero = arith.constant 0.0 : f32
  %e16 = tensor.empty() : tensor<4xf16>
  %e32 = tensor.empty() : tensor<4xf32>
  %e = tensor.empty() : tensor<f32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<f32>) -> tensor<f32>
  %w16 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%w : tensor<4xf32>) outs(%e16 : tensor<4xf16>) {
  ^bb0(%a: f32, %o: f16):
    %0 = arith.truncf %a : f32 to f16
    linalg.yield %0 : f16
  } -> tensor<4xf16>
  %h = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%w16, %x : tensor<4xf16>, tensor<4xf16>) outs(%e16 : tensor<4xf16>) {
  ^bb0(%a: f16, %b: f16, %o: f16):
    %0 = arith.mulf %a, %b : f16
    linalg.yield %0 : f16
  } -> tensor<4xf16>
  %loss = linalg.generic {indexing_maps = [#id, #none], iterator_types = ["reduction"]} ins(%h : tensor<4xf16>) outs(%z : tensor<f32>) {
  ^bb0(%a: f16, %o: f32):
    %0 = arith.extf %a : f16 to f32
    %1 = arith.mulf %0, %small : f32
    %2 = arith.addf %o, %1 : f32
    linalg.yield %2 : f32
  } -> tensor<f32>
  %c = linalg.fill ins(%small : f32) outs(%e32 : tensor<4xf32>) -> tensor<4xf32>
  %c16 = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%c : tensor<4xf32>) outs(%e16 : tensor<4xf16>) {
  ^bb0(%a: f32, %o: f16):
    %0 = arith.truncf %a : f32 to f16
    linalg.yield %0 : f16
  } -> tensor<4xf16>
  %g16 = linalg.generic {indexing_maps = [#id, #id, #id], iterator_types = ["parallel"]} ins(%c16, %x : tensor<4xf16>, tensor<4xf16>) outs(%e16 : tensor<4xf16>) {
  ^bb0(%a: f16, %b: f16, %o: f16):
    %0 = arith.mulf %a, %b : f16
    linalg.yield %0 : f16
  } -> tensor<4xf16>
  %g = linalg.generic {indexing_maps = [#id, #id], iterator_types = ["parallel"]} ins(%g16 : tensor<4xf16>) outs(%e32 : tensor<4xf32>) {
  ^bb0(%a: f16, %o: f32):
    %0 = arith.extf %a : f16 to f32
    linalg.yield %0 : f32
  } -> tensor<4xf32>
  return %loss, %g : tensor<f32>, tensor<4xf32>
}
"""


def to_f16(value):
    return struct.unpack("<e", struct.pack("<e", value))[0]


def to_f32(value):
    return struct.unpack("<f", struct.pack("<f", value))[0]


def check_small(folder):
    os.makedirs(folder, exist_ok=True)
    model = os.path.join(folder, "small.mlir")
    with open(model, "w") as file:
        file.write(SMALL)
    training = trainings.Training(folder, model, 2, roles=("--batch=x", "--gradients=sum"))
    numbers = [0.5, -1.25, 3.0, 0.0]
    rows = [1.0, 0.75, -2.0, 0.3, 0.1, 0.2, 0.3, 0.4]
    safetensors.save(training.path("parameters.safetensors"),
                     {"w": safetensors.Tensor("F32", [4], array.array("f", numbers).tobytes())})
    safetensors.save(training.path("inputs.safetensors"),
                     {"x": safetensors.Tensor("F16", [8], b"".join(struct.pack("<e", x) for x in rows))})
    for scale, options in ((1, []), (65536, ["--loss-scale=dynamic"]), (2.0**20, ["--loss-scale=1048576"])):
        (_, _, gradients), _ = train(training, training.compile_as("small", (1, "1f1b", 1),
                                                                   ["--optimizer=sgd", *options]), 1)
        found = list(gradients["w"].values())
        each = [to_f16(to_f16(to_f32(1e-9) * scale) * to_f16(x)) for x in rows]
        assert found == [(each[i] + each[i + 4]) / scale for i in range(4)], (scale, found, each)
        assert all(found) == (scale != 1), found
    print("ok: small gradients are there with a scale")


def step_scale(scale, tracker, skipped, interval):
    """What torch.amp.GradScaler does behind a step, of which 1 is the least."""
    if skipped:
        return max(1.0, scale * 0.5), 0
    if tracker + 1 == interval:
        return (scale * 2 if scale * 2 < 2.0**128 else scale), 0
    return scale, tracker + 1


def make_skips(folder):
    """With targets that are far away, so that gradients overflow at some scales."""
    skips = skipped_steps.make_mlp(folder)
    targets = skips.rows["batch1"]
    far = array.array("f", (x * 1024 if abs(x) < 100 else x for x in targets.values()))
    skips.rows["batch1"] = safetensors.Tensor("F32", targets.shape, far.tobytes())
    return skips


def read_metrics(path):
    with open(path) as file:
        return [json.loads(line) for line in file]


def check_dynamics(folder):
    skips = make_skips(folder)
    steps = [1, 4, 6] * 4 + [2] + [1, 4, 6] * 2
    interval = 3
    for case in [(1, "1f1b", 1), (2, "zb-h1", 1), (2, "chimera", 1)]:
        plain = skips.training.compile_as("plain", case, ADAM)
        bundle = skips.training.compile_as("scaled", case, [*ADAM, "--loss-scale=dynamic"])
        for init in (2.0**127, 65536.0, 1.0):
            metrics = skips.training.path("metrics.jsonl")
            found, state, printed = skips.train(bundle, steps, "scaled", f"--metrics={metrics}",
                                                f"--loss-scale-init={init:.0f}", f"--loss-scale-growth-interval={interval}")
            lines = read_metrics(metrics)
            scale, tracker, good = init, 0, []
            for step, line in zip(steps, lines):
                assert line["loss_scale"] == scale, (case, init, line, scale)
                skipped = line["skipped"]
                assert step != 2 or skipped
                # No gradient is beyond 2^20 here, nor is what it is computed from.
                assert not skipped or step == 2 or scale > 2.0**107, (case, init, line)
                good += [] if skipped else [step]
                scale, tracker = step_scale(scale, tracker, skipped, interval)
            assert list(state.pop("loss_scale").values()) == [scale] and list(state.pop("growth_tracker").values()) == [tracker]
            assert any(line["skipped"] for line in lines[:3]) == (init > 2.0**107), lines
            wanted, wanted_state, _ = skips.train(plain, good, "plain")
            for key in ("step", "updates"):
                state.pop(key, None), wanted_state.pop(key, None)
            check_same((case, init), [found, state], [wanted, wanted_state])
    print("ok: the scale goes up and down as it should")


def check_resume(folder):
    skips = make_skips(folder)
    steps = range(1, skipped_steps.STEPS + 1)
    safetensors.save(skips.training.path("inputs.safetensors"), skipped_steps.get_steps(skips.rows, steps))
    bundles = [skips.training.compile_as(f"p{case[0]}", case, [*ADAM, "--loss-scale=dynamic"])
               for case in ((2, "1f1b", 1), (3, "zb-h1", 1))]
    options = ["--repeat", "--loss-scale-init=1073741824", "--loss-scale-growth-interval=2", "--transport=threads"]
    *whole, _ = skips.training.train(bundles[0], "whole", "--steps=14", *options)
    whole = [trainings.read(path) for path in whole]
    parameters, state = None, []
    for number, (count, bundle) in enumerate(((3, 0), (6, 1), (5, 0))):
        *paths, _ = skips.training.train(bundles[bundle], f"part{number}", f"--steps={count}", *state, *options,
                                         parameters=parameters)
        parameters, state = paths[0], [f"--state={paths[1]}"]
    assert [trainings.read(path) for path in paths] == whole, "other bits with --state"
    checkpoints = skips.training.path("checkpoints")
    for count in (4, 9, 14):
        *paths, _ = skips.training.train(bundles[count % 2], "resumed", f"--steps={count}", *options,
                                         f"--checkpoint={checkpoints}", "--resume")
    assert [trainings.read(path) for path in paths] == whole, "other bits with --resume"
    print("ok: stopped runs go on with the scale")


if __name__ == "__main__":
    {"bits": check_bits, "small": check_small, "dynamics": check_dynamics, "resume": check_resume}[sys.argv[1]](sys.argv[2])
