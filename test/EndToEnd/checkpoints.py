# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Ends trainings of jax_mlp in all ways and goes on from their checkpoints: checkpoints.py WHAT FOLDER

WHAT is one of
  kills    SIGKILL at 50 random moments of a training that writes a checkpoint behind every
           step, each followed by --resume, until it is through. Nothing is ever broken, no
           more than two steps are lost, and in the end all bits are those of one run.
  signals  SIGTERM at random moments, and two SIGINT: nothing unfinished is left. One SIGINT:
           the run has a checkpoint of its last step, and --resume goes on with it.
  others   what P = 3 has saved goes on with P = 2 and other schedules, and the other way
           round: the same bits. Other models, micro-batches and optimizers are refused.
  full     files cannot grow, or the disk is full: the run ends with status 4 and names the
           step, or goes on with warnings; what was there before is whole.
"""

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import time

import training as trainings

# All of a run, as far as they are the same in all.
OPTIONS = ["--repeat", "--shuffle-seed=4", "--learning-rate-schedule=cosine", "--schedule-steps=4000"]
OPTIMIZER = ["--optimizer=adamw", "--learning-rate=0.01"]
UNFINISHED = re.compile(r"step_\d{8}\.[0-9a-f]{8}")


class Runs:
    """Runs of one bundle with a folder of checkpoints."""

    def __init__(self, folder, case=(2, "1f1b", 1)):
        shutil.rmtree(folder, ignore_errors=True)
        self.training, _, _ = trainings.make_mlp(folder)
        self.checkpoints, self.transport = self.training.path("checkpoints"), "threads"
        self.compile(case)

    def compile(self, case, options=OPTIMIZER):
        self.bundle = self.training.compile(case, list(options))

    def command(self, steps, *options):
        """With a transport, so that this is one process (see Inputs/pipe-run)."""
        return ["pipe-run", self.bundle, f"--parameters={self.training.path('parameters.safetensors')}",
                f"--inputs={self.training.path('inputs.safetensors')}", f"--steps={steps}",
                f"--transport={self.transport}", *OPTIONS, *options]

    def save(self, steps, *options):
        return self.command(steps, f"--checkpoint={self.checkpoints}", *options)

    def list(self):
        """The names in the folder of checkpoints."""
        return sorted(os.listdir(self.checkpoints)) if os.path.exists(self.checkpoints) else []

    def read(self, step):
        """The bytes of a checkpoint's parameters and states."""
        folder = os.path.join(self.checkpoints, f"step_{step:08}")
        return [trainings.read(os.path.join(folder, f"{n}.safetensors")) for n in ("parameters", "state")]

    def whole(self, steps):
        """Those of one run."""
        paths = [self.training.path("whole.safetensors"), self.training.path("whole.state.safetensors")]
        trainings.run(*self.command(steps, f"--write-parameters={paths[0]}", f"--write-state={paths[1]}"))
        return [trainings.read(path) for path in paths]


def run(command, status=0, **options):
    """Runs a command; returns its stdout and stderr."""
    result = subprocess.run(command, capture_output=True, text=True, timeout=300, **options)
    assert result.returncode == status, (command, result.returncode, result.stderr, result.stdout)
    return result.stdout, result.stderr


def said_steps(text):
    return [int(line.split()[1]) for line in text.splitlines() if re.fullmatch(r"step \d+ loss \S+", line)]


