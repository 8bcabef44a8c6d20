# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What pipe-run --report writes: failure_report.py WHAT BUNDLE DATA FOLDER

The files are compared with what the schedule and the manifest of the bundle say that each rank does in each step, in
this order. WHAT is one of
  order   a task fails, or never ends: with threads, and with processes.
  kills   SIGKILL and SIGSTOP for each process: its own events are missing, and the others tell what they know of it.
  folder  what is refused at the start, and that a good run leaves nothing.
"""

import collections
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from processes import await_children

FILES = ("report.txt", "events.json", "trace.json")
ENDLESS = "--steps=1000000000"


def fail(message, *details):
    sys.exit("\n".join([message, *map(str, details)]))


class Plan:
    """What each rank does in a step, from the schedule and the edges."""

    def __init__(self, bundle):
        with open(os.path.join(bundle, "manifest.json")) as file:
            self.manifest = json.load(file)
        self.tasks = self.manifest["tasks"]
        numbers = {(task["stage"], task["kind"]): i for i, task in enumerate(self.tasks)}
        with open(os.path.join(bundle, "schedule.csv")) as file:
            rows = [line.strip().split(",") for line in file if line.strip()]
        self.order = []
        for row in rows:
            cells = [re.fullmatch(r"(\d+)([FBIW])(\d+)", cell) for cell in row if cell]
            self.order.append([(numbers[int(cell[1]), cell[2]], int(cell[3])) for cell in cells])
        self.ranks = len(self.order)

    def name(self, task):
        return f"{self.tasks[task]['kind']} stage {self.tasks[task]['stage']}"

    def messages(self, sender, receiver):
        """The messages of a step from one rank to another, by kind, in the order of the tasks that make them. In the
        bundles of this test a task sends one value to a rank, whoever reads it there."""
        found = collections.defaultdict(list)
        for task, micro_batch in self.order[sender]:
            sizes = {edge["bytes"] for edge in self.manifest["edges"]
                     if edge["from"] == task and self.tasks[edge["to"]]["rank"] == receiver}
            if receiver != sender and sizes:
                kind = "activation" if self.tasks[task]["kind"] == "F" else "gradient"
                found[kind].append((micro_batch, sizes.pop()))
        return found


def check_tasks(plan, rank, events, last):
    """Tasks follow the schedule, step after step; `last` is the one that has begun and not ended."""
    tasks = [(event["task"], event["micro_batch"]) for event in events if event["kind"] == "task"]
    order = plan.order[rank]
    if not tasks:
        return
    starts = [i for i, action in enumerate(order) if action == tasks[0]]
    if not any(all(tasks[j] == order[(i + j) % len(order)] for j in range(len(tasks))) for i in starts):
        fail(f"rank {rank} does not do what the schedule says", tasks, order)
    for event in events:
        if event["kind"] == "task" and event["name"] != plan.name(event["task"]):
            fail(f"rank {rank}: wrong name", event)
    if last and (tasks[-1] != last or events[-1]["kind"] != "task" or events[-1]["end_ns"] is not None):
        fail(f"rank {rank}: the last event is not the task {last}", events[-1])


def check_messages(plan, rank, events):
    """Each channel's messages follow the schedule, by their sequence from the first step on."""
    for kinds, sends in ((("send",), True), (("recv",), False), (("wait_recv",), False)):
        seen = collections.defaultdict(list)
        for event in events:
            if event["kind"] in kinds:
                seen[event["peer"], event["message"]].append(event)
        for channel, found in seen.items():
            peer, kind = channel
            order = plan.messages(*((rank, peer) if sends else (peer, rank)))[kind]
            sequences = [event["sequence"] for event in found]
            if sorted(sequences) != list(range(min(sequences), min(sequences) + len(found))):
                fail(f"rank {rank}: messages of {channel} are missing", sequences)
            for event in found:
                expected = order[event["sequence"] % len(order)]
                if (event["micro_batch"], event["bytes"]) != expected:
                    fail(f"rank {rank}: {event} is not message {expected} of {channel}")


