# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""What steps of all front ends have."""


class Step:
    """A compiled step. `session` is the bundle that it runs."""

    session = None

    def timeline(self, path):
        """Writes the last step for https://ui.perfetto.dev or chrome://tracing."""
        self.session.timeline(path)

    def memory(self):
        """Returns the bytes of each segment of each rank: a list of {segment: bytes}."""
        return self.session.memory()

    def check(self, tolerance=None):
        """Compares the last step with the unpartitioned model; see Session.check."""
        return self.session.check(tolerance)

    def close(self):
        """Ends the ranks."""
        self.session.close()

    def __enter__(self):
        return self

    def __exit__(self, *error):
        self.close()
