# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Schedules from files: schedule_files.py MODEL REFERENCE FOLDER

Files of any name and every form that is read, each compiled and run against the
unpartitioned model; files that are refused, with the same message by all tools
and the place in the file.
"""

import os
import re
import shutil
import subprocess
import sys

sys.path.insert(0, os.path.join(os.path.dirname(__file__), ".."))
import safetensors_file as safetensors
from grid import write_inputs

GOOD = b"0F0,0F1,0B0,0B1\n1F0,1B0,1F1,1B1\n"
# name of the file -> its bytes
READ = {
    "ok.CSV": GOOD,
    "noext": GOOD,
    "with space.txt": GOOD,
    "mark.csv": b"\xef\xbb\xbf" + GOOD,
    "crlf.csv": GOOD.replace(b"\n", b"\r\n"),
    "commas.csv": GOOD.replace(b"\n", b",,\n") + b"  \n\n",
    "quoted.csv": b'"0F0","0F1","0B0", 0B1\n1F0,1B0,1F1,1B1',
    "overlap.csv": b"0F0,0F1,0B0,0B1\n1F0,(1F1;1B0)OVERLAP_F_B,1B1\n",
    "overlap_transfers.csv": b"0F0,0SEND_F0,0F1,0SEND_F1,0RECV_B0,0B0,0RECV_B1,0B1\n"
                             b"1RECV_F0,1F0,1RECV_F1,( 1F1 ; 1B0 )OVERLAP_F_B,1SEND_B0,1B1,1SEND_B1\n",
    "uneven.csv": b"0F0,0B0,0F1,0B1\n1F0,2F0,2B0,1B0,1F1,2F1,2B1,1B1\n",
    "uneven_first.csv": b"0F0,2F0,0F1,2B0,2F1,0B0,2B1,0B1\n1F0,1F1,1B0,1B1\n",
}
# name -> bytes, place and reason
REFUSED = {
    "cell.csv": (b"0F0,0X0\n", ":1:2: '0X0' is not an action such as 0F3"),
    "empty": (b"", ":1: row 1 has no actions"),
    "gap.csv": (GOOD.replace(b"\n1", b"\n\n1"), ":2: row 2 has no actions"),
    "nul": (b"\0\x01\xff\xfe" * 1000, ":1:1: '"),
    "line": (b"x" * 3_000_000, ":1:1: '" + 32 * "x" + "...' is not an action"),
    "pair.csv": (b"0F0,(0F1;0SEND_F0)OVERLAP_F_B\n", ":1:2: '.*' is no pair .*: '0SEND_F0' is no action"),
    "half.csv": (b"0F0,(0F1;0B0)\n", ":1:2: '.*' is no pair such as"),
    "ranks.csv": (b"0F0,0B0\n0F1,0B1\n", ":2:1: '0F1' puts stage 0 on rank 1"),
    "versions_first.csv": (b"# versions: stash\n0F0,0B0,0U0\n", ":1: '# versions: stash' is no row of actions"),
    "versions_more.csv": (b"0F0,0B0,0U0\n# versions: stash,0F1\n", ":2: nothing may follow '# versions: stash'"),
}
# Read, but no pipeline can run it: found by pipe-plan check and by the pass.
CIRCLE = b"0F0,0B0,0F1,0B1\n1F1,1B1,1F0,1B0\n"
MIXED = b"0F0,0B0,0U0,0F1,0B1,,0U\n1F0,1B0,1U0,1F1,1B1,1U1\n"


def run(*command):
    return subprocess.run(command, capture_output=True, text=True, timeout=300)


def write(folder, name, data):
    path = os.path.join(folder, name)
    with open(path, "wb") as f:
        f.write(data)
    return path


def refused(command, pattern, status=1):
    done = run(*command)
    assert done.returncode == status, (command, done)
    assert re.search(pattern, done.stderr), (command, pattern, done.stderr)
    assert done.stderr.count("error: ") == 1, (command, done.stderr)


def main(model, reference, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    bundle = os.path.join(folder, "m.pipe")
    parameters, inputs = write_inputs(safetensors.load(reference), 2, folder)

    def compile_with(schedule, *options):
        return ["pipe-compile", model, "-o", bundle, f"--schedule={schedule}", "--generic-cpu", *options]

    for name, data in READ.items():
        path = write(folder, name, data)
        assert run("pipe-plan", "check", path).returncode == 0, name
        assert run("pipe-plan", "show", f"--schedule={path}").returncode == 0, name
        done = run(*compile_with(path))
        assert done.returncode == 0, (name, done.stderr)
        done = run("pipe-run", bundle, f"--parameters={parameters}", f"--inputs={inputs}", "--check")
        assert done.returncode == 0 and " bit-equal, largest relative difference 0\n" in done.stdout, (name, done)
        shutil.rmtree(bundle)
    for name, (data, pattern) in REFUSED.items():
        path = write(folder, name, data)
        pattern = "error: " + re.escape(path) + pattern
        refused(["pipe-plan", "check", path], pattern)
        refused(["pipe-plan", "show", f"--schedule={path}"], pattern)
        refused(compile_with(path), pattern)
    show = ["pipe-plan", "show", "--ranks=2", "--micro-batches=2"]
    numbers = ["--ranks=2", "--micro-batches=2"]
    for schedule, pattern in ((folder, re.escape(folder) + ": is a folder and no schedule"),
                              ("/dev/null", "/dev/null: is no regular file"),
                              ("absent.csv", "unknown schedule 'absent.csv', and there is no such file"),
                              ("1F1B", "unknown schedule '1F1B', and there is no such file; known schedules: gpipe, 1f1b")):
        refused([*show, f"--schedule={schedule}"], "^pipe-plan: error: " + pattern)
        refused(compile_with(schedule, *numbers), "^pipe-compile: error: " + pattern)
    good = os.path.join(folder, "noext")
    wrong = re.escape(good) + ": the number of ranks is 2, but --ranks says 3"
    refused(["pipe-plan", "show", f"--schedule={good}", "--ranks=3"], wrong)
    refused(compile_with(good, "--ranks=3"), wrong)
    circle = write(folder, "circle.csv", CIRCLE)
    refused(["pipe-plan", "check", circle], "^pipe-plan: error: .*circle.csv' deadlocks: .*\n(.*\n)*  note: " + re.escape(circle) + ":2:1: 1F1", status=3)
    refused(compile_with(circle), "^" + re.escape(circle) + ":\\d:\\d: error: .*\n(.*\n)*.*" + re.escape(circle) + ":2:1: note: this is 1F1")
    mixed = write(folder, "mixed.csv", MIXED)
    reason = "rank 0, position 5: 0U is an update of no micro-batch, but the schedule has others that follow one"
    refused(["pipe-plan", "check", mixed], f"^pipe-plan: error: {re.escape(mixed)}: {reason}\n  note: {re.escape(mixed)}:1:7: 0U\n", status=3)
    refused(compile_with(mixed, "--optimizer=sgd"), f"^{re.escape(mixed)}:1:7: error: {reason}\n")
    assert "m.pipe" not in os.listdir(folder)
    print(f"{len(READ)} files read, {len(REFUSED) + 7} refused")


if __name__ == "__main__":
    main(*sys.argv[1:])
