# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Makes by_hand/reference.safetensors with numpy (needs numpy, safetensors)."""

import numpy as np

from models_common import MICRO_BATCHES, write_reference

rng = np.random.default_rng(5)
rows, features, width, classes = 4, 8, 16, 6
n = rows * MICRO_BATCHES
normal = lambda *shape: rng.standard_normal(shape).astype(np.float32)
params = {"w0": 0.3 * normal(features, width), "w1": 0.3 * normal(width, classes)}
batches = [normal(n, features), normal(n, classes)]

losses, sums = [], {name: np.zeros_like(value) for name, value in params.items()}
for m in range(MICRO_BATCHES):
    x, y = (b[m * rows : (m + 1) * rows] for b in batches)
    h = x @ params["w0"]
    r = np.maximum(h, 0)
    error = r @ params["w1"] - y
    losses.append(np.sum(error * error) / np.float32(2))
    sums["w1"] += r.T @ error
    sums["w0"] += x.T @ np.where(h > 0, error @ params["w1"].T, np.float32(0))
write_reference("by_hand", params, batches, np.float32(losses), sums)
