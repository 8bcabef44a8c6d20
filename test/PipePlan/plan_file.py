# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Checks what pipe-plan show writes:

  plan_file.py json PLAN.json KEY=VALUE...   the numbers agree with each other and
                                             with the values (a.0.b is a path)
  plan_file.py html PAGE.html PLAN.json      a page that needs nothing else, with
                                             the data of the plan
  plan_file.py trace TRACE.json PLAN.json    slices and arrows of the plan
  plan_file.py hostile FOLDER                names of files that look like markup
"""

import html.parser
import json
import os
import re
import subprocess
import sys

KINDS = "FBIWU"


def load(path):
    with open(path, encoding="utf-8") as f:
        return json.load(f)


def check_json(path, *expected):
    plan = load(path)
    timeline = plan["timeline"]
    assert len(timeline) == len(plan["per_rank"]) == plan["ranks"]
    assert plan["makespan"] == max(a["end"] for rank in timeline for a in rank)
    idle = 0
    for rank, numbers in zip(timeline, plan["per_rank"]):
        assert all(a["end"] <= b["start"] for a, b in zip(rank, rank[1:]))
        busy = sum(a["end"] - a["start"] for a in rank)
        assert numbers["busy"] == busy and numbers["idle"] == plan["makespan"] - busy, numbers
        assert numbers["span_idle"] == rank[-1]["end"] - rank[0]["start"] - busy, numbers
        idle += numbers["idle"]
        for a in rank:
            batch = "" if a["micro_batch"] is None else a["micro_batch"]
            assert a["action"] == f"{a['stage']}{a['kind']}{batch}", a
    busy = sum(numbers["busy"] for numbers in plan["per_rank"])
    if busy:
        assert abs(plan["bubble"]["idle_of_makespan"] - idle / (plan["makespan"] * plan["ranks"])) < 1e-9
        assert abs(plan["bubble"]["idle_of_ideal"] - idle / busy) < 1e-9
    assert plan["at_least"]["time"] <= plan["makespan"] and plan["at_least"]["binds"]
    for item in expected:
        key, value = item.split("=")
        found = plan
        for part in key.split("."):
            found = found[int(part) if isinstance(found, list) else part]
        assert str(found) == value, f"{key} is {found}, expected {value}"


class Page(html.parser.HTMLParser):
    """Collects the tags and the text of scripts."""

    def __init__(self, text):
        super().__init__()
        self.tags, self.scripts, self.inside = [], [], False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.tags.append((tag, dict(attributes)))
        self.inside = tag == "script"
        if self.inside:
            self.scripts.append("")

    def handle_endtag(self, tag):
        self.inside = False

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1] += data


def read_page(path):
    """Returns the data of a page that loads nothing."""
    with open(path, encoding="utf-8", errors="replace") as f:
        text = f.read()
    page = Page(text)
    assert [t for t, _ in page.tags].count("script") == 2
    for tag, attributes in page.tags:
        assert tag not in ("link", "img", "iframe"), tag
        assert not {"src", "href"} & attributes.keys(), attributes
    assert not re.search(r"https?://|\bimport\b|fetch\(|innerHTML|@DATA@|url\(", text)
    data, code = page.scripts
    assert "getElementById('data')" in code
    return json.loads(data)


def check_html(path, plan_path):
    data, plan = read_page(path), load(plan_path)
    assert data["title"] == plan["schedule"] and data["makespan"] == plan["makespan"]
    assert len(data["ranks"]) == len(data["memory"]) == plan["ranks"]
    for numbers, rank, memory, summary in zip(data["ranks"], plan["timeline"], data["memory"], plan["per_rank"]):
        time, found = 0, []
        for kind, stage, batch, gap, duration in zip(*[iter(numbers)] * 5):
            start, time = time + gap, time + gap + duration
            found.append((f"{stage}{KINDS[kind]}{batch if batch >= 0 else ''}", start, time))
        assert found == [(a["action"], a["start"], a["end"]) for a in rank]
        assert max(memory[1::2]) == (summary["peak_bytes"] or summary["peak_activations"]), (memory, summary)
        assert memory[-1] == 0, memory
    assert data["updates"] == plan["updates"]
    assert len(data["table"]) == plan["ranks"] + 1


def check_trace(path, plan_path):
    events, plan = load(path)["traceEvents"], load(plan_path)
    spans = [(e["tid"], e["name"], e["ts"], e["dur"]) for e in events if e["ph"] == "X"]
    expected = []
    for rank, actions in enumerate(plan["timeline"]):
        for a in actions:
            batch = "" if a["micro_batch"] is None else f" mb {a['micro_batch']}"
            name = f"{a['kind']} stage {a['stage']}{batch}"
            expected.append((rank, name, a["start"] / 1000, (a["end"] - a["start"]) / 1000))
    assert sorted(spans) == sorted(expected)
    ends = {phase: [e for e in events if e["ph"] == phase] for phase in "sf"}
    messages = sum(numbers["messages_sent"] for numbers in plan["per_rank"])
    assert len(ends["s"]) == len(ends["f"]) == messages > 0, (len(ends["s"]), messages)
    for start, finish in zip(ends["s"], ends["f"]):
        assert start["id"] == finish["id"] and start["tid"] != finish["tid"] and start["ts"] <= finish["ts"]


def check_hostile(folder):
    names = [
        "</script><script>alert(1)<!--",
        "<img src=x onerror=alert(1)>&amp;'\"\\",
        "\u2028\x01\ttab\u00e9",
    ]
    for name in names:
        # No "/" in a name; what matters is "<" before "script" or "!".
        path = os.path.join(folder, name.replace("/", "") + ".csv")
        with open(path, "w") as f:
            f.write("0F0,0B0\n")
        page = os.path.join(folder, "page.html")
        subprocess.run(["pipe-plan", "show", f"--schedule={path}", f"--html={page}"], check=True, capture_output=True)
        assert read_page(page)["title"] == path, path
    deep = os.path.join(folder, "<", "script>alert(2)<", "script>.csv")
    os.makedirs(os.path.dirname(deep))
    with open(deep, "w") as f:
        f.write("0F0,0B0\n")
    plan = subprocess.run(["pipe-plan", "show", f"--schedule={deep}", f"--html={page}", "--json"], check=True, capture_output=True)
    assert read_page(page)["title"] == json.loads(plan.stdout)["schedule"] == deep
    # Names of files need not be UTF-8.
    broken = os.path.join(os.fsencode(folder), b"\xff\xc3.csv")
    with open(broken, "w") as f:
        f.write("0F0,0B0\n")
    arguments = [b"pipe-plan", b"show", b"--schedule=" + broken, f"--html={page}".encode(), b"--json"]
    plan = subprocess.run(arguments, check=True, capture_output=True)
    assert "\ufffd" in json.loads(plan.stdout)["schedule"] and "\ufffd" in read_page(page)["title"]


if __name__ == "__main__":
    checks = {"json": check_json, "html": check_html, "trace": check_trace, "hostile": check_hostile}
    checks[sys.argv[1]](*sys.argv[2:])