def check_times(rank, events, failed):
    for before, after in zip(events, events[1:]):
        if before["end_ns"] is None:
            fail(f"rank {rank}: an event that has not ended is not the last", before)
        # A step begins before the rest of its events.
        if after["kind"] != "step" and before["end_ns"] > after["start_ns"]:
            fail(f"rank {rank}: events overlap", before, after)
    # A run of these tests takes less than ten minutes.
    if any(not failed - 600e9 < event["start_ns"] for event in events):
        fail(f"rank {rank}: an event of another time", events)
    if events and events[-1]["start_ns"] > failed + 1_000_000:
        fail(f"rank {rank}: an event behind the failure", events[-1], failed)


def check_pairs(ranks):
    """A message has been sent before it has come, in one clock."""
    sent = {}
    for rank in ranks:
        for event in rank["events"] or []:
            if event["kind"] == "send":
                sent[rank["rank"], event["peer"], event["message"], event["sequence"]] = event
    pairs = 0
    for rank in ranks:
        for event in rank["events"] or []:
            key = (event.get("peer"), rank["rank"], event.get("message"), event.get("sequence"))
            if event["kind"] != "wait_recv" or event["end_ns"] is None or key not in sent:
                continue
            pairs += 1
            # A send is said to be when it is handed over.
            if event["start_ns"] != event["end_ns"] and event["end_ns"] + 1_000_000 < sent[key]["start_ns"]:
                fail("a message has come before it was sent", event, sent[key])
    return pairs


def check_waits(ranks):
    """What a rank waits for is its last event."""
    for rank in ranks:
        events = rank["events"]
        open_wait = events and events[-1]["kind"].startswith("wait") and events[-1]["end_ns"] is None
        if rank["waits_for"] != (events[-1] if open_wait else None):
            fail("what a rank waits for is not its last event", rank["waits_for"], events and events[-1])


def check_trace(path, ranks):
    """The trace has a slice for each task of the events, and those that have not ended are called so."""
    with open(path) as file:
        trace = json.load(file)["traceEvents"]
    for rank in ranks:
        mine = [event for event in trace if event["tid"] == rank["rank"]]
        tasks = [event for event in rank["events"] or [] if event["kind"] == "task"]
        ended = [event for event in tasks if event["end_ns"] is not None]
        slices = [event for event in mine if event["ph"] == "X" and event["cat"] == "task"]
        names = [event["name"] for event in sorted(slices, key=lambda event: event["ts"])]
        if names != [f"{event['name']} mb {event['micro_batch']}" for event in ended]:
            fail(f"rank {rank['rank']}: other tasks in the trace", names)
        if any(abs(one["dur"] * 1000 - (event["end_ns"] - event["start_ns"])) > 1
               for one, event in zip(sorted(slices, key=lambda event: event["ts"]), ended)):
            fail(f"rank {rank['rank']}: other lengths in the trace")
        left = [event for event in mine if event["ph"] == "X" and event["cat"] == "not ended"]
        expected = 1 if rank["events"] and rank["events"][-1]["end_ns"] is None else 0
        if len(left) != expected or any(not event["name"].endswith(" (not ended)") for event in left):
            fail(f"rank {rank['rank']}: what has not ended is not drawn so", left)
        marks = [event for event in mine if event["ph"] == "i"]
        if len(marks) != sum(event["kind"] in ("send", "recv", "release") for event in rank["events"] or []):
            fail(f"rank {rank['rank']}: not all marks are there", len(marks))
    arrows = collections.defaultdict(dict)
    for event in trace:
        if event["ph"] in "sf":
            arrows[event["id"]][event["ph"]] = event
    for arrow in arrows.values():
        if arrow.keys() != {"s", "f"} or arrow["s"]["tid"] == arrow["f"]["tid"]:
            fail("an arrow has not two ends", arrow)
    return len(arrows)


