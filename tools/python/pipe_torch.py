# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Exports a training step from PyTorch to what pipe-compile and pipe-run read.

Needs torch and torch-mlir, and nothing else of this project. In Python:

    import pipe_torch
    pipe_torch.export(step, (x, y), micro_batches=8, folder="step")

`step` is a module whose forward returns the loss, or a tuple of the loss and other
outputs. The tensors of the batch hold all micro-batches, stacked along dimension 0.
`folder` gets:

    step.mlir               the loss and all gradients of one micro-batch; what every
                            argument and result is stands in its attributes
    parameters.safetensors  parameters and buffers, under their names in the module
    inputs.safetensors      the batch, under the names of forward's arguments
    expected.safetensors    the results and gradients that torch computes, to compare with

From a shell, `python pipe_torch.py FILE.py --micro-batches=8 -o step`: FILE.py has a
function `make_step()` that returns the module and the batch.
"""

import argparse
import contextlib
import importlib.util
import inspect
import json
import os
import struct
import sys
import warnings

import torch
from torch import nn
from torch._decomp import get_decompositions
from torch.fx.experimental.proxy_tensor import make_fx
from torch.func import functional_call, functionalize
from torch.nn.attention import SDPBackend, sdpa_kernel
from torch.utils._python_dispatch import TorchDispatchMode


def fail(message):
    raise ValueError(message)


# --- What the step is made of


def unique(named):
    """Returns {name: tensor} with each tensor once: tied weights are one."""
    found, seen = {}, set()
    for name, tensor in named:
        if id(tensor) not in seen:
            seen.add(id(tensor))
            found[name] = tensor
    return found


def batch_names(module, batch):
    """Returns the names of forward's arguments, or those that the batch has."""
    if isinstance(batch, dict):
        return list(batch)
    parameters = inspect.signature(module.forward).parameters.values()
    if any(p.kind is p.VAR_POSITIONAL for p in parameters):
        return [f"batch{i}" for i in range(len(batch))]
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    if len(names) < len(batch):
        fail(f"forward takes {len(names)} arguments, but the batch has {len(batch)} tensors")
    return names[: len(batch)]


def flatten(outputs):
    """Returns the loss and {name: tensor} of the other outputs."""
    if hasattr(outputs, "to_tuple"):  # An output of a Hugging Face model.
        named = {k: v for k, v in outputs.items() if isinstance(v, torch.Tensor)}
        loss = named.pop("loss", None)
    elif isinstance(outputs, dict):
        named = dict(outputs)
        loss = named.pop("loss", None)
    else:
        items = outputs if isinstance(outputs, (tuple, list)) else (outputs,)
        loss = items[0]
        named = {f"output{i}": item for i, item in enumerate(items[1:], 1) if isinstance(item, torch.Tensor)}
    if not isinstance(loss, torch.Tensor) or loss.dim() != 0 or not loss.is_floating_point():
        fail("forward must return the loss, a floating-point tensor without dimensions, first or as 'loss'")
    return loss, named


class RefuseSizesFromData(TorchDispatchMode):
    """Fails on an op whose result has a size that the data decide."""

    NAMES = ("nonzero", "masked_select", "unique", "_unique2", "unique_dim", "unique_consecutive",
             "_local_scalar_dense", "repeat_interleave")

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.overloadpacket.__name__
        masks = name in ("index", "index_put", "index_put_") and any(
            i is not None and i.dtype in (torch.bool, torch.uint8) for i in args[1])
        if name in self.NAMES or masks:
            what = f"'{name}' with a mask" if masks else f"'{name}'"
            fail(f"the model computes {what}, whose size or value depends on data; use torch.where or a product "
                 "with the mask, and no .item()")
        return func(*args, **(kwargs or {}))


