# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes C that registers the functions of a bundle's rank_*.mlir as kernels.

  wrap.py BUNDLE > kernels.c

The functions are compiled by others, with results as pointers behind the
arguments (bare pointers, `buffer-results-to-out-params`). What is added up is
computed in a place of its own first.
"""

import glob
import os
import re
import sys

FUNCTION = re.compile(r"func\.func @(\w+)\((.*?)\)(?: -> (.*?))?(?: attributes \{(.*?)\})? \{\n")
TENSOR = re.compile(r"tensor<([0-9x]*)f32>")


def sizes(text):
    """The numbers of elements of the tensors in `text`, all of f32."""
    result = []
    for shape in TENSOR.findall(text or ""):
        count = 1
        for size in shape.split("x")[:-1]:
            count *= int(size)
        result.append(count)
    return result


def wrap(name, arguments, results, attributes):
    sums = set()
    if match := re.search(r"pipe\.accumulate = array<i64: ([0-9, ]+)>", attributes or ""):
        sums = {int(i) for i in match.group(1).split(",")}
    numbers = range(len(arguments) + len(results))
    pointers = ", ".join("void *" for _ in numbers)
    lines = [f"void {name}({pointers});", f"static void run_{name}(void *self, void *const *a) {{"]
    lines += ["  (void)self;", "  static _Thread_local float scratch[1 << 14];"]
    passed, adds, used = [f"a[{i}]" for i in range(len(arguments))], [], 0
    for i, count in enumerate(results):
        place = f"a[{len(arguments) + i}]"
        if i in sums:
            adds.append(f"  for (int i = 0; i < {count}; ++i)\n    ((float *){place})[i] += scratch[{used} + i];")
            place, used = f"scratch + {used}", used + count
        passed.append(place)
    return "\n".join([*lines, f"  {name}({', '.join(passed)});", *adds, "}"])


def main(bundle):
    functions = {}
    for path in sorted(glob.glob(os.path.join(bundle, "rank_*.mlir"))):
        with open(path, encoding="utf-8") as f:
            for name, arguments, results, attributes in FUNCTION.findall(f.read()):
                functions[name] = wrap(name, sizes(arguments), sizes(results), attributes)
    print('#include "pipert/external.h"\n\n#include <stddef.h>\n')
    print("\n\n".join(functions.values()))
    print("\nint pipe_register_kernels(const pipe_kernel_registry_t *registry) {\n  int status = 0;")
    for name in functions:
        print(f'  status |= registry->add(registry->self, "{name}", run_{name}, NULL);')
    print("  return status;\n}")


if __name__ == "__main__":
    main(*sys.argv[1:])
