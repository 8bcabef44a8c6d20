# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes the references of test/EndToEnd/optimizers.test with torch.optim.

  pip install torch numpy safetensors; python3 make_optimizers.py

Writes one file a case: `param.w`, `param.b` (initial values), `x`, `y` (50 steps of
gradients, stacked), and `w.K`, `b.K` (the parameters after K steps).
"""

import torch
from safetensors.torch import save_file

STEPS = 50
KEPT = (1, 2, 10, 50)
# Name -> (optimizer, its options, options of both groups, largest norm).
CASES = {
    "sgd": (torch.optim.SGD, {"lr": 0.1}),
    "sgd_decay": (torch.optim.SGD, {"lr": 0.1, "weight_decay": 0.05}),
    "momentum": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9}),
    "dampening": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.8, "dampening": 0.3, "weight_decay": 0.01}),
    "nesterov": (torch.optim.SGD, {"lr": 0.05, "momentum": 0.9, "nesterov": True}),
    "adam": (torch.optim.Adam, {"lr": 0.01}),
    "adam_decay": (torch.optim.Adam, {"lr": 0.01, "betas": (0.8, 0.95), "eps": 1e-6, "weight_decay": 0.1}),
    "adamw": (torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    "groups": (torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    "rates": (torch.optim.AdamW, {"lr": 0.01, "weight_decay": 0.1}),
    "clip": (torch.optim.SGD, {"lr": 0.1, "momentum": 0.9}),
}
CLIP_NORM = 2.0


def run(name):
    optimizer, options = CASES[name]
    torch.manual_seed(7)
    w = torch.randn(4, 6).requires_grad_()
    b = torch.randn(6).requires_grad_()
    x = torch.randn(STEPS, 4, 6) * torch.linspace(0.1, 2, STEPS)[:, None, None]
    y = torch.randn(STEPS, 6)
    tensors = {"param.w": w.detach().clone(), "param.b": b.detach().clone(),
               "x": x.reshape(-1, 6), "y": y.reshape(-1)}
    groups = [w, b]
    if name == "groups":
        groups = [{"params": [w]}, {"params": [b], "weight_decay": 0.0}]
    if name == "rates":
        groups = [{"params": [w]}, {"params": [b], "lr": 0.05}]
    stepper = optimizer(groups, **options)
    for step in range(STEPS):
        w.grad, b.grad = x[step].clone(), y[step].clone()
        if name == "clip":
            torch.nn.utils.clip_grad_norm_([w, b], CLIP_NORM)
        stepper.step()
        if step + 1 in KEPT:
            tensors[f"w.{step + 1}"] = w.detach().clone()
            tensors[f"b.{step + 1}"] = b.detach().clone()
    save_file(tensors, f"{name}.safetensors")


for case in CASES:
    run(case)
