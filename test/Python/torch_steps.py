# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Training steps of PyTorch as pipelines, compared with PyTorch itself: torch_steps.py CACHE"""

import copy
import sys

import torch
from torch import nn

import pipemlir
from expect import near, refused

CACHE = sys.argv[1]
torch.manual_seed(0)


def make(model, loss_fn, micro_batch, ranks=2, micro_batches=4, **options):
    return pipemlir.torch.compile(model, loss_fn, micro_batch, ranks=ranks, micro_batches=micro_batches, cache=CACHE,
                                  **options)


class Tied(nn.Module):
    """A transformer whose embedding is its head."""

    def __init__(self):
        super().__init__()
        self.embed = nn.Embedding(50, 16)
        self.block = nn.TransformerEncoderLayer(16, 2, 32, dropout=0.0, batch_first=True)
        self.head = nn.Linear(16, 50, bias=False)
        self.head.weight = self.embed.weight

    def forward(self, tokens):
        return self.head(self.block(self.embed(tokens)))


def cross_entropy(logits, target):
    return nn.functional.cross_entropy(logits.flatten(0, 1), target.flatten())


def near_gradients(model, expected, what):
    for name, gradient in expected.items():
        near(dict(model.named_parameters())[name].grad, gradient, f"{what} {name}")


def own_step(model, compute):
    """Returns the loss and the gradients that torch computes."""
    model = copy.deepcopy(model)
    model.zero_grad()
    loss = compute(model)
    loss.backward()
    return loss.detach(), {n: p.grad for n, p in model.named_parameters() if p.grad is not None}


def training():
    """Three steps of an optimizer of torch, with gradients of a pipeline, of four ranks too."""
    tokens, target = torch.randint(50, (8, 6)), torch.randint(50, (8, 6))
    for options in ({}, {"ranks": 4}, {"schedule": "zb-h1", "ranks": 3, "transport": "guarded"}):
        model = Tied()
        step = make(model, cross_entropy, (tokens[:2], target[:2]), **options)
        assert set(step.session.parameters) == {n for n, _ in model.named_parameters()}
        optimizer = torch.optim.Adam(model.parameters(), 1e-3)
        for _ in range(3):
            expected_loss, expected = own_step(model, lambda m: cross_entropy(m(tokens), target))
            loss = step(tokens, target)
            near(loss.reshape(1), expected_loss.reshape(1), "loss")
            assert loss.dtype == torch.float32 and not loss.requires_grad
            near_gradients(model, expected, str(options))
            optimizer.step()
        step.close()
    # By name; and a gradient is written where it lies.
    step = make(model, cross_entropy, (tokens[:2], target[:2]))
    place = model.embed.weight.grad.data_ptr()
    step(target=target, tokens=tokens)
    assert model.embed.weight.grad.data_ptr() == place
    model.block.linear1.weight.grad = torch.zeros(16, 32).t()  # With gaps.
    step(tokens, target=target)
    near_gradients(model, own_step(model, lambda m: cross_entropy(m(tokens), target))[1], "gaps")
    assert "values bit-equal" in step.check() and len(step.memory()) == 2


def frozen_parameters():
    """Get no gradient, and their values count; so do those of buffers."""
    class Scaled(nn.Module):
        def __init__(self):
            super().__init__()
            self.first, self.last = nn.Linear(4, 8), nn.Linear(8, 3)
            self.first.requires_grad_(False)
            self.register_buffer("factor", torch.tensor(2.0))

        def forward(self, x):
            return self.last(torch.tanh(self.first(x))) * self.factor

    model, x, y = Scaled(), torch.randn(12, 4), torch.randn(12, 3)
    step = make(model, nn.functional.mse_loss, (x[:3], y[:3]))
    for factor in (2.0, 3.0):
        model.factor.fill_(factor)
        loss, expected = own_step(model, lambda m: nn.functional.mse_loss(m(x), y))
        near(step(x, y).reshape(1), loss.reshape(1), "loss")
        near_gradients(model, expected, "frozen")
        assert model.first.weight.grad is None and set(expected) == {"last.weight", "last.bias"}


def batch_norm():
    """Takes its statistics from each micro-batch; the module's own stay, and new ones are outputs."""
    model = nn.Sequential(nn.Linear(4, 6), nn.BatchNorm1d(6), nn.Tanh(), nn.Linear(6, 3))
    x, y, loss_fn = torch.randn(64, 4), torch.randn(64, 3), nn.functional.mse_loss
    step = make(model, loss_fn, (x[:16], y[:16]), ranks=1)
    before = model[1].running_mean.clone()
    loss = step(x, y)
    each = [own_step(model, lambda m: loss_fn(m(a), b)) for a, b in zip(x.chunk(4), y.chunk(4))]
    near(loss.reshape(1), torch.stack([l for l, _ in each]).mean().reshape(1), "loss")
    for name in ("1.weight", "3.weight", "3.bias"):
        near(dict(model.named_parameters())[name].grad, sum(g[name] for _, g in each) / 4, name)
    own = copy.deepcopy(model)
    own(x[:16])
    near(step.outputs["new.1.running_mean"][0], own[1].running_mean, "new mean")
    assert (model[1].running_mean == before).all()


