# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Time from the start of pipe-run to the first task of each rank, as threads of one process and as processes:
start.py BUNDLE DATA [RUNS]

The report of a run that fails on purpose in the first task of rank 0 has the time of that task, by the clock that this
script reads, too. DATA has parameters and inputs.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def measure(bundle, data, options, folder):
    with open(os.path.join(bundle, "manifest.json")) as file:
        manifest = json.load(file)
    with open(os.path.join(bundle, "schedule.csv")) as file:
        stage, _, micro_batch = file.readline().split(",")[0].strip().partition("F")
    task = next(i for i, task in enumerate(manifest["tasks"]) if (task["stage"], task["kind"]) == (int(stage), "F"))
    begin = time.clock_gettime_ns(time.CLOCK_MONOTONIC)
    subprocess.run(["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--report={folder}", *options],
                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                   env={**os.environ, "PIPERT_TEST_FAIL": f"0:{task}:{micro_batch}"})
    with open(os.path.join(folder, "events.json")) as file:
        events = json.load(file)["ranks"][0]["events"]
    return (events[-1]["start_ns"] - begin) * 1e-6


def main(bundle, data, runs=10):
    with open(os.path.join(bundle, "manifest.json")) as file:
        ranks = json.load(file)["ranks"]
    for name, options in (("1 process", []), (f"{ranks} processes", [f"--processes={ranks}"])):
        with tempfile.TemporaryDirectory() as folder:
            times = sorted(measure(bundle, data, options, folder) for _ in range(int(runs)))
        print(f"{ranks} ranks, {name}: first task after {times[0]:.0f} ms (fastest), "
              f"{statistics.median(times):.0f} ms (median)")


if __name__ == "__main__":
    main(*sys.argv[1:])
