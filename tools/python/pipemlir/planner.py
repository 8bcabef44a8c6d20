# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Plans schedules with pipe-plan."""

import html
import json
import os
import subprocess
import tempfile

from . import places
from .compiler import to_words
from .errors import Error


class Plan(dict):
    """What `pipe-plan show --json` says, with its text and its page.

    print(plan) shows the table and the timeline; in a notebook the last value of a cell shows the page.
    """

    def __init__(self, words):
        self._words = words
        super().__init__(json.loads(run([*words, "--json"])))

    @property
    def text(self):
        return run(self._words)

    @property
    def html(self):
        """The page of the timeline, which needs no network."""
        with tempfile.TemporaryDirectory(prefix="pipemlir-") as folder:
            path = os.path.join(folder, "plan.html")
            self.write_html(path)
            with open(path, encoding="utf-8") as file:
                return file.read()

    def write_html(self, path):
        run([*self._words, f"--html={os.fspath(path)}"])

    def write_csv(self, path):
        """Writes the schedule, which `schedule=path` of a compilation takes."""
        run([*self._words, f"--csv={os.fspath(path)}"])

    def __str__(self):
        return self.text

    def _repr_html_(self):
        return f'<iframe srcdoc="{html.escape(self.html)}" width="100%" height="400"></iframe>'


def run(words):
    found = subprocess.run([places.tool("pipe-plan"), "show", *words], capture_output=True, text=True)
    if found.returncode:
        raise Error(found.stderr.rstrip())
    return found.stdout


def plan(**options):
    """Plans a schedule: plan(schedule="zbv", ranks=8, micro_batches=64). Options are those of pipe-plan show."""
    return Plan(to_words(options))
