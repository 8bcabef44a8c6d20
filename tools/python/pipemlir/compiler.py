# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compiles models with pipe-compile, each once."""

import hashlib
import json
import os
import subprocess
import warnings

from . import places
from .errors import Error
from .session import load

# Options of a session; all others are those of pipe-compile.
SESSION_OPTIONS = ("transport", "timeout", "pin_threads", "replicas", "keep_events", "kernels")


class CompileError(Error):
    """What pipe-compile says of a model or of options. `command` is what was run."""

    def __init__(self, text, command):
        super().__init__(text)
        self.command = command


def quote(name):
    """A name as lists of the command line take it: a comma is part of it only in quotes or brackets."""
    return f'"{name}"' if "," in name else name


def to_words(options):
    """Returns the options as words of the command line: micro_batches=8 is --micro-batches=8."""
    words = []
    for key, value in sorted(options.items()):
        word = "--" + key.replace("_", "-")
        if value is None or value is False:
            continue
        if value is True:
            words.append(word)
        elif isinstance(value, (list, tuple)):
            words += [f"{word}={item}" for item in value]
        elif isinstance(value, (str, int, float, os.PathLike)):
            words.append(f"{word}={os.fspath(value) if isinstance(value, os.PathLike) else value}")
        else:
            raise Error(f"the option '{key}' is {value!r}, which is no text, number or list")
    return words


def cache_folder(cache):
    if cache is not None:
        return os.fspath(cache)
    base = os.environ.get("XDG_CACHE_HOME") or os.path.join(os.path.expanduser("~"), ".cache")
    return os.path.join(base, "pipemlir")


def make_key(model, words, compiler):
    """Returns a hash of all that decides what is compiled: the model, the options with the files that they name,
    and the compiler."""
    state = hashlib.sha256()

    def add(data):
        state.update(str(len(data)).encode() + b":" + data)

    add(model)
    for word in words:
        add(word.encode())
        value = word.partition("=")[2]
        if os.path.isfile(value):
            with open(value, "rb") as file:
                add(file.read())
    real = os.path.realpath(compiler)
    status = os.stat(real)
    add(json.dumps([real, status.st_size, status.st_mtime_ns]).encode())
    return state.hexdigest()[:32]


def compile_bundle(model, options, cache=None, output=None, path="-"):
    """Compiles the bytes of a model, which are those of the file `path`, if there is one. Returns the path of the
    bundle: `output`, or one in the cache, where it may be already."""
    words = to_words(options)
    compiler = places.tool("pipe-compile")
    if output is None:
        folder = cache_folder(cache)
        os.makedirs(folder, exist_ok=True)
        output = os.path.join(folder, make_key(model, words, compiler) + ".pipe")
        # pipe-compile puts bundles in place when they are complete.
        if os.path.isdir(output):
            return output
    output = os.fspath(output)
    command = [compiler, path, "-o", output, *words]
    run = subprocess.run(command, input=model, capture_output=True)
    if run.returncode:
        raise CompileError(run.stderr.decode(errors="replace").rstrip(), command)
    if run.stderr:
        warnings.warn(run.stderr.decode(errors="replace").rstrip(), stacklevel=3)
    return output


def split_options(options):
    """Returns the options of pipe-compile and those of a session."""
    session = {key: value for key, value in options.items() if key in SESSION_OPTIONS}
    return {key: value for key, value in options.items() if key not in session}, session


def compile(model, *, cache=None, output=None, **options):
    """Compiles a model, the path of a file of MLIR, and loads it.

    `options` are those of pipe-compile (ranks=4, micro_batches=8, schedule="1f1b", batch=["x", "y"], ...) and of
    Session. The bundle is kept in `cache` (~/.cache/pipemlir) under a hash of the model, the options and the compiler,
    or written to `output`.
    """
    with open(model, "rb") as file:
        text = file.read()
    options, session = split_options(options)
    return load(compile_bundle(text, options, cache, output, os.fspath(model)), **session)
