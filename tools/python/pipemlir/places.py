# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Where the tools and the library of pipe-mlir are."""

import os
import shutil

from .errors import Error

HERE = os.path.dirname(os.path.abspath(__file__))
VARIABLE = "PIPEMLIR_HOME"


def homes():
    """Yields the folders that may have bin/ and lib/, and why each of them is looked at."""
    home = os.environ.get(VARIABLE)
    if home:
        # Nothing else: a wrong value is not to be passed over.
        yield home, f"which {VARIABLE} names"
        return
    yield HERE, "of this package"
    found = shutil.which("pipe-compile")
    if found:
        yield os.path.dirname(os.path.dirname(os.path.realpath(found))), "whose bin/ is on the PATH"


def find(*parts):
    """Returns the path of a file below bin/ or lib/, the first that there is."""
    tried = []
    for home, why in homes():
        path = os.path.join(home, *parts)
        if os.path.exists(path):
            return path
        tried.append(f"'{home}', {why}")
    name = os.path.join(*parts)
    raise Error(f"there is no {name} in {' or '.join(tried)}; let {VARIABLE} name a build folder or an installed "
                "prefix of pipe-mlir")


def tool(name):
    return find("bin", name)


def library():
    return find("lib", "libpipesession.so.0")
