# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the example models for inference over a grid of pipelines.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/infer.py [MODEL/GRAPH...]

For each graph, P, M and V: every output is bit-equal to that of P = 1, V = 1,
and to that of the unpartitioned graph (pipe-run --check); losses agree with the
front end's. The arenas of the ranks do not grow with M. Prints one row a case.
"""

import json
import os
import sys
import tempfile

import safetensors_file as safetensors
from grid import MODELS, TOLERANCE, Failure, run, write_inputs

# Weights as arguments (jax_*) and as dense_resource constants (torch_gpt).
GRAPHS = ["jax_mlp/forward", "jax_mlp/predict", "jax_gpt/forward", "jax_lstm/forward",
          "jax_exact/forward", "torch_gpt/forward"]
CASES = [(ranks, virtual_stages) for ranks in (1, 2, 3, 4) for virtual_stages in (1, 2, 3)]
MICRO_BATCHES = (1, 3, 8)


def infer(graph, ranks, virtual_stages, micro_batches, folder):
    """Returns (outputs, arena bytes of each rank)."""
    model, kind = graph.split("/")
    reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
    parameters, inputs = write_inputs(reference, micro_batches, folder)
    bundle, outputs = os.path.join(folder, "model.pipe"), os.path.join(folder, "outputs.safetensors")
    batches = {"jax_exact": [], "jax_mlp": ["--batch=batch0" + ",batch1" * (kind == "forward")]}
    run("pipe-compile", os.path.join(MODELS, model, f"{kind}.linalg.mlir"), "-o", bundle, "--mode=infer",
        f"--ranks={ranks}", f"--micro-batches={micro_batches}", "--schedule=forward-only",
        f"--virtual-stages={virtual_stages}", *batches.get(model, ["--batch=batch0,batch1"]))
    weights = [] if model == "torch_gpt" else [f"--parameters={parameters}"]
    run("pipe-run", bundle, *weights, f"--inputs={inputs}", "--check", f"--write-outputs={outputs}")
    with open(os.path.join(bundle, "manifest.json")) as f:
        arenas = [program["arena_bytes"] for program in json.load(f)["programs"]]
    return safetensors.load(outputs), arenas, reference


def check(graph, ranks, virtual_stages, micro_batches, seen):
    """Runs one case; raises Failure when something differs."""
    with tempfile.TemporaryDirectory() as folder:
        outputs, arenas, reference = infer(graph, ranks, virtual_stages, micro_batches, folder)
    data = {name: t.data for name, t in outputs.items()}
    if data != seen.setdefault((graph, micro_batches), data):
        raise Failure("other bits than with P = 1, V = 1")
    steady = micro_batches >= 3
    if steady and arenas != seen.setdefault((graph, ranks, virtual_stages), arenas):
        raise Failure(f"the arenas grow with M: {arenas}")
    if not graph.endswith("/predict"):
        (loss,) = outputs.values()
        expected = reference["loss"].rows(0, micro_batches)
        if not (error := safetensors.relative_error(loss, expected)) <= TOLERANCE:
            raise Failure(f"the loss is off by {error:.2e} relative")


def main(graphs):
    seen, failures, count = {}, 0, 0
    for graph in graphs or GRAPHS:
        for micro_batches in MICRO_BATCHES:
            for ranks, virtual_stages in CASES:
                count += 1
                try:
                    check(graph, ranks, virtual_stages, micro_batches, seen)
                    result = "ok"
                except (Failure, OSError, ValueError) as failure:
                    failures += 1
                    result = f"FAILED: {failure}"
                print(f"{graph:<18} P={ranks} V={virtual_stages} M={micro_batches}  {result}", flush=True)
    print(f"{count - failures} of {count} cases passed")
    return 1 if failures else 0


if __name__ == "__main__":
    if "--quick" in sys.argv:
        sys.argv.remove("--quick")
        CASES, MICRO_BATCHES = [(1, 1), (3, 1), (2, 2)], (3, 8)
    sys.exit(main(sys.argv[1:]))
