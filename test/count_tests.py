# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Adds up the reports of ctest and lit: count_tests.py CTEST.xml LIT.xml

Prints the failed tests, each behind the last lines of what it said, then `N passed, N failed` (`, N skipped` follows when
there are any). In ctest's report lit is one test; its own report replaces it
where there is one. Exits with 1 when a test failed or none ran.
"""

import sys
import xml.etree.ElementTree as ElementTree


LAST_LINES = 20


def get_end(case):
    """The last lines of what a test said."""
    said = [case.find(tag).text or "" for tag in ("failure", "error", "system-out") if case.find(tag) is not None]
    lines = [line for line in "\n".join(said).splitlines() if line.strip()]
    return "".join(f"  {line[:300]}\n" for line in lines[-LAST_LINES:])


def read(path, prefix, ends, skip=()):
    """Returns {test name: "passed" | "failed" | "skipped"} of a JUnit file, and fills in what failed tests said."""
    results = {}
    for case in ElementTree.parse(path).iter("testcase"):
        name = f"{prefix} {case.get('classname')}/{case.get('name')}"
        if case.get("name") in skip:
            continue
        failed = case.find("failure") is not None or case.find("error") is not None
        skipped = case.find("skipped") is not None
        # ctest: a test that could not be run is "notrun", and has no failure.
        failed = failed or case.get("status") in ("fail", "notrun") and not skipped
        results[name] = "failed" if failed else "skipped" if skipped else "passed"
        if failed:
            ends[name] = get_end(case)
    return results


def main(ctest_xml, lit_xml):
    ends = {}
    try:
        lit = read(lit_xml, "lit", ends)
    except (OSError, ElementTree.ParseError) as error:
        print(f"no report of lit: {error}")
        lit = {"lit": "failed"}
    try:
        results = read(ctest_xml, "ctest", ends, skip=("lit",))
    except (OSError, ElementTree.ParseError) as error:
        print(f"no report of ctest: {error}")
        results = {"ctest": "failed"}
    results |= lit
    outcomes = list(results.values())
    passed, failed, skipped = map(outcomes.count, ("passed", "failed", "skipped"))
    for name, result in results.items():
        if result == "failed":
            print(f"{ends.get(name, '')}failed: {name}")
    print(f"{passed} passed, {failed} failed" + (f", {skipped} skipped" if skipped else ""))
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
