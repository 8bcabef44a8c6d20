# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the control plane takes while a training runs as processes: control_plane.py BUNDLE DATA [SECONDS]

CPU time of the threads of each process during some seconds, as the kernel counts it: of the control plane and the
watchdog, which says where ranks stand, beside that of all threads. DATA has parameters and inputs.
"""

import collections
import json
import os
import subprocess
import sys
import time


def find_children(parent):
    with open(f"/proc/{parent}/task/{parent}/children") as file:
        return list(map(int, file.read().split()))


def read_times(process):
    """Seconds on a core, by the names of threads."""
    times = collections.Counter()
    for thread in os.listdir(f"/proc/{process}/task"):
        with open(f"/proc/{process}/task/{thread}/comm") as file:
            name = file.read().strip()
        with open(f"/proc/{process}/task/{thread}/schedstat") as file:
            times[name] += int(file.read().split()[0]) * 1e-9
    return times


def main(bundle, data, seconds=10):
    with open(os.path.join(bundle, "manifest.json")) as file:
        ranks = json.load(file)["ranks"]
    run = subprocess.Popen(["pipe-run", bundle, f"--parameters={data}", f"--inputs={data}", f"--processes={ranks}",
                            "--steps=1000000000", "--repeat"], stdout=subprocess.DEVNULL,
                           stderr=subprocess.DEVNULL)
    children = []
    while len(children) < ranks:
        children = find_children(run.pid)
        time.sleep(0.01)
    time.sleep(2)
    before = {child: read_times(child) for child in children}
    time.sleep(float(seconds))
    for rank, child in enumerate(children):
        spent = read_times(child)
        spent.subtract(before[child])
        control = spent["pipert-control"] + spent["pipert-watchdog"]
        print(f"rank {rank}: control plane {control / float(seconds) * 1e3:.2f} ms a second, "
              f"{control / spent.total():.3%} of what the process takes")
    run.kill()


if __name__ == "__main__":
    main(*sys.argv[1:])
