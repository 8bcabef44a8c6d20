# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""gather and scatter, position by position."""

import numpy as np

from movement import empty, indices
from reduction import fold, scalar
from values import FLOATS, Tensor, rounded


class Numbers:
    """Dimension numbers. `offset` are the dimensions of slices in the result (of
    windows in the updates), `collapsed` those of the operand that these lack."""

    def __init__(self, offset, collapsed, operand_batching, indices_batching, index_map, vector_dim):
        self.offset, self.collapsed, self.index_map, self.vector_dim = offset, collapsed, index_map, vector_dim
        self.operand_batching, self.indices_batching = operand_batching, indices_batching

    def start(self, starts, batch):
        """The index vector that a position of the batch dimensions has."""
        if self.vector_dim == len(starts.shape):
            return [int(starts.array[batch])]
        before, after = batch[: self.vector_dim], batch[self.vector_dim :]
        return [int(starts.array[(*before, k, *after)]) for k in range(starts.shape[self.vector_dim])]

    def parts(self, index, starts, rank):
        """(start, batching, offset), the three parts of a position of the operand."""
        batch = tuple(p for d, p in enumerate(index) if d not in self.offset)
        full = [0] * rank
        for d, s in zip(self.index_map, self.start(starts, batch)):
            full[d] = s
        batching = [0] * rank
        for d, at in zip(self.operand_batching, self.indices_batching):
            batching[d] = batch[at - (at >= self.vector_dim)]
        window = [index[d] for d in self.offset]
        kept = [d for d in range(rank) if d not in self.collapsed + self.operand_batching]
        offset = [0] * rank
        for d, p in zip(kept, window):
            offset[d] = p
        return full, batching, offset

    def batch_shape(self, shape):
        return [n for d, n in enumerate(shape) if d != self.vector_dim]

    def result_shape(self, indices_shape, slice_sizes):
        """Of a gather's result or a scatter's updates."""
        batch = self.batch_shape(indices_shape)
        window = [n for d, n in enumerate(slice_sizes) if d not in self.collapsed + self.operand_batching]
        return [window[self.offset.index(d)] if d in self.offset else batch.pop(0)
                for d in range(len(batch) + len(window))]


def gather(x, starts, numbers, sizes):
    """Starts are moved so that slices lie inside."""
    shape = numbers.result_shape(starts.shape, sizes)
    array = empty(x.element, shape)
    for i in indices(shape):
        full, batching, offset = numbers.parts(i, starts, len(x.shape))
        full = [max(0, min(s, n - size)) for s, n, size in zip(full, x.shape, sizes)]
        array[i] = x.array[tuple(map(sum, zip(full, batching, offset)))]
    return x.with_array(array)


def scatter(inputs, starts, updates, numbers, region):
    """Updates outside are dropped; those of one position are combined in order."""
    shape = inputs[0].shape
    collected = {}
    for i in indices(updates[0].shape):
        at = tuple(map(sum, zip(*numbers.parts(i, starts, len(shape)))))
        if all(0 <= p < n for p, n in zip(at, shape)):
            collected.setdefault(at, []).append([scalar(u, i) for u in updates])
    results = [Tensor(t.element, t.array.copy(), np.zeros(shape)) for t in inputs]
    for at, items in collected.items():
        for t, (number, slack) in zip(results, fold(region, [scalar(t, at) for t in inputs], items)):
            t.array[at] = rounded(t.element, number) if t.element in FLOATS else number
            t.slack[at] = slack
    return results
