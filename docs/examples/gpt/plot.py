# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Draws losses over steps: plot.py OUT.svg LABEL=METRICS.jsonl...

Each file has a line of JSON a step, with `step` and `loss`, as pipe-run --metrics writes
it. Files with the same numbers are one curve. Below, on a logarithmic scale: how far each
curve is from the first one, as the difference of two losses of the same step over the
loss. Prints for each file its last loss, the mean of its last ten losses, and the
largest of those differences.
"""

import html
import json
import math
import sys

WIDTH, LEFT, RIGHT = 760, 70, 20
TOP, LOSSES, GAP, DIFFERENCES, BOTTOM = 20, 260, 30, 110, 45  # heights
COLOURS = ("#8fc1e8", "#d9480f", "#1f1f1f", "#2b8a3e", "#7048e8")
WIDTHS = (6, 2.5, 1)  # a curve is seen under those that lie on it


def read(path):
    """Returns {step: loss}."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    if not lines:
        sys.exit(f"{path}: has no lines")
    return {line["step"]: line["loss"] for line in lines}


def get_differences(curve, first):
    """Relative differences by step."""
    return {step: abs(loss - first[step]) / first[step] for step, loss in curve.items() if step in first}


def get_ticks(largest, count):
    """Round numbers from 0 to `largest`, at most `count` behind 0."""
    size = next(s * 10**e for e in range(-3, 9) for s in (1, 2, 5) if s * 10**e * count >= largest)
    return [size * i for i in range(int(largest / size) + 1)]


class Panel:
    """A rectangle of the picture with an axis of its own at the left."""

    def __init__(self, top, height, low, high, steps):
        self.top, self.height, self.low, self.high, self.steps = top, height, low, high, steps
        self.parts = []

    def x(self, step):
        return round(LEFT + (WIDTH - LEFT - RIGHT) * step / self.steps, 1)

    def y(self, value):
        return round(self.top + self.height * (self.high - value) / (self.high - self.low), 1)

    def text(self, x, y, text, anchor="start", more=""):
        self.parts.append(f'<text x="{x}" y="{y}" text-anchor="{anchor}"{more}>{html.escape(text)}</text>')

    def line(self, style, *points):
        places = " ".join(f"{x},{y}" for x, y in points)
        self.parts.append(f'<polyline fill="none" {style} points="{places}"/>')

    def add_axes(self, ticks, name):
        for value, label in ticks:
            self.line('stroke="#dddddd"', (LEFT, self.y(value)), (WIDTH - RIGHT, self.y(value)))
            self.text(LEFT - 8, self.y(value) + 4, label, "end")
        bottom, middle = self.top + self.height, self.top + self.height / 2
        self.line('stroke="black"', (LEFT, self.top), (LEFT, bottom), (WIDTH - RIGHT, bottom))
        self.text(18, middle, name, "middle", f' transform="rotate(-90 18 {middle})"')

    def add_curve(self, number, curve):
        points = [(self.x(step), self.y(value)) for step, value in sorted(curve.items())]
        self.line(get_style(number), *points)


def get_style(number):
    return (f'stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="{WIDTHS[min(number, len(WIDTHS) - 1)]}" '
            'stroke-linejoin="round"')


def draw_losses(groups, steps):
    top = math.ceil(max(max(curve.values()) for curve in groups.values()))
    panel = Panel(TOP, LOSSES, 0, top, steps)
    panel.add_axes([(tick, f"{tick:g}") for tick in get_ticks(top, 8)], "loss (nats)")
    for number, (label, curve) in enumerate(groups.items()):
        panel.add_curve(number, curve)
        y = TOP + 14 + 22 * number
        panel.line(get_style(number), (WIDTH / 2 - 50, y), (WIDTH / 2 - 10, y))
        panel.text(WIDTH / 2, y + 4, label)
    return panel.parts


def draw_differences(groups, steps):
    first, *others = groups.values()
    # Equal losses have no logarithm: they are left out.
    curves = [{s: math.log10(d) for s, d in get_differences(curve, first).items() if d} for curve in others]
    exponents = [e for curve in curves for e in curve.values()] or [0]
    low, high = math.floor(min(exponents)), math.floor(max(exponents)) + 1
    panel = Panel(TOP + LOSSES + GAP, DIFFERENCES, low, high, steps)
    panel.add_axes([(e, f"1e{e}") for e in range(low, high + 1, max(1, (high - low) // 4))], "difference")
    for number, curve in enumerate(curves, 1):
        panel.add_curve(number, curve)
    bottom = panel.top + panel.height
    for step in get_ticks(steps, 10):
        panel.text(panel.x(step), bottom + 18, f"{step:g}", "middle")
    panel.text((LEFT + WIDTH - RIGHT) / 2, bottom + 38, "step", "middle")
    return panel.parts


def draw(path, labels, curves):
    groups = {}
    for number, curve in enumerate(curves):
        if curve not in curves[:number]:
            groups[", ".join(label for label, other in zip(labels, curves) if other == curve)] = curve
    steps = max(max(curve) for curve in curves)
    height = TOP + LOSSES + GAP + DIFFERENCES + BOTTOM
    parts = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="sans-serif" '
             'font-size="13">', f'<rect width="{WIDTH}" height="{height}" fill="white"/>',
             *draw_losses(groups, steps), *draw_differences(groups, steps), "</svg>"]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(parts) + "\n")


def describe(label, curve, first):
    losses = [loss for _, loss in sorted(curve.items())]
    last = losses[-10:]
    text = f"{label}: last loss {losses[-1]:.4f}, mean loss {sum(last) / len(last):.4f} of the last {len(last)} steps, "
    return text + ("the same numbers" if curve == first
                   else f"at most {max(get_differences(curve, first).values()):.1e} away")


def main(out, *arguments):
    labels = [argument.split("=", 1)[0] for argument in arguments]
    curves = [read(argument.split("=", 1)[1]) for argument in arguments]
    for label, curve in zip(labels, curves):
        print(describe(label, curve, curves[0]))
    draw(out, labels, curves)


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    main(*sys.argv[1:])
