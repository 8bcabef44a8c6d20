# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What steps of JAX report of themselves, however they are run: jax_reports.py FOLDER

Steps of test/Inputs/models/jax_steps that return numbers beside the loss are compiled for
1, 3 and 8 micro-batches and several pipelines. What they report is near what JAX computed of all
rows of a step at once, and so are the parameters; all pipelines give the same bits.

One of them is run with options that change how a step is computed, too: skipping and loss scaling
change no bit of what is reported, nor do processes, or a run that goes on from a checkpoint. --compare
finds what a file has, and that it has something else.
"""

import json
import math
import os
import subprocess
import sys

import jax_steps
import safetensors_file as safetensors
from jax_steps import MODELS, compare, compare_reports, relative, run, take

NAMES = ["returned", "reported", "scanned", "ratio", "numbers"]
RUN_OPTIONS = {"numbers": ["--learning-rate=0.1"]}
STEPS = 5
# P, schedule, V.
CASES = [(1, "1f1b", 1), (2, "gpipe", 1), (2, "1f1b", 1), (3, "zb-h1", 1), (2, "interleaved-1f1b", 2)]


def get_paths(name):
    return (os.path.join(MODELS, "jax_steps", name + end) for end in (".mlir", ".safetensors"))


def compile_step(folder, name, ranks, schedule, virtual_stages, micro_batches, *options):
    model, _ = get_paths(name)
    bundle = os.path.join(folder, "step.pipe")
    run("pipe-compile", model, "-o", bundle, f"--ranks={ranks}", f"--schedule={schedule}",
        f"--virtual-stages={virtual_stages}", f"--micro-batches={micro_batches}", "--batch=x,y", *options)
    return bundle


def cut_rows(folder, name, micro_batches):
    """A file with the rows of STEPS steps."""
    path, (_, data) = os.path.join(folder, "rows.safetensors"), get_paths(name)
    safetensors.save(path, {n: safetensors.load(data)[n].rows(0, STEPS * micro_batches * 4) for n in "xy"})
    return path


def train(folder, name, bundle, *options, steps=STEPS, inputs=None):
    """The lines of --metrics but for times, and the trained parameters."""
    _, data = get_paths(name)
    metrics, parameters = (os.path.join(folder, n) for n in ("metrics.jsonl", "trained.safetensors"))
    run("pipe-run", bundle, f"--parameters={data}", f"--inputs={inputs or data}", f"--steps={steps}", f"--metrics={metrics}",
        f"--write-parameters={parameters}", *RUN_OPTIONS.get(name, []), *options)
    with open(metrics, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return [(line["step"], line["loss"], line["reports"]) for line in lines], safetensors.load(parameters)


def get_bits(parameters):
    return {name: tensor.data for name, tensor in parameters.items()}


def check_sizes(folder, name):
    _, data = get_paths(name)
    reference, count = safetensors.load(data), 0
    for micro_batches in (1, 3, 8):
        expected, first = take(reference, f"{micro_batches}."), None
        for ranks, schedule, virtual_stages in CASES:
            if virtual_stages > 1 and micro_batches % ranks:
                continue
            what = (name, micro_batches, ranks, schedule)
            bundle = compile_step(folder, name, ranks, schedule, virtual_stages, micro_batches)
            lines, parameters = train(folder, name, bundle, inputs=cut_rows(folder, name, micro_batches))
            compare_reports(what, os.path.join(folder, "metrics.jsonl"), expected)
            assert relative([line[1] for line in lines], expected["loss"].values()) <= jax_steps.TOLERANCE, what
            compare(what, parameters, take(expected, f"updated.{STEPS}."))
            first = first or (lines, get_bits(parameters))
            assert (lines, get_bits(parameters)) == first, f"{what} gives other bits"
            count += 1
    print(f"ok: {name}, {count} pipelines near JAX", flush=True)


def check_options(folder, name="reported"):
    plain = train(folder, name, compile_step(folder, name, 2, "1f1b", 1, 4))
    bits = plain[0], get_bits(plain[1])

    def check_bits(what, found):
        assert (found[0], get_bits(found[1])) == bits, f"{what}: other bits"
        print(f"ok: {what}, the same bits", flush=True)

    for options in (["--skip-nonfinite"], ["--loss-scale=dynamic"], ["--loss-scale=0.25", "--skip-nonfinite"]):
        check_bits(" ".join(options), train(folder, name, compile_step(folder, name, 3, "zb-h1", 1, 4, *options)))
    check_bits("--processes=2", train(folder, name, compile_step(folder, name, 2, "1f1b", 1, 4), "--processes=2", "--transport=sockets"))
    bundle, checkpoints = compile_step(folder, name, 2, "1f1b", 1, 4), os.path.join(folder, "checkpoints")
    kept = [f"--checkpoint={checkpoints}", "--transport=threads"]
    train(folder, name, bundle, *kept, steps=2)
    check_bits("--resume", train(folder, name, bundle, *kept, "--resume"))
    for what, options, run_options, tolerance in (
            ("--compute=bf16", ["--compute=bf16"], [], 3e-2), ("--replicas=2", [], ["--replicas=2"], jax_steps.TOLERANCE)):
        micro_batches = 2 if run_options else 4
        lines, _ = train(folder, name, compile_step(folder, name, 2, "1f1b", 1, micro_batches, *options), *run_options)
        for key in plain[0][0][2]:
            pairs = [[line[2][key] for line in list_] for list_ in (lines, plain[0])]
            assert relative(*pairs) <= tolerance, (what, key, pairs)
        assert [line[2] for line in lines] != [line[2] for line in plain[0]], what
        print(f"ok: {what}, near", flush=True)
    check_skipped(folder, name)
    check_files(folder, name)


def check_skipped(folder, name):
    """A skipped step reports what it would have returned, and the next one counts on from the last update."""
    _, data = get_paths(name)
    spoilt, rows = os.path.join(folder, "spoilt.safetensors"), safetensors.load(data)
    values = rows["x"].values()
    values[6 * 16] = math.inf  # The first row of the second step.
    safetensors.save(spoilt, {"x": safetensors.Tensor("F32", rows["x"].shape, values.tobytes()), "y": rows["y"]})
    lines, _ = train(folder, name, compile_step(folder, name, 2, "1f1b", 1, 4, "--skip-nonfinite"), steps=3, inputs=spoilt)
    plain, _ = train(folder, name, compile_step(folder, name, 2, "1f1b", 1, 4), steps=3)
    assert lines[0] == plain[0]
    reports = [line[2] for line in lines]
    assert [r["result[2]['count']"] for r in reports] == [1, 2, 2], reports
    assert [r["result[2]['grad_norm']"] is None for r in reports] == [False, True, False], reports
    # Of the same parameters.
    assert reports[1]["result[2]['old_norm']"] == reports[2]["result[2]['old_norm']"] != reports[0]["result[2]['old_norm']"]
    print("ok: skipped", flush=True)


def check_files(folder, name):
    """What --write-outputs writes, and what --compare says of it."""
    _, data = get_paths(name)
    bundle = compile_step(folder, name, 2, "1f1b", 1, 4)
    outputs, expected = (os.path.join(folder, n) for n in ("outputs.safetensors", "expected.safetensors"))
    lines, _ = train(folder, name, bundle, f"--write-outputs={outputs}", steps=2)
    written, reports = safetensors.load(outputs), take(safetensors.load(data), "report.")
    assert sorted(written) == sorted([*reports, "loss"])
    for key, tensor in reports.items():
        assert written[key].shape == [] and written[key].dtype == tensor.dtype
        assert list(written[key].values()) == [lines[1][2][key]]
    # Of the second step.
    second = {key: safetensors.Tensor(t.dtype, [], t.rows(1, 2).data) for key, t in reports.items()}
    command = ["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", "--steps=2", f"--compare={expected}"]
    safetensors.save(expected, second)
    assert f"ok: {len(second)} reports against {expected}" in run(*command)
    for key, text in (("result[2]['grad_norm']", "largest relative difference"), ("result[2]['count']", "(result[2]['count'])")):
        wrong = second | {key: safetensors.Tensor(second[key].dtype, [], reports[key].rows(0, 1).data)}
        safetensors.save(expected, wrong)
        done = subprocess.run(command, capture_output=True, text=True)
        assert done.returncode == 3 and f"failed: {len(second)} reports against" in done.stdout and text in done.stdout, done
    safetensors.save(expected, {"loss": written["loss"]})
    assert f"not compared: {len(second)} reports that {expected} lacks" in run(*command)
    print("ok: files", flush=True)


def main():
    folder, *names = sys.argv[1:]
    os.makedirs(folder, exist_ok=True)
    for name in names or NAMES:
        check_sizes(folder, name)
    check_options(folder)


if __name__ == "__main__":
    main()
