# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

import importlib.util
import os
import re
import shutil
import subprocess
import sys

import lit.formats

config.name = "pipe-mlir"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".mlir", ".test"]
config.excludes = ["Inputs", "unit", "bench", "CMakeLists.txt"]
config.test_source_root = os.path.dirname(__file__)
config.test_exec_root = os.path.join(config.pipe_obj_root, "test")

config.environment["PATH"] = os.path.pathsep.join(
    [config.pipe_tools_dir, config.llvm_tools_dir, config.environment.get("PATH", "")]
)
config.environment["LD_LIBRARY_PATH"] = config.pipe_lib_dir
config.environment["PYTHONDONTWRITEBYTECODE"] = "1"
if "PTXAS" in os.environ:  # Assembles PTX; PATH is looked through, too.
    config.environment["PTXAS"] = os.environ["PTXAS"]
config.substitutions += [
    ("%inputs", os.path.join(config.test_source_root, "Inputs")),
    ("%models", os.path.join(config.test_source_root, "Inputs", "models")),
    ("%pipe_lib_dir", config.pipe_lib_dir),
    ("%mlir_dir", config.mlir_dir),
    ("%pipe_obj_root", config.pipe_obj_root),
    ("%source_root", os.path.dirname(config.test_source_root)),
    ("%python", sys.executable),
]

# What a test may REQUIRE: the tools that were built and the programs found.
for tool in ["pipe-compile", "pipe-run", "pipe-plan", "pipe-test-manifest"]:
    if os.path.exists(os.path.join(config.pipe_tools_dir, tool)):
        config.available_features.add(tool)
pipe_run = os.path.join(config.pipe_tools_dir, "pipe-run")
if os.path.exists(pipe_run):
    said = subprocess.run([pipe_run, "--help"], capture_output=True, text=True).stdout
    # As "threads, sockets, ucx"; those that need a library are not in every build.
    config.available_features.update({"ucx"} & set(re.split(r"\W+", said)))
plugin = os.path.join(config.pipe_lib_dir, "PipePlugin.so")
if os.path.exists(plugin) and os.path.exists(os.path.join(config.llvm_tools_dir, "mlir-opt")):
    config.available_features.add("plugin")
if importlib.util.find_spec("numpy"):
    config.available_features.add("numpy")
# A library with sanitizers can only be loaded into a program that has them.
if not config.sanitizer:
    config.available_features.add("ctypes")
# Front ends are looked for in the Python of their own that PIPE_JAX_PYTHON and PIPE_TORCH_PYTHON name.
for front, modules in (("jax", ["jax"]), ("torch", ["torch", "torch_mlir", "numpy"])):
    python = os.environ.get(f"PIPE_{front.upper()}_PYTHON", sys.executable)
    looks = f"import importlib.util as u, sys; sys.exit(not all(map(u.find_spec, {modules})))"
    if not config.sanitizer and not subprocess.run([python, "-c", looks]).returncode:
        config.available_features.add(front)
        config.substitutions.append((f"%{front}_python", python))
if all(shutil.which(tool, path=config.environment["PATH"]) for tool in ("cc", "llc", "mlir-opt", "mlir-translate")):
    config.available_features.add("stock-codegen")
if shutil.which("cc"):
    config.available_features.add("cc")
# Projects of others are not built with the sanitizers of this one.
if not config.sanitizer and all(shutil.which(tool) for tool in ("cc", "cmake", "ninja", "pkg-config")):
    config.available_features.add("install")
if shutil.which("chromium"):
    config.available_features.add("chromium")
if shutil.which("clang-format-22"):
    config.available_features.add("clang-format")
if not subprocess.run([sys.executable, os.path.join(config.test_source_root, "EndToEnd", "network.py")],
                      capture_output=True).returncode:
    config.available_features.add("hosts")
# The MPIs that the transport mpi was built for, with their launchers.
for mpi, launcher in config.mpi_launchers.items():
    if mpi in config.mpis and os.path.exists(launcher):
        config.available_features.add(mpi)
        config.substitutions.append((f"%{mpi}_run", launcher))
