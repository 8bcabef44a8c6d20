# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs bundles from Python and compares with pipe-run: session.py MODELS INPUTS FOLDER"""

import json
import os
import subprocess
import sys
import warnings

import numpy as np

import pipemlir
from expect import refused
from pipemlir import tensor_files

MODELS, INPUTS, FOLDER = sys.argv[1:4]
HAND = os.path.join(MODELS, "by_hand", "joint.linalg.mlir")
DATA = os.path.join(MODELS, "by_hand", "reference.safetensors")
PIPELINE = dict(ranks=2, micro_batches=8, schedule="1f1b")


def place(name):
    return os.path.join(FOLDER, name)


def run(bundle, *words):
    return subprocess.run(["pipe-run", bundle, f"--parameters={DATA}", f"--inputs={DATA}", *words], check=True,
                          capture_output=True, text=True).stdout


def make(**options):
    session = pipemlir.compile(HAND, cache=place("cache"), **{**PIPELINE, **options})
    session.load_parameters(DATA)
    return session


def get_batch():
    data = tensor_files.read(DATA)
    return {name: data[name] for name in ("batch0", "batch1")}


def same_as_pipe_run():
    """All results are those of pipe-run, bit for bit, with each transport and with replicas."""
    for options, words in (({}, []), ({"transport": "guarded"}, ["--transport=guarded"]),
                           ({"replicas": 2, "micro_batches": 4}, ["--replicas=2"]),
                           ({"optimizer": "sgd", "loss_scale": 1024}, [])):
        session = make(**options)
        run(session.path, *words, f"--write-gradients={place('g.safetensors')}",
            f"--write-outputs={place('o.safetensors')}")
        outputs = session.step(get_batch())
        for expected, found in ((tensor_files.read(place("g.safetensors")), dict(session.gradients)),
                                (tensor_files.read(place("o.safetensors")), outputs)):
            assert expected.keys() == found.keys()
            for name, value in expected.items():
                assert value.tobytes() == found[name].tobytes(), name
        assert abs(session.loss - outputs["loss"].astype(np.float64).mean()) < 1e-9
        assert session.updated == ("optimizer" in options) and session.micro_batches == 8
        session.close()


def train():
    """States, hypers and reports: three steps with rates of their own give the losses and parameters of pipe-run."""
    with open(place("rates"), "w") as file:
        file.write("0.01\n0.02\n0.005\n")
    session = make(optimizer="adamw", skip_nonfinite=True)
    said = run(session.path, "--repeat", "--steps=3", f"--learning-rate-schedule={place('rates')}",
               f"--write-parameters={place('p.safetensors')}", f"--write-state={place('s.safetensors')}")
    losses = []
    for rate in (0.01, 0.02, 0.005):
        session.hypers["learning_rate"] = rate
        session.step(get_batch())
        assert session.updated and session.reports["finite"] == 1
        losses.append(f"{session.loss:.6g}")
    assert losses == [line.split("loss ")[1].split(",")[0] for line in said.splitlines()], (losses, said)
    state = tensor_files.read(place("s.safetensors"))
    for name, value in {**tensor_files.read(place("p.safetensors")), **state}.items():
        found = session.states[name] if name in session.states else session.parameters.get(name)
        assert name == "step" or found.tobytes() == value.tobytes(), name
    assert "exp_avg.w0" in session.states and "232 of 232 values bit-equal" in session.check()
    # A schedule that updates within a step.
    more = make(optimizer="momentum", schedule="pipedream")
    assert more.updates > 1
    said = run(more.path, "--repeat", "--steps=2", "--learning-rate=0.01", f"--write-parameters={place('p.safetensors')}")
    more.hypers["learning_rate"] = 0.01
    losses = [more.step(get_batch())["loss"].astype(np.float64).mean() for _ in range(2)]
    assert [f"{loss:.6g}" for loss in losses] == [line.split("loss ")[1].split(",")[0] for line in said.splitlines()]
    for name, value in tensor_files.read(place("p.safetensors")).items():
        assert more.parameters[name].tobytes() == value.tobytes(), name
    # Going on with what was saved is the same as never to have stopped.
    other = make(optimizer="adamw", skip_nonfinite=True)
    other.parameters.update(session.parameters)
    other.states.update(session.states)
    other.hypers["step"] = 4
    for each in (session, other):
        each.hypers["learning_rate"] = 0.02
        each.step(get_batch())
    for name in session.parameters:
        assert session.parameters[name].tobytes() == other.parameters[name].tobytes(), name


def overlap():
    """Two steps under way give what they give one by one."""
    session, batch = make(), get_batch()
    twice = {name: 2 * value for name, value in batch.items()}
    one_by_one = [session.step(b)["loss"] for b in (batch, twice, batch)]
    together = []
    session.begin(batch)
    for following in (twice, batch):
        session.begin(following)
        session.finish()
        together.append(session.outputs["loss"])
    session.finish()
    together.append(session.outputs["loss"])
    assert all((a == b).all() for a, b in zip(one_by_one, together)) and (together[0] != together[1]).any()


