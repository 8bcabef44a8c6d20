# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What ranks did in a step, and when."""

import json
import warnings

from . import library


def read(session, rank):
    """Returns the events of the last step of a rank, as {kind, name, micro_batch, start_ns, end_ns, bytes}."""
    count = library.U64()
    session._call("events", rank, None, 0, count)
    raw = (library.Event * count.value)()
    session._call("events", rank, raw, count.value, count)
    events = []
    for event in raw:
        kind = library.EVENTS[event.kind] if 0 <= event.kind < len(library.EVENTS) else "unknown"
        name = session.task_name(event.index) if kind == "task" else kind
        events.append({"kind": kind, "name": name, "micro_batch": event.micro_batch if event.micro_batch >= 0 else None,
                       "start_ns": event.start_ns, "end_ns": event.end_ns, "bytes": event.bytes})
    return events


def write(path, session):
    """Writes the last step in the format of chrome://tracing: a process a rank, tasks and waits in two rows."""
    ranks = session.events()
    for rank, counters in enumerate(session.counters()):
        if counters["events_dropped"]:
            warnings.warn(f"the timeline lacks the first {counters['events_dropped']} events of rank {rank}; a session "
                          "with keep_events=True has them", stacklevel=3)
    start = min((event["start_ns"] for events in ranks for event in events), default=0)
    lines = []
    for rank, events in enumerate(ranks):
        lines.append({"ph": "M", "pid": rank, "name": "process_name", "args": {"name": f"rank {rank}"}})
        for row, name in enumerate(("tasks", "messages")):
            lines.append({"ph": "M", "pid": rank, "tid": row, "name": "thread_name", "args": {"name": name}})
        for event in events:
            if event["kind"] == "step":
                continue
            arguments = {key: event[key] for key in ("micro_batch", "bytes") if event[key] is not None}
            lines.append({"ph": "X", "pid": rank, "tid": int(event["kind"] != "task"), "cat": event["kind"],
                          "name": event["name"], "ts": (event["start_ns"] - start) / 1e3,
                          "dur": (event["end_ns"] - event["start_ns"]) / 1e3, "args": arguments})
    with open(path, "w", encoding="utf-8") as file:
        json.dump({"traceEvents": lines, "displayTimeUnit": "ns"}, file)
