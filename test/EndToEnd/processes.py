# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs of jax_mlp whose ranks are processes: processes.py WHAT FOLDER [TRIALS [TRANSPORT]]

TRANSPORT is what connects processes, sockets unless said otherwise. WHAT is one of
  same     gradients, outputs, trained parameters, states, losses and checkpoints have the bits
           of the threads of one process, for several numbers of ranks and schedules; also where
           somebody else starts the processes.
  checks   --check says of processes what it says of threads, for two and four ranks.
  kills    SIGKILL for a random rank at TRIALS random moments: all others leave within 5 s, the
           exit status is 4, one report names that rank, and nothing is left.
  freezes  SIGSTOP for a random rank at TRIALS random moments, with --timeout=3: the same within
           4.5 s, and the frozen process is ended.
  signals  what ends a training by hand: Ctrl-C behind its step, with status 130; SIGTERM and
           SIGKILL for the launcher, at once. Nothing is left.
  survivors  where somebody else has started the processes and one is killed, or told to end, one of
           the others says why.
  woken    the same for one that is stopped, and goes on when the others have left: it names nobody else.
  garbage  TRIALS connections to all ports that processes listen at, which say anything, disturb nothing.
  starts   what is refused before a run: contradictions, ranks that are missing, other bundles.
"""

import os
import random
import re
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time

import training as trainings

OPTIMIZER = ["--optimizer=adamw", "--learning-rate=0.01"]
ENDLESS = ["--steps=1000000", "--repeat"]
# P, schedule, V: every schedule, also asynchronous ones and those with two copies.
CASES = [(2, "1f1b", 1), (3, "gpipe", 1), (3, "zb-h1", 1), (2, "interleaved-1f1b", 2), (2, "chimera", 1), (3, "pipedream", 1),
         (2, "zbv", 2), (2, "pipedream-2bw", 1), (3, "eager-1f1b", 1), (2, "looped-bfs", 2), (3, "zb-h2", 1),
         (2, "interleaved-zb", 2), (2, "dualpipe", 1), (2, "v-half", 2), (2, "v-min", 2), (2, "dualpipev", 2),
         (2, "hanayo", 2), (3, "search", 1)]
BETWEEN = sys.argv[4] if len(sys.argv) > 4 else "sockets"


def fail(message, output=""):
    sys.exit(f"{message}\n{output}")


class Runs:
    """Runs of a bundle that trains, and of one that does not."""

    def __init__(self, folder, case):
        shutil.rmtree(folder, ignore_errors=True)
        self.training, _, _ = trainings.make_mlp(folder)
        self.bundle = self.training.compile(case, OPTIMIZER)
        self.ranks = case[0]

    def command(self, *options, transport=BETWEEN, processes=None, bundle=None):
        processes = processes or self.ranks
        several = [f"--processes={processes}"] if transport == BETWEEN else []
        return ["pipe-run", bundle or self.bundle, f"--parameters={self.training.path('parameters.safetensors')}",
                f"--inputs={self.training.path('inputs.safetensors')}", f"--transport={transport}", *several, *options]

    def start(self, *options, **arguments):
        return subprocess.Popen(self.command(*options, **arguments), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                text=True)


def find_children(parent):
    """The processes that one has started, by rank."""
    found = {}
    for name in os.listdir("/proc"):
        try:
            with open(f"/proc/{name}/stat") as file:
                ppid = int(file.read().rpartition(")")[2].split()[1])
            with open(f"/proc/{name}/cmdline", "rb") as file:
                words = file.read().split(b"\0")
        except (OSError, ValueError, IndexError):
            continue
        ranks = [int(word[7:]) for word in words if word.startswith(b"--rank=")]
        if ppid == parent and ranks:
            found[ranks[0]] = int(name)
    return found


def await_children(process, count):
    end = time.monotonic() + 20
    while time.monotonic() < end:
        children = find_children(process.pid)
        if len(children) == count:
            return children
        time.sleep(0.001)
    process.kill()
    fail("the processes do not start")


def is_running(process):
    try:
        with open(f"/proc/{process}/stat") as file:
            return file.read().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def list_leftovers():
    """Names of sockets; shared memory: files, and segments that nobody uses."""
    with open("/proc/net/unix") as file:
        names = {line.split()[-1] for line in file if "@pipert-" in line}
    with open("/proc/sysvipc/shm") as file:
        segments = [line.split() for line in file][1:]
    return names, set(os.listdir("/dev/shm")) | {f"segment {words[1]}" for words in segments if words[6] == "0"}


def disturb(runs, rng, number, limit, options):
    """Does something to a random rank of a training, at a random moment. Returns the rank, what is said, and the
    seconds until all have ended."""
    before = list_leftovers()[1]
    process = runs.start(*ENDLESS, *options)
    children = await_children(process, runs.ranks)
    time.sleep(rng.choice([0, 0.05, 0.3, 1]) * rng.random())
    rank = rng.randrange(runs.ranks)
    os.kill(children[rank], number)
    begin = time.monotonic()
    try:
        _, said = process.communicate(timeout=limit + 20)
    except subprocess.TimeoutExpired:
        for child in children.values():
            os.kill(child, signal.SIGKILL)
        process.kill()
        fail(f"rank {rank}: nothing ends within {limit + 20} s")
    seconds = time.monotonic() - begin
    if process.returncode != 4:
        fail(f"rank {rank}: exit status {process.returncode}, not 4", said)
    if seconds > limit:
        fail(f"rank {rank}: ended after {seconds:.1f} s", said)
    left = [child for child in children.values() if is_running(child)]
    names, files = list_leftovers()
    if left or any(f"pipert-{child}" in name for name in names for child in children.values()) or files - before:
        fail(f"rank {rank}: left behind {left} {names} {files - before}", said)
    return rank, said, seconds


def kills(folder, trials):
    rng = random.Random(1)
    longest, started = 0, 0
    for trial in range(trials):
        if trial % 5 == 0:
            runs = Runs(folder, CASES[trial // 5 % len(CASES)])
        rank, said, seconds = disturb(runs, rng, signal.SIGKILL, 5, [])
        longest = max(longest, seconds)
        if f"pipe-run: the process of rank {rank} was ended by signal 9 (Killed)\n" not in said:
            fail(f"rank {rank} is not named", said)
        reports = re.findall(r"error: the run failed: (.*)\n", said)
        # Before all have come there is no run that could report.
        if reports:
            started += 1
            if reports != [f"rank {rank}: its process has ended"]:
                fail(f"not one report, which names rank {rank}", said)
            for other in range(runs.ranks):
                if f"\n  rank {other}: " not in said:
                    fail(f"the report has nothing of rank {other}", said)
    print(f"killed {trials} runs, {started} of them when all processes had come")
    print(f"longest: {longest:.1f} s", file=sys.stderr)
    print("ok: all others have left, and the culprit is named")


def freezes(folder, trials):
    rng = random.Random(2)
    longest = 0
    for trial in range(trials):
        if trial % 5 == 0:
            runs = Runs(folder, CASES[trial // 5 % len(CASES)])
        rank, said, seconds = disturb(runs, rng, signal.SIGSTOP, 4.5, ["--timeout=3"])
        longest = max(longest, seconds)
        reports = re.findall(r"error: the run failed: (.*)\n", said)
        if len(reports) == 1 and re.fullmatch(rf"rank {rank}: its process has said nothing for \d\.\d s", reports[0]):
            continue
        # Frozen before all had come.
        if not re.search(rf"ranks? {rank} has not come within 3\.0 s", said) and \
                not re.search(rf"rank 0 at \S+ has not started the run within 3\.0 s", said):
            fail(f"not one report, which names rank {rank}", said)
    print(f"froze {trials} runs")
    print(f"longest: {longest:.1f} s", file=sys.stderr)
    print("ok: all have ended, and the culprit is named")


def await_end(children, seconds, what):
    end = time.monotonic() + seconds
    while any(is_running(child) for child in children.values()):
        if time.monotonic() > end:
            for child in children.values():
                os.kill(child, signal.SIGKILL)
            fail(f"{what}: processes are left after {seconds} s")
        time.sleep(0.01)


def signals(folder, _):
    runs = Runs(folder, (3, "1f1b", 1))
    for number in (signal.SIGTERM, signal.SIGKILL):
        process = runs.start(*ENDLESS)
        children = await_children(process, runs.ranks)
        time.sleep(0.5)
        process.send_signal(number)
        await_end(children, 2, number.name)
        process.communicate(timeout=20)
    print("ok: no process outlives the launcher")
    # As a terminal does it: all processes get it.
    checkpoints = runs.training.path("checkpoints")
    process = subprocess.Popen(runs.command(*ENDLESS, f"--checkpoint={checkpoints}"), stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True, start_new_session=True)
    children = await_children(process, runs.ranks)
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    begin = time.monotonic()
    out, error = process.communicate(timeout=20)
    await_end(children, 2, "SIGINT")
    if process.returncode != 130 or time.monotonic() - begin > 4:
        fail(f"SIGINT: exit status {process.returncode} after {time.monotonic() - begin:.1f} s", error)
    done = re.fullmatch(r"pipe-run: interrupted: ended after step (\d+) of 1000000\n", error)
    if not done or f"step {done[1]} loss" not in out.splitlines()[-1] or len(os.listdir(checkpoints)) != 1:
        fail("SIGINT does not end a training behind its step", out[-300:] + error)
    # What does not train ends at once.
    runs.bundle = runs.training.compile_as("plain", (2, "1f1b", 1), [])
    runs.ranks = 2
    process = subprocess.Popen(runs.command(*ENDLESS), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                               text=True, start_new_session=True)
    children = await_children(process, runs.ranks)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    _, error = process.communicate(timeout=20)
    await_end(children, 2, "SIGINT")
    if process.returncode != 130:
        fail(f"SIGINT: exit status {process.returncode}", error)
    print("ok: Ctrl-C ends a training behind its step")


def read_all(folder):
    """The bytes of all files of a folder, by name."""
    found = {}
    for root, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(root, name)
            with open(path, "rb") as file:
                found[os.path.relpath(path, folder)] = file.read()
    return found


def run(command, **arguments):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, timeout=100, **arguments)


def find_port():
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return listener.getsockname()[1]


def start_under_launcher(runs, options, rank_name, size_name):
    """As somebody else starts the processes: the same command line, and the environment tells the rank."""
    port = find_port()
    processes = []
    for rank in range(runs.ranks):
        environment = {**os.environ, rank_name: str(rank), size_name: str(runs.ranks), "MASTER_ADDR": "127.0.0.1",
                       "MASTER_PORT": str(port), "PIPERT_TOKEN": "a secret"}
        processes.append(subprocess.Popen(runs.command(*options), stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                                          text=True, env=environment))
    return processes


def run_under_launcher(runs, options, rank_name, size_name):
    processes = start_under_launcher(runs, options, rank_name, size_name)
    said = [process.communicate(timeout=100) for process in processes]
    if any(process.returncode for process in processes):
        fail("a process that somebody else has started failed", said)
    if any(out or error for out, error in said[1:]):
        fail("other ranks than 0 are not quiet", said[1:])
    return said[0][0]


def find_ports(processes):
    """The TCP ports that processes listen at."""
    sockets = set()
    for process in processes:
        for name in os.listdir(f"/proc/{process}/fd"):
            try:
                sockets.add(os.readlink(f"/proc/{process}/fd/{name}"))
            except OSError:
                continue
    ports = set()
    for table in ("tcp", "tcp6"):
        with open(f"/proc/net/{table}") as file:
            for words in map(str.split, list(file)[1:]):
                if words[3] == "0A" and f"socket:[{words[9]}]" in sockets:
                    ports.add(int(words[1].rpartition(":")[2], 16))
    return sorted(ports)


def garbage(folder, trials):
    rng = random.Random(3)
    runs = Runs(folder, (3, "1f1b", 1))
    paths = [runs.training.path(f"parameters {name}.safetensors") for name in ("disturbed", "undisturbed")]
    process = subprocess.Popen(runs.command(*ENDLESS, f"--write-parameters={paths[0]}"), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               start_new_session=True)
    children = await_children(process, runs.ranks)
    process.stdout.readline()
    ports = find_ports(children.values())
    # UCX needs no port on one machine.
    if bool(ports) == (BETWEEN == "ucx" and os.environ.get("PIPERT_TEST_TCP") != "1"):
        fail(f"processes listen at {ports}")
    reader = threading.Thread(target=process.stdout.read)  # So that the run goes on.
    reader.start()
    refused = 0
    for trial in range(trials if ports else 0):
        try:
            with socket.create_connection(("127.0.0.1", ports[trial % len(ports)]), timeout=5) as connection:
                said = rng.randbytes(rng.choice([0, 1, 8, 32, 64, 200, 5000]))
                connection.sendall(rng.choice([b"", b"PIPE"]) + said)
        except OSError:
            refused += 1
    if not all(map(is_running, children.values())):
        fail("the run was disturbed", process.communicate()[1])
    if refused > trials // 10:
        fail(f"{refused} of {trials} connections were refused")
    os.killpg(process.pid, signal.SIGINT)
    reader.join(20)
    error = process.stderr.read()
    process.wait(20)
    done = re.fullmatch(r"pipe-run: interrupted: ended after step (\d+) of 1000000\n", error)
    if process.returncode != 130 or not done:
        fail(f"exit status {process.returncode}", error)
    trainings.run(*runs.command(f"--steps={done[1]}", "--repeat", f"--write-parameters={paths[1]}", transport="threads"))
    if trainings.read(paths[0]) != trainings.read(paths[1]):
        fail("the run has other bits than one that was not disturbed")
    print(f"{trials} connections to {len(ports)} ports", file=sys.stderr)
    print("ok: connections that say anything do not disturb a run" if ports else "ok: nobody listens")


def survivors(folder, _):
    runs = Runs(folder, (3, "1f1b", 1))
    for victim, speaker in ((0, 1), (1, 0), (2, 0)):
        processes = start_under_launcher(runs, ENDLESS, "RANK", "WORLD_SIZE")
        processes[0].stdout.readline()
        processes[victim].kill()
        errors = [process.communicate(timeout=20)[1] for process in processes]
        for rank, error in enumerate(errors):
            expected = f"pipe-run: error: the run failed: rank {victim}: its process has ended\n"
            is_good = error.startswith(expected) if rank == speaker else not error
            if not is_good:
                fail(f"rank {victim} is killed, and rank {rank} says", error)
            if rank != victim and processes[rank].returncode != 4:
                fail(f"rank {rank}: exit status {processes[rank].returncode}", error)
    print("ok: one of those that are left says why")
    # As torchrun and Open MPI do it: who is left is told to end.
    for victim, speaker in ((0, 1), (1, 0), (2, 0)):
        processes = start_under_launcher(runs, ENDLESS, "RANK", "WORLD_SIZE")
        processes[0].stdout.readline()
        processes[victim].kill()
        processes[victim].wait()
        for process in processes:
            process.terminate()
        errors = [process.communicate(timeout=20)[1] for process in processes]
        expected = f"pipe-run: error: the run failed: rank {victim}: its process has ended\n"
        if not errors[speaker].startswith(expected) or any(errors[:speaker] + errors[speaker + 1:]):
            fail(f"rank {victim} is killed, the others are told to end, and they say", errors)
        # Some have left before they were told to.
        if any(process.returncode not in ((-9,) if rank == victim else (-15, 4)) for rank, process in enumerate(processes)):
            fail(f"exit statuses {[process.returncode for process in processes]}", errors)
    print("ok: who is told to end is not to blame for it")
    for victim in range(3):
        processes = start_under_launcher(runs, ENDLESS, "RANK", "WORLD_SIZE")
        processes[0].stdout.readline()
        processes[victim].terminate()
        errors = [process.communicate(timeout=20)[1] for process in processes]
        expected = ("pipe-run: error: the run failed: "
                    f"rank {victim}: its process was told to end by signal 15 (Terminated)\n")
        if not errors[0].startswith(expected) or any(errors[1:]):
            fail(f"rank {victim} is told to end, and they say", errors)
        if [process.returncode for process in processes] != [-15 if rank == victim else 4 for rank in range(3)]:
            fail(f"exit statuses {[process.returncode for process in processes]}", errors)
    print("ok: that a process was told to end is said")


def woken(folder, _):
    runs = Runs(folder, (3, "1f1b", 1))
    for victim in (0, 1):
        processes = start_under_launcher(runs, [*ENDLESS, "--timeout=3"], "RANK", "WORLD_SIZE")
        processes[0].stdout.readline()
        processes[victim].send_signal(signal.SIGSTOP)
        for rank, process in enumerate(processes):
            if rank != victim:
                process.wait(10)
        processes[victim].send_signal(signal.SIGCONT)
        errors = [process.communicate(timeout=20)[1] for process in processes]
        reports = re.findall(r"error: the run failed: (.*)\n", "".join(errors))
        if not reports or not all(re.fullmatch(rf"rank {victim}: its process has said nothing for \d\.\d s", report)
                                  for report in reports):
            fail(f"rank {victim} was stopped, and they say", errors)
    print("ok: who was stopped names nobody else when it goes on")


def same(folder, trials):
    for case in [(2, "1f1b", 1), (3, "gpipe", 1), (2, "interleaved-1f1b", 2), (3, "zb-h1", 1)][:trials or 4]:
        runs = Runs(folder, case)
        said = {}
        for kind in ("threads", BETWEEN, "RANK WORLD_SIZE", "SLURM_PROCID SLURM_NTASKS"):
            path = runs.training.path("of one")
            shutil.rmtree(path, ignore_errors=True)
            os.makedirs(path)
            options = ["--steps=6", "--shuffle-seed=3", "--repeat", f"--checkpoint={path}/checkpoints",
                       "--checkpoint-every=2", f"--eval-inputs={runs.training.path('inputs.safetensors')}",
                       "--eval-every=3"]
            options += [f"--write-{name}={path}/{name}.safetensors"
                        for name in ("gradients", "outputs", "parameters", "state")]
            if " " in kind:
                out = run_under_launcher(runs, options, *kind.split())
            else:
                done = run(runs.command(*options, transport=kind))
                if done.returncode or done.stderr:
                    fail(f"{case} {kind}: status {done.returncode}", done.stderr)
                out = done.stdout
            said[kind] = (out, read_all(path))
        for kind, found in said.items():
            if found != said["threads"]:
                differ = [name for name, data in found[1].items() if data != said["threads"][1].get(name)]
                fail(f"{case}: {kind} gives other bits in {differ}", found[0] + said["threads"][0])
        if len(said["threads"][1]) < 6:
            fail("not all files were compared")
        print(f"{case[0]} ranks, {case[1]}: the same bits in {len(said['threads'][1])} files")
    # --check and the timelines need what all ranks have measured.
    done = run(runs.command("--check=cut", "--timeline", f"--trace={folder}/trace.json"))
    if done.returncode or "ok: " not in done.stdout or "measured: makespan" not in done.stdout:
        fail("--check fails", done.stdout + done.stderr)
    print("ok: processes give the bits of threads")


def checks(folder, _):
    for case in [(2, "zb-h1", 1), (4, "1f1b", 1), (4, "gpipe", 1)]:
        runs = Runs(folder, case)
        done = [run(runs.command("--check", transport=kind)) for kind in ("threads", BETWEEN)]
        if any(each.returncode for each in done) or done[0].stdout != done[1].stdout:
            fail(f"{case}: not what threads say", [each.stdout + each.stderr for each in done])
        found = re.search(r"^ok: .* bit-equal", done[1].stdout, re.M)
        print(f"{case[0]} ranks, {case[1]}: {found[0] if found else done[1].stdout}")


def expect(command, status, message, environment={}, seconds=20):
    begin = time.monotonic()
    done = run(command, env={**os.environ, **environment})
    if done.returncode != status or not re.search(message, done.stderr):
        fail(f"status {done.returncode}, not {status}, or not '{message}'", done.stderr)
    if done.stderr.count("error: ") > 1:
        fail("more than one error", done.stderr)
    if time.monotonic() - begin > seconds:
        fail(f"that took {time.monotonic() - begin:.1f} s")


def starts(folder, _):
    runs = Runs(folder, (2, "1f1b", 1))
    expect(runs.command(processes=3), 2, r"--processes=3: \S+ has 2 ranks, each of which is a process\n")
    expect(runs.command(), 2, r"error: RANK says rank 1, but OMPI_COMM_WORLD_RANK says rank 0\n",
           {"RANK": "1", "WORLD_SIZE": "2", "OMPI_COMM_WORLD_RANK": "0"})
    expect(runs.command(), 2, r"--processes says the number of processes 2, but WORLD_SIZE says the number of "
           r"processes 4\n", {"RANK": "1", "WORLD_SIZE": "4"})
    expect(runs.command("--rank=1"), 2, r"error: --rank says rank 1, but PMI_RANK says rank 0\n", {"PMI_RANK": "0"})
    expect(runs.command("--rank=2"), 2, r"error: --rank says rank 2, but --processes says that there are 2\n")
    expect(runs.command(), 2, r"error: RANK is 'x', which is no number of a rank or of ranks\n", {"RANK": "x"})
    expect(runs.command("--rank=1"), 2, r"error: each rank is a process, but nobody says where rank 0 listens; ")
    expect(runs.command("--rank=1", "--rendezvous=127.0.0.1:1"), 2, r"error: PIPERT_TOKEN is not set: ")
    expect(runs.command("--rendezvous=127.0.0.1:1"), 2, r"error: --rendezvous needs --rank, or a launcher that says")
    expect(runs.command("--rank=0", transport="threads"), 2, r"error: --rank and --rendezvous need --processes=N\n")
    print("ok: contradictions are refused")
    token = {"PIPERT_TOKEN": "a secret"}
    place = f"--rendezvous=127.0.0.1:{find_port()}"
    expect(runs.command("--rank=0", place, "--timeout=0.5"), 4, r"error: rank 1 has not come within 0\.5 s\n", token)
    expect(runs.command("--rank=1", place, "--timeout=0.5"), 1,
           r"error: rank 1 could not reach rank 0 at 127\.0\.0\.1:\d+ within 0\.5 s: Connection refused\n", token)
    expect(runs.command("--rank=0", "--rendezvous=here"), 1, r"error: rendezvous is 'here', not HOST:PORT\n", token)
    print("ok: who is missing is named")
    # Of one run, with another bundle at rank 1.
    other = runs.training.compile_as("other", (2, "gpipe", 1), OPTIMIZER)
    second = subprocess.Popen(runs.command("--rank=1", place, bundle=other), env={**os.environ, **token},
                              stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    expect(runs.command("--rank=0", place), 4,
           r"rank 1 has bundle '\w+', but rank 0 has bundle '\w+'\n", token, seconds=5)
    second.communicate(timeout=20)
    if second.returncode != 4:
        fail(f"rank 1 ends with status {second.returncode}")
    # Where one cannot begin, all end, and it is said once.
    expect(runs.command("--kernels=/nowhere.so", bundle="/nowhere.pipe"), 1, r"error: /nowhere\.pipe: is not a bundle")
    print("ok: other bundles are refused")
    expect(runs.command("--steps=3"), 4, r"the run failed: rank \d: PIPERT_TEST_FAIL asks for this failure\n  rank 0: ",
           {"PIPERT_TEST_FAIL": "0:0:0"}, seconds=5)
    expect(runs.command("--steps=3", "--timeout=2"), 4, r"rank 0 is to blame: in F stage 0 micro-batch 0",
           {"PIPERT_TEST_STALL": "0:0:0"}, seconds=10)
    expect(runs.command("--steps=3"), 4, r"the run failed: rank 1: PIPERT_TEST_FAIL asks for this failure\n  rank 0: .*\n"
           r"  rank 1: has failed; last ran F stage 1 micro-batch 0\n", {"PIPERT_TEST_FAIL": "1:1:0"}, seconds=5)
    expect(runs.command("--steps=3", "--timeout=2"), 4, r"rank 1 is to blame: in F stage 1 micro-batch 0",
           {"PIPERT_TEST_STALL": "1:1:0"}, seconds=10)
    print("ok: failures of a rank are told once")


if __name__ == "__main__":
    trial_count = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    {"same": same, "checks": checks, "kills": kills, "freezes": freezes, "signals": signals,
     "starts": starts, "survivors": survivors, "woken": woken, "garbage": garbage}[sys.argv[1]](sys.argv[2], trial_count)
