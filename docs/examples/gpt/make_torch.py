# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The same model in PyTorch; writes its training step, torch.mlir.

  python3 -m venv venv
  venv/bin/pip install torch torch-mlir numpy safetensors    # several GB
  venv/bin/python make_torch.py
"""

import math
import os
import sys
import tempfile

import torch
from torch import nn
from torch.nn import functional as F

import prepare
from prepare import BLOCKS, CONTEXT, HERE, ROWS, WIDTH

sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "tools", "python"))
import pipe_torch

HEADS = 4


def parameter(*shape):
    return nn.Parameter(torch.empty(shape))


class Norm(nn.Module):
    def __init__(self):
        super().__init__()
        self.scale, self.bias = parameter(WIDTH), parameter(WIDTH)

    def forward(self, x):
        return F.layer_norm(x, (WIDTH,), self.scale, self.bias, 1e-5)


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.norm1, self.norm2 = Norm(), Norm()
        self.qkv, self.out = parameter(WIDTH, 3 * WIDTH), parameter(WIDTH, WIDTH)
        self.up, self.down = parameter(WIDTH, 4 * WIDTH), parameter(4 * WIDTH, WIDTH)

    def attend(self, x):
        """Causal attention of [rows, characters, width]."""
        b, t, c = x.shape
        q, k, v = (w.view(b, t, HEADS, c // HEADS).transpose(1, 2) for w in (x @ self.qkv).chunk(3, -1))
        scores = q @ k.transpose(2, 3) / math.sqrt(c // HEADS)
        scores = scores.masked_fill(~torch.ones(t, t, dtype=torch.bool).tril(), -1e9)
        return (F.softmax(scores, -1) @ v).transpose(1, 2).reshape(b, t, c) @ self.out

    def forward(self, x):
        x = x + self.attend(self.norm1(x))
        return x + F.gelu(self.norm2(x) @ self.up, approximate="tanh") @ self.down


class Step(nn.Module):
    """Returns the loss: the mean over all characters, in nats."""

    def __init__(self, vocabulary):
        super().__init__()
        self.embedding, self.positions = parameter(vocabulary, WIDTH), parameter(CONTEXT, WIDTH)
        for i in range(BLOCKS):
            self.add_module(f"block{i}", Block())
        self.norm, self.head = Norm(), parameter(WIDTH, vocabulary)

    def forward(self, x, y):
        h = F.embedding(x, self.embedding) + self.positions
        for i in range(BLOCKS):
            h = self.get_submodule(f"block{i}")(h)
        scores = self.norm(h) @ self.head
        return F.cross_entropy(scores.flatten(0, 1), y.flatten().long())


def main():
    text = prepare.read_text()
    vocabulary = len(prepare.get_vocabulary(text))
    step = Step(vocabulary)
    state = {name: torch.tensor(values.tolist()).reshape(shape)
             for name, (shape, values) in prepare.get_parameters(vocabulary).items()}
    step.load_state_dict(state)
    batch = {name: torch.tensor(rows[:ROWS], dtype=torch.int32)
             for name, rows in zip("xy", prepare.get_rows(text))}
    with tempfile.TemporaryDirectory() as folder:
        pipe_torch.export(step, batch, 1, folder, expected=False)
        with open(os.path.join(folder, "step.mlir"), encoding="utf-8") as file:
            graph = file.read()
    with open(os.path.join(HERE, "torch.mlir"), "w", encoding="utf-8") as file:
        file.write(graph)


if __name__ == "__main__":
    main()