@contextlib.contextmanager
def plain_kernels():
    """Has torch compute attention and recurrences by ops that have a lowering."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # About hardware that is not there.
        with sdpa_kernel(SDPBackend.MATH), torch.backends.mkldnn.flags(enabled=False):
            yield


class Whole(nn.Module):
    """Forward and backward in one, so that what is computed again in the backward
    (checkpointed blocks) sees the same parameters."""

    def __init__(self, module):
        super().__init__()
        self.step = module

    def forward(self, trained, args, kwargs):
        loss, others = flatten(self.step(*args, **kwargs))
        return loss, others, torch.autograd.grad(loss, trained, allow_unused=True)


class Step:
    """The computation of one micro-batch as a function of tensors."""

    def __init__(self, module, batch):
        self.module = module
        self.names = batch_names(module, batch)
        tensors = list(batch.values()) if isinstance(batch, dict) else list(batch)
        self.batch = dict(zip(self.names, tensors))
        self.by_name = isinstance(batch, dict)
        self.parameters = unique(module.named_parameters(remove_duplicate=False))
        self.buffers = unique(module.named_buffers(remove_duplicate=False))
        self.trained = [n for n, p in self.parameters.items() if p.requires_grad]
        if not self.trained:
            fail("no parameter of the module requires a gradient")
        clash = set(self.names) & {*self.parameters, *self.buffers}
        if clash:
            fail(f"'{min(clash)}' is an argument of forward and a parameter; rename one")
        self.results = []

    def compute(self, parameters, buffers, batch):
        """Returns loss, outputs, gradients and new buffers, in that order; notes
        in `self.results` what each is."""
        parameters = {n: p.detach().requires_grad_(n in self.trained) for n, p in parameters.items()}
        state = {n: b.clone() for n, b in buffers.items()}
        args, kwargs = ((), batch) if self.by_name else (tuple(batch.values()), {})
        named = {f"step.{n}": t for n, t in {**parameters, **state}.items()}
        trained = [parameters[n] for n in self.trained]
        with plain_kernels(), torch.enable_grad():
            loss, others, gradients = functional_call(Whole(self.module), named, (trained, args, kwargs),
                                                      tie_weights=True)
        self.results = [("loss", "loss", None)]
        values = [loss]
        for name, value in others.items():
            self.results.append((name, "output", None))
            values.append(value)
        for name, value in zip(self.trained, gradients):
            if value is not None:
                self.results.append((f"grad.{name}", "gradient", name))
                values.append(value)
        for name, value in state.items():
            if value.is_floating_point() and value is not buffers[name] and self.module.training:
                self.results.append((f"new.{name}", "new", name))
                values.append(value)
        return [v.detach() for v in values]


# --- From torch to MLIR


def convolution(x, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
    """A grouped convolution is one for each group."""
    aten = torch.ops.aten
    if groups == 1:
        return NotImplemented
    parts = [aten.convolution(a, w, None, stride, padding, dilation, transposed, output_padding, 1)
             for a, w in zip(x.chunk(groups, 1), weight.chunk(groups, 0))]
    result = torch.cat(parts, 1)
    return result if bias is None else result + bias.reshape(1, -1, *[1] * (x.dim() - 2))


def convolution_backward(grad, x, weight, bias_sizes, stride, padding, dilation, transposed, output_padding,
                         groups, mask):
    """The gradients of grouped and of transposed convolutions by those of plain ones."""
    backward = torch.ops.aten.convolution_backward
    if groups == 1 and not transposed:
        return NotImplemented
    rest = (stride, padding, dilation)
    zeros = [0] * len(stride)
    of_x, of_weight = [], []
    for g, a, w in zip(grad.chunk(groups, 1), x.chunk(groups, 1), weight.chunk(groups, 0)):
        if transposed:  # Its gradients are a convolution, and that of one whose sides are swapped.
            if mask[0]:
                of_x.append(torch.ops.aten.convolution(g, w, None, *rest, False, zeros, 1))
            if mask[1]:
                of_weight.append(backward(a, g, w, None, *rest, False, zeros, 1, [False, True, False])[1])
            continue
        one = backward(g, a, w, None, *rest, False, zeros, 1, [mask[0], mask[1], False])
        of_x.append(one[0])
        of_weight.append(one[1])
    of_bias = grad.sum([0, *range(2, grad.dim())]) if mask[2] else None
    return torch.cat(of_x, 1) if mask[0] else None, torch.cat(of_weight, 0) if mask[1] else None, of_bias


def avg_pool2d_backward(grad, x, kernel, stride, padding, ceil_mode, count_include_pad, divisor):
    """Spreads each gradient over its window: a transposed convolution with ones."""
    kernel = list(kernel) * (2 // len(kernel))
    stride = list(stride or kernel) * (2 // len(stride or kernel))
    padding = list(padding) * (2 // len(padding))
    if ceil_mode:
        return NotImplemented
    size, count = list(x.shape[-2:]), divisor or kernel[0] * kernel[1]
    ones = torch.ones(1, 1, *kernel, dtype=grad.dtype, device=grad.device)
    if not count_include_pad and not divisor and any(padding):
        count = torch.ops.aten.convolution(torch.ones(1, 1, *size, dtype=grad.dtype, device=grad.device), ones, None,
                                           stride, padding, [1, 1], False, [0, 0], 1)
    flat = grad.reshape(-1, 1, *grad.shape[-2:]) / count
    more = [n - ((g - 1) * s - 2 * p + k) for n, g, s, p, k in zip(size, grad.shape[-2:], stride, padding, kernel)]
    return torch.ops.aten.convolution(flat, ones, None, stride, padding, [1, 1], True, more, 1).reshape(x.shape)


def decompositions():
    from torch_mlir.extras.fx_decomp_util import get_decomposition_table

    aten = torch.ops.aten
    more = [
        aten._safe_softmax, aten._log_softmax_backward_data, aten._softmax_backward_data,
        aten.avg_pool2d_backward, aten.embedding_dense_backward, aten.gather_backward, aten.index_add,
        aten.index_select_backward, aten.native_dropout, aten.native_dropout_backward,
        aten.native_batch_norm_backward, aten.native_group_norm_backward,
        aten.native_layer_norm_backward, aten.nll_loss_backward, aten.nll_loss_forward,
        aten.nll_loss2d_backward, aten.nll_loss2d_forward, aten.select_backward, aten.slice_backward,
        aten.threshold_backward, aten.unfold_backward,
    ]
    table = dict(get_decomposition_table())
    table.update(get_decompositions(more))
    table[aten.convolution.default] = convolution
    table[aten.convolution_backward.default] = convolution_backward
    table[aten.avg_pool2d_backward.default] = avg_pool2d_backward
    return table


def trace(step, batch):
    """Returns the graph of forward and backward with the arguments parameters,
    buffers and batch."""
    sizes = len(step.parameters), len(step.buffers)

    def run(*tensors):
        names = [*step.parameters], [*step.buffers], step.names
        a, b = tensors[: sizes[0]], tensors[sizes[0] :]
        b, c = b[: sizes[1]], b[sizes[1] :]
        return step.compute(*(dict(zip(n, t)) for n, t in zip(names, (a, b, c))))

    arguments = [t.detach() for t in (*step.parameters.values(), *step.buffers.values(), *batch.values())]
    # Autograd runs in the first trace; the second takes apart what has no lowering.
    # A batch norm changes its statistics in place, which its schema does not say.
    first = make_fx(run, decomposition_table=get_decompositions([torch.ops.aten.native_batch_norm]),
                    tracing_mode="fake")(*arguments)
    return make_fx(functionalize(first, remove="mutations"), decomposition_table=decompositions(),
                   tracing_mode="fake")(*arguments)


def keep_changed(step, graph):
    """Drops the new values of buffers that the step does not change."""
    node = next(n for n in graph.graph.nodes if n.op == "output")
    inputs = {n for n in graph.graph.nodes if n.op == "placeholder"}
    kept = []
    for result, value in zip(step.results, node.args[0]):
        source = value
        while isinstance(source, torch.fx.Node) and source.target in (
                torch.ops.aten.clone.default, torch.ops.aten.detach.default, torch.ops.aten.alias.default):
            source = source.args[0]
        if result[1] != "new" or source not in inputs:
            kept.append((result, value))
    step.results = [r for r, _ in kept]
    node.args = ([v for _, v in kept],)
    graph.graph.eliminate_dead_code()
    graph.recompile()


def count_dimensions_from_zero(graph):
    """Torch-mlir ends the process over a scatter or sort along dimension -1."""
    aten = torch.ops.aten
    places = {aten.sort.default: 1, aten.topk.default: 2, aten.gather.default: 1, aten.scatter.src: 1,
              aten.scatter.value: 1, aten.scatter_add.default: 1}
    for node in graph.graph.nodes:
        place = places.get(node.target) if node.op == "call_function" else None
        if place is not None and len(node.args) > place and node.args[place] < 0:
            node.update_arg(place, node.args[place] + node.args[0].meta["val"].dim())
    graph.recompile()


def write_roles(step, module):
    """Writes what every argument and result is into its attributes."""
    from torch_mlir import ir

    def attributes(name, **roles):
        return {"pipe.name": ir.StringAttr.get(name), **roles}

    with module.context:
        unit = ir.UnitAttr.get()
        dimension = ir.IntegerAttr.get(ir.IntegerType.get_signless(64), 0)
        arguments = [attributes(n, **{"pipe.parameter": unit}) for n in (*step.parameters, *step.buffers)]
        arguments += [attributes(n, **{"pipe.batch": dimension}) for n in step.names]
        results = []
        for name, role, parameter in step.results:
            given = {"loss": {"pipe.loss": unit}, "gradient": {"pipe.gradient": ir.StringAttr.get(parameter or "")}}
            results.append(attributes(name, **given.get(role, {"pipe.output": unit})))
        function = next(op for op in module.body.operations if op.operation.name == "func.func")
        for key, roles in (("arg_attrs", arguments), ("res_attrs", results)):
            function.attributes[key] = ir.ArrayAttr.get([ir.DictAttr.get(r) for r in roles])


def to_mlir(step, batch):
    from torch_mlir import fx

    graph = trace(step, batch)
    keep_changed(step, graph)
    count_dimensions_from_zero(graph)
    module = fx.stateless_fx_import(graph, output_type="linalg-on-tensors", model_name="main")
    write_roles(step, module)
    return module


# --- Files


def save(path, tensors):
    """Writes {name: tensor} as safetensors."""
    types = {torch.float32: "F32", torch.float64: "F64", torch.float16: "F16", torch.bfloat16: "BF16",
             torch.int64: "I64", torch.int32: "I32", torch.int16: "I16", torch.int8: "I8", torch.uint8: "U8",
             torch.bool: "BOOL"}
    header, parts, offset = {}, [], 0
    for name, tensor in tensors.items():
        tensor = tensor.detach().cpu().contiguous()
        data = bytes(tensor.reshape(-1).view(torch.uint8).numpy()) if tensor.numel() else b""
        header[name] = {"dtype": types[tensor.dtype], "shape": list(tensor.shape),
                        "data_offsets": [offset, offset + len(data)]}
        offset += len(data)
        parts.append(data)
    text = json.dumps(header).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text + b"".join(parts))


def split(step, micro_batches):
    """Returns the batch of each micro-batch."""
    for name, tensor in step.batch.items():
        if tensor.dim() == 0 or tensor.shape[0] % micro_batches:
            fail(f"dimension 0 of '{name}', {tuple(tensor.shape)}, is no multiple of {micro_batches} micro-batches")
    parts = {n: t.chunk(micro_batches) for n, t in step.batch.items()}
    return [{n: parts[n][m] for n in step.names} for m in range(micro_batches)]


def widen(tensors):
    """Returns the tensors with floating-point ones as f64."""
    return {n: t.double() if t.is_floating_point() else t for n, t in tensors.items()}


def reference(step, batches):
    """Returns losses, other results (stacked) and mean gradients as torch computes them in f64,
    so that a norm over few elements is no matter; in the module's own types where it insists on
    them."""
    types = [v.dtype for v in step.compute(step.parameters, step.buffers, batches[0])]
    try:
        values = [step.compute(widen(step.parameters), widen(step.buffers), widen(b)) for b in batches]
    except RuntimeError:  # Constants of a type in the code, such as a mask in f32.
        values = [step.compute(step.parameters, step.buffers, b) for b in batches]
    found = {}
    for place, (name, role, parameter) in enumerate(step.results):
        stacked = torch.stack([v[place] for v in values])
        if role == "gradient":
            found[parameter] = stacked.double().mean(0).to(types[place])
        else:
            found[name] = stacked.to(types[place])
    return found


def export(module, batch, micro_batches, folder, expected=True):
    """Exports `module` with `batch`, a tuple or {name: tensor}, to `folder`."""
    step = Step(module, batch)
    batches = split(step, micro_batches)
    with RefuseSizesFromData():
        step.compute(step.parameters, step.buffers, batches[0])
    text = str(to_mlir(step, batches[0]))
    os.makedirs(folder, exist_ok=True)
    path = lambda name: os.path.join(folder, name)
    with open(path("step.mlir"), "w") as file:
        file.write(text)
    save(path("parameters.safetensors"), {**step.parameters, **step.buffers})
    save(path("inputs.safetensors"), step.batch)
    if expected and "ml_program.global" not in text:  # pipe-run draws other random numbers.
        save(path("expected.safetensors"), reference(step, batches))


def main():
    parser = argparse.ArgumentParser(description="Export a training step from PyTorch.")
    parser.add_argument("file", help="Python file with make_step(), which returns the module and the batch")
    parser.add_argument("--micro-batches", type=int, required=True, help="number of micro-batches in the batch")
    parser.add_argument("-o", "--output", required=True, help="folder to write")
    options = parser.parse_args()
    spec = importlib.util.spec_from_file_location("step", options.file)
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    module, batch = made.make_step()
    try:
        export(module, batch, options.micro_batches, options.output)
    except ValueError as error:
        sys.exit(f"pipe_torch: error: {error}")


if __name__ == "__main__":
    main()
