# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs of jax_mlp over several hosts, which are network namespaces: hosts.py WHAT FOLDER [TRANSPORT]

TRANSPORT is sockets or ucx. WHAT is one of
  far      a way takes 20 ms: the bits of threads for several schedules.
  slow     a way takes 5 ms and a cable carries 8 MB/s: --measure-links finds both.
  cut      the cable of each host is cut while it trains, with --timeout=3: all leave within 5 s, and
           rank 0, or where it is cut off one of the others, names who is not heard any more.
  between  two hosts do not hear each other, but rank 0 hears both: the report says who waits for whom.
  mended   a cable is cut for a second: the run goes on, and has the bits of one that was not disturbed.
  away     rank 0 is on a host that cannot be reached.
"""

import json
import os
import re
import sys
import time

import processes
from network import Network
from processes import ENDLESS, Runs, fail, read_all, run

BETWEEN = sys.argv[3] if len(sys.argv) > 3 else "sockets"
PORT = 29600
CUT = r"rank {}: its process has said nothing for \d\.\d s"


class Hosts:
    """The processes of a run, one a host."""

    def __init__(self, network, runs, command):
        environment = {**os.environ, "PIPERT_TOKEN": "a secret", "MASTER_ADDR": network.addresses[0],
                       "MASTER_PORT": str(PORT)}
        self.processes = [
            network.start(rank, [*command, f"--processes={runs.ranks}", f"--rank={rank}", f"--transport={BETWEEN}"],
                          env=environment) for rank in range(runs.ranks)]

    def await_steps(self):
        for _ in range(3):
            self.processes[0].stdout.readline()

    def await_end(self, seconds):
        """Returns what each has said and when it has ended, in seconds from now."""
        begin = time.monotonic()
        ends = [None] * len(self.processes)
        while None in ends and time.monotonic() < begin + seconds + 20:
            for rank, process in enumerate(self.processes):
                if ends[rank] is None and process.poll() is not None:
                    ends[rank] = time.monotonic() - begin
            time.sleep(0.01)
        for process in self.processes:
            process.kill()
        said = [process.communicate() for process in self.processes]
        late = [rank for rank, end in enumerate(ends) if end is None or end > seconds]
        if late:
            fail(f"ranks {late} have not ended within {seconds} s: {ends}", said)
        print(f"all have ended after {max(ends):.1f} s", file=sys.stderr)
        return said


def make(folder, case):
    runs = Runs(folder, case)
    if BETWEEN not in ("sockets", "ucx"):
        fail(f"hosts are not joined by {BETWEEN}")
    return runs


def train(runs, *options):
    return ["pipe-run", runs.bundle, f"--parameters={runs.training.path('parameters.safetensors')}",
            f"--inputs={runs.training.path('inputs.safetensors')}", *options]


def write_options(path):
    os.makedirs(path, exist_ok=True)
    return [f"--write-{name}={path}/{name}.safetensors" for name in ("gradients", "outputs", "parameters", "state")]


def compare(runs, hosts_folder, options):
    """With the same run by threads."""
    path = runs.training.path("by threads")
    done = run([*train(runs, *options, *write_options(path)), "--transport=threads"])
    if done.returncode:
        fail("the run by threads fails", done.stderr)
    if read_all(path) != read_all(hosts_folder) or len(read_all(path)) != 4:
        fail("other bits than by threads", str(sorted(read_all(path))))
    return done.stdout


def far(folder):
    for case in ((2, "1f1b", 1), (3, "gpipe", 1), (3, "zb-h1", 1), (2, "interleaved-1f1b", 2)):
        with Network(case[0]) as network:
            network.delay = 0.02
            runs = make(folder, case)
            path = runs.training.path("by hosts")
            options = ["--steps=3", "--repeat", "--shuffle-seed=3"]
            hosts = Hosts(network, runs, train(runs, *options, *write_options(path)))
            (out, error), *others = hosts.await_end(60)
            if any(process.returncode for process in hosts.processes) or error or any(map("".join, others)):
                fail(f"{case} fails", str([(out, error), *others]))
            if compare(runs, path, options) != out:
                fail(f"{case} says something else than by threads", out)
        print(f"{case[0]} hosts, {case[1]}: the bits of threads")


def slow(folder):
    with Network(2) as network:
        network.delay, network.rate = 0.005, 8e6
        runs = make(folder, (2, "1f1b", 1))
        path = runs.training.path("links.json")
        hosts = Hosts(network, runs, ["pipe-run", runs.bundle, f"--measure-links={path}"])
        said = hosts.await_end(120)
        if any(process.returncode for process in hosts.processes):
            fail("links cannot be measured", str(said))
        with open(path) as file:
            found = json.load(file)
    print(f"latency {found['latency'] / 1e6:.2f} ms, bandwidth {found['bandwidth'] / 1e6:.2f} MB/s", file=sys.stderr)
    # The switch takes a moment for a packet; of what a cable carries, headers are a part.
    if not 5e6 <= found["latency"] < 8e6:
        fail("another latency than 5 ms", str(found))
    if not 0.7 * 8e6 < found["bandwidth"] < 8e6:
        fail("another bandwidth than a little less than 8 MB/s", str(found))
    print("ok: latency and bandwidth are those of the network")


def cut(folder):
    runs = make(folder, (3, "1f1b", 1))
    for victim in range(3):
        with Network(3) as network:
            hosts = Hosts(network, runs, train(runs, *ENDLESS, "--timeout=3"))
            hosts.await_steps()
            network.cut(victim)
            said = hosts.await_end(5)
            speaker = 1 if victim == 0 else 0
            report = re.findall(r"error: the run failed: (.*)\n", said[speaker][1])
            if len(report) != 1 or not re.fullmatch(CUT.format(victim), report[0]):
                fail(f"rank {victim} is cut off, and rank {speaker} says", said[speaker][1])
            if [process.returncode for process in hosts.processes] != [4, 4, 4]:
                fail("other exit statuses", str([process.returncode for process in hosts.processes]) + str(said))
            print(f"rank {victim} is cut off:", *(error for _, error in said), sep="\n", file=sys.stderr)
    print("ok: all leave, and who is cut off is named")


def between(folder):
    runs = make(folder, (3, "1f1b", 1))
    with Network(3) as network:
        hosts = Hosts(network, runs, train(runs, *ENDLESS, "--timeout=3"))
        hosts.await_steps()
        network.cut_between(1, 2)
        said = hosts.await_end(6)
        error = said[0][1]
        print(error, file=sys.stderr)
        waits = [re.search(rf"\n  rank {one}: waits for rank {other} ", error) for one, other in ((1, 2), (2, 1))]
        if "error: the run failed: " not in error or not any(waits):
            fail("the report does not say who waits for whom", error)
        if [process.returncode for process in hosts.processes] != [4, 4, 4]:
            fail("other exit statuses", str(said))
    print("ok: the report says who waits for whom")


def mended(folder):
    runs = make(folder, (3, "1f1b", 1))
    with Network(3) as network:
        path = runs.training.path("by hosts")
        network.delay = 0.002
        options = ["--steps=60", "--repeat"]
        hosts = Hosts(network, runs, train(runs, *options, "--timeout=10", *write_options(path)))
        hosts.await_steps()
        network.cut(1)
        time.sleep(1)
        network.mend()
        said = hosts.await_end(60)
        if any(process.returncode for process in hosts.processes):
            fail("the run does not go on", str(said))
        compare(runs, path, options)
    print("ok: the run goes on")


def away(folder):
    runs = make(folder, (2, "1f1b", 1))
    with Network(2) as network:
        network.cut(0)
        hosts = Hosts(network, runs, train(runs, "--timeout=2"))
        said = hosts.await_end(6)
        print(said[0][1], said[1][1], file=sys.stderr)
        if "rank 1 has not come within 2.0 s" not in said[0][1]:
            fail("rank 0 does not say who has not come", said[0][1])
        if f"{network.addresses[0]}:{PORT}" not in said[1][1]:
            fail("rank 1 does not say whom it cannot reach", said[1][1])
        if [process.returncode for process in hosts.processes] != [4, 1]:
            fail("other exit statuses", str(said))
    print("ok: who cannot be reached is named")


if __name__ == "__main__":
    {"far": far, "slow": slow, "cut": cut, "between": between, "mended": mended,
     "away": away}[sys.argv[1]](sys.argv[2])
