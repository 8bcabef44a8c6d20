# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares random graphs on integers and booleans with plain Python.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/random_graphs.py [FIRST_SEED [COUNT]]

A graph is a list of ops on tensors of i1, i4, i8, i16, i24, i32 and i64, some of
them without elements: elementwise ops, reductions, slices, concatenations,
gathers, insertions in loops, loops and branches that carry tensors. `Graph` writes
every op as MLIR and computes it at the same time, from the definition of the op.
The graph is compiled for one and for two ranks and run with --check; every bit of
every output must be the expected one.
"""

import itertools
import math
import os
import random
import subprocess
import sys
import tempfile

import safetensors_file as safetensors

WIDTHS = (1, 4, 8, 16, 24, 32, 64)
FILES = {1: "BOOL", 8: "I8", 16: "I16", 32: "I32", 64: "I64"}
MICRO_BATCHES = 2


def wrap(value, width):
    """`value` as a number without sign of `width` bits."""
    return value & ((1 << width) - 1)


def signed(value, width):
    return value - (1 << width) if value >> (width - 1) else value


COMBINERS = {
    "addi": lambda a, b, w: wrap(a + b, w),
    "muli": lambda a, b, w: wrap(a * b, w),
    "andi": lambda a, b, w: a & b,
    "ori": lambda a, b, w: a | b,
    "xori": lambda a, b, w: a ^ b,
    "maxsi": lambda a, b, w: wrap(max(signed(a, w), signed(b, w)), w),
    "minsi": lambda a, b, w: wrap(min(signed(a, w), signed(b, w)), w),
    "maxui": lambda a, b, w: max(a, b),
    "minui": lambda a, b, w: min(a, b),
}
BINARY = dict(COMBINERS, subi=lambda a, b, w: wrap(a - b, w))
COMPARISONS = {
    "eq": lambda a, b, w: a == b,
    "slt": lambda a, b, w: signed(a, w) < signed(b, w),
    "sge": lambda a, b, w: signed(a, w) >= signed(b, w),
    "ult": lambda a, b, w: a < b,
    "ugt": lambda a, b, w: a > b,
}


def type_of(shape, width):
    return "tensor<" + "".join(f"{s}x" for s in shape) + f"i{width}>"


def positions(shape):
    return list(itertools.product(*(range(s) for s in shape)))


class Value:
    """A tensor of the graph: its name in MLIR, and its elements a micro-batch,
    each a dict from position to number."""

    def __init__(self, name, shape, width, data):
        self.name, self.shape, self.width, self.data = name, tuple(shape), width, data
        self.type = type_of(shape, width)


class Graph:
    def __init__(self, rng):
        self.rng, self.lines, self.values, self.count = rng, [], [], 0
        self.inputs = []

    # Helpers.

    def name(self):
        self.count += 1
        return f"%v{self.count}"

    def emit(self, text):
        self.lines.append("  " + text)

    def add(self, text, shape, width, compute):
        """Emits `NAME = text` and computes every element: compute(m, position)."""
        value = Value(self.name(), shape, width, [{p: compute(m, p) for p in positions(shape)} for m in range(MICRO_BATCHES)])
        self.emit(f"{value.name} = {text}")
        self.values.append(value)
        return value

    def pick(self, test=lambda v: True):
        found = [v for v in self.values if test(v)]
        return self.rng.choice(found) if found else None

    def size(self):
        return self.rng.choice((0, 1, 1, 2, 3, 4, 5, 7, 8, 16, 17, 33))

    def add_input(self):
        width, shape = self.rng.choice(list(FILES)), [self.rng.choice((1, 2, 3)), *(self.size() for _ in range(self.rng.randrange(3)))]
        if self.rng.random() < 0.2:
            shape[-1] = self.rng.choice((64, 70, 256, 300))
        data = [{p: self.rng.getrandbits(width) for p in positions(shape)} for _ in range(MICRO_BATCHES)]
        value = Value(f"%x{len(self.inputs)}", shape, width, data)
        self.inputs.append(value)
        self.values.append(value)

    # Ops. Each picks its operands; it does nothing if there are none that fit.

    def binary(self):
        a = self.pick()
        b = self.pick(lambda v: v.type == a.type)
        op = self.rng.choice(list(BINARY))
        self.add(f"arith.{op} {a.name}, {b.name} : {a.type}", a.shape, a.width,
                 lambda m, p: BINARY[op](a.data[m][p], b.data[m][p], a.width))

    def compare(self):
        a = self.pick()
        b = self.pick(lambda v: v.type == a.type)
        op = self.rng.choice(list(COMPARISONS))
        self.add(f"arith.cmpi {op}, {a.name}, {b.name} : {a.type}", a.shape, 1,
                 lambda m, p: int(COMPARISONS[op](a.data[m][p], b.data[m][p], a.width)))

    def select(self):
        c = self.pick(lambda v: v.width == 1)
        a = c and self.pick(lambda v: v.shape == c.shape)
        if not a:
            return
        b = self.pick(lambda v: v.type == a.type)
        self.add(f"arith.select {c.name}, {a.name}, {b.name} : {c.type}, {a.type}", a.shape, a.width,
                 lambda m, p: (a if c.data[m][p] else b).data[m][p])

    def cast(self):
        a = self.pick()
        width = self.rng.choice([w for w in WIDTHS if w != a.width])
        op = "trunci" if width < a.width else self.rng.choice(("extui", "extsi"))
        extend = {"trunci": lambda v: v, "extui": lambda v: v, "extsi": lambda v: signed(v, a.width)}[op]
        self.add(f"arith.{op} {a.name} : {a.type} to {type_of(a.shape, width)}", a.shape, width,
                 lambda m, p: wrap(extend(a.data[m][p]), width))

    def constant(self):
        a = self.pick()
        number = lambda: self.rng.getrandbits(a.width)
        if self.rng.random() < 0.5 or math.prod(a.shape) in (0, 1):
            value = number()
            scalar = self.name()
            show = lambda v: ("true" if v else "false") if a.width == 1 else f"{signed(v, a.width)} : i{a.width}"
            self.emit(f"{scalar} = arith.constant {show(value)}")
            empty = self.name()
            self.emit(f"{empty} = tensor.empty() : {a.type}")
            self.add(f"linalg.fill ins({scalar} : i{a.width}) outs({empty} : {a.type}) -> {a.type}", a.shape, a.width, lambda m, p: value)
            return
        data = {p: number() for p in positions(a.shape)}

        def show(prefix, shape):
            if not shape:
                v = data[prefix]
                return ("true" if v else "false") if a.width == 1 else str(signed(v, a.width))
            return "[" + ", ".join(show(prefix + (i,), shape[1:]) for i in range(shape[0])) + "]"

        if math.prod(a.shape) <= 64:
            self.add(f"arith.constant dense<{show((), a.shape)}> : {a.type}", a.shape, a.width, lambda m, p: data[p])

    def reduce(self):
        a = self.pick(lambda v: v.shape)
        op = self.rng.choice(list(COMBINERS))
        dims = sorted(self.rng.sample(range(len(a.shape)), self.rng.randrange(1, len(a.shape) + 1)))
        kept = [d for d in range(len(a.shape)) if d not in dims]
        shape = [a.shape[d] for d in kept]
        init = self.pick(lambda v: v.type == type_of(shape, a.width))
        if not init:
            start, empty, fill = self.name(), self.name(), self.name()
            first = self.rng.getrandbits(a.width)
            self.emit(f"{start} = arith.constant {('true' if first else 'false') if a.width == 1 else f'{signed(first, a.width)} : i{a.width}'}")
            self.emit(f"{empty} = tensor.empty() : {type_of(shape, a.width)}")
            self.emit(f"{fill} = linalg.fill ins({start} : i{a.width}) outs({empty} : {type_of(shape, a.width)}) -> {type_of(shape, a.width)}")
            init = Value(fill, shape, a.width, [{p: first for p in positions(shape)} for _ in range(MICRO_BATCHES)])

        def compute(m, p):
            total = init.data[m][p]
            for q in positions([a.shape[d] for d in dims]):
                place = [0] * len(a.shape)
                for d, i in itertools.chain(zip(kept, p), zip(dims, q)):
                    place[d] = i
                total = COMBINERS[op](total, a.data[m][tuple(place)], a.width)
            return total

        self.add(f"linalg.reduce {{ arith.{op} }} ins({a.name} : {a.type}) outs({init.name} : {init.type}) dimensions = {dims}",
                 shape, a.width, compute)

    def concat(self):
        a = self.pick(lambda v: v.shape)
        dim = self.rng.randrange(len(a.shape))
        b = self.pick(lambda v: v.width == a.width and len(v.shape) == len(a.shape)
                      and all(d == dim or v.shape[d] == a.shape[d] for d in range(len(a.shape))))
        shape = list(a.shape)
        shape[dim] += b.shape[dim]
        if math.prod(shape) > 2000:
            return

        def compute(m, p):
            if p[dim] < a.shape[dim]:
                return a.data[m][p]
            return b.data[m][p[:dim] + (p[dim] - a.shape[dim],) + p[dim + 1:]]

        self.add(f"tensor.concat dim({dim}) {a.name}, {b.name} : ({a.type}, {b.type}) -> {type_of(shape, a.width)}",
                 shape, a.width, compute)

    def slice(self):
        a = self.pick(lambda v: v.shape)
        offsets, sizes, strides = [], [], []
        for s in a.shape:
            stride = self.rng.choice((1, 1, 2))
            size = self.rng.randrange(0, (s + stride - 1) // stride + 1)
            reach = (size - 1) * stride + 1 if size else 0
            offsets.append(self.rng.randrange(0, min(s - reach, s - 1) + 1) if s else 0)
            sizes.append(size)
            strides.append(stride)
        place = lambda p: tuple(o + i * s for o, i, s in zip(offsets, p, strides))
        text = f"{offsets} {sizes} {strides}"
        if self.rng.random() < 0.5:
            self.add(f"tensor.extract_slice {a.name}{text} : {a.type} to {type_of(sizes, a.width)}", sizes, a.width,
                     lambda m, p: a.data[m][place(p)])
            return
        b = self.pick(lambda v: v.type == type_of(sizes, a.width))
        if not b:
            return
        into = {place(q): q for q in positions(sizes)}
        self.add(f"tensor.insert_slice {b.name} into {a.name}{text} : {b.type} into {a.type}", a.shape, a.width,
                 lambda m, p: b.data[m][into[p]] if p in into else a.data[m][p])

    def pad(self):
        a = self.pick(lambda v: v.shape)
        low = [self.rng.randrange(3) for _ in a.shape]
        high = [self.rng.randrange(3) for _ in a.shape]
        shape = [l + s + h for l, s, h in zip(low, a.shape, high)]
        value, name = self.rng.getrandbits(a.width), self.name()
        if math.prod(shape) > 2000:
            return
        self.emit(f"{name} = arith.constant {('true' if value else 'false') if a.width == 1 else f'{signed(value, a.width)} : i{a.width}'}")
        arguments = ", ".join(f"%q{self.count}_{i}: index" for i in range(len(shape)))
        self.add(f"tensor.pad {a.name} low{low} high{high} {{ ^bb0({arguments}): tensor.yield {name} : i{a.width} }} : {a.type} to {type_of(shape, a.width)}",
                 shape, a.width, lambda m, p: a.data[m].get(tuple(i - l for i, l in zip(p, low)), value))

    def transpose(self):
        a = self.pick(lambda v: len(v.shape) > 1)
        if not a:
            return
        order = self.rng.sample(range(len(a.shape)), len(a.shape))
        shape, empty = [a.shape[d] for d in order], self.name()
        self.emit(f"{empty} = tensor.empty() : {type_of(shape, a.width)}")

        def compute(m, p):
            place = [0] * len(shape)
            for i, d in enumerate(order):
                place[d] = p[i]
            return a.data[m][tuple(place)]

        self.add(f"linalg.transpose ins({a.name} : {a.type}) outs({empty} : {type_of(shape, a.width)}) permutation = {order}",
                 shape, a.width, compute)

    def indices(self, count, bound):
        """A tensor of `count` numbers, used as indices below `bound` after a remainder."""
        return self.pick(lambda v: v.shape == (count,) and v.width >= 8) if bound else None

    def gather(self):
        table = self.pick(lambda v: v.shape and v.shape[0] > 0)
        index = self.pick(lambda v: len(v.shape) == 1 and v.width >= 8)
        if not table or not index:
            return
        shape, bound = [*index.shape, *table.shape[1:]], table.shape[0]
        if math.prod(shape) > 2000 or bound >= 100:
            return
        n, e, w = self.name()[1:], self.name(), index.width
        rest = [f"%j{n}_{i}" for i in range(len(table.shape) - 1)]
        maps = f"affine_map<({', '.join(f'd{i}' for i in range(len(shape)))}) -> "
        identity = "(" + ", ".join(f"d{i}" for i in range(len(shape))) + ")>"
        self.emit(f"{e} = tensor.empty() : {type_of(shape, table.width)}")
        self.emit(f"%b{n} = arith.constant {bound} : i{w}")
        body = [f"%r{n} = arith.remui %i{n}, %b{n} : i{w}", f"%k{n} = arith.index_castui %r{n} : i{w} to index"]
        body += [f"{name} = linalg.index {i + 1} : index" for i, name in enumerate(rest)]
        body += [f"%s{n} = tensor.extract {table.name}[{', '.join([f'%k{n}', *rest])}] : {table.type}",
                 f"linalg.yield %s{n} : i{table.width}"]
        kinds = ", ".join(['"parallel"'] * len(shape))
        self.add(f"linalg.generic {{indexing_maps = [{maps}(d0)>, {maps}{identity}], iterator_types = [{kinds}]}} "
                 f"ins({index.name} : {index.type}) outs({e} : {type_of(shape, table.width)}) {{\n"
                 f"  ^bb0(%i{n}: i{w}, %o{n}: i{table.width}):\n    " + "\n    ".join(body) + f"\n  }} -> {type_of(shape, table.width)}",
                 shape, table.width, lambda m, p: table.data[m][(index.data[m][(p[0],)] % bound, *p[1:])])

    def scatter(self):
        """Adds rows one after the other at places that data tells."""
        index = self.pick(lambda v: len(v.shape) == 1 and v.width >= 8)
        into = self.pick(lambda v: len(v.shape) == 1 and 0 < v.shape[0] < 100)
        source = index and into and self.pick(lambda v: v.shape == index.shape and v.width == into.width)
        if not source:
            return
        n, w, t, bound = self.name()[1:], index.width, into.width, into.shape[0]
        data = []
        for m in range(MICRO_BATCHES):
            state = dict(into.data[m])
            for i in range(index.shape[0]):
                place = (index.data[m][(i,)] % bound,)
                state[place] = wrap(state[place] + source.data[m][(i,)], t)
            data.append(state)
        self.emit(f"%b{n} = arith.constant {bound} : i{w}")
        self.emit(f"%z{n} = arith.constant 0 : index")
        self.emit(f"%u{n} = arith.constant 1 : index")
        self.emit(f"%n{n} = arith.constant {index.shape[0]} : index")
        self.add(f"scf.for %i{n} = %z{n} to %n{n} step %u{n} iter_args(%a{n} = {into.name}) -> ({into.type}) {{\n"
                 f"    %e{n} = tensor.extract {index.name}[%i{n}] : {index.type}\n"
                 f"    %r{n} = arith.remui %e{n}, %b{n} : i{w}\n"
                 f"    %k{n} = arith.index_castui %r{n} : i{w} to index\n"
                 f"    %s{n} = tensor.extract {source.name}[%i{n}] : {source.type}\n"
                 f"    %d{n} = tensor.extract %a{n}[%k{n}] : {into.type}\n"
                 f"    %f{n} = arith.addi %s{n}, %d{n} : i{t}\n"
                 f"    %g{n} = tensor.insert %f{n} into %a{n}[%k{n}] : {into.type}\n"
                 f"    scf.yield %g{n} : {into.type}\n  }}",
                 into.shape, t, lambda m, p: data[m][p])

    def loop(self):
        """Carries two tensors, each computed from the other one."""
        a = self.pick()
        b = self.pick(lambda v: v.type == a.type)
        n, trips, t = self.name()[1:], self.rng.randrange(4), a.type
        op = self.rng.choice(list(BINARY))
        swap = self.rng.random() < 0.5
        data = []
        for m in range(MICRO_BATCHES):
            x, y = a.data[m], b.data[m]
            for _ in range(trips):
                z = {p: BINARY[op](x[p], y[p], a.width) for p in x}
                x, y = (y, z) if swap else (z, x)
            data.append((x, y))
        for name, value in (("z", 0), ("u", 1), ("n", trips)):
            self.emit(f"%{name}{n} = arith.constant {value} : index")
        self.emit(f"%l{n}:2 = scf.for %i{n} = %z{n} to %n{n} step %u{n} iter_args(%p{n} = {a.name}, %q{n} = {b.name}) -> ({t}, {t}) {{\n"
                  f"    %r{n} = arith.{op} %p{n}, %q{n} : {t}\n"
                  f"    scf.yield {f'%q{n}, %r{n}' if swap else f'%r{n}, %p{n}'} : {t}, {t}\n  }}")
        for i in range(2):
            self.values.append(Value(f"%l{n}#{i}", a.shape, a.width, [d[i] for d in data]))

    def branch(self):
        """Yields a computed tensor or one that was there."""
        c = self.pick(lambda v: v.width == 1 and math.prod(v.shape) > 0)
        if not c:
            return
        a = self.pick()
        b = self.pick(lambda v: v.type == a.type)
        n, place = self.name()[1:], self.rng.choice(positions(c.shape))
        op = self.rng.choice(list(BINARY))
        for i, v in enumerate(place):
            self.emit(f"%h{n}_{i} = arith.constant {v} : index")
        self.emit(f"%c{n} = tensor.extract {c.name}[{', '.join(f'%h{n}_{i}' for i in range(len(place)))}] : {c.type}")
        if self.rng.random() < 0.3:
            self.add(f"arith.select %c{n}, {a.name}, {b.name} : {a.type}", a.shape, a.width,
                     lambda m, p: (a if c.data[m][place] else b).data[m][p])
            return
        self.add(f"scf.if %c{n} -> ({a.type}) {{\n"
                 f"    %t{n} = arith.{op} {a.name}, {b.name} : {a.type}\n"
                 f"    scf.yield %t{n} : {a.type}\n  }} else {{\n    scf.yield {b.name} : {a.type}\n  }}",
                 a.shape, a.width,
                 lambda m, p: BINARY[op](a.data[m][p], b.data[m][p], a.width) if c.data[m][place] else b.data[m][p])

    def repeat(self):
        """A scf.while whose regions take and give different values."""
        a = self.pick()
        n, trips, t = self.name()[1:], self.rng.randrange(4), a.type
        op = self.rng.choice(("addi", "xori", "subi"))
        data = []
        for m in range(MICRO_BATCHES):
            x = y = a.data[m]
            for i in range(trips + 1):
                y = {p: BINARY[op](x[p], a.data[m][p], a.width) for p in x}
                if i < trips:
                    x = {p: wrap(y[p] + x[p], a.width) for p in x}
            data.append((y, x))
        for name, value in (("z", 0), ("u", 1), ("n", trips)):
            self.emit(f"%{name}{n} = arith.constant {value} : i32")
        self.emit(f"%w{n}:3 = scf.while (%i{n} = %z{n}, %x{n} = {a.name}) : (i32, {t}) -> ({t}, i32, {t}) {{\n"
                  f"    %y{n} = arith.{op} %x{n}, {a.name} : {t}\n"
                  f"    %c{n} = arith.cmpi slt, %i{n}, %n{n} : i32\n"
                  f"    scf.condition(%c{n}) %y{n}, %i{n}, %x{n} : {t}, i32, {t}\n  }} do {{\n"
                  f"  ^bb0(%e{n}: {t}, %j{n}: i32, %f{n}: {t}):\n"
                  f"    %g{n} = arith.addi %e{n}, %f{n} : {t}\n"
                  f"    %k{n} = arith.addi %j{n}, %u{n} : i32\n"
                  f"    scf.yield %k{n}, %g{n} : i32, {t}\n  }}")
        for i, number in enumerate((0, 2)):
            self.values.append(Value(f"%w{n}#{number}", a.shape, a.width, [d[i] for d in data]))

    OPS = (binary, binary, compare, select, cast, cast, constant, reduce, reduce, reduce, concat, slice, slice, pad,
           transpose, gather, scatter, loop, branch, repeat)


def build(seed):
    """Returns a graph, the text of its module and its outputs."""
    rng = random.Random(seed)
    graph = Graph(rng)
    for _ in range(rng.randrange(1, 4)):
        graph.add_input()
    for _ in range(rng.randrange(4, 24)):
        rng.choice(Graph.OPS)(graph)
    outputs = [v for v in graph.values if v.width in FILES and v not in graph.inputs]
    outputs = outputs[-6:] or graph.values[:1]
    arguments = ", ".join(f'{v.name}: {v.type} {{pipe.name = "{v.name[1:]}", pipe.batch = 0}}' for v in graph.inputs)
    results = ", ".join(f'{v.type} {{pipe.name = "out{i}"}}' for i, v in enumerate(outputs))
    text = "\n".join([f"func.func @main({arguments}) -> ({results}) {{", *graph.lines,
                      f"  return {', '.join(v.name for v in outputs)} : {', '.join(v.type for v in outputs)}", "}", ""])
    return graph, text, outputs


def pack(value):
    size = max(1, value.width // 8)
    return b"".join(value.data[m][p].to_bytes(size, "little") for m in range(MICRO_BATCHES) for p in positions(value.shape))


def run(*command):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert done.returncode == 0, (command, done.returncode, done.stdout[-2000:], done.stderr[-3000:])


def is_too_small(model, folder):
    """Whether the graph has too few ops for two stages."""
    done = subprocess.run(["pipe-compile", model, "-o", os.path.join(folder, "two.pipe"), "--mode=infer", "--ranks=2",
                           f"--micro-batches={MICRO_BATCHES}", "--schedule=forward-only"], stderr=subprocess.PIPE, text=True)
    return done.returncode == 1 and "cannot cut" in done.stderr


def check(seed):
    graph, text, outputs = build(seed)
    with tempfile.TemporaryDirectory() as folder:
        path = lambda name: os.path.join(folder, name)
        with open(path("model.mlir"), "w") as f:
            f.write(text)
        safetensors.save(path("in.safetensors"), {
            v.name[1:]: safetensors.Tensor(FILES[v.width], [MICRO_BATCHES * v.shape[0], *v.shape[1:]], pack(v)) for v in graph.inputs})
        for ranks in (1,) if is_too_small(path("model.mlir"), folder) else (1, 2):
            try:
                run("pipe-compile", path("model.mlir"), "-o", path("model.pipe"), "--mode=infer", f"--ranks={ranks}",
                    f"--micro-batches={MICRO_BATCHES}", "--schedule=forward-only")
                run("pipe-run", path("model.pipe"), f"--inputs={path('in.safetensors')}", "--check",
                    f"--write-outputs={path('out.safetensors')}")
                found = safetensors.load(path("out.safetensors"))
                for i, value in enumerate(outputs):
                    assert found[f"out{i}"].data == pack(value), (f"out{i}", value.name, ranks)
            except AssertionError:
                sys.stderr.write(text)
                print(f"seed {seed} with {ranks} ranks is wrong", flush=True)
                raise


def main(first="0", count="12"):
    for seed in range(int(first), int(first) + int(count)):
        check(seed)
    print(f"{count} graphs from seed {first} on: every bit as computed")


if __name__ == "__main__":
    main(*sys.argv[1:])