def check_files(plan, folder, missing=(), last={}, prefix=""):
    """Compares the files of one process; `missing` are the ranks whose events cannot have come."""
    with open(os.path.join(folder, prefix + "events.json")) as file:
        found = json.load(file)
    if (found["format"], found["version"]) != ("pipe-run-events", 1):
        fail("another format", found)
    ranks = found["ranks"]
    if [rank["rank"] for rank in ranks] != list(range(plan.ranks)):
        fail("other ranks", ranks)
    for rank in ranks:
        number, events = rank["rank"], rank["events"]
        if (events is None) != (number in missing):
            fail(f"events of rank {number} are{'' if events is None else ' not'} missing, missing ought to be {missing}")
        if events is None:
            continue
        if len(events) > 1024:
            fail(f"rank {number}: {len(events)} events")
        check_tasks(plan, number, events, last.get(number))
        check_messages(plan, number, events)
        check_times(number, events, found["failed_ns"])
    check_waits(ranks)
    arrows = check_trace(os.path.join(folder, prefix + "trace.json"), ranks)
    with open(os.path.join(folder, prefix + "report.txt")) as file:
        text = file.read()
    if not text.startswith(f"the run failed: {found['failure']}\n"):
        fail("the report does not begin with the failure", text)
    for number in missing:
        if f"\nthe events of rank {number} have not come; what the others know of it:\n  " not in text:
            fail(f"the report does not say that events of rank {number} are missing", text)
    return found, text, check_pairs(ranks), arrows


class Runs:
    def __init__(self, bundle, data, folder):
        self.plan, self.bundle, self.data, self.folder = Plan(bundle), bundle, data, folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    def start(self, *options, environment={}, report="report"):
        self.report = os.path.join(self.folder, report)
        shutil.rmtree(self.report, ignore_errors=True)
        command = ["pipe-run", self.bundle, f"--parameters={self.data}", f"--inputs={self.data}",
                   f"--report={self.report}", *options]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                                env={**os.environ, **environment})

    def list(self):
        return sorted(os.listdir(self.report)) if os.path.isdir(self.report) else None