def losses_of_modules():
    """A module that returns the loss and an output, with its micro-batch by name; and a sum."""
    class Whole(nn.Module):
        def __init__(self):
            super().__init__()
            self.net = nn.Sequential(nn.Linear(4, 8), nn.GELU(), nn.Linear(8, 3))

        def forward(self, x, y):
            prediction = self.net(x)
            return (prediction - y).square().sum(), prediction

    model, x, y = Whole(), torch.randn(12, 4), torch.randn(12, 3)
    step = make(model, None, {"x": x[:3], "y": y[:3]}, gradients="sum")
    loss, expected = own_step(model, lambda m: m(x, y)[0])
    near(step(x, y).reshape(1), loss.reshape(1), "sum")
    near_gradients(model, expected, "sum")
    (prediction,) = step.outputs.values()
    near(prediction.reshape(12, 3), model(x, y)[1].detach(), "output")


def dropout():
    """Draws other masks in each step, from torch's generator."""
    model, x, y = nn.Sequential(nn.Linear(4, 64), nn.Dropout(0.5), nn.Linear(64, 3)), torch.randn(12, 4), torch.randn(12, 3)
    torch.manual_seed(1)
    drawn = torch.rand(4)
    torch.manual_seed(1)
    step = make(model, nn.functional.mse_loss, (x[:3], y[:3]))
    assert (torch.rand(4) == drawn).all()  # The export has drawn nothing.
    torch.manual_seed(1)
    first, second = step(x, y), step(x, y)
    torch.manual_seed(1)
    again = step(x, y)
    assert first != second and first == again


def types():
    model, x, y = nn.Linear(8, 3).bfloat16(), torch.randn(12, 8).bfloat16(), torch.randn(12, 3).bfloat16()
    step = make(model, lambda a, b: (a - b).float().square().mean(), (x[:3], y[:3]), ranks=1)
    loss = step(x, y)
    expected_loss, expected = own_step(model, lambda m: (m(x) - y).float().square().mean())
    assert abs(loss - expected_loss) < 1e-2 * expected_loss
    for name, parameter in model.named_parameters():
        assert parameter.grad.dtype == torch.bfloat16
        difference = (parameter.grad.float() - expected[name].float()).norm()
        assert difference < 3e-2 * expected[name].float().norm(), name


def refusing():
    model, x, y = nn.Linear(4, 3), torch.randn(12, 4), torch.randn(12, 3)
    loss = nn.functional.mse_loss
    step = make(model, loss, (x[:3], y[:3]), ranks=1)
    refused(lambda: step(x), "the batch lacks 'target'")
    refused(lambda: step(x, y, y), "the step takes input, target, but is given 3 tensors")
    refused(lambda: step(x, y, more=y), "there is no input 'more', only 'input', 'target'")
    refused(lambda: step(x[:11], y), "'input' has 11 rows in dimension 0, but 4 micro-batches of 3 need 12")
    refused(lambda: step(x.double(), y), "'input' is float64[12, 4]")
    refused(lambda: make(model, loss, (x, x, y)), "forward takes 1 tensors, but the micro-batch has 2 beside the target")
    refused(lambda: make(model, loss, (x[:3], y[:3]), ranks=1, optimizer="sgd"), "the bundle updates its parameters by itself")
    refused(lambda: make(model, loss, (x[:3], y[:3]), ranks=9), "9")

    class Deciding(nn.Linear):
        def forward(self, x):
            return super().forward(x) * x[0, 0].item()

    refused(lambda: make(Deciding(4, 3), loss, (x[:3], y[:3])), "makes a number of Python from a tensor")

    class Target(nn.Linear):
        def forward(self, target):
            return super().forward(target)

    refused(lambda: make(Target(4, 3), loss, (x[:3], y[:3])), "forward has an argument 'target'")

    assert "forward" not in vars(model) and model(x).shape == (12, 3)
    model.weight = nn.Parameter(torch.zeros(3, 5))
    refused(lambda: step(x, y), "'weight' is float32[3, 4], but is given float32[3, 5]")


for test in (training, frozen_parameters, batch_norm, losses_of_modules, dropout, types, refusing):
    test()
    print(f"{test.__name__}: ok")
