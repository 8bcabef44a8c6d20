# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What all errors of this package are."""


class Error(Exception):
    """What was asked for cannot be done; the text names the thing."""


class UnknownName(Error, KeyError):
    """There is no item of that name."""

    def __str__(self):
        return self.args[0]
