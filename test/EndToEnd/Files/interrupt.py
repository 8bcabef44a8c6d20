# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Signals in the middle of a compile: interrupt.py MODEL FOLDER

Sends SIGINT, SIGTERM and SIGHUP at moments spread over the time that a compile
takes. It dies of the signal or is done; either way FOLDER holds a whole bundle
under the name, or none where there was none, and nothing else. A signal that was
ignored before stays ignored. Nothing is left among the temporary files either.
"""

import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time

FILES = ["manifest.json", "model.so", "schedule.csv"]


def start(model, folder, **options):
    command = ["pipe-compile", model, "-o", os.path.join(folder, "m.pipe"), "--ranks=2", "--micro-batches=4",
               "--batch=batch0,batch1", "--generic-cpu"]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, **options)


def wait_for_folder(run, folder, known):
    """Waits until the folder to be filled is there, or the compile has ended."""
    while run.poll() is None and set(os.listdir(folder)) == known:
        time.sleep(0.002)


def check(run, folder, existed, number):
    _, errors = run.communicate(timeout=300)
    assert run.returncode in (0, -number), (run.returncode, errors)
    assert errors == b"", errors
    found = os.listdir(folder)
    assert found == ["m.pipe"] or (found == [] and not existed), found
    if found:
        assert sorted(os.listdir(os.path.join(folder, "m.pipe"))) == FILES
    return run.returncode != 0


def main(model, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    begin = time.monotonic()
    assert start(model, folder).wait(300) == 0
    whole = time.monotonic() - begin
    choose = random.Random(1)
    killed = 0
    for i, number in enumerate(2 * (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)):
        existed = i % 2 == 1
        if not existed:
            shutil.rmtree(os.path.join(folder, "m.pipe"), ignore_errors=True)
        run = start(model, folder)
        # From where there is something to be left behind.
        wait_for_folder(run, folder, {"m.pipe"} if os.path.exists(os.path.join(folder, "m.pipe")) else set())
        time.sleep(choose.uniform(0, 0.5) * whole)
        run.send_signal(number)
        killed += check(run, folder, os.path.exists(os.path.join(folder, "m.pipe")) and existed, number)
    assert os.listdir(os.environ["TMPDIR"]) == []
    print(f"{killed} of 6 compiles died of their signal")
    assert killed > 0
    run = start(model, folder, preexec_fn=lambda: signal.signal(signal.SIGHUP, signal.SIG_IGN))
    wait_for_folder(run, folder, {"m.pipe"} if os.path.exists(os.path.join(folder, "m.pipe")) else set())
    run.send_signal(signal.SIGHUP)
    assert not check(run, folder, True, signal.SIGHUP)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as temporary:
        os.environ["TMPDIR"] = temporary
        main(*sys.argv[1:])
