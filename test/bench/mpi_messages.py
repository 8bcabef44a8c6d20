# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""How long does a message between two processes take, against MPI alone?

  python3 test/bench/mpi_messages.py [--lib=build/dev/lib] [--transport=mpi] [MPI...]

For each MPI that is here (openmpi, mpich) builds mpi_messages.c with its mpicc and starts two
processes with its mpirun. They send messages of several sizes to and fro, in turns by MPI alone
and through libpipert: medians of a message one way, and of the ratios of the turns with their
quartiles.
"""

import argparse
import os
import shutil
import subprocess
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
OPTIONS = {"openmpi": ["--oversubscribe", "--allow-run-as-root", "--bind-to", "none"], "mpich": []}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lib", default=os.path.join(ROOT, "build", "dev", "lib"))
    parser.add_argument("--transport", default="mpi")
    parser.add_argument("mpis", nargs="*", default=list(OPTIONS), metavar="MPI")
    options = parser.parse_args()
    library = os.path.abspath(options.lib)
    with tempfile.TemporaryDirectory() as folder:
        for mpi in options.mpis:
            if not shutil.which(f"mpicc.{mpi}"):
                print(f"{mpi}: not here")
                continue
            program = os.path.join(folder, mpi)
            subprocess.run([f"mpicc.{mpi}", "-std=gnu11", "-O2", "-Wall", "-Wextra",
                            f"-I{ROOT}/runtime/include", "-o", program,
                            os.path.join(ROOT, "test", "bench", "mpi_messages.c"), f"-L{library}",
                            f"-Wl,-rpath,{library}", "-lpipert"], check=True)
            print(f"{mpi}:", flush=True)
            subprocess.run([f"mpirun.{mpi}", *OPTIONS[mpi], "-n", "2", program, options.transport], check=True)


if __name__ == "__main__":
    main()
