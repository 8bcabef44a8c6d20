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
import math
import os
import re
import struct
import sys
import tempfile
import traceback
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


def where():
    """Returns the line outside of torch and this file that is being computed."""
    own = os.path.dirname(torch.__file__) + os.sep, __file__
    for frame in reversed(traceback.extract_stack()):
        if not frame.filename.startswith(own) and not frame.filename.startswith("<"):
            return f"{frame.filename}:{frame.lineno}: {frame.line}"
    return "the backward"


# What stands between a line of a model, or of torch.nn, and this file while torch traces it; how much
# of it does so depends on the version of torch.
TRACERS = tuple(os.path.join(os.path.dirname(torch.__file__), part)
                for part in ("fx", "_functorch", "_ops.py", "_subclasses", "_tensor.py", "overrides.py", "utils"))


class NoDataInShapes(TorchDispatchMode):
    """Fails on an op whose result has a size that the data decide. What an 'if' on a tensor found when
    the micro-batches were computed (`record`) holds in the trace if it was the same for all."""

    NAMES = ("nonzero", "masked_select", "unique", "_unique2", "unique_dim", "unique_consecutive",
             "_local_scalar_dense", "repeat_interleave", "_pack_padded_sequence", "_ctc_loss",
             "bincount")

    def __init__(self, found, record):
        super().__init__()
        self.found, self.record = found, record

    def __torch_dispatch__(self, func, types, args=(), kwargs=None):
        name = func.overloadpacket.__name__
        if name == "_local_scalar_dense" and args[0].dtype == torch.bool:
            frame = next(f for f in reversed(traceback.extract_stack())
                         if f.filename != __file__ and not f.filename.startswith(TRACERS))
            key = where(), frame.filename, frame.lineno
            if self.record:
                value = func(*args)
                self.found.setdefault(key, set()).add(value)
                return value
            values = self.found.get(key, ())
            if len(values) == 1:
                value = next(iter(values))
                print(f"pipe_torch: note: a decision on data is taken as {value}, as in all micro-batches, at {key[0]}",
                      file=sys.stderr)
                return value
            fail(f"the model decides by the values of a tensor, not alike for all micro-batches, at {key[0]}; "
                 "use torch.where")
        if self.record:
            return func(*args, **(kwargs or {}))
        if name == "_local_scalar_dense":
            fail("the model makes a number of Python from a tensor (.item(), .tolist(), int() or float()) at "
                 f"{where()}; it would be that of one micro-batch for all; keep it a tensor")
        masks = name in ("index", "index_put", "index_put_") and any(
            i is not None and i.dtype in (torch.bool, torch.uint8) for i in args[1])
        if masks and name == "index_put_" and args[2].numel() == 1:  # A fill.
            return args[0].copy_(fill_by_masks(*args))
        if name in self.NAMES or masks:
            what = f"'{name}' with a mask" if masks else f"'{name}'"
            fail(f"the model computes {what}, whose size depends on data, at {where()}; use torch.where or a product "
                 "with the mask")
        return func(*args, **(kwargs or {}))


def fill_by_masks(x, indices, value, accumulate=False):
    mask = next(i for i in indices if i is not None)
    if accumulate or len([i for i in indices if i is not None]) > 1 or mask.dtype != torch.bool:
        fail(f"the model writes to places that a mask names at {where()}; use torch.where")
    place = next(k for k, i in enumerate(indices) if i is not None)
    mask = mask.reshape([1] * place + list(mask.shape) + [1] * (x.dim() - mask.dim() - place))
    return torch.where(mask, value.reshape(()).to(x.dtype), x)