def order(runs):
    plan = runs.plan
    several = ["--transport=sockets", f"--processes={plan.ranks}"]
    pairs = arrows = 0
    for options, steps in (([], 1), (several, 1), (several, 4), ([], 300)):
        for variable in ("PIPERT_TEST_FAIL", "PIPERT_TEST_STALL"):
            for rank in range(plan.ranks):
                task, micro_batch = plan.order[rank][len(plan.order[rank]) // 2 + rank]
                process = runs.start(*options, "--timeout=1.5", f"--steps={steps}",
                                     environment={variable: f"{rank}:{task}:{micro_batch}"})
                _, said = process.communicate(timeout=60)
                where = f"pipe-run: what each rank did last is in {runs.report}/report.txt, "
                if process.returncode != 4 or where not in said:
                    fail(f"status {process.returncode}, or nothing of the report", said)
                if runs.list() != sorted(FILES):
                    fail("other files", runs.list())
                found, text, new_pairs, new_arrows = check_files(plan, runs.report, last={rank: (task, micro_batch)})
                pairs, arrows = pairs + new_pairs, arrows + new_arrows
                if said.split("error: ")[1].split("\npipe-run:")[0] not in text:
                    fail("the report is not what was said", said, text)
                # In the first step each rank has done all that the failing task did not hold up.
                before = plan.order[rank].index((task, micro_batch))
                done = [event for event in found["ranks"][rank]["events"] if event["kind"] == "task"]
                if len(done) != before + 1:
                    fail(f"rank {rank} has {len(done)} tasks, not {before + 1}")
    if not pairs or not arrows:
        fail("no messages were compared")
    print("ok: the events are those of the programs")


def await_steps(children):
    """Until all have come and run steps: a start needs less processor time than that."""
    needed = 0.3 * os.sysconf("SC_CLK_TCK")
    end = time.monotonic() + 60
    for child in children.values():
        while time.monotonic() < end:
            with open(f"/proc/{child}/stat") as file:
                fields = file.read().rpartition(")")[2].split()
            if int(fields[11]) + int(fields[12]) >= needed:
                break
            time.sleep(0.01)


def kills(runs):
    plan = runs.plan
    for number, limit in ((signal.SIGKILL, 5), (signal.SIGSTOP, 4.5)):
        for rank in range(plan.ranks):
            process = runs.start("--transport=sockets", f"--processes={plan.ranks}", "--timeout=3", ENDLESS)
            children = await_children(process, plan.ranks)
            await_steps(children)
            os.kill(children[rank], number)
            begin = time.monotonic()
            _, said = process.communicate(timeout=60)
            seconds = time.monotonic() - begin
            print(f"{number.name} of rank {rank}: {seconds:.1f} s", file=sys.stderr)
            if process.returncode != 4 or seconds > limit:
                fail(f"{number.name} of rank {rank}: status {process.returncode} after {seconds:.1f} s", said)
            if said.count("error: the run failed: ") != 1 or said.count("what each rank did last") != 1:
                fail("not one report", said)
            if rank != 0:
                expected = sorted(FILES)
                missing = [("", {rank})]
            else:
                # Rank 0 is dead: each writes what it has done itself.
                survivors = range(1, plan.ranks)
                expected = sorted(f"rank{one}.{name}" for one in survivors for name in FILES)
                missing = [(f"rank{one}.", set(range(plan.ranks)) - {one}) for one in survivors]
            if runs.list() != expected:
                fail(f"{number.name} of rank {rank}: other files", runs.list(), said)
            for prefix, ranks in missing:
                _, text, _, _ = check_files(plan, runs.report, ranks, prefix=prefix)
                neighbours = {plan.tasks[edge[a]]["rank"] for edge in plan.manifest["edges"]
                              for a, b in (("from", "to"), ("to", "from")) if plan.tasks[edge[b]]["rank"] == rank}
                if not prefix:
                    for other in neighbours - {rank}:
                        if not re.search(rf"\n  rank {other} has (sent it|received from it) the ", text):
                            fail(f"nothing is said of what rank {other} knows", text)
    print("ok: what is known of a process that is gone is written")


def folder(runs):
    process = runs.start()
    _, said = process.communicate(timeout=60)
    if process.returncode or said or runs.list() is not None:
        fail("a good run leaves something", said, runs.list())
    process = runs.start("--transport=sockets", f"--processes={runs.plan.ranks}")
    _, said = process.communicate(timeout=60)
    if process.returncode or said or runs.list() is not None:
        fail("a good run of processes leaves something", said, runs.list())
    process = runs.start("--transport=sockets", f"--processes={runs.plan.ranks}", "--inputs=/nowhere.safetensors")
    _, said = process.communicate(timeout=60)
    if process.returncode != 1 or "/nowhere.safetensors" not in said or runs.list() is not None:
        fail("a run that does not begin leaves something", said, runs.list())
    # A folder that was there stays, with what is in it.
    path = os.path.join(runs.folder, "mine")
    os.makedirs(path)
    with open(os.path.join(path, "file"), "w") as file:
        file.write("x")
    command = ["pipe-run", runs.bundle, f"--parameters={runs.data}", f"--inputs={runs.data}"]
    done = subprocess.run([*command, f"--report={path}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if done.returncode or os.listdir(path) != ["file"]:
        fail("a good run changes the folder", done.stderr, os.listdir(path))
    for where, message in ((f"{path}/file", f"{path}/file: is a file, but --report needs a folder"),
                           (f"{path}/file/more", f"{path}/file/more: cannot make the folder of --report: Not a directory"),
                           ("/proc", "/proc: cannot write into the folder of --report: ")):
        done = subprocess.run([*command, f"--report={where}"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        if done.returncode != 1 or message not in done.stderr:
            fail(f"status {done.returncode}, or not '{message}'", done.stderr)
    # What cannot be written in the end changes nothing else.
    process = runs.start("--timeout=2", environment={"PIPERT_TEST_STALL": "0:0:1"}, report="gone")
    while runs.list() is None:
        time.sleep(0.001)
    time.sleep(0.1)
    shutil.rmtree(runs.report)
    with open(runs.report, "w"):
        pass
    _, said = process.communicate(timeout=60)
    if process.returncode != 4 or "error: the run failed: no rank went on" not in said or \
            f"pipe-run: warning: {runs.report}/report.txt: " not in said:
        fail(f"status {process.returncode}, or no warning", said)
    print("ok: a good run leaves nothing, and what cannot be written is refused")


if __name__ == "__main__":
    {"order": order, "kills": kills, "folder": folder}[sys.argv[1]](Runs(*sys.argv[2:5]))
