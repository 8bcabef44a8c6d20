# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Exports small modules with tools/python/pipe_torch.py, and compares with torch in f64.

  PATH=build/dev/bin:$PATH venv/bin/python test/EndToEnd/torch_modules.py FOLDER [NAME...]

Needs torch and torch-mlir (docs/GettingStarted.md), so that no test runs it. Each module
is a layer and a function of what it gives. Most are here because torch-mlir lowers what
they do to something else, or to nothing.
"""

import os
import subprocess
import sys

import torch
import torch.nn.functional as F
from torch import nn

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../tools/python"))
import pipe_torch

LINEAR = lambda: nn.Linear(6, 4)
CONV = lambda: nn.Conv2d(3, 4, 3, padding=1)
ROWS, IMAGES = (6,), (3, 8, 8)


def cosine(h):
    return F.cosine_embedding_loss(h, h.detach().flip(1), torch.ones(h.shape[0]))


def ctc(h):
    logs = F.log_softmax(h.reshape(-1, 2, 4).repeat(5, 1, 1), 2)
    return F.ctc_loss(logs, torch.tensor([[1, 2], [3, 3]]), torch.tensor([5, 4]), torch.tensor([2, 1]))


def grid(h):
    places = torch.linspace(-1.1, 1.1, 5)
    points = torch.stack(torch.meshgrid(places, places, indexing="ij"), -1).expand(h.shape[0], -1, -1, -1)
    return F.grid_sample(h, points, align_corners=False)


class Grouped(nn.Module):
    def __init__(self, layers):
        super().__init__()
        self.layers = nn.Sequential(*layers)

    def forward(self, x):
        return self.layers(x)


class Scaled(nn.Module):
    def __init__(self):
        super().__init__()
        self.layer = LINEAR()
        self.scale = torch.tensor([1.0, 2.0, 3.0, 4.0])  # A tensor, but no buffer.

    def forward(self, x):
        return self.layer(x) * self.scale


# name: (layer, shape of a row, function)
MODULES = {
    "compare-floats": (LINEAR, ROWS, lambda h: torch.where(torch.ones(h.shape[0]) == 1, h[:, 0], 0.0)),
    "compare-integers": (LINEAR, ROWS, lambda h: torch.where(torch.ones(2, dtype=torch.long) == 1.0, h[:, 0], 0.0)),
    "cosine": (LINEAR, ROWS, cosine),
    "negative-pad": (LINEAR, ROWS, lambda h: F.pad(h, (1, -1))),
    "gelu-tanh": (LINEAR, ROWS, lambda h: F.gelu(h, approximate="tanh")),
    "rrelu": (LINEAR, ROWS, lambda h: F.rrelu(h, training=False)),
    "all": (LINEAR, ROWS, lambda h: h if (h == h).all() else h.mean()),
    "no-buffer": (Scaled, ROWS, lambda h: h),
    "median": (LINEAR, ROWS, lambda h: h.median(1).values),
    "cummax": (LINEAR, ROWS, lambda h: h.cummax(1).values),
    "cdist": (LINEAR, ROWS, lambda h: torch.cdist(h, h.flip(1))),
    "unfold": (LINEAR, ROWS, lambda h: h.unfold(1, 3, 1)),
    "diagonal": (LINEAR, ROWS, lambda h: (h.unsqueeze(1) * h.unsqueeze(2)).diagonal(1, 1, 2)),
    "multi-margin": (LINEAR, ROWS, lambda h: F.multi_margin_loss(h, torch.tensor([1, 3]))),
    "masked-write": (LINEAR, ROWS, lambda h: h.masked_fill(h < 0, 0.5)),
    "ctc": (LINEAR, ROWS, ctc),
    "nearest": (CONV, IMAGES, lambda h: F.interpolate(h, size=(5, 5))),
    "bilinear": (CONV, IMAGES, lambda h: F.interpolate(h, scale_factor=2, mode="bilinear")),
    "bicubic": (CONV, IMAGES, lambda h: F.interpolate(h, size=(5, 11), mode="bicubic", align_corners=True)),
    "average-pool": (CONV, IMAGES, lambda h: F.avg_pool2d(h, 3, stride=2, padding=1, ceil_mode=True)),
    "adaptive-average": (CONV, IMAGES, lambda h: F.adaptive_avg_pool2d(h, (3, 5))),
    "adaptive-max": (CONV, IMAGES, lambda h: F.adaptive_max_pool2d(h, 3)),
    "grid-sample": (CONV, IMAGES, grid),
    "replicate-pad": (CONV, IMAGES, lambda h: F.pad(h, (1, 2, 0, 1), mode="replicate")),
    "local-norm": (CONV, IMAGES, lambda h: F.local_response_norm(h, 2)),
    "weight-norm": (lambda: nn.utils.parametrizations.weight_norm(LINEAR()), ROWS, lambda h: h),
    "depthwise": (lambda: Grouped([nn.Conv2d(3, 3, 5, padding=2, groups=3), nn.Conv2d(3, 6, 3, stride=2, groups=3)]),
                  IMAGES, lambda h: h),
    "depthwise-rows": (lambda: Grouped([nn.Conv1d(4, 8, 3, padding=2, dilation=2, groups=4),
                                        nn.Conv1d(8, 8, 4, stride=2, groups=2)]), (4, 12), lambda h: h),
    "grouped-transposed": (lambda: nn.ConvTranspose2d(4, 6, 3, stride=2, groups=2), (4, 5, 5), lambda h: h),
}


class Step(nn.Module):
    def __init__(self, layer, function):
        super().__init__()
        self.layer, self.function = layer, function

    def forward(self, x):
        return (self.function(self.layer(x)) * 1.5).sin().sum()


def check(name, folder):
    """Returns what went wrong, or an empty text."""
    layer, shape, function = MODULES[name]
    torch.manual_seed(0)
    folder = os.path.join(folder, name)
    pipe_torch.export(Step(layer(), function), (torch.randn(8, *shape),), 4, folder)
    path = lambda file: os.path.join(folder, file)
    for command in (
        ["pipe-compile", path("step.mlir"), "-o", path("step.pipe"), "--ranks=1", "--micro-batches=4",
         "--schedule=1f1b"],
        ["pipe-run", path("step.pipe"), f"--parameters={path('parameters.safetensors')}",
         f"--inputs={path('inputs.safetensors')}", "--check=cut", f"--compare={path('expected.safetensors')}"],
    ):
        run = subprocess.run(command, capture_output=True, text=True)
        if run.returncode:
            return run.stdout + run.stderr
    return ""


def main(folder, *names):
    numbers = {False: 0, True: 0}
    for name in names or MODULES:
        try:
            wrong = check(name, folder)
        except Exception as error:  # Whatever torch and torch-mlir raise.
            wrong = f"{type(error).__name__}: {error}"
        numbers[not wrong] += 1
        print(f"{name}: {wrong.strip() or 'ok'}", flush=True)
    print(f"{numbers[True]} modules agree with torch, {numbers[False]} do not")
    return 1 if numbers[False] else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
