# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Trains with whole training steps of JAX and compares with JAX: jax_steps.py FOLDER

Each step of test/Inputs/models/jax_steps and jax_adam, as JAX and iree-opt printed it,
is compiled for several pipelines and run. Losses, what the step reports, parameters after
1, 2 and 10 steps and states after 10 are within 1e-5 (norm of the difference over norm) of those that JAX
computed of all rows of a step at once; all pipelines of a model give the same bits,
unless sums are rounded in another order: with two copies of the model, and with another
number of stages where two of them use a parameter. --check says that what was taken
for gradients are some.

With names of steps behind the folder only these are tried.
"""

import json
import math
import os
import subprocess
import sys

import safetensors_file as safetensors

MODELS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "Inputs", "models")
TOLERANCE = 1e-5
MICRO_BATCHES = 4
# P, schedule, V.
CASES = [(1, "1f1b", 1), (2, "gpipe", 1), (2, "1f1b", 1), (2, "zb-h1", 1), (2, "interleaved-1f1b", 2), (2, "chimera", 1),
         (3, "zb-h1", 1)]
# Schedules in which sums of gradients are rounded in another order.
OTHER_ORDER = {"chimera"}
CONFIRMED = "gradients known by updates, which are known by names, confirmed by differences of the loss"


def step(name, *summary, run_options=(), tolerance=TOLERANCE, model=None, data=None, is_tied=False):
    """A step: lines of its summary, options of pipe-run, its files, and whether two stages use a parameter."""
    return {"name": name, "summary": summary, "is_tied": is_tied, "run_options": run_options, "tolerance": tolerance,
            "model": model or f"jax_steps/{name}.mlir", "data": data or f"jax_steps/{name}.safetensors"}


STEPS = [
    step("adam", "states    opt_state[0].mu['b0'], opt_state[0].nu['b0']", "steps     counted by opt_state[0].count", CONFIRMED),
    step("adamw", "steps     counted by opt_state[0].count, opt_state[2].count"),
    step("momentum", "numbers   learning_rate (pipe-run gives them each step)", "states    state['velocity']['b0'], ",
         run_options=["--learning-rate=0.05"]),
    step("layers", "trained   params['head'], params['layers']['b'], params['layers']['w']"),
    step("by_hand", "states    m['w0'], v['w0'], ", model="jax_adam/joint.linalg.mlir", data="jax_adam/training.safetensors"),
    step("adan", "states    opt_state[0].m['b0'], opt_state[0].v['b0'], opt_state[0].n['b0'], opt_state[0].g['b0'], ", CONFIRMED),
    step("adafactor", "states    opt_state[0].v['b0'], opt_state[0].v['b1'], opt_state[0].v_row['w0'], opt_state[0].v_col['w0'], ", CONFIRMED),
    step("clipped", "shared    2 values, read by 5 updates, made of 5 terms", CONFIRMED),
    step("linalg", "shared    2 values, read by 5 updates, made of 5 terms", CONFIRMED,
         model="jax_steps/clipped.linalg.mlir", data="jax_steps/clipped.safetensors"),
    step("late", "shared    2 values, read by 5 updates, made of 5 terms", CONFIRMED),
    step("stacked", "frozen    frozen['embedding']", "trained   params['head'], params['layers']['b'], params['layers']['w'], params['tied']",
         "shared    2 values, read by 4 updates, made of 4 terms", CONFIRMED, is_tied=True),
    # Of bf16, which has 8 bits: JAX with one micro-batch at a time is as far from JAX with all at once.
    step("mixed", "shared    2 values, read by 4 updates, made of 4 terms", tolerance=4e-3),
    step("norms", "shared    1 value, read by 5 updates, made of 5 terms", "numbers   max_norm (pipe-run gives them each step)",
         run_options=["--hyper=max_norm=0.8"]),
    step("adaptive", CONFIRMED),
    step("twice", "shared    4 values, read by 5 updates, made of 10 terms", CONFIRMED),
    step("reported", "shared    2 values, read by 5 updates, made of 5 terms", "reports   result[2]['count'], ", CONFIRMED),
    step("ratio", "shared    6 values, read by 5 updates, made of 20 terms", "reports   result[3]['ratio'] (one number a step)", CONFIRMED),
]


def run(*command):
    """Runs a command; returns its output."""
    result = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if result.returncode:
        sys.exit(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}{result.stdout}")
    return result.stdout


def relative(actual, expected):
    """Norm of the difference of two lists over the norm of `expected`."""
    actual, expected = list(actual), list(expected)
    assert len(actual) == len(expected)
    difference = math.sqrt(math.fsum((a - b) ** 2 for a, b in zip(actual, expected)))
    norm = math.sqrt(math.fsum(b * b for b in expected))
    return difference / norm if norm else difference


def compare(what, found, expected, tolerance=TOLERANCE):
    """All tensors of two dictionaries are near; returns the largest difference."""
    assert sorted(found) == sorted(expected), (what, sorted(found), sorted(expected))
    worst = max((relative(found[n].values(), expected[n].values()), n) for n in expected)
    assert worst[0] <= tolerance, (what, *worst)
    return worst[0]


def take(tensors, prefix):
    return {k[len(prefix):]: t for k, t in tensors.items() if k.startswith(prefix)}


def read(path):
    with open(path, "rb") as file:
        return file.read()


def compare_reports(what, metrics, reference, tolerance=TOLERANCE):
    """What the lines of a file of --metrics report is near `report.NAME` of the reference."""
    with open(metrics, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    expected = take(reference, "report.")
    assert all(sorted(line.get("reports", {})) == sorted(expected) for line in lines), (what, lines)
    for name, tensor in expected.items():
        found = [line["reports"][name] for line in lines]
        assert relative(found, tensor.values()) <= tolerance, (what, name, found, list(tensor.values()))


def check(step, folder):
    name, tolerance = step["name"], step["tolerance"]
    model, data = (os.path.join(MODELS, step[key]) for key in ("model", "data"))
    reference = safetensors.load(data)
    worst, bits = 0.0, {}  # By number of stages, if that matters.
    for case in CASES:
        ranks, schedule, virtual_stages = case
        bundle = os.path.join(folder, "model.pipe")
        summary = run("pipe-compile", model, "-o", bundle, f"--ranks={ranks}", f"--micro-batches={MICRO_BATCHES}",
                      f"--schedule={schedule}", f"--virtual-stages={virtual_stages}", "--batch=x,y")
        for line in step["summary"]:
            assert line in summary, (name, line, summary)
        parameters, state = (os.path.join(folder, f"trained{end}.safetensors") for end in ("", ".state"))
        metrics = os.path.join(folder, "metrics.jsonl")
        for steps in (1, 2, 10):
            printed = run("pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--steps={steps}",
                          f"--write-parameters={parameters}", f"--write-state={state}", f"--metrics={metrics}", *step["run_options"],
                          *(["--check"] if steps == 2 else []))
            expected = take(reference, f"updated.{steps}.")
            found = safetensors.load(parameters)
            for frozen in sorted(set(found) - set(expected)):
                assert list(found.pop(frozen).values()) == list(reference[frozen].values()), (name, frozen)
            worst = max(worst, compare((name, case, steps), found, expected, tolerance))
            if steps == 2:
                assert f"ok: {len(expected)} of {len(expected)} gradients agree with differences" in printed, printed
        losses = [float(line.split()[3]) for line in printed.splitlines()]
        assert relative(losses, reference["loss"].values()) <= tolerance, (name, case, losses)
        compare_reports((name, case), metrics, reference, tolerance)
        states = safetensors.load(state)
        assert list(states.pop("step").values()) == [10]
        worst = max(worst, compare((name, case, "states"), states, take(reference, "state."), tolerance))
        found = read(parameters), read(state), [line.split()[4:] for line in printed.splitlines()]
        # Where two stages use a parameter, its gradient is a sum of what each makes.
        stages = ranks * virtual_stages if step["is_tied"] else None
        first, expected = bits.setdefault(stages, (case, found))
        assert schedule in OTHER_ORDER or found == expected, f"{name}: {case} gives other bits than {first}"
    print(f"ok: {name}, {len(CASES)} pipelines near JAX", flush=True)
    print(f"{name}: largest difference {worst:.1e}", file=sys.stderr, flush=True)


def main():
    folder, *names = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for step in STEPS:
        if not names or step["name"] in names:
            check(step, folder)


if __name__ == "__main__":
    main()