def batches():
    """Batches along another dimension, stacked ones, integers, and outputs with micro-batches in front."""
    session = pipemlir.compile(os.path.join(INPUTS, "columns.mlir"), cache=place("cache"), mode="infer", ranks=1,
                               micro_batches=4, schedule="forward-only")
    w, x, k = np.float32([2, 3]), np.arange(24, dtype=np.float32).reshape(2, 12), np.int32([1, 2, 3, 4])
    session.parameters["w"] = w
    expected = np.stack([w[:, None] * x[:, 3 * m : 3 * m + 3] * k[m] for m in range(4)])
    stacked = np.stack([x[:, 3 * m : 3 * m + 3] for m in range(4)])
    for batch in ({"x": x, "k": k}, {"x": stacked, "k": k[:, None]}, {"x": np.asfortranarray(x), "k": k.view(np.uint32)}):
        assert (session.step(batch)["y"] == expected).all()
    assert "24 of 24 values bit-equal" in session.check()
    refused(lambda: session.step({"x": x[:, :11]}), "'x' has 11 rows in dimension 1, but 4 micro-batches of 3 need 12")
    refused(lambda: session.step({"x": x[:1]}), "'x' has the shape (1, 12), but a batch must have (2, 12)")
    refused(lambda: session.step({"x": x[0]}), "'x' has the shape (12,), but a batch must have (2, 12)")
    refused(lambda: session.step({"k": k.astype(np.int64)}), "'k' is int64[4]", "int32[1] are expected")
    refused(lambda: session.step({"x": x.view(np.int32)}), "'x' is int32[2, 12]", "float32[2, 3] are expected")
    refused(lambda: session.inputs["x"], "the input 'x' can be set, and not read")
    refused(lambda: session.step({"z": x}), "there is no input 'z', only 'x', 'k'")
    refused(lambda: session.loss, "has not one loss that is a number")


def what_ranks_did():
    session = make(keep_events=True)
    session.step(get_batch())
    manifest = json.load(open(os.path.join(session.path, "manifest.json")))
    for rank, segments in enumerate(session.memory()):
        said = {s["kind"]: s["bytes"] for s in manifest["programs"][rank]["segments"] if s["bytes"]}
        assert segments == {k: said[k] for k in segments} and "parameters" in segments, (segments, said)
    assert [counters["tasks"] for counters in session.counters()] == [16, 16]
    tasks = [[e for e in events if e["kind"] == "task"] for events in session.events()]
    assert [len(t) for t in tasks] == [16, 16] and tasks[1][0]["name"] == "F stage 1"
    assert sorted(e["micro_batch"] for e in tasks[0]) == sorted(2 * list(range(8)))
    session.timeline(place("trace.json"))
    trace = json.load(open(place("trace.json")))["traceEvents"]
    names = [e["name"] for e in trace if e["ph"] == "X" and e["cat"] == "task" and e["pid"] == 0]
    assert names.count("F stage 0") == 8 and names.count("B stage 0") == 8
    assert all(e["ts"] >= 0 and e["dur"] >= 0 for e in trace if e["ph"] == "X")


def compiling():
    """A bundle is made once; what decides it makes another one."""
    cache = place("counted")
    count = lambda: len(os.listdir(cache))
    compile = lambda **options: pipemlir.compile(HAND, cache=cache, **{**PIPELINE, **options})
    first = compile()
    stamp = os.stat(os.path.join(first.path, "manifest.json")).st_mtime_ns
    second = compile(transport="guarded")
    assert second.path == first.path and count() == 1
    assert os.stat(os.path.join(first.path, "manifest.json")).st_mtime_ns == stamp
    assert compile(micro_batches=4).micro_batches == 4 and count() == 2
    plan = pipemlir.plan(schedule="gpipe", ranks=2, micro_batches=8)
    plan.write_csv(place("own.csv"))
    own = compile(schedule=place("own.csv"), ranks=None, micro_batches=None)
    pipemlir.plan(schedule="1f1b", ranks=2, micro_batches=8).write_csv(place("own.csv"))
    assert compile(schedule=place("own.csv"), ranks=None, micro_batches=None).path != own.path and count() == 4
    error = refused(lambda: compile(schedule="2f2b"), "unknown schedule '2f2b'")
    assert isinstance(error, pipemlir.CompileError) and "--schedule=2f2b" in error.command
    refused(lambda: compile(batch="batch7"), "joint.linalg.mlir:", "batch7")
    refused(lambda: compile(cuts={1}), "the option 'cuts' is {1}, which is no text, number or list")
    refused(lambda: compile(no_such_option=1), "--no-such-option=1")
    assert count() == 4
    output = pipemlir.compile(HAND, output=place("named.pipe"), **PIPELINE)
    assert output.path == place("named.pipe") and pipemlir.load(place("named.pipe")).schedule == "1f1b"
    # What pipe-compile says beside is a warning.
    with warnings.catch_warnings(record=True) as found:
        warnings.simplefilter("always")
        compile(remarks=True)
    assert len(found) == 1 and "remark" in str(found[0].message), found


