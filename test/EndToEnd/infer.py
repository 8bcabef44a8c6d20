# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Runs the example models for inference over a grid of pipelines.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/infer.py [MODEL/GRAPH...]

For each graph, P, M and V: every output is bit-equal to that of P = 1, V = 1,
and to that of the unpartitioned graph (pipe-run --check); losses agree with the
front end's. The memory of the ranks does not grow with M. Prints one row a case.
"""

import json
import os
import sys
import tempfile

import safetensors_file as safetensors
from grid import MODELS, REFERENCE_MICRO_BATCHES, TOLERANCE, Failure, run, write_inputs

# Weights as arguments (jax_*) and as dense_resource constants (torch_gpt).
GRAPHS = ["jax_mlp/forward", "jax_mlp/predict", "jax_gpt/forward", "jax_lstm/forward",
          "jax_exact/forward", "torch_gpt/forward"]
CASES = [(ranks, virtual_stages) for ranks in (1, 2, 3, 4) for virtual_stages in (1, 2, 3)]
MICRO_BATCHES = (1, 3, 8)


def compile_graph(graph, ranks, virtual_stages, micro_batches, folder):
    """Returns (bundle, bytes of memory of each rank)."""
    model, kind = graph.split("/")
    bundle = os.path.join(folder, f"{micro_batches}.pipe")
    batches = {"jax_exact": [], "jax_mlp": ["--batch=batch0" + ",batch1" * (kind == "forward")]}
    run("pipe-compile", os.path.join(MODELS, model, f"{kind}.linalg.mlir"), "-o", bundle, "--mode=infer",
        f"--ranks={ranks}", f"--micro-batches={micro_batches}", "--schedule=forward-only",
        f"--virtual-stages={virtual_stages}", *batches.get(model, ["--batch=batch0,batch1"]))
    with open(os.path.join(bundle, "manifest.json")) as f:
        return bundle, [program["memory_bytes"] for program in json.load(f)["programs"]]


def check_memory(graph, ranks, virtual_stages, folder):
    """Raises Failure when the memory grows with M."""
    few, many = (compile_graph(graph, ranks, virtual_stages, m, folder)[1] for m in (4 * ranks, 64 * ranks))
    if few != many:
        raise Failure(f"memory of {few} bytes at M = {4 * ranks}, of {many} at M = {64 * ranks}")


def check(graph, ranks, virtual_stages, micro_batches, seen):
    """Runs one case; raises Failure when something differs."""
    model = graph.split("/")[0]
    reference = safetensors.load(os.path.join(MODELS, model, "reference.safetensors"))
    with tempfile.TemporaryDirectory() as folder:
        parameters, inputs = write_inputs(reference, micro_batches, folder)
        bundle, _ = compile_graph(graph, ranks, virtual_stages, micro_batches, folder)
        path = os.path.join(folder, "outputs.safetensors")
        weights = [] if model == "torch_gpt" else [f"--parameters={parameters}"]
        run("pipe-run", bundle, *weights, f"--inputs={inputs}", "--check", f"--write-outputs={path}")
        outputs = safetensors.load(path)
        if micro_batches == REFERENCE_MICRO_BATCHES:
            check_memory(graph, ranks, virtual_stages, folder)
    data = {name: t.data for name, t in outputs.items()}
    if data != seen.setdefault((graph, micro_batches), data):
        raise Failure("other bits than with P = 1, V = 1")
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
