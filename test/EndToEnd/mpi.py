# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs that the mpirun of an MPI starts: mpi.py WHAT MPI MPIRUN FOLDER [TRIALS]

MPI is openmpi or mpich, MPIRUN its launcher, and WHAT one of
  same     several models and schedules, with 2 and 4 ranks, by the transports mpi and sockets:
           what is printed by --check and written has the bits of the threads of one process.
  refused  what is no run of that MPI.
  kills    SIGKILL for a rank of a training, TRIALS times: all others leave within 5 s, with a status
           that is not 0. No report names another rank.
  freezes  SIGSTOP for a rank of a training, with --timeout=3, TRIALS times: the same within 10 s, and
           a report names the rank.
"""

import os
import re
import shutil
import signal
import subprocess
import sys
import time

import grid
import processes
import safetensors_file as safetensors
from processes import expect, fail, find_port, is_running

CASES = [("jax_mlp", (2, 8, "1f1b", 1)), ("jax_gpt", (2, 8, "interleaved-1f1b", 2)), ("jax_gpt", (4, 8, "zb-h1", 1)),
         ("jax_gpt", (4, 3, "gpipe", 1))]
# For more processes than cores, and in containers.
OPTIONS = {"openmpi": ["--oversubscribe", "--allow-run-as-root"], "mpich": []}
RANKS = {"openmpi": "OMPI_COMM_WORLD_RANK", "mpich": "PMI_RANK"}
OTHER = {"openmpi": "mpich", "mpich": "openmpi"}


class Mpi:
    """An MPI and its launcher."""

    def __init__(self, name, launcher):
        self.name, self.launcher = name, launcher
        self.environment = {**os.environ, "PIPERT_TOKEN": "a secret"}

    def wrap(self, command, ranks):
        return [self.launcher, *OPTIONS[self.name], "-n", str(ranks), *command,
                f"--rendezvous=127.0.0.1:{find_port()}"]

    def run(self, command, ranks):
        done = subprocess.run(self.wrap(command, ranks), env=self.environment, capture_output=True, text=True,
                              timeout=100)
        if done.returncode:
            fail(f"{' '.join(command)}: exit status {done.returncode}", done.stderr + done.stdout)
        return done.stdout

    def find_ranks(self, launcher):
        """The processes that a launcher has started, by rank."""
        parents, found = {}, {}
        for name in filter(str.isdigit, os.listdir("/proc")):
            try:
                with open(f"/proc/{name}/stat") as file:
                    parents[int(name)] = int(file.read().rpartition(")")[2].split()[1])
            except OSError:
                continue
        for process in parents:
            above = process
            while above not in (0, launcher):
                above = parents.get(above, 0)
            try:
                with open(f"/proc/{process}/environ", "rb") as file:
                    variables = dict(line.split(b"=", 1) for line in file.read().split(b"\0") if b"=" in line)
                with open(f"/proc/{process}/comm") as file:
                    is_ours = file.read() == "pipe-run\n"
            except OSError:
                continue
            rank = variables.get(RANKS[self.name].encode())
            if above == launcher and is_ours and rank is not None:
                found[int(rank)] = process
        return found


def same(mpi, folder, _):
    for model, case in CASES:
        ranks, micro_batches, schedule, virtual_stages = case
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)
        bundle = os.path.join(folder, "model.pipe")
        grid.run("pipe-compile", os.path.join(grid.MODELS, model, "joint.linalg.mlir"), "-o", bundle,
                 f"--ranks={ranks}", f"--micro-batches={micro_batches}", f"--schedule={schedule}",
                 f"--virtual-stages={virtual_stages}", "--batch=batch0,batch1")
        reference = safetensors.load(os.path.join(grid.MODELS, model, "reference.safetensors"))
        parameters, inputs = grid.write_inputs(reference, micro_batches, folder)
        said = {}
        for transport in ("threads", "mpi", "sockets"):
            path = os.path.join(folder, "of one")
            shutil.rmtree(path, ignore_errors=True)
            os.makedirs(path)
            command = ["pipe-run", bundle, f"--parameters={parameters}", f"--inputs={inputs}", "--check",
                       f"--transport={transport}", f"--write-gradients={path}/gradients.safetensors",
                       f"--write-outputs={path}/outputs.safetensors"]
            out = (grid.run(*command) if transport == "threads" else
                   mpi.run([*command, f"--processes={ranks}"], ranks))
            said[transport] = (out, processes.read_all(path))
        for transport, found in said.items():
            if found != said["threads"]:
                fail(f"{model} {case}: {transport} differs from threads", found[0] + said["threads"][0])
        if len(said["threads"][1]) != 2:
            fail("not all files were compared")
        print(f"{model}: {ranks} ranks, {schedule}: the bits of threads")
    print("ok: mpi gives the bits of threads")


def refused(mpi, folder, _):
    runs = processes.Runs(folder, (2, "1f1b", 1))
    command = runs.command("--processes=2", transport="mpi")
    # Each process is alone in its MPI.
    expect(command, 4, r"rank [01] of 2 processes is rank 0 of 1 in .*: start the run with the launcher of this MPI, as in "
                       r"mpirun -n 2,", {"PIPERT_MPI": mpi.name})
    print("ok: runs without a launcher are refused")
    if shutil.which(f"mpirun.{OTHER[mpi.name]}"):
        done = processes.run(mpi.wrap(command, 2), env={**mpi.environment, "PIPERT_MPI": OTHER[mpi.name]})
        if done.returncode == 0 or "processes is rank 0 of 1 in" not in done.stderr:
            fail(f"status {done.returncode}", done.stderr)
    print("ok: another MPI than that of the launcher is refused")
    expect(command, 4, "PIPERT_MPI is 'lam', not openmpi or mpich", {"PIPERT_MPI": "lam"})
    # Without other processes no MPI is needed.
    done = processes.run(runs.command(transport="mpi"), env={**os.environ, "PIPERT_MPI": "lam"})
    if done.returncode:
        fail("a run in one process needs an MPI", done.stderr)
    print("ok: one process needs no MPI")


def disturb(mpi, runs, rank, number, limit, options):
    """Does something to a rank of a training, and returns what was said."""
    command = runs.command(f"--processes={runs.ranks}", *processes.ENDLESS, *options, transport="mpi")
    process = subprocess.Popen(mpi.wrap(command, runs.ranks), env=mpi.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    process.stdout.readline()  # A step is done.
    ranks = mpi.find_ranks(process.pid)
    if len(ranks) != runs.ranks:
        fail(f"{len(ranks)} ranks were found")
    os.kill(ranks[rank], number)
    begin = time.monotonic()
    try:
        _, said = process.communicate(timeout=limit + 20)
    except subprocess.TimeoutExpired:
        for each in filter(is_running, [*ranks.values(), process.pid]):
            os.kill(each, signal.SIGKILL)
        fail(f"rank {rank}: nothing ends within {limit + 20} s")
    seconds = time.monotonic() - begin
    if process.returncode == 0 or seconds > limit:
        fail(f"rank {rank}: status {process.returncode} after {seconds:.1f} s", said)
    end = time.monotonic() + 2
    while left := [each for each in ranks.values() if is_running(each)]:
        if time.monotonic() > end:
            fail(f"rank {rank}: left behind {left}", said)
        time.sleep(0.01)
    print(f"rank {rank}: status {process.returncode} after {seconds:.1f} s\n{said}", file=sys.stderr)
    return said


def trials_of(folder, count):
    """Yields a run and a rank of it, as often; of all schedules if it is often enough."""
    cases = [(3, "1f1b", 1), *processes.CASES]
    for trial in range(count):
        if trial % 6 == 0:
            runs = processes.Runs(folder, cases[trial // 6 % len(cases)])
        yield runs, trial % runs.ranks


def kills(mpi, folder, trials):
    for runs, rank in trials_of(folder, trials):
        said = disturb(mpi, runs, rank, signal.SIGKILL, 5, [])
        # The launcher ends the others, who may or may not have the time for a report.
        reports = set(re.findall(r"error: the run failed: (.*)\n", said))
        if reports - {f"rank {rank}: its process has ended"}:
            fail(f"a report does not name rank {rank}", said)
        if mpi.name == "openmpi" and not reports and not re.search(f"process rank {rank} .* exited on signal 9", said):
            fail(f"nobody names rank {rank}", said)
    print("ok: all others have left, and nobody else is named")


def freezes(mpi, folder, trials):
    for runs, rank in trials_of(folder, trials):
        said = disturb(mpi, runs, rank, signal.SIGSTOP, 10, ["--timeout=3"])
        # The frozen one may be woken by the launcher, and say what it sees then.
        if not re.search(rf"error: the run failed: rank {rank}: its process has said nothing for \d\.\d s\n", said):
            fail(f"no report names rank {rank}", said)
    print("ok: all have ended, and the culprit is named")


if __name__ == "__main__":
    {"same": same, "refused": refused, "kills": kills, "freezes": freezes}[sys.argv[1]](
        Mpi(sys.argv[2], sys.argv[3]), sys.argv[4], int(sys.argv[5]) if len(sys.argv) > 5 else 3)
