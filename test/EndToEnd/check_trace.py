# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks a trace that pipe-run wrote: TRACE.json RANKS TASKS

Two processes, planned and measured, with a thread a rank; each has TASKS tasks,
which do not overlap on their rank; every arrow of a message has two ends, in
order of time, on two ranks.
"""

import collections
import json
import sys


def main(path, ranks, tasks):
    with open(path) as f:
        events = json.load(f)["traceEvents"]
    names = {e["pid"]: e["args"]["name"] for e in events if e["name"] == "process_name"}
    assert sorted(n.split()[-1] for n in names.values()) == ["measured", "planned"], names
    for pid in names:
        mine = [e for e in events if e["pid"] == pid]
        spans = [e for e in mine if e["ph"] == "X" and e["cat"] == "task"]
        assert len(spans) == int(tasks), (names[pid], len(spans))
        assert {e["tid"] for e in spans} == set(range(int(ranks)))
        for tid in range(int(ranks)):
            rank = sorted((e["ts"], e["ts"] + e["dur"]) for e in spans if e["tid"] == tid)
            # Times are rounded to nanoseconds.
            assert all(a[1] <= b[0] + 0.002 for a, b in zip(rank, rank[1:])), (names[pid], tid)
        arrows = collections.defaultdict(dict)
        for e in mine:
            if e["ph"] in "sf":
                arrows[e["id"]][e["ph"]] = e
        assert arrows, names[pid]
        for arrow in arrows.values():
            assert arrow.keys() == {"s", "f"}, arrow
            assert arrow["s"]["ts"] <= arrow["f"]["ts"] and arrow["s"]["tid"] != arrow["f"]["tid"], arrow
    print(f"{path}: {len(events)} events")


if __name__ == "__main__":
    main(*sys.argv[1:])