def another_bundle_in_the_place():
    """A bundle that took the place of one that is loaded is the one that is run; both stay what they are."""
    found = {}
    for kind in ("mean", "sum", "mean"):
        session = pipemlir.compile(HAND, output=place("again.pipe"), gradients=kind, **PIPELINE)
        session.load_parameters(DATA)
        session.step(get_batch())
        assert session.mean_gradients == (kind == "mean")
        found.setdefault(kind, []).append(session)
    (first, third), (second,) = found["mean"], found["sum"]
    assert (first.gradients["w0"] * 8 == second.gradients["w0"]).all()
    assert (first.gradients["w0"] == third.gradients["w0"]).all()
    first.step(get_batch())
    assert (first.gradients["w0"] == third.gradients["w0"]).all()


def planning():
    plan = pipemlir.plan(schedule="zbv", ranks=4, micro_batches=8)
    said = subprocess.run(["pipe-plan", "show", "--schedule=zbv", "--ranks=4", "--micro-batches=8"],
                          capture_output=True, text=True, check=True).stdout
    assert str(plan) == said and f"makespan {plan['makespan']}\n" in said
    assert plan.html.lstrip().lower().startswith("<!doctype html") and "srcdoc" in plan._repr_html_()
    refused(lambda: pipemlir.plan(schedule="zbv", ranks=0, micro_batches=8), "--ranks")


def refusing():
    session = pipemlir.compile(HAND, cache=place("cache"), **PIPELINE)
    refused(session.begin, "the parameters 'w0', 'w1' have no values")
    refused(lambda: session.parameters["w7"], "there is no parameter 'w7', only 'w0', 'w1'")
    refused(lambda: session.hypers["step"], "the hyper 'step' can be set, and not read")
    def set_parameter(value):
        session.parameters["w0"] = value
    refused(lambda: set_parameter(np.zeros((8, 16))), "'w0' is float32[8, 16], but is given float64[8, 16]")
    refused(lambda: set_parameter(np.zeros((16, 8), np.float32)), "'w0' is float32[8, 16], but is given float32[16, 8]")
    set_parameter(np.zeros((8, 16), np.float32))
    read = lambda array: session.parameters.read_into("w0", array)
    refused(lambda: read(np.zeros((8, 16))), "'w0' is float32[8, 16], which cannot be read into float64[8, 16]")
    refused(lambda: read(np.zeros((8, 32), np.float32)[:, ::2]), "cannot be read into float32[8, 16] with gaps")
    error = refused(session.finish, "no step is under way")
    assert isinstance(error, pipemlir.SessionError) and error.status == 1
    refused(session.check, "the input 'batch0' has no value to check with")
    refused(lambda: pipemlir.load(FOLDER), "manifest.json")
    refused(lambda: pipemlir.load(session.path, transport="pigeons"), "pigeons")
    refused(lambda: pipemlir.load(session.path, timeout=0), "the timeout is 0, but must be more than 0 seconds")
    refused(lambda: pipemlir.load(session.path, replicas=0), "replicas is 0, but must be at least 1")
    session.close()
    refused(session.begin, "is closed")
    with open(place("broken.safetensors"), "wb") as file:
        file.write(b"\x10\0\0\0\0\0\0\0{")
    refused(lambda: tensor_files.read(place("broken.safetensors")), "broken.safetensors: is no safetensors file")
    refused(lambda: tensor_files.save(place("c.safetensors"), {"c": np.zeros(2, complex)}), "'c' is of type complex128")


def failing():
    """A step that fails says why, and a session is refused nothing after it but the end."""
    session = pipemlir.compile(os.path.join(INPUTS, "..", "..", "Session", "Inputs", "gather.mlir"),
                               cache=place("cache"), mode="infer", ranks=1, micro_batches=2, schedule="forward-only")
    session.parameters["w"] = np.ones((8, 4), np.float32)
    assert (session.step({"x": np.int64([0, 7, 3, 3])})["sum"] == 8).all()
    error = refused(lambda: session.step({"x": np.int64([0, 7, 3, 8])}), "the run failed", "8")
    assert error.status == 8
    refused(lambda: session.step({"x": np.int64([0, 7, 3, 3])}), "the session has failed")


def looking_for_tools():
    session_folder = os.environ.pop("PIPEMLIR_HOME", None)
    try:
        os.environ["PIPEMLIR_HOME"] = FOLDER
        refused(lambda: pipemlir.plan(schedule="1f1b", ranks=2, micro_batches=2),
                f"there is no bin/pipe-plan in '{FOLDER}', which PIPEMLIR_HOME names")
        del os.environ["PIPEMLIR_HOME"]
        path, os.environ["PATH"] = os.environ["PATH"], FOLDER
        refused(lambda: pipemlir.plan(schedule="1f1b", ranks=2, micro_batches=2), "of this package; let PIPEMLIR_HOME")
        os.environ["PATH"] = path
    finally:
        if session_folder:
            os.environ["PIPEMLIR_HOME"] = session_folder


for test in (same_as_pipe_run, train, overlap, batches, what_ranks_did, compiling, another_bundle_in_the_place, planning, refusing, failing,
             looking_for_tools):
    test()
    print(f"{test.__name__}: ok")
