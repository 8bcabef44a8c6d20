# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds up the reports of ctest and lit: count_tests.py CTEST.xml LIT.xml

Prints the failed tests, then `N passed, N failed` (`, N skipped` follows when
there are any). In ctest's report lit is one test; its own report replaces it
where there is one. Exits with 1 when a test failed or none ran.
"""

import sys
import xml.etree.ElementTree as ElementTree


def read(path, skip=()):
    """Returns {test name: "passed" | "failed" | "skipped"} of a JUnit file."""
    results = {}
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{case.get('classname')}/{case.get('name')}"
        if case.get("name") in skip:
            continue
        failed = case.find("failure") is not None or case.find("error") is not None
        skipped = case.find("skipped") is not None
        # ctest: a test that could not be run is "notrun", and has no failure.
        failed = failed or case.get("status") in ("fail", "notrun") and not skipped
        results[name] = "failed" if failed else "skipped" if skipped else "passed"
    return results


def main(ctest_xml, lit_xml):
    try:
        lit = read(lit_xml)
    except (OSError, ElementTree.ParseError) as error:
        print(f"no report of lit: {error}")
        lit = {"lit": "failed"}
    try:
        results = {f"ctest {n}": r for n, r in read(ctest_xml, skip=("lit",)).items()}
    except (OSError, ElementTree.ParseError) as error:
        print(f"no report of ctest: {error}")
        results = {"ctest": "failed"}
    results |= {f"lit {n}": r for n, r in lit.items()}
    outcomes = list(results.values())
    passed, failed, skipped = map(outcomes.count, ("passed", "failed", "skipped"))
    for name, result in results.items():
        if result == "failed":
            print(f"failed: {name}")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
