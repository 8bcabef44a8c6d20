# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the console blocks of a page and compares what they print:

  console_blocks.py PAGE.md SOURCE_ROOT SCRATCH_FOLDER [--update] [--with=WORD...]

In a ```console block a line that starts with "$ " is a command (continued by a
"\" at its end), what follows is its output, stdout and stderr together. All
blocks of a page run in order, by bash, in SCRATCH_FOLDER, where `docs`, `test` and
`tools` are those of the source. Every command must succeed, unless its output ends in "exit status N".

Comments before a block:
  <!-- file: NAME -->       the block is the file NAME, written to the folder
  <!-- not run: REASON -->  the block is not run
  <!-- needs: WORD -->      the block runs only with --with=WORD

Compared is everything but what no two runs share, which is masked on both sides:
  - numbers with a unit of time (ns, us, ms, s),
  - the bubble ratio and the rows of a timeline: plans are drawn with measured
    times,
  - a relative difference that is not 0, and of which value it is,
  - the fourth decimal of a loss and those behind it.
What `pipe-plan` prints depends on no machine: it is compared as it is. A line
"..." stands for any lines.

--update writes what was printed into the page.
"""

import os
import re
import subprocess
import sys

BLOCK = re.compile(r"((?:<!-- [^\n]* -->\n)*)```(\w*)\n(.*?)^```$", re.M | re.S)


def mask(text, command):
    """Returns the lines that `command` printed with what varies between runs masked."""
    lines = []
    if command.startswith("pipe-plan "):
        return [line.rstrip() for line in text.rstrip().splitlines()]
    for line in text.rstrip().splitlines():
        line = re.sub(r"^rank +\d+ \|.*", "<timeline>", line.strip())
        line = re.sub(r"\b\d+(\.\d+)? ?(ns|us|ms|s)\b", "<time>", line)
        line = re.sub(r"(bubble ratio) [\d.]+ ?%", r"\1 <ratio>", line)
        line = re.sub(r"\b\d(\.\d+)?e[-+]\d+\b( \([^)]*\))?", "<x>", line)
        line = re.sub(r"(loss \d+\.\d{3})\d*", r"\1", line)
        lines.append(re.sub(r" +", " ", line))
    return lines


def matches(expected, actual):
    """Whether the masked lines agree; "..." stands for any lines."""
    if not expected:
        return not actual
    if expected[0] == "...":
        return any(matches(expected[1:], actual[i:]) for i in range(len(actual) + 1))
    return bool(actual) and expected[0] == actual[0] and matches(expected[1:], actual[1:])


def commands(block):
    """Yields (command text as written, command, expected output)."""
    for part in re.split(r"^(?=\$ )", block, flags=re.M):
        if not part:
            continue
        written = re.match(r"(?:.*\\\n)*.*\n", part).group()
        yield written, written[2:].strip(), part[len(written):]


class Page:
    def __init__(self, path, folder, words):
        self.path, self.folder, self.words = path, folder, words
        self.failures, self.count = [], 0

    def run(self, command):
        result = subprocess.run(["bash", "-c", command], cwd=self.folder, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=600)
        output = result.stdout
        if result.returncode == 127:
            sys.exit(f"$ {command}\n{output}")
        if result.returncode:
            output += f"exit status {result.returncode}\n"
        return output

    def block(self, match):
        """Runs one block; returns it as it should be."""
        comments, language, body = match.groups()
        if name := re.search(r"<!-- file: (\S+) -->", comments):
            with open(os.path.join(self.folder, name.group(1)), "w") as f:
                f.write(body)
        needs = re.search(r"<!-- needs: (\S+) -->", comments)
        if language != "console" or "<!-- not run:" in comments or needs and needs.group(1) not in self.words:
            return match.group()
        for written, command, expected in commands(body):
            self.count += 1
            output = self.run(command)
            if not matches(mask(expected, command), mask(output, command)):
                self.failures.append(f"{self.path}: $ {command}\n--- the page\n{expected}--- printed\n{output}")
                body = body.replace(written + expected, written + output)
        return f"{comments}```{language}\n{body}```"


def main(path, root, folder, *options):
    os.makedirs(folder, exist_ok=True)
    for name in ("docs", "test", "tools"):
        link = os.path.join(folder, name)
        if not os.path.islink(link):
            os.symlink(os.path.join(os.path.abspath(root), name), link)
    words = [o.removeprefix("--with=") for o in options if o.startswith("--with=")]
    page = Page(path, folder, words)
    with open(path) as f:
        text = f.read()
    updated = BLOCK.sub(page.block, text)
    if "--update" in options:
        with open(path, "w") as f:
            f.write(updated)
        return 0
    print("\n".join(page.failures) if page.failures else f"{page.count} commands of {path} agree")
    return 1 if page.failures or not page.count else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
