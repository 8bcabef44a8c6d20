# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the PyTorch example model: graphs printed by torch-mlir, references by
PyTorch.

  python3 -m venv venv
  venv/bin/pip install torch torch-mlir numpy safetensors    # several GB
  venv/bin/python make_torch.py

joint.linalg.mlir is the training step that AOTAutograd differentiates; it has
the parameters as arguments. forward.linalg.mlir has them as dense_resource
constants. This script writes the names of the arguments as attributes.
"""

import torch
from torch import nn
from torch._functorch.aot_autograd import aot_export_module
from torch_mlir import fx
from torch_mlir.extras.fx_decomp_util import get_decomposition_table

import models_common as common
from models_common import MICRO_BATCHES

WIDTH, BLOCKS, HEADS, LENGTH, VOCABULARY, ROWS = 16, 2, 2, 8, 24, 2


class Block(nn.Module):
    """Causal self-attention and a two-layer network, both residual."""

    def __init__(self):
        super().__init__()
        self.ln1, self.ln2 = nn.LayerNorm(WIDTH), nn.LayerNorm(WIDTH)
        self.qkv, self.o = nn.Linear(WIDTH, 3 * WIDTH), nn.Linear(WIDTH, WIDTH)
        self.f1, self.f2 = nn.Linear(WIDTH, 2 * WIDTH), nn.Linear(2 * WIDTH, WIDTH)

    def forward(self, x):
        b, t, c = x.shape
        split = lambda z: z.reshape(b, t, HEADS, c // HEADS).transpose(1, 2)
        q, k, v = map(split, self.qkv(self.ln1(x)).split(c, dim=-1))
        # Written out: the fused attention has no lowering of its backward.
        scores = q @ k.transpose(-1, -2) * (c // HEADS) ** -0.5
        future = torch.ones(t, t).triu(1) * -1e9
        y = torch.softmax(scores + future, -1) @ v
        x = x + self.o(y.transpose(1, 2).reshape(b, t, c))
        return x + self.f2(nn.functional.gelu(self.f1(self.ln2(x))))


class Gpt(nn.Module):
    """One-hot embedding tied to the head; returns a tuple (cross entropy,)."""

    def __init__(self):
        super().__init__()
        self.emb = nn.Linear(WIDTH, VOCABULARY, bias=False)
        self.pos = nn.Parameter(0.1 * torch.randn(LENGTH, WIDTH))
        self.b = nn.ModuleList(Block() for _ in range(BLOCKS))
        self.ln = nn.LayerNorm(WIDTH)

    def forward(self, batch0, batch1):
        x = batch0 @ self.emb.weight + self.pos
        for block in self.b:
            x = block(x)
        logits = torch.log_softmax(self.emb(self.ln(x)), -1)
        return (-(batch1 * logits).sum(-1).mean(),)


def main(name="torch_gpt"):
    torch.manual_seed(6)
    model = Gpt()
    tokens = torch.randint(0, VOCABULARY, (ROWS * MICRO_BATCHES, LENGTH + 1))
    one_hot = nn.functional.one_hot(tokens, VOCABULARY).float()
    batches = [one_hot[:, :-1].contiguous(), one_hot[:, 1:].contiguous()]
    slices = [[b[m * ROWS : (m + 1) * ROWS] for b in batches] for m in range(MICRO_BATCHES)]

    forward = fx.export_and_import(model, *slices[0], output_type="linalg-on-tensors",
                                    func_name="main")
    inputs = [f"batch{i}" for i in range(len(batches))]
    common.write_graph(name, "forward.linalg.mlir", common.with_names(str(forward), inputs))

    graph, signature = aot_export_module(
        model, slices[0], trace_joint=True, output_loss_index=0,
        decompositions=get_decomposition_table())
    joint = fx.stateless_fx_import(graph, output_type="linalg-on-tensors", model_name="main")
    gradients = list(signature.backward_signature.gradients_to_parameters.values())
    assert gradients == list(signature.parameters) and not signature.buffers
    names = list(signature.parameters) + inputs
    common.write_graph(name, "joint.linalg.mlir", common.with_names(str(joint), names))

    losses = []
    for batch in slices:
        (loss,) = model(*batch)
        loss.backward()  # adds to the gradients of the micro-batches before
        losses.append(loss.item())
    parameters = {n: p.detach().numpy() for n, p in model.named_parameters()}
    sums = {n: p.grad.numpy() for n, p in model.named_parameters()}
    losses = torch.tensor(losses, dtype=torch.float32).numpy()
    common.write_reference(name, parameters, [b.numpy() for b in batches], losses, sums)


if __name__ == "__main__":
    main()