@contextlib.contextmanager
def plain_kernels(apart=True):
    """Has torch compute attention and recurrences by ops that have a lowering."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # About hardware that is not there.
        with sdpa_kernel(SDPBackend.MATH), torch.backends.mkldnn.flags(enabled=False), (
                TakeApart() if apart else contextlib.nullcontext()):
            yield


# --- What autograd has no lowered derivative of is written out before it sees it


def grid_sampler_2d(x, grid, mode, padding, align):
    """Bilinear (0) or nearest (1) samples with padding by zeros (0), the border (1) or reflections (2)."""
    (n, c, h, w), zero = x.shape, padding == 0

    def source(g, size):
        g = (g + 1) * ((size - 1) / 2) if align else ((g + 1) * size - 1) / 2
        if padding == 2:
            low, span = (0.0, size - 1.0) if align else (-0.5, float(size))
            if span == 0:
                return torch.zeros_like(g)
            d = (g - low).abs()
            times = (d / span).floor().detach()
            rest = d - times * span
            g = torch.where(times - 2 * (times / 2).floor() == 0, rest + low, span - rest + low)
        return g if zero else g.clamp(0, size - 1)

    def pick(ix, iy):
        inside = (ix >= 0) & (ix < w) & (iy >= 0) & (iy < h)
        index = (iy.clamp(0, h - 1) * w + ix.clamp(0, w - 1)).long().flatten(1)[:, None].expand(n, c, -1)
        values = x.flatten(2).gather(2, index).reshape(n, c, *ix.shape[1:])
        return values * inside[:, None].to(x.dtype) if zero else values

    gx, gy = source(grid[..., 0], w), source(grid[..., 1], h)
    if mode == 1:
        return pick(gx.round().detach(), gy.round().detach())
    x0, y0 = gx.floor().detach(), gy.floor().detach()
    a, b = (gx - x0)[:, None], (gy - y0)[:, None]
    return (pick(x0, y0) * (1 - a) * (1 - b) + pick(x0 + 1, y0) * a * (1 - b)
            + pick(x0, y0 + 1) * (1 - a) * b + pick(x0 + 1, y0 + 1) * a * b)


def grid_sample(x, grid, mode="bilinear", padding_mode="zeros", align_corners=None):
    modes, paddings = {"bilinear": 0, "nearest": 1}, {"zeros": 0, "border": 1, "reflection": 2}
    if x.dim() != 4 or mode not in modes:
        return NotImplemented
    return grid_sampler_2d(x, grid, modes[mode], paddings[padding_mode], bool(align_corners))


def ctc_loss(log_probs, targets, input_lengths, target_lengths, blank=0, reduction="mean", zero_infinity=False):
    """The sums over alignments, one step of time after the other."""
    batched = log_probs.dim() == 3
    if not batched:
        log_probs, targets = log_probs[:, None], targets[None]
        input_lengths, target_lengths = (torch.as_tensor(v).reshape(1) for v in (input_lengths, target_lengths))
    if targets.dim() != 2:
        fail("ctc_loss with all targets in one row has sizes that depend on data; pad them to a matrix")
    steps, batch, _ = log_probs.shape
    length = targets.shape[1]
    input_lengths, target_lengths = (torch.as_tensor(v, device=targets.device) for v in (input_lengths, target_lengths))
    low = -1e30
    place = torch.arange(2 * length + 1, device=targets.device)
    used = torch.arange(length, device=targets.device) < target_lengths[:, None]
    wanted = torch.where(used, targets, blank).long()
    labels = torch.stack([torch.full_like(wanted, blank), wanted], 2).flatten(1)
    labels = torch.cat([labels, torch.full_like(labels[:, :1], blank)], 1)
    before = torch.cat([torch.full_like(labels[:, :2], blank), labels[:, :-2]], 1)
    skip = (labels != blank) & (labels != before) & (place >= 2)
    emit = log_probs.gather(2, labels[None].expand(steps, -1, -1))
    alpha = torch.where(place < 2, emit[0], low)
    shift = lambda a, k: torch.cat([torch.full_like(a[:, :k], low), a[:, :-k]], 1)
    for t in range(1, steps):
        ways = torch.stack([alpha, shift(alpha, 1), torch.where(skip, shift(alpha, 2), low)])
        alpha = torch.where((t < input_lengths)[:, None], torch.logsumexp(ways, 0) + emit[t], alpha)
    end = 2 * target_lengths[:, None].long()
    last = alpha.gather(1, end), torch.where(end > 0, alpha.gather(1, (end - 1).clamp(min=0)), low)
    loss = -torch.logsumexp(torch.cat(last, 1), 1)
    if zero_infinity:
        loss = torch.where(loss > 1e29, 0.0, loss)
    if reduction == "mean":
        return (loss / target_lengths.clamp(min=1)).mean()
    return loss.sum() if reduction == "sum" else loss if batched else loss[0]


def multi_margin_loss(input, target, p=1, margin=1.0, weight=None, size_average=None, reduce=None, reduction="mean"):
    x, target = (input[None], target.reshape(1)) if input.dim() == 1 else (input, target)
    own = x.gather(1, target[:, None])
    z = (margin - own + x).clamp(min=0) ** p
    z = z if weight is None else z * weight[target][:, None]
    z = torch.where(torch.arange(x.shape[1], device=x.device) == target[:, None], 0.0, z).sum(1) / x.shape[1]
    if reduction == "none":
        return z.reshape(target.shape if input.dim() > 1 else ())
    return z.mean() if reduction == "mean" else z.sum()


def adaptive_max_pool2d(input, output_size, return_indices=False):
    if return_indices:
        return NotImplemented
    sizes = [output_size] * 2 if isinstance(output_size, int) else list(output_size)
    x = input
    for dim, out in zip((-2, -1), sizes):
        size = x.shape[dim]
        out = size if out is None else out
        cuts = [(i * size // out, -(-(i + 1) * size // out)) for i in range(out)]
        if dim == -2:
            rows = cuts
    out_rows = [torch.stack([x[..., a:b, c:d].flatten(-2).max(-1).values for c, d in cuts], -1) for a, b in rows]
    return torch.stack(out_rows, -2)


def adaptive_avg_pool2d(input, output_size):
    sizes = [output_size] * 2 if isinstance(output_size, int) else list(output_size)
    sizes = [s if s is not None else n for s, n in zip(sizes, input.shape[-2:])]
    x = input
    for dim, out in zip((-2, -1), sizes):
        size = x.shape[dim]
        cuts = [(i * size // out, -(-(i + 1) * size // out)) for i in range(out)]
        x = torch.stack([x.narrow(dim, a, b - a).mean(dim) for a, b in cuts], dim)
    return x


def embedding_bag(input, weight, offsets=None, max_norm=None, norm_type=2, scale_grad_by_freq=False, mode="mean",
                  sparse=False, per_sample_weights=None, include_last_offset=False, padding_idx=None):
    if input.dim() != 2 or max_norm is not None or scale_grad_by_freq:
        return NotImplemented
    rows = nn.functional.embedding(input, weight)
    if per_sample_weights is not None:
        rows = rows * per_sample_weights.unsqueeze(-1)
    used = torch.ones_like(input, dtype=torch.bool) if padding_idx is None else input != padding_idx % weight.shape[0]
    if mode == "max":
        rows = torch.where(used.unsqueeze(-1), rows, float("-inf")).max(1).values
        return torch.where(used.any(1, keepdim=True), rows, 0.0)
    total = (rows * used.unsqueeze(-1)).sum(1)
    return total if mode == "sum" else total / used.sum(1, keepdim=True).clamp(min=1)


def pad(input, pad, mode="constant", value=None):
    if mode != "replicate":
        return NotImplemented
    for k in range(len(pad) // 2):
        dim, (low, high) = input.dim() - 1 - k, pad[2 * k : 2 * k + 2]
        places = torch.arange(-low, input.shape[dim] + high, device=input.device).clamp(0, input.shape[dim] - 1)
        input = input.index_select(dim, places)
    return input


def local_response_norm(input, size, alpha=1e-4, beta=0.75, k=1.0):
    square = input.square().movedim(1, -1)
    square = nn.functional.pad(square, (size // 2, (size - 1) // 2))
    mean = sum(square[..., i : i + input.shape[1]] for i in range(size)).movedim(-1, 1) / size
    return input / (mean * alpha + k) ** beta


def weights_of_interpolation(size, out, scale, cubic, align, like):
    """Returns the matrix that takes `size` values to `out` between them."""
    place = torch.arange(out, dtype=like.dtype, device=like.device)
    source = place * ((size - 1) / (out - 1) if out > 1 else 0.0) if align else (place + 0.5) * scale - 0.5
    columns = torch.arange(size, device=like.device)
    if not cubic:
        source = source.clamp(0, size - 1)
        return (1 - (source[:, None] - columns).abs()).clamp(min=0)
    low, total = source.floor(), 0.0
    for step in range(-1, 3):
        d = (source - low - step).abs()
        a = -0.75
        near, far = ((a + 2) * d - (a + 3)) * d * d + 1, ((d - 5) * d + 8) * d * a - 4 * a
        weight = torch.where(d <= 1, near, far)
        hit = (low + step).clamp(0, size - 1).long()[:, None] == columns
        total = total + torch.where(hit, weight[:, None], 0.0)
    return total


def interpolate(input, size=None, scale_factor=None, mode="nearest", align_corners=None, recompute_scale_factor=None,
                antialias=False):
    """Interpolates along each dimension by a product with a matrix."""
    dims = input.dim() - 2
    if mode == "area" and dims == 2 and size is not None:
        return adaptive_avg_pool2d(input, size)
    if mode not in ("nearest", "nearest-exact", "linear", "bilinear", "trilinear", "bicubic") or antialias:
        return NotImplemented
    factors = None
    if size is None:
        factors = list(scale_factor) if isinstance(scale_factor, (tuple, list)) else [scale_factor] * dims
        size = [math.floor(n * f) for n, f in zip(input.shape[2:], factors)]
    size = [size] * dims if isinstance(size, int) else list(size)
    x = input
    for i, out in enumerate(size):
        n = x.shape[2 + i]
        scale = 1 / factors[i] if factors and not recompute_scale_factor else n / out
        if mode.startswith("nearest"):  # Torch-mlir's gradient is wrong unless sizes are multiples.
            place = torch.arange(out, dtype=torch.float32, device=x.device) + (0.5 if mode == "nearest-exact" else 0.0)
            x = x.index_select(2 + i, (place * scale).floor().long().clamp(max=n - 1))
            continue
        w = weights_of_interpolation(n, out, scale, mode == "bicubic", bool(align_corners), x)
        x = (x.movedim(2 + i, -1) @ w.t()).movedim(-1, 2 + i)
    return x


def cdist(x1, x2, p=2.0, compute_mode=None):
    """Distances with the gradient 0 where they are 0."""
    d = x1.unsqueeze(-2) - x2.unsqueeze(-3)
    if p == 1:
        return d.abs().sum(-1)
    if p != 2:
        return NotImplemented
    square = d.square().sum(-1)
    same = square == 0
    return torch.where(same, 0.0, torch.where(same, 1.0, square).sqrt())


def running(x, dim, better):
    values, places = [x.select(dim, 0)], [torch.zeros_like(x.select(dim, 0), dtype=torch.long)]
    for i in range(1, x.shape[dim]):
        one = x.select(dim, i)
        new = better(one, values[-1])
        values.append(torch.where(new, one, values[-1]))
        places.append(torch.where(new, i, places[-1]))
    return torch.stack(values, dim), torch.stack(places, dim)


def cummax(x, dim):
    return torch.return_types.cummax(running(x, dim, torch.ge))


def cummin(x, dim):
    return torch.return_types.cummin(running(x, dim, torch.le))


def grouped_mm(a, b, offs=None, *, bias=None, out_dtype=None):
    """The products of the rows of all groups with all matrices, of which those of their own are kept."""
    if a.dim() != 2 or b.dim() != 3 or offs is None or bias is not None:
        return NotImplemented
    group = (torch.arange(a.shape[0], device=a.device)[:, None] >= offs).sum(1)
    own = (group[:, None] == torch.arange(b.shape[0], device=a.device)).to(a.dtype)
    return torch.einsum("sg,gsn->sn", own, a @ b).to(out_dtype or a.dtype)


def rrelu(input, lower=1 / 8, upper=1 / 3, training=False, inplace=False):
    """Torch-mlir's gradient is wrong without training."""
    slope = torch.rand_like(input) * (upper - lower) + lower if training else (lower + upper) / 2
    return torch.where(input >= 0, input, input * slope)


