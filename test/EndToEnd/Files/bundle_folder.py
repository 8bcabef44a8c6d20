# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where pipe-compile writes a bundle: bundle_folder.py MODEL FOLDER

Links, names that are none, folders that are no bundles, modes, disks that are
full, several compiles at once. After each case FOLDER holds what it should and
nothing else.
"""

import os
import resource
import shutil
import signal
import stat
import subprocess
import sys

FILES = ["manifest.json", "model.so", "schedule.csv"]


class Case:
    """A fresh folder to compile into."""

    def __init__(self, model, folder):
        self.model, self.folder = model, folder
        shutil.rmtree(folder, ignore_errors=True)
        os.makedirs(folder)

    def command(self, output, micro_batches=2):
        return ["pipe-compile", self.model, "-o", output, "--ranks=2", f"--micro-batches={micro_batches}", "--generic-cpu"]

    def compile(self, output, expect=None, micro_batches=2, **options):
        """Compiles; `expect` is a text of the one error that there must be."""
        run = subprocess.run(self.command(output, micro_batches), cwd=self.folder, capture_output=True, text=True,
                             timeout=300, **options)
        if expect is None:
            assert run.returncode == 0, run.stderr
        else:
            assert run.returncode == 1 and expect in run.stderr, (run.returncode, run.stderr)
            assert run.stderr.startswith("pipe-compile: error: ") and run.stderr.count("error: ") == 1, run.stderr

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def expect(self, *names):
        assert sorted(os.listdir(self.folder)) == sorted(names), os.listdir(self.folder)

    def expect_bundle(self, name, micro_batches=2):
        assert sorted(os.listdir(self.path(name))) == FILES, os.listdir(self.path(name))
        with open(self.path(name, "manifest.json"), encoding="utf-8") as f:
            assert f'"micro_batches": {micro_batches},' in f.read()


def links(case):
    case.compile("run42.pipe")
    os.symlink("run42.pipe", case.path("latest.pipe"))
    for name in ("latest.pipe", "latest.pipe/"):
        case.compile(name, micro_batches=3)
        case.expect("run42.pipe", "latest.pipe")
        assert os.readlink(case.path("latest.pipe")) == "run42.pipe"
        case.expect_bundle("run42.pipe", 3)
    os.mkdir(case.path("runs"))
    os.symlink("runs/new.pipe", case.path("dangling"))
    os.symlink("dangling", case.path("twice"))
    case.compile("twice")
    case.expect_bundle("runs/new.pipe")
    assert os.listdir(case.path("runs")) == ["new.pipe"]
    os.symlink("runs", case.path("elsewhere"))
    case.compile("elsewhere/other.pipe")
    case.expect_bundle("runs/other.pipe")
    os.symlink("circle", case.path("circle"))
    case.compile("circle", expect="circle: cannot write: ")
    with open(case.path("text"), "w", encoding="utf-8") as f:
        f.write("text")
    os.symlink("text", case.path("to_text"))
    case.compile("to_text", expect="'to_text' exists and is no bundle, but a file")
    case.expect("run42.pipe", "latest.pipe", "runs", "dangling", "twice", "elsewhere", "circle", "text", "to_text")


def names(case):
    for name in ("", ".", "..", "/", "./", "x/.."):
        case.compile(name, expect=f"cannot write to '{name}': a bundle needs a name of its own, such as model.pipe")
    case.compile("absent/m.pipe", expect="cannot write to 'absent/m.pipe': No such file")
    case.compile("/proc/m.pipe", expect="cannot write to '/proc/m.pipe': ")
    case.compile("n" * 256, expect="File name too long")
    case.expect()
    # The longest name that a folder can have.
    case.compile("n" * 255)
    case.expect("n" * 255)


def others(case):
    """What is no bundle, and what more than one, stays."""
    os.mkdir(case.path("page"))
    with open(case.path("page", "manifest.json"), "w", encoding="utf-8") as f:
        f.write('{"name": "a page"}')
    case.compile("page", expect="'page' exists and is no bundle; remove it or write to another place")
    case.compile("m.pipe")
    with open(case.path("m.pipe", "notes.txt"), "w", encoding="utf-8") as f:
        f.write("kept")
    case.compile("m.pipe", expect="'m.pipe' is a bundle that also has 'notes.txt', which would be lost; move that or write to another place")
    os.remove(case.path("m.pipe", "notes.txt"))
    case.compile("m.pipe", micro_batches=3)
    case.expect_bundle("m.pipe", 3)
    case.expect("page", "m.pipe")
    if os.geteuid() != 0:
        os.mkdir(case.path("closed"), 0o500)
        case.compile("closed/m.pipe", expect="cannot write to 'closed/m.pipe': Permission denied")


def modes(case):
    for mask, folder, file in ((0o022, 0o755, 0o644), (0o077, 0o700, 0o600), (0o002, 0o775, 0o664)):
        case.compile("m.pipe", preexec_fn=lambda mask=mask: os.umask(mask))
        assert stat.S_IMODE(os.stat(case.path("m.pipe")).st_mode) == folder
        for name in FILES:
            assert stat.S_IMODE(os.stat(case.path("m.pipe", name)).st_mode) == file, name
    case.expect("m.pipe")


def full(case):
    """A limit on the size of files stands for a disk that is full."""

    def limit():
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000))

    case.compile("m.pipe")
    for name in ("m.pipe", "n.pipe"):
        case.compile(name, expect="File too large", micro_batches=3, preexec_fn=limit)
        case.expect("m.pipe")
    case.expect_bundle("m.pipe")


def together(case):
    for _ in range(2):
        runs = [subprocess.Popen(case.command("m.pipe", 2 + i), cwd=case.folder, stdout=subprocess.DEVNULL)
                for i in range(4)]
        assert [run.wait(300) for run in runs] == [0, 0, 0, 0]
        case.expect("m.pipe")
        assert sorted(os.listdir(case.path("m.pipe"))) == FILES


def main(model, folder):
    for case in (links, names, others, modes, full, together):
        case(Case(model, folder))
        print(f"{case.__name__}: ok")


if __name__ == "__main__":
    main(*sys.argv[1:])
