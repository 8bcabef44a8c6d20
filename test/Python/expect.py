# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What the tests of the Python package share."""

import numpy as np

import pipemlir


def refused(call, *parts):
    """Fails unless `call` raises an Error whose text has all parts."""
    try:
        call()
    except pipemlir.Error as error:
        missing = [part for part in parts if part not in str(error)]
        assert not missing, f"not in the error: {missing}\n{error}"
        return error
    raise AssertionError(f"nothing was refused; expected {parts}")


def near(found, expected, what):
    """Fails unless norm(difference) / norm(expected) is at most 1e-5."""
    found, expected = (np.asarray(a, np.float64) for a in (found, expected))
    assert found.shape == expected.shape, f"{what}: {found.shape} is not {expected.shape}"
    assert np.isfinite(expected).all() and np.linalg.norm(expected) > 0, f"{what}: there is nothing to compare with"
    difference = np.linalg.norm(found - expected) / np.linalg.norm(expected)
    assert difference <= 1e-5, f"{what}: differs by {difference}"