def dist(a, b, p=2):
    return torch.linalg.vector_norm(a - b, p)


def histc(x, bins=100, min=0, max=0):
    if min == max:
        return NotImplemented
    x = x.flatten()
    place = ((x - min) * (bins / (max - min))).floor().clamp(max=bins - 1)
    place = torch.where((x >= min) & (x <= max), place, -1.0)
    return (place[:, None] == torch.arange(bins, device=x.device)).sum(0).to(x.dtype)


def weight_norm(v, g, dim=0):
    dims = [d for d in range(v.dim()) if d != dim % v.dim()] if dim != -1 else list(range(v.dim()))
    return v * (g / v.square().sum(dims, keepdim=True).sqrt())


def median(x, dim=None, keepdim=False):
    """The lower of both middle values, as torch has it; no positions."""
    if dim is None:
        return x.flatten().sort().values[(x.numel() - 1) // 2]
    values, places = x.sort(dim)
    values, places = (t.narrow(dim, (x.shape[dim] - 1) // 2, 1) for t in (values, places))
    return torch.return_types.median(tuple(t if keepdim else t.squeeze(dim) for t in (values, places)))


def written_out():
    """Returns {function of torch: function above}; not every version of torch has all."""
    f, by_owner = nn.functional, {}
    by_owner[f] = (grid_sample, ctc_loss, multi_margin_loss, adaptive_max_pool2d, adaptive_avg_pool2d, embedding_bag,
                   pad, rrelu, grouped_mm, interpolate, local_response_norm)
    by_owner[torch] = dist, histc, cdist, cummax, cummin, median
    by_owner[torch.Tensor] = histc, cummax, cummin, median
    named = [(owner, own.__name__, own) for owner, functions in by_owner.items() for own in functions]
    named += [(torch, "grid_sampler", grid_sampler_2d), (torch, "_weight_norm", weight_norm),
              (torch, "_grouped_mm", grouped_mm)]
    return {getattr(owner, name): own for owner, name, own in named if hasattr(owner, name)}


class TakeApart(torch.overrides.TorchFunctionMode):
    """Computes functions by others that torch-mlir lowers, with their derivatives."""

    TABLE = written_out()

    def __torch_function__(self, func, types, args=(), kwargs=None):
        own = self.TABLE.get(func)
        if own is not None:
            result = own(*args, **(kwargs or {}))
            if result is not NotImplemented:
                return result
        return func(*args, **(kwargs or {}))


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
        self.found = {}  # What was decided by data.

    def compute(self, parameters, buffers, batch, apart=False):
        """Returns loss, outputs, gradients and new buffers, in that order; notes
        in `self.results` what each is."""
        parameters = {n: p.detach().requires_grad_(n in self.trained) for n, p in parameters.items()}
        state = {n: b.clone() for n, b in buffers.items()}
        args, kwargs = ((), batch) if self.by_name else (tuple(batch.values()), {})
        named = {f"step.{n}": t for n, t in {**parameters, **state}.items()}
        trained = [parameters[n] for n in self.trained]
        with plain_kernels(apart), torch.enable_grad():
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
            if value is not buffers[name] and self.module.training:
                self.results.append((f"new.{name}", "new", name))
                values.append(value)
        return [v.detach() for v in values]


# --- From torch to MLIR


def grouped_backward(grad, x, weight, stride, padding, dilation, groups, mask):
    """The gradients of a grouped convolution are grouped convolutions."""
    of_x = of_weight = None
    conv, kernel, pairs = torch.ops.aten.convolution, weight.shape[2:], list(zip(padding, x.shape[2:]))
    if mask[0]:
        wide = grad
        for dim, (s, d, k, (p, n)) in enumerate(zip(stride, dilation, kernel, pairs), 2):
            low = d * (k - 1)
            wide = spread(wide, dim, low, s, max(n + 2 * p + low, (wide.shape[dim] - 1) * s + 1 + 2 * low))
        turned = weight.unflatten(0, (groups, -1)).transpose(1, 2).flatten(0, 1).flip(list(range(2, weight.dim())))
        none = [0] * len(kernel)
        of_x = conv(wide, turned, None, [1] * len(kernel), none, dilation, False, none, groups)
        of_x = of_x[(..., *(slice(p, p + n) for p, n in pairs))]
    if mask[1]:  # The images are what is summed over, the channels of a group are the images.
        a = x.unflatten(1, (groups, -1)).permute(2, 1, 0, *range(3, x.dim() + 1)).flatten(1, 2)
        b = grad.unflatten(1, (groups, -1)).permute(1, 2, 0, *range(3, x.dim() + 1)).flatten(0, 1)
        of_weight = conv(a, b, None, dilation, padding, stride, False, [0] * len(kernel), groups)
        of_weight = of_weight[(..., *(slice(0, k) for k in kernel))].transpose(0, 1)
    return of_x, of_weight


def convolution(x, weight, bias, stride, padding, dilation, transposed, output_padding, groups):
    """A grouped convolution in two dimensions is lowered, one in one dimension is such a one; others are one
    convolution for each group."""
    aten = torch.ops.aten
    if groups == 1 or (not transposed and x.dim() == 4):
        return NotImplemented
    if not transposed and x.dim() == 3:
        return aten.convolution(x.unsqueeze(2), weight.unsqueeze(2), bias, [1, *stride], [0, *padding], [1, *dilation],
                                False, [0, 0], groups).squeeze(2)
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
    of_bias = grad.sum([0, *range(2, grad.dim())]) if mask[2] else None
    if not transposed and x.dim() == 4:
        return *grouped_backward(grad, x, weight, stride, padding, dilation, groups, mask), of_bias
    if not transposed and x.dim() == 3:
        wide = (t.unsqueeze(2) for t in (grad, x, weight))
        of_x, of_weight = grouped_backward(*wide, [1, *stride], [0, *padding], [1, *dilation], groups, mask)
        return of_x.squeeze(2) if mask[0] else None, of_weight.squeeze(2) if mask[1] else None, of_bias
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
    return torch.cat(of_x, 1) if mask[0] else None, torch.cat(of_weight, 0) if mask[1] else None, of_bias


def spread(x, dim, start, step, size):
    """Puts x at start, start + step, ... along a dimension of the given size, with zeros elsewhere."""
    rest = x.dim() - dim - 1
    if step > 1:
        count = (x.shape[dim] - 1) * step + 1
        x = nn.functional.pad(x.unsqueeze(dim + 1), [0, 0] * rest + [0, step - 1])
        x = x.flatten(dim, dim + 1).narrow(dim, 0, count)
    return nn.functional.pad(x, [0, 0] * rest + [start, size - start - x.shape[dim]])


def constant_pad_nd(x, pad, value=0):
    """Torch-mlir writes a negative padding as an offset below 0."""
    if min(pad) >= 0:
        return NotImplemented
    for k in range(len(pad) // 2):
        dim = x.dim() - 1 - k
        low, high = (max(0, -p) for p in pad[2 * k : 2 * k + 2])
        x = x.narrow(dim, low, x.shape[dim] - low - high)
    return torch.ops.aten.constant_pad_nd(x, [max(0, p) for p in pad], value)


def diagonal_backward(grad, sizes, offset, dim1, dim2):
    """Writes the diagonal beside zeros."""
    dim1, dim2 = dim1 % len(sizes), dim2 % len(sizes)
    rows, columns = (torch.arange(sizes[d], device=grad.device) for d in (dim1, dim2))
    places = (rows + min(offset, 0)).clamp(0, grad.shape[-1] - 1)
    hit = (rows[:, None] + offset == columns).to(grad.dtype)
    return (grad.index_select(-1, places).unsqueeze(-1) * hit).movedim((-2, -1), (dim1, dim2))


def unfold_backward(grad, sizes, dim, size, step):
    """Adds up what the k-th places of all windows got."""
    dim %= len(sizes)
    total = torch.zeros(sizes, dtype=grad.dtype, device=grad.device)
    for k in range(size):
        total = total + spread(grad.select(-1, k), dim, k, step, sizes[dim])
    return total


def avg_pool2d_backward(grad, x, kernel, stride, padding, ceil_mode, count_include_pad, divisor):
    """Spreads each gradient over its window: a transposed convolution with ones."""
    kernel = list(kernel) * (2 // len(kernel))
    stride = list(stride or kernel) * (2 // len(stride or kernel))
    padding = list(padding) * (2 // len(padding))
    size, out = list(x.shape[-2:]), list(grad.shape[-2:])
    full = [(g - 1) * s + k for g, s, k in zip(out, stride, kernel)]  # What all windows reach.
    made = dict(dtype=grad.dtype, device=grad.device)
    ones, count = torch.ones(1, 1, *kernel, **made), divisor or kernel[0] * kernel[1]
    reaches_out = any(f > n + 2 * p for f, n, p in zip(full, size, padding))
    if not divisor and (reaches_out or any(padding) and not count_include_pad):
        edge = [p for q in reversed(padding) for p in (q, q)]
        inside = nn.functional.pad(torch.ones(1, 1, *size, **made), edge, value=1.0 if count_include_pad else 0.0)
        more = [max(0, f - n) for f, n in zip(full, inside.shape[-2:])]
        inside = nn.functional.pad(inside, [0, more[1], 0, more[0]])
        count = torch.ops.aten.convolution(inside, ones, None, stride, [0, 0], [1, 1], False, [0, 0], 1)
        count = count[..., : out[0], : out[1]]
    flat = grad.reshape(-1, 1, *out) / count
    result = torch.ops.aten.convolution(flat, ones, None, stride, [0, 0], [1, 1], True, [0, 0], 1)
    more = [max(0, n + p - f) for n, p, f in zip(size, padding, full)]
    result = nn.functional.pad(result, [0, more[1], 0, more[0]])
    return result[..., padding[0] : padding[0] + size[0], padding[1] : padding[1] + size[1]].reshape(x.shape)


def decompositions():
    from torch_mlir.extras.fx_decomp_util import get_decomposition_table

    aten = torch.ops.aten
    more = [
        aten._safe_softmax, aten._log_softmax_backward_data, aten._softmax_backward_data,
        aten.embedding_dense_backward, aten.gather_backward, aten.index_add, aten.index_select_backward,
        aten.gelu, aten.gelu_backward,  # Torch-mlir's constant of the tanh form has four digits.
        aten.native_dropout, aten.native_dropout_backward,
        aten.native_batch_norm_backward, aten.native_group_norm_backward,
        aten.native_layer_norm_backward, aten.nll_loss_backward, aten.nll_loss_forward,
        aten.nll_loss2d_backward, aten.nll_loss2d_forward, aten.select_backward, aten.slice_backward,
        aten.threshold_backward,
    ]
    table = dict(get_decomposition_table())
    table.update(get_decompositions(more))
    table[aten.convolution.default] = convolution
    table[aten.convolution_backward.default] = convolution_backward
    table[aten.constant_pad_nd.default] = constant_pad_nd
    table[aten.diagonal_backward.default] = diagonal_backward
    table[aten.unfold_backward.default] = unfold_backward
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
        with NoDataInShapes(step.found, record=False):
            return step.compute(*(dict(zip(n, t)) for n, t in zip(names, (a, b, c))), apart=True)

    arguments = [t.detach() for t in (*step.parameters.values(), *step.buffers.values(), *batch.values())]
    # Autograd runs in the first trace; the second takes apart what has no lowering.
    # A batch norm changes its statistics in place, which its schema does not say.
    first = make_fx(run, decomposition_table=get_decompositions([torch.ops.aten.native_batch_norm]),
                    tracing_mode="fake", _allow_non_fake_inputs=True)(*arguments)
    return make_fx(functionalize(first, remove="mutations"), decomposition_table=decompositions(),
                   tracing_mode="fake", _allow_non_fake_inputs=True)(*arguments)


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


def compare_with_numbers_of_the_type(graph):
    """Torch-mlir folds a comparison of a constant of floats with an integer (`ones == 1`) to a wrong value."""
    names = ("eq", "ne", "lt", "le", "gt", "ge")
    targets = {getattr(torch.ops.aten, n).Scalar for n in names}
    for node in list(graph.graph.nodes):
        if node.op != "call_function" or node.target not in targets:
            continue
        x, number = node.args[0], node.args[1]
        value = x.meta["val"]
        if value.is_floating_point():
            node.update_arg(1, float(number))
        elif isinstance(number, float) and number.is_integer():  # Folding ends the process.
            node.update_arg(1, int(number))
        elif isinstance(number, float):
            with graph.graph.inserting_before(node):
                cast = graph.graph.call_function(torch.ops.aten._to_copy.default, (x,), {"dtype": torch.float32})
            cast.meta["val"] = value.float()
            node.update_arg(0, cast)
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


def explain(diagnostics, graph):
    """Fails with the op that torch-mlir does not lower, if that is what it says."""
    found = re.search(r'name = "torch\.([\w.]+)"', diagnostics) or re.search(r'= "?torch\.([\w.]+)', diagnostics)
    if not found or found[1].startswith(("constant.", "vtensor.")):  # An op of a form that is not lowered.
        return
    op = found[1].removeprefix("aten.").split(".")[0]
    traces = [n.meta.get("stack_trace") for n in graph.graph.nodes
              if getattr(n.target, "__name__", "").split(".")[0] == op]
    place = next((f", from {t.strip().splitlines()[-2].strip()}" for t in traces if t), "")
    fail(f"torch-mlir does not lower 'torch.{found[1]}'{place}; write it by other functions of torch")


def to_mlir(step, batch):
    from torch_mlir import fx

    graph = trace(step, batch)
    keep_changed(step, graph)
    count_dimensions_from_zero(graph)
    compare_with_numbers_of_the_type(graph)
    with tempfile.TemporaryFile("w+") as diagnostics:
        saved = os.dup(2)
        os.dup2(diagnostics.fileno(), 2)
        try:
            module = fx.stateless_fx_import(graph, output_type="linalg-on-tensors", model_name="main")
        except Exception:  # Not one type in all versions.
            diagnostics.seek(0)
            text = diagnostics.read()
            explain(text, graph)
            os.write(saved, text.encode())
            raise
        finally:
            os.dup2(saved, 2)
            os.close(saved)
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
    kept = list(step.results)
    types = [v.dtype for v in step.compute(step.parameters, step.buffers, batches[0])]
    try:
        values = [step.compute(widen(step.parameters), widen(step.buffers), widen(b)) for b in batches]
    except RuntimeError:  # Constants of a type in the code, such as a mask in f32.
        values = [step.compute(step.parameters, step.buffers, b) for b in batches]
    found = {}
    for place, (name, role, parameter) in enumerate(step.results):
        if (name, role, parameter) not in kept:  # A buffer that the step does not change.
            continue
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
    for one in batches:
        with NoDataInShapes(step.found, record=True), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            step.compute(step.parameters, step.buffers, one)
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
