# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Pipelines of training steps that are written in PyTorch."""

import contextlib
import inspect
import os
import tempfile

import numpy as np
import torch

from .compiler import compile_bundle, split_options
from .errors import Error
from .front import Step as FrontStep
from .session import load

__all__ = ["Step", "compile"]

# What NumPy has no type for is handed on as the integers that have its bits.
BITS = {torch.bfloat16: torch.int16, torch.float8_e4m3fn: torch.uint8, torch.float8_e5m2: torch.uint8}


def to_array(tensor, item):
    """Returns the memory of a tensor; a copy if it is on a device or has gaps."""
    tensor = tensor.detach().cpu().contiguous()
    if tensor.dtype in BITS:
        array = tensor.view(BITS[tensor.dtype]).numpy()
        return array.view(item.dtype) if array.itemsize == item.dtype.itemsize else array
    return tensor.numpy()


def to_tensor(array, dtype):
    """Returns an array as a tensor of the type that the item has in torch."""
    if dtype in BITS:
        return torch.from_numpy(array.view(np.int16 if array.itemsize == 2 else np.uint8)).view(dtype)
    return torch.from_numpy(array)


def name_batch(model, loss_fn, micro_batch):
    """Returns {name: tensor}: the arguments of forward, and the target of the loss."""
    if isinstance(micro_batch, dict):
        return dict(micro_batch)
    tensors = list(micro_batch) if isinstance(micro_batch, (tuple, list)) else [micro_batch]
    parameters = inspect.signature(model.forward).parameters.values()
    names = [p.name for p in parameters if p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)]
    count = len(tensors) - (loss_fn is not None)
    if count > len(names) or count < 1:
        raise Error(f"forward takes {len(names)} tensors, but the micro-batch has {count}"
                    + (" beside the target of the loss" if loss_fn else ""))
    names = names[:count] + (["target"] if loss_fn else [])
    if len(set(names)) != len(names):
        raise Error("forward has an argument 'target', which is the name of what the loss compares with; give the "
                    "micro-batch by name")
    return dict(zip(names, tensors))


@contextlib.contextmanager
def computing_loss(model, loss_fn, names):
    """Lets the module's forward return the loss, so that parameters keep their names."""
    if loss_fn is None:
        yield
        return
    forward, had_own = model.forward, "forward" in vars(model)
    model.forward = lambda **given: loss_fn(forward(*(given[n] for n in names[:-1])), given[names[-1]])
    try:
        yield
    finally:
        if had_own:
            model.forward = forward
        else:
            del model.forward


def export(model, loss_fn, batch):
    """Returns the text of the graph of forward, loss and backward. Draws no random numbers of the caller's."""
    import pipe_torch

    with (tempfile.TemporaryDirectory(prefix="pipemlir-") as folder, torch.random.fork_rng(devices=[]),
          computing_loss(model, loss_fn, list(batch))):
        try:
            pipe_torch.export(model, batch, 1, folder, expected=False)
        except ValueError as error:
            raise Error(str(error)) from error
        with open(os.path.join(folder, "step.mlir"), "rb") as file:
            return file.read()


class Step(FrontStep):
    """A compiled training step of a module: it returns the loss and writes the gradients of the module's parameters.
    They are written, not added: a step needs no zero_grad before it. `outputs` are the other results of the last step,
    with the micro-batches in a new first dimension."""

    def __init__(self, model, loss_fn, micro_batch, options):
        self.model = model
        batch = name_batch(model, loss_fn, micro_batch)
        self.names = list(batch)
        options, session = split_options(options)
        self.sums = options.get("gradients") == "sum"
        cache, output = options.pop("cache", None), options.pop("output", None)
        text = export(model, loss_fn, batch)
        self.session = load(compile_bundle(text, options, cache, output), **session)
        if self.session.updates:
            raise Error("the bundle updates its parameters by itself, but a step of torch writes gradients for an "
                        "optimizer of torch; leave out 'optimizer'")

    def tensors(self):
        """Returns the parameters and buffers of the module by name; tied ones have the first of their names."""
        return {**dict(self.model.named_parameters()), **dict(self.model.named_buffers())}

    def __call__(self, *tensors, **named):
        if len(tensors) > len(self.names):
            raise Error(f"the step takes {', '.join(self.names)}, but is given {len(tensors)} tensors")
        batch = {**dict(zip(self.names, tensors)), **named}
        session = self.session
        for name in self.names:
            if name not in batch:
                raise Error(f"the batch lacks '{name}'")
        for name, tensor in batch.items():
            session.inputs[name] = to_array(tensor, session.inputs.item(name))
        if "seed" in session.inputs and "seed" not in batch:
            self.draw_seed()
        own = self.tensors()
        for name in session.parameters:
            item = session.parameters.item(name)
            if name in own:  # Else a constant of the bundle.
                session.parameters[name] = to_array(own[name], item)
        session.begin()
        session.finish()
        self.write_gradients(own)
        loss = next(session.outputs.item(name) for name in session.outputs if session.outputs.item(name).is_loss)
        value = session.loss * (session.micro_batches if self.sums else 1)
        return torch.tensor(value, dtype=torch.float64 if loss.dtype == np.float64 else torch.float32)

    def draw_seed(self):
        """Dropout draws from a number for each micro-batch, and that from torch's generator."""
        item = self.session.inputs.item("seed")
        shape = (self.session.micro_batches, *item.shape)
        self.session.inputs["seed"] = torch.randint(-(2**63), 2**63 - 1, shape).numpy()

    def write_gradients(self, own):
        for name in self.session.gradients:
            parameter, item = own[name], self.session.gradients.item(name)
            grad = parameter.grad
            if grad is None:
                grad = parameter.grad = torch.empty_like(parameter, memory_format=torch.contiguous_format)
            if grad.device.type == "cpu" and grad.is_contiguous() and grad.dtype == parameter.dtype:
                self.session.gradients.read_into(name, to_array(grad, item))
            else:
                with torch.no_grad():
                    grad.copy_(to_tensor(self.session.gradients[name], parameter.dtype))

    @property
    def outputs(self):
        return {name: torch.from_numpy(self.session.outputs[name]) for name in self.session.outputs
                if not self.session.outputs.item(name).is_loss}


def compile(model, loss_fn, micro_batch, **options):
    """Compiles a training step of a module into a pipeline.

    The loss is loss_fn(model(*inputs), target) for a micro-batch (*inputs, target); without a loss_fn, the module
    returns it, alone or before other outputs. A micro-batch may also be {name: tensor}, of which the last one is the
    target. `options` are those of pipe-compile, of Session, and `cache` and `output`; see pipemlir.compile.
    """
    return Step(model, loss_fn, micro_batch, options)
