# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Writes text with the model: sample.py PREDICT.pipe PARAMETERS.safetensors PROMPT [COUNT] [SEED]

One pipe-run a character: it computes scores of the next one from the last 64. The next
one is drawn from them with a fixed seed; likely ones are made more likely (TEMPERATURE
below 1). Plain Python only.
"""

import array
import math
import os
import random
import struct
import subprocess
import sys
import tempfile

import prepare
from prepare import CONTEXT

TEMPERATURE = 0.6


def load_one(path):
    """The values of the only tensor of a safetensors file, f32."""
    with open(path, "rb") as file:
        (size,) = struct.unpack("<Q", file.read(8))
        file.seek(8 + size)
        return array.array("f", file.read())


class Model:
    def __init__(self, bundle, parameters, folder):
        self.inputs, self.outputs = (os.path.join(folder, n) for n in ("x.safetensors", "scores.safetensors"))
        self.command = ["pipe-run", bundle, f"--parameters={parameters}", f"--inputs={self.inputs}",
                        f"--write-outputs={self.outputs}"]

    def get_scores(self, tokens):
        """Scores of the character behind the last one. What stands behind it is not read by causal attention."""
        tokens = tokens[-CONTEXT:]
        row = array.array("i", tokens + [0] * (CONTEXT - len(tokens)))
        prepare.save(self.inputs, {"x": ((1, CONTEXT), row)})
        subprocess.run(self.command, check=True, stdout=subprocess.DEVNULL)
        scores = load_one(self.outputs)
        width = len(scores) // CONTEXT
        return scores[(len(tokens) - 1) * width : len(tokens) * width]


def main(bundle, parameters, prompt, count=200, seed=1):
    vocabulary = prepare.get_vocabulary(prepare.read_text())
    if unknown := sorted(set(prompt) - set(vocabulary)):
        sys.exit(f"the text has no {', '.join(map(repr, unknown))}")
    tokens, rng = [vocabulary.index(c) for c in prompt], random.Random(int(seed))
    with tempfile.TemporaryDirectory() as folder:
        model = Model(bundle, parameters, folder)
        for _ in range(int(count)):
            scores = model.get_scores(tokens)
            largest = max(scores)
            weights = [math.exp((score - largest) / TEMPERATURE) for score in scores]
            tokens += rng.choices(range(len(vocabulary)), weights)
    print("".join(vocabulary[t] for t in tokens))


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit(__doc__)
    main(*sys.argv[1:])
