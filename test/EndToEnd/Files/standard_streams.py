# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Standard streams that are closed, full or left by their reader:

  standard_streams.py MODEL REFERENCE FOLDER

Each tool says once that its output is lost, with exit status 1, and works
without standard input and error stream.
"""

import os
import shutil
import subprocess
import sys


def run(command, redirection):
    """Runs a command in a shell with `redirection`; returns (status, stderr)."""
    text = " ".join(f"'{word}'" for word in command)
    done = subprocess.run(["bash", "-c", f"{text} {redirection}"], stderr=subprocess.PIPE, stdout=subprocess.DEVNULL,
                          text=True, timeout=300)
    return done.returncode, done.stderr


def expect_lost(command, tool):
    for redirection in (">&-", "> /dev/full", "<&- >&-"):
        status, errors = run(command, redirection)
        assert status == 1, (command, redirection, status, errors)
        assert errors.startswith(f"{tool}: error: cannot write to the standard output: "), (command, redirection, errors)
        assert errors.count("\n") == 1, (command, redirection, errors)


def expect_broken_pipe(command, tool):
    """The reader is gone before anything is written."""
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(command, stdout=writer, stderr=subprocess.PIPE, text=True, timeout=300)
    os.close(writer)
    assert done.returncode == 1, (command, done)
    assert done.stderr.startswith(f"{tool}: error: cannot write to the standard output: Broken pipe"), done.stderr
    assert done.stderr.count("\n") == 1, done.stderr


def main(model, reference, folder):
    shutil.rmtree(folder, ignore_errors=True)
    os.makedirs(folder)
    bundle = os.path.join(folder, "m.pipe")
    compile_it = ["pipe-compile", model, "-o", bundle, "--ranks=2", "--micro-batches=8", "--generic-cpu"]
    run_it = ["pipe-run", bundle, f"--parameters={reference}", f"--inputs={reference}"]
    commands = {
        "pipe-compile": compile_it,
        "pipe-run": [*run_it, "--check"],
        "pipe-plan": ["pipe-plan", "show", "--schedule=gpipe", "--ranks=2", "--micro-batches=200"],
        "pipe-opt": ["pipe-opt", model],
    }
    for tool, command in commands.items():
        expect_lost(command, tool)
        expect_broken_pipe(command, tool)
        for redirection in ("<&-", "2>&-", "<&- 2>&-", "2> /dev/full"):
            status, errors = run(command, redirection)
            assert (status, errors) == (0, ""), (command, redirection, status, errors)
        # With all three closed, no file of the tool may take the number of one.
        assert run(command, "<&- >&- 2>&-") == (1, ""), command
        if tool != "pipe-opt":
            expect_lost([tool, "--help"], tool)
        print(f"{tool}: ok")
    # The bundle is complete though its table could not be printed.
    assert run(compile_it, "> /dev/full")[1].endswith(f"; the bundle '{bundle}' is complete\n")
    assert os.listdir(folder) == ["m.pipe"]
    assert run([*run_it, "--check"], "")[0] == 0


if __name__ == "__main__":
    main(*sys.argv[1:])
