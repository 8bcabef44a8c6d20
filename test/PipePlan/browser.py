# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Opens a page of pipe-plan in a browser without a window: PAGE.html PLAN.json

Moves and zooms, points at every box, and compares what the page says with the
plan.
"""

import html
import json
import re
import subprocess
import sys

# Runs behind the page's own script; what it finds goes into the page.
PROBE = """<script>
const found = { title: element('title').textContent, facts: element('facts').rows.length,
  numbers: element('numbers').rows.length, elements: document.querySelectorAll('h1 *, td *').length };
for (const change of [() => zoom(3), () => pan(0.4), () => setRows(2), () => setTheme('dark'), fit]) { change(); draw(); }
const middle = context.getImageData(0, 0, canvas.width, canvas.height).data;
found.colours = new Set(Array.from({ length: middle.length / 4 }, (_, i) => middle[4 * i] << 16 | middle[4 * i + 1] << 8 | middle[4 * i + 2])).size;
found.boxes = rows.map(row => Array.from(row.kind, (_, i) => {
  const seen = row.end[i] > row.start[i] ? findBox(toX((row.start[i] + row.end[i]) / 2), toY(row.rank) + 4) : { row, i };
  return seen && seen.row === row && seen.i === i ? describe({ row, i }) : 'not found';
}));
const result = document.createElement('pre');
result.id = 'result';
result.textContent = JSON.stringify(found);
document.body.append(result);
</script></body>"""


def run(page):
    """Returns what the probe found in the page."""
    with open(page, encoding="utf-8") as f:
        text = f.read()
    probe = page.replace(".html", ".probe.html")
    with open(probe, "w", encoding="utf-8") as f:
        f.write(text.replace("</body>", PROBE))
    command = ["chromium", "--headless", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr",
               "--window-size=1400,800", "--virtual-time-budget=3000", "--dump-dom", "file://" + probe]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    errors = [line for line in done.stderr.splitlines() if "CONSOLE" in line and "willReadFrequently" not in line]
    assert not errors, errors
    result = re.search(r'<pre id="result">(.*?)</pre>', done.stdout, re.S)
    assert result, done.stderr
    return json.loads(html.unescape(result.group(1)))


def format_time(time, unit):
    if unit != "ns":
        return f"{time:,}"
    for name in ["ns", "us", "ms"]:
        if time < 1000 or name == "ms":
            return f"{time:g} {name}"
        time /= 1000


def main(page, plan_path):
    with open(plan_path, encoding="utf-8") as f:
        plan = json.load(f)
    found = run(page)
    assert found["title"] == plan["schedule"], found["title"]
    assert found["elements"] == 0 and found["facts"] >= 3 and found["numbers"] == plan["ranks"] + 1, found
    assert found["colours"] > 5, found["colours"]
    places = {a["action"]: (a["end"], rank) for rank, list in enumerate(plan["timeline"]) for a in list}
    for rank, (actions, texts) in enumerate(zip(plan["timeline"], found["boxes"])):
        assert len(actions) == len(texts)
        free, before = 0, None
        for action, text in zip(actions, texts):
            assert text.startswith(action["action"] + ": ") and f"on rank {rank}\n" in text, text
            idle = action["start"] - free
            assert ("rank idle for" in text) == (idle > 0), (action, text)
            waited = re.search(r"waited for (\d+\w\d+) of rank (\d+), which ended at", text)
            if idle > 0:
                # What it read arrived when it started.
                end, sender = places[waited.group(1)]
                assert f"rank idle for {format_time(idle, plan['unit'])}," in text, (idle, text)
                assert sender == int(waited.group(2)) != rank and end <= action["start"], (action, text)
                assert f"arrived at {format_time(action['start'], plan['unit'])}" in text, (action, text)
            elif before:
                assert f"waited for its rank to end {before}" in text, (action, text)
            free, before = action["end"], action["action"]


if __name__ == "__main__":
    main(*sys.argv[1:])