def end_by(command, number, delay, times=1):
    """Starts a run and sends it a signal `delay` seconds after its first step. Returns status, stdout, stderr."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL))  # lit ignores it
    try:
        first = process.stdout.readline()
        time.sleep(delay)
        for _ in range(times):
            process.send_signal(number)
            time.sleep(0.001)
        out, err = process.communicate(timeout=60)
    finally:
        process.kill()
    return process.returncode, first + out, err


def check_kills(folder):
    steps, choose = 300, random.Random(1)
    runs = Runs(folder)
    command = runs.save(steps, "--checkpoint-every=1", "--resume")
    whole = runs.whole(steps)
    kills = left = last = trained = 0
    while kills < 50 or trained == 0:
        process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if kills < 50:
            if kills % 10:  # Else somewhere, while it begins as well.
                process.stdout.readline()
            time.sleep(choose.uniform(0, 0.2))
            process.kill()
        out, err = process.communicate(timeout=300)
        assert "warning" not in err and "error" not in err, err
        resumed = re.search(r"going on with step (\d+) of", err)
        # A checkpoint is on the disk before the one behind it is begun.
        begins = resumed or "no checkpoint" in err
        assert not begins or (int(resumed[1]) if resumed else 1) >= last - 1, (err, last)
        last = max([last, *said_steps(out)])
        unfinished = [name for name in runs.list() if UNFINISHED.fullmatch(name)]
        if process.returncode == 0:  # It is through; more kills are for another one.
            assert runs.list() == [f"step_{steps - 1:08}", f"step_{steps:08}"], runs.list()
            assert runs.read(steps) == whole, "other bits"
            shutil.rmtree(runs.checkpoints)
            trained, last = trained + 1, 0
            continue
        assert process.returncode == -signal.SIGKILL, (kills, process.returncode, err)
        assert len(unfinished) <= 2, unfinished
        kills, left = kills + 1, left + bool(unfinished)
    assert left > 0, "no run was ended while it wrote"
    print(f"killed {kills} runs, {left} of them while they wrote")
    print("ok: the same bits as one run")


def check_signals(folder):
    choose = random.Random(2)
    runs = Runs(folder)
    command = runs.save(1000000, "--checkpoint-every=1", "--resume")
    for number, times in 8 * [(signal.SIGTERM, 1)] + 4 * [(signal.SIGINT, 2)]:
        status, _, err = end_by(command, number, choose.uniform(0, 0.05), times)
        # Between two signals the run may have ended by the first.
        assert status == -number or (number == signal.SIGINT and status == 130), (status, err)
        assert not [name for name in runs.list() if UNFINISHED.fullmatch(name)], runs.list()
    print("ok: signals leave nothing unfinished")
    shutil.rmtree(runs.checkpoints)
    status, out, err = end_by(runs.save(1000000, "--checkpoint-every=1000000"), signal.SIGINT, 0.05)
    done = said_steps(out)[-1]
    assert status == 130 and err == f"pipe-run: interrupted: ended after step {done} of 1000000\n", (status, err)
    assert runs.list() == [f"step_{done:08}"], runs.list()
    steps = done + 5
    _, err = run(runs.save(steps, "--resume"))
    assert err.endswith(f"step_{done:08}: going on with step {done + 1} of {steps}\n"), err
    assert runs.read(steps) == runs.whole(steps), "other bits"
    print("ok: SIGINT leaves a checkpoint of the last step")


def check_others(folder):
    cases = [(3, "1f1b", 1), (2, "1f1b", 1), (2, "zbv", 2), (1, "1f1b", 1), (3, "interleaved-1f1b", 2)]
    runs = Runs(folder, cases[0])
    whole = runs.whole(2 * len(cases))
    for i, case in enumerate(cases):
        runs.compile(case)
        runs.transport = ("threads", "guarded")[i % 2]
        run(runs.save(2 * i + 2, "--resume"))
    assert runs.read(2 * len(cases)) == whole, "other bits"
    print(f"ok: {len(cases)} pipelines go on with each other's checkpoints, the same bits as one run")
    steps = 2 * len(cases)
    newest = os.path.join(runs.checkpoints, f"step_{steps:08}")
    resume = lambda: run(runs.save(steps + 1, "--resume"), status=1)[1]
    runs.compile((2, "1f1b", 1), ["--optimizer=momentum", "--learning-rate=0.01"])
    err = resume()
    assert f"{newest}/state.safetensors: lacks 'momentum." in err, err
    runs.training.micro_batches = 2
    runs.compile((2, "1f1b", 1))
    err = resume()
    assert f"{newest}: its run took other data: the number of rows a step was 16 and is 8;" in err, err
    other = trainings.Training(folder, os.path.join(trainings.MODELS, "torch_gpt", "joint.linalg.mlir"), 4)
    reference = os.path.join(trainings.MODELS, "torch_gpt", "reference.safetensors")
    err = run(["pipe-run", other.compile((2, "1f1b", 1), OPTIMIZER), f"--inputs={reference}", "--repeat",
               f"--parameters={reference}", "--steps=99", "--transport=threads", f"--checkpoint={runs.checkpoints}",
               "--resume"], status=1)[1]
    assert re.search(r": is a checkpoint of another model than \S+: it lacks the parameters '.*, and has '", err), err
    print("ok: others are refused")


LIMIT = """import os, resource, signal, sys
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10000, 10000))
os.execvp(sys.argv[1], sys.argv[1:])"""


def check_full(folder):
    runs = Runs(folder)
    run(runs.save(2))
    assert runs.list() == ["step_00000002"]
    limited = lambda *options: [sys.executable, "-c", LIMIT, *runs.save(*options)]
    out, err = run(limited(100000, "--checkpoint-every=2", "--resume", "--keep=1"), status=4)
    done = said_steps(out)[-1]
    assert 4 <= done < 100000 and re.search(
        rf"^pipe-run: error: ended after step {done}: cannot write the checkpoint of step 4: \S*/step_00000004\.\w+/"
        r"parameters\.safetensors: cannot write: File too large$", err, re.M), err
    assert runs.list() == ["step_00000002"], runs.list()
    out, err = run(limited(6, "--checkpoint-every=2", "--resume", "--on-checkpoint-failure=continue"))
    assert said_steps(out) == [3, 4, 5, 6], out
    warnings = re.findall(r"^pipe-run: warning: cannot write the checkpoint of step (\d):", err, re.M)
    assert warnings == ["4", "6"], err
    assert runs.list() == ["step_00000002"], runs.list()
    run(runs.save(6, "--resume"))
    assert runs.read(6) == runs.whole(6), "other bits"
    print("ok: files that cannot grow")
    check_full_disk(runs)


def check_full_disk(runs):
    """On a disk of 200 KiB: two checkpoints fit, three do not."""
    disk = runs.training.path("disk")
    os.mkdir(disk)
    inside = f"mount -t tmpfs -o size=200k none {disk} && "
    namespace = next((n for n in (["unshare", "-m"], ["unshare", "-rm"]) if not subprocess.run(
        [*n, "sh", "-c", inside + "true"], capture_output=True).returncode), None)
    if not namespace:
        print("skipped: a full disk, for nothing can be mounted here")
        return
    runs.checkpoints = os.path.join(disk, "checkpoints")
    script = inside + f'{{ "$@"; status=$?; ls {runs.checkpoints}; exit $status; }}'
    command = lambda *options: [*namespace, "sh", "-c", script, "sh", *runs.save(*options)]
    # What else was asked for is written.
    parameters = runs.training.path("trained.safetensors")
    out, err = run(command(9, "--checkpoint-every=1", f"--write-parameters={parameters}"), status=4)
    assert "cannot write the checkpoint of step 3: " in err and "No space left on device" in err, err
    assert out.endswith("\nstep_00000001\nstep_00000002\n"), out
    assert trainings.read(parameters) == runs.whole(said_steps(out)[-1])[0], "other bits"
    out, err = run(command(5, "--checkpoint-every=1", "--keep=1"))
    assert err == "" and out.endswith("\nstep_00000005\n"), (out, err)
    print("ok: a full disk")


if __name__ == "__main__":
    {"kills": check_kills, "signals": check_signals, "others": check_others, "full": check_full}[sys.argv[1]](sys.argv[2])
