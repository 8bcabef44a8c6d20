# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Batches: the micro-batches of a step, in one array."""

import numpy as np

from . import elements
from .errors import Error


def lay_out(array):
    """As kernels read it; the array itself, if it lies so."""
    return np.require(array, requirements=["C_CONTIGUOUS", "ALIGNED"])


def pack(item, value, micro_batches):
    """Returns the micro-batches of an input one after the other, without a copy where they lie so. They stand along
    the batch dimension of `value`, or in a first dimension of their own."""
    array = np.asarray(value)
    if not elements.fits(array.dtype, item.dtype):
        raise Error(f"'{item.name}' is {elements.describe(array.dtype, array.shape)}, but micro-batches of "
                    f"{elements.describe(item.dtype, item.shape)} are expected")
    if item.batch_dimension is None:
        if array.shape != item.shape:
            raise Error(f"'{item.name}' has the shape {array.shape}, but must have {item.shape}, the same for all "
                        "micro-batches")
        return lay_out(np.broadcast_to(array, (micro_batches, *item.shape)))
    if array.shape == (micro_batches, *item.shape):  # A new first dimension.
        return lay_out(array)
    place, rows = item.batch_dimension, item.shape[item.batch_dimension]
    wanted = (*item.shape[:place], micro_batches * rows, *item.shape[place + 1 :])
    if array.ndim != len(wanted) or any(a != b for d, (a, b) in enumerate(zip(array.shape, wanted)) if d != place):
        raise Error(f"'{item.name}' has the shape {array.shape}, but a batch must have {wanted}")
    if array.shape[place] != wanted[place]:
        raise Error(f"'{item.name}' has {array.shape[place]} rows in dimension {place}, but {micro_batches} "
                    f"micro-batches of {rows} need {wanted[place]}")
    split = array.reshape(*wanted[:place], micro_batches, rows, *wanted[place + 1 :])
    return lay_out(np.moveaxis(split, place, 0))


def unpack(item, packed):
    """Returns the batch of which `pack` has made `packed`."""
    if item.batch_dimension is None:
        return packed[0]
    place = item.batch_dimension
    moved = np.moveaxis(packed, 0, place)
    return moved.reshape(*item.shape[:place], -1, *item.shape[place + 1 :])
