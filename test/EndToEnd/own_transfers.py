# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs schedules with sends and receives of their own: own_transfers.py FOLDER MODEL"""

import pathlib
import subprocess
import sys

folder, model = (pathlib.Path(argument) for argument in sys.argv[1:])


def run(*command):
    subprocess.run([str(word) for word in command], check=True, stdout=subprocess.DEVNULL)


def train(schedule, name, *options):
    bundle = folder / f"{name}.pipe"
    run("pipe-compile", model / "joint.linalg.mlir", "--batch=batch0,batch1",
        "-o", bundle, f"--schedule={schedule}", *options)
    gradients = []
    for transport in ("threads", "guarded"):
        file = folder / f"{name}-{transport}.safetensors"
        data = model / "reference.safetensors"
        run("pipe-run", bundle, f"--parameters={data}", f"--inputs={data}",
            f"--transport={transport}", f"--write-gradients={file}", "--check")
        gradients.append(file.read_bytes())
    assert gradients[0] == gradients[1], schedule
    return bundle, gradients[0]


for schedule, ranks, stages in (("1f1b", 3, 1), ("zb-h1", 3, 1), ("interleaved-1f1b", 2, 2),
                                ("zbv", 2, 2), ("chimera", 2, 1)):
    sizes = (f"--ranks={ranks}", "--micro-batches=8", f"--virtual-stages={stages}")
    _, expected = train(schedule, schedule, *sizes)
    file = folder / f"{schedule}.csv"
    run("pipe-plan", "show", f"--schedule={schedule}", *sizes, f"--csv={file}",
        "--csv-level=comm")
    assert "SEND_F" in file.read_text()
    bundle, gradients = train(file, f"{schedule}-own")
    assert gradients == expected, f"{schedule}: sends and receives change the gradients"
    assert (bundle / "schedule.csv").read_bytes() == file.read_bytes()
    print("ok", schedule)
