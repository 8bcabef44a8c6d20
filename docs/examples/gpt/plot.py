# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Draws losses over steps: plot.py OUT.svg LABEL=METRICS.jsonl...

Each file has a line of JSON a step, with `step` and `loss`, as pipe-run --metrics writes
it. A curve that is equal to one before it, number for number, is drawn dashed on top of
it, so that both are seen. Prints for each file its last loss, the mean of its last ten
losses, and how far it is from the first file: the largest difference of two losses of
the same step, over the loss.
"""

import html
import json
import sys

WIDTH, HEIGHT = 760, 400
LEFT, RIGHT, TOP, BOTTOM = 60, 20, 20, 50  # margins
COLOURS = ("#1b6ca8", "#e07a1f", "#3a923a", "#b03060", "#6b4fa0", "#707070")


def read(path):
    """Returns {step: loss}."""
    with open(path, encoding="utf-8") as file:
        lines = [json.loads(line) for line in file]
    return {line["step"]: line["loss"] for line in lines}


def get_ticks(largest, count):
    """Round numbers from 0 to `largest`, about `count` of them."""
    size = next(s * 10**e for e in range(-3, 9) for s in (1, 2, 5) if s * 10**e * count >= largest)
    return [round(size * i, 6) for i in range(int(largest / size) + 1)]


class Picture:
    def __init__(self, curves):
        self.steps = max(max(curve) for curve in curves)
        self.top = max(max(curve.values()) for curve in curves) * 1.05
        self.lines = [f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
                      'font-family="sans-serif" font-size="13">',
                      f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>']

    def x(self, step):
        return round(LEFT + (WIDTH - LEFT - RIGHT) * step / self.steps, 1)

    def y(self, loss):
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * loss / self.top, 1)

    def line(self, x1, y1, x2, y2, more):
        self.lines.append(f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" {more}/>')

    def text(self, x, y, text, more=""):
        self.lines.append(f'<text x="{x}" y="{y}" {more}>{html.escape(text)}</text>')

    def add_axes(self):
        for loss in get_ticks(self.top, 8):
            self.line(LEFT, self.y(loss), WIDTH - RIGHT, self.y(loss), 'stroke="#dddddd"')
            self.text(LEFT - 8, self.y(loss) + 4, f"{loss:g}", 'text-anchor="end"')
        for step in get_ticks(self.steps, 8):
            self.text(self.x(step), HEIGHT - BOTTOM + 20, f"{step:g}", 'text-anchor="middle"')
        self.line(LEFT, self.y(0), WIDTH - RIGHT, self.y(0), 'stroke="black"')
        self.line(LEFT, TOP, LEFT, self.y(0), 'stroke="black"')
        self.text((LEFT + WIDTH - RIGHT) / 2, HEIGHT - 10, "step", 'text-anchor="middle"')
        middle = (TOP + HEIGHT - BOTTOM) / 2
        self.text(18, middle, "loss (nats)", f'text-anchor="middle" transform="rotate(-90 18 {middle})"')

    def add_curve(self, number, label, curve, layer):
        """`layer`: how many curves before are equal to this one."""
        dashes = f' stroke-dasharray="6 {6 * layer}" stroke-dashoffset="{-6 * layer}"' if layer else ""
        style = f'stroke="{COLOURS[number % len(COLOURS)]}" stroke-width="{1.6 if not layer else 2.2}"{dashes}'
        points = " ".join(f"{self.x(step)},{self.y(loss)}" for step, loss in sorted(curve.items()))
        self.lines.append(f'<polyline fill="none" {style} points="{points}"/>')
        y = TOP + 16 + 20 * number
        self.line(WIDTH - 240, y, WIDTH - 200, y, style)
        self.text(WIDTH - 192, y + 4, label)

    def write(self, path):
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join([*self.lines, "</svg>"]) + "\n")


def describe(label, curve, first):
    losses = [loss for _, loss in sorted(curve.items())]
    apart = max(abs(loss - first[step]) / first[step] for step, loss in curve.items() if step in first)
    last = losses[-10:]
    return (f"{label}: last loss {losses[-1]:.4f}, mean loss {sum(last) / len(last):.4f} of the last {len(last)} steps, "
            + ("the same numbers" if curve == first else f"at most {apart:.1e} away"))


def main(out, *arguments):
    labels = [argument.split("=", 1)[0] for argument in arguments]
    curves = [read(argument.split("=", 1)[1]) for argument in arguments]
    picture = Picture(curves)
    picture.add_axes()
    for number, (label, curve) in enumerate(zip(labels, curves)):
        picture.add_curve(number, label, curve, curves[:number].count(curve))
        print(describe(label, curve, curves[0]))
    picture.write(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
