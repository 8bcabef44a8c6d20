# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Compares random programs of loops and branches with plain Python.

  PATH=build/dev/bin:$PATH python3 test/EndToEnd/loops.py [FIRST_SEED [COUNT]]

Loops, while loops, branches and switches that hold each other carry tensors of 4 x 4
integers in every order: swapped, twice the same, unchanged, from outside, constant,
updated in place and read afterwards, with no trip at all. `Program` writes every op
as MLIR and keeps a function that computes it. Each program is compiled with its loops
as they are and with those unrolled that hold a product, cut where it is possible, and
every bit of every output must be the expected one.
"""

import array
import os
import random
import subprocess
import sys
import tempfile

import safetensors_file as safetensors

SIZE = 4
TENSOR = f"tensor<{SIZE}x{SIZE}xi32>"
ROW = f"tensor<1x{SIZE}xi32>"
MICRO_BATCHES = 2
PLACES = [(i, j) for i in range(SIZE) for j in range(SIZE)]


def wrap(value):
    """`value` as a signed number of 32 bits."""
    return (value + (1 << 31)) % (1 << 32) - (1 << 31)


def splat(value):
    return {p: value for p in PLACES}


def product(a, b, c):
    return {(i, j): wrap(c[i, j] + sum(a[i, k] * b[k, j] for k in range(SIZE))) for i, j in PLACES}


ELEMENTWISE = {"addi": lambda a, b: wrap(a + b), "subi": lambda a, b: wrap(a - b), "xori": lambda a, b: a ^ b,
               "minsi": min, "maxsi": max}
IDENTITY = "affine_map<(d0, d1) -> (d0, d1)>"


class Program:
    """A program; `block` functions return steps, each of which changes a
    dictionary from names to values."""

    def __init__(self, rng):
        self.rng, self.count, self.depth = rng, 0, 0

    def name(self):
        self.count += 1
        return f"%v{self.count}"

    # Ops on tensors: (lines, step, name of the result).

    def elementwise(self, scope):
        a, b, r = self.rng.choice(scope.tensors), self.rng.choice(scope.tensors), self.name()
        op = self.rng.choice(list(ELEMENTWISE))

        def step(env):
            env[r] = {p: ELEMENTWISE[op](env[a][p], env[b][p]) for p in PLACES}

        return [f"{r} = arith.{op} {a}, {b} : {TENSOR}"], step, r

    def generic(self, scope):
        """Computes into a new tensor, or over one that may be used later."""
        a, b, r = self.rng.choice(scope.tensors), self.rng.choice(scope.tensors), self.name()
        lines, out = [], b
        if self.rng.random() < 0.4:
            out = self.name()
            lines = [f"{out} = tensor.empty() : {TENSOR}"]
        reads = self.rng.random() < 0.5 and out == b
        second = f"%o{r[1:]}" if reads else f"%n{r[1:]}"
        lines += [
            f"{r} = linalg.generic {{indexing_maps = [{', '.join([IDENTITY] * 3)}], "
            f'iterator_types = ["parallel", "parallel"]}} ins({a}, {b} : {TENSOR}, {TENSOR}) outs({out} : {TENSOR}) {{',
            f"^bb0(%m{r[1:]}: i32, %n{r[1:]}: i32, %o{r[1:]}: i32):",
            f"  %s{r[1:]} = arith.addi %m{r[1:]}, {second} : i32", f"  linalg.yield %s{r[1:]} : i32",
            f"}} -> {TENSOR}"]

        def step(env):
            env[r] = {p: wrap(env[a][p] + env[b][p]) for p in PLACES}

        return lines, step, r

    def matmul(self, scope):
        a, b, c, r = (self.rng.choice(scope.tensors) for _ in range(3)), 0, 0, self.name()
        a, b, c = a

        def step(env):
            env[r] = product(env[a], env[b], env[c])

        return [f"{r} = linalg.matmul ins({a}, {b} : {TENSOR}, {TENSOR}) outs({c} : {TENSOR}) -> {TENSOR}"], step, r

    def fill(self, scope):
        value, s, e, r = self.rng.randrange(-9, 9), self.name(), self.name(), self.name()

        def step(env):
            env[r] = splat(value)

        if self.rng.random() < 0.5:
            return [f"{r} = arith.constant dense<{value}> : {TENSOR}"], step, r
        return [f"{s} = arith.constant {value} : i32", f"{e} = tensor.empty() : {TENSOR}",
                f"{r} = linalg.fill ins({s} : i32) outs({e} : {TENSOR}) -> {TENSOR}"], step, r

    def insert(self, scope):
        """Moves a row of one tensor to a row of another one, or of the same."""
        a, b = self.rng.choice(scope.tensors), self.rng.choice(scope.tensors)
        i, j = self.rng.choice(scope.indices), self.rng.choice(scope.indices)
        s, r = self.name(), self.name()

        def step(env):
            env[r] = {p: env[a][env[i], p[1]] if p[0] == env[j] else env[b][p] for p in PLACES}

        return [f"{s} = tensor.extract_slice {a}[{i}, 0] [1, {SIZE}] [1, 1] : {TENSOR} to {ROW}",
                f"{r} = tensor.insert_slice {s} into {b}[{j}, 0] [1, {SIZE}] [1, 1] : {ROW} into {TENSOR}"], step, r

    def insert_one(self, scope):
        a, b = self.rng.choice(scope.tensors), self.rng.choice(scope.tensors)
        i, j, s, r = self.rng.choice(scope.indices), self.rng.choice(scope.indices), self.name(), self.name()

        def step(env):
            env[r] = dict(env[b])
            env[r][env[i], env[j]] = env[a][env[j], env[i]]

        return [f"{s} = tensor.extract {a}[{j}, {i}] : {TENSOR}",
                f"{r} = tensor.insert {s} into {b}[{i}, {j}] : {TENSOR}"], step, r

    # Ops with regions: (lines, step, names of the results).

    def condition(self, scope):
        """A boolean that depends on data: (lines, name, function)."""
        a, i, s, z, c = self.rng.choice(scope.tensors), self.rng.choice(scope.indices), self.name(), self.name(), self.name()
        lines = [f"{s} = tensor.extract {a}[{i}, {i}] : {TENSOR}", f"{z} = arith.constant {self.rng.randrange(-3, 3)} : i32",
                 f"{c} = arith.cmpi slt, {s}, {z} : i32"]
        bound = int(lines[1].split()[3])
        return lines, c, lambda env: env[a][env[i], env[i]] < bound

    def results(self, count):
        name = self.name()
        return name, [name] if count == 1 else [f"{name}#{k}" for k in range(count)]

    def types(self, count):
        return ", ".join([TENSOR] * count)

    def bind(self, name, count):
        return name if count == 1 else f"{name}:{count}"

    def loop(self, scope):
        count, trips, step = self.rng.choice((1, 1, 2, 2, 3)), self.rng.choice((0, 1, 2, 3, 4)), self.rng.choice((1, 1, 2))
        first = self.rng.randrange(SIZE - min((trips - 1) * step, SIZE - 1)) if trips and (trips - 1) * step < SIZE else 0
        trips = min(trips, (SIZE - 1 - first) // step + 1)
        inits = [self.rng.choice(scope.tensors) for _ in range(count)]
        low, high, by, i = self.name(), self.name(), self.name(), self.name()
        carried = [self.name() for _ in range(count)]
        name, results = self.results(count)
        body, steps, inner = self.block(scope.extended(carried, [i]))
        yields = [self.rng.choice(inner.tensors if self.rng.random() < 0.7 else carried) for _ in range(count)]
        lines = [f"{low} = arith.constant {first} : index", f"{high} = arith.constant {first + trips * step} : index",
                 f"{by} = arith.constant {step} : index",
                 f"{self.bind(name, count)} = scf.for {i} = {low} to {high} step {by} iter_args("
                 + ", ".join(f"{c} = {v}" for c, v in zip(carried, inits)) + f") -> ({self.types(count)}) {{",
                 *("  " + line for line in body), f"  scf.yield {', '.join(yields)} : {self.types(count)}", "}"]

        def run(env):
            values = [env[v] for v in inits]
            for trip in range(trips):
                env = dict(env, **dict(zip(carried, values)), **{i: first + trip * step})
                for each in steps:
                    each(env)
                values = [env[v] for v in yields]
            return values

        return lines, lambda env: env.update(zip(results, run(env))), results

    def branch(self, scope):
        count = self.rng.choice((1, 2))
        lines, condition, test = self.condition(scope)
        name, results = self.results(count)
        sides = []
        for _ in range(2):
            body, steps, inner = self.block(scope)
            sides.append((body, steps, [self.rng.choice(inner.tensors) for _ in range(count)]))
        show = lambda side: [*("  " + line for line in side[0]), f"  scf.yield {', '.join(side[2])} : {self.types(count)}"]
        lines += [f"{self.bind(name, count)} = scf.if {condition} -> ({self.types(count)}) {{", *show(sides[0]), "} else {",
                  *show(sides[1]), "}"]

        def step(env):
            _, steps, yields = sides[0 if test(env) else 1]
            inner = dict(env)
            for each in steps:
                each(inner)
            env.update(zip(results, [inner[v] for v in yields]))

        return lines, step, results

    def while_loop(self, scope):
        """Takes tensors in one order and number, and gives others."""
        taken, given, trips = self.rng.choice((1, 2, 3)), self.rng.choice((1, 2, 3)), self.rng.randrange(4)
        inits = [self.rng.choice(scope.tensors) for _ in range(taken)]
        zero, one, bound, n, m, k, c = (self.name() for _ in range(7))
        before, after = [self.name() for _ in range(taken)], [self.name() for _ in range(given)]
        name = self.name()
        results = [f"{name}#{number + 1}" for number in range(given)]
        first, first_steps, first_scope = self.block(scope.extended(before, []), most=2)
        gives = [self.rng.choice(first_scope.tensors if self.rng.random() < 0.4 else before) for _ in range(given)]
        second, second_steps, second_scope = self.block(scope.extended(after, []), most=2)
        yields = [self.rng.choice(second_scope.tensors if self.rng.random() < 0.6 else after) for _ in range(taken)]
        lines = [f"{zero} = arith.constant 0 : i32", f"{one} = arith.constant 1 : i32", f"{bound} = arith.constant {trips} : i32",
                 f"{name}:{given + 1} = scf.while ({n} = {zero}, " + ", ".join(f"{b} = {v}" for b, v in zip(before, inits))
                 + f") : (i32, {self.types(taken)}) -> (i32, {self.types(given)}) {{",
                 *("  " + line for line in first), f"  {c} = arith.cmpi slt, {n}, {bound} : i32",
                 f"  scf.condition({c}) {n}, {', '.join(gives)} : i32, {self.types(given)}", "} do {",
                 f"^bb0({m}: i32, " + ", ".join(f"{a}: {TENSOR}" for a in after) + "):",
                 *("  " + line for line in second), f"  {k} = arith.addi {m}, {one} : i32",
                 f"  scf.yield {k}, {', '.join(yields)} : i32, {self.types(taken)}", "}"]

        def step(env):
            values, inner = [env[v] for v in inits], env
            for trip in range(trips + 1):
                inner = dict(inner, **dict(zip(before, values)))
                for each in first_steps:
                    each(inner)
                values = [inner[v] for v in gives]
                if trip == trips:
                    break
                inner.update(zip(after, values))
                for each in second_steps:
                    each(inner)
                values = [inner[v] for v in yields]
            env.update(zip(results, values))

        return lines, step, results

    def block(self, scope, most=4):
        """Returns (lines, steps, the scope at the end)."""
        scope, lines, steps = scope.extended([], []), [], []
        self.depth += 1
        plain = [self.elementwise, self.generic, self.matmul, self.fill, self.insert, self.insert_one]
        nested = [self.loop, self.loop, self.branch, self.while_loop] if self.depth < 4 else []
        for _ in range(self.rng.randrange(0 if self.depth > 1 else 3, most + 1)):
            make = self.rng.choice(plain + nested if self.depth > 1 else plain[:3] + nested * 3)
            text, step, result = make(scope)
            lines += text
            steps.append(step)
            scope.tensors += result if isinstance(result, list) else [result]
        self.depth -= 1
        return lines, steps, scope


class Scope:
    """The names that an op may use."""

    def __init__(self, tensors, indices):
        self.tensors, self.indices = tensors, indices

    def extended(self, tensors, indices):
        return Scope(self.tensors + tensors * 2, self.indices + indices * 2)


def make(rng):
    """Returns (text, function of x and w that gives the outputs)."""
    program = Program(rng)
    lines, steps, scope = program.block(Scope(["%x", "%w"], ["%i0", "%i1"]), most=6)
    results = list(dict.fromkeys(scope.tensors[2:]))[-3:]
    sums, env_steps = [], []
    for result in results:  # No result is an argument or another result.
        name = program.name()
        sums.append(name)
        lines.append(f"{name} = arith.addi {result}, %x : {TENSOR}")
        env_steps.append((name, result))
    types = ", ".join([TENSOR] * len(results))
    text = (f"func.func @main(%x: {TENSOR} {{pipe.name = \"x\", pipe.batch = 0}}, %w: {TENSOR} {{pipe.name = \"w\"}}) -> ({types}) {{\n"
            "  %i0 = arith.constant 0 : index\n  %i1 = arith.constant 1 : index\n"
            + "\n".join("  " + line for line in lines) + f"\n  return {', '.join(sums)} : {types}\n}}\n")

    def compute(x, w):
        env = {"%x": x, "%w": w, "%i0": 0, "%i1": 1}
        for step in steps:
            step(env)
        return [{p: wrap(env[result][p] + x[p]) for p in PLACES} for _, result in env_steps]

    return text, compute


def to_tensor(parts):
    data = array.array("i", [part[p] for part in parts for p in PLACES]).tobytes()
    return safetensors.Tensor("I32", [SIZE * len(parts), SIZE], data)


def run(*command):
    result = subprocess.run(command, capture_output=True, text=True, timeout=120)
    if result.returncode:
        raise AssertionError(f"{' '.join(command)}\nexit status {result.returncode}: {result.stderr}{result.stdout}")
    return result.stdout


def check(seed, folder):
    rng = random.Random(seed)
    text, compute = make(rng)
    path = lambda name: os.path.join(folder, name)
    with open(path("model.mlir"), "w") as file:
        file.write(text)
    data = lambda: {p: rng.randrange(-5, 6) for p in PLACES}
    w, batches = data(), [data() for _ in range(MICRO_BATCHES)]
    safetensors.save(path("p.safetensors"), {"w": to_tensor([w])})
    safetensors.save(path("i.safetensors"), {"x": to_tensor(batches)})
    expected = [compute(x, w) for x in batches]
    for limit, ranks in ((0, 1), (100000, 1), (100000, 2)):
        try:
            run("pipe-compile", path("model.mlir"), "-o", path("model.pipe"), f"--ranks={ranks}",
                f"--micro-batches={MICRO_BATCHES}", f"--unroll-limit={limit}")
        except AssertionError as error:
            if "cannot cut" in str(error) and ranks > 1:
                continue
            raise
        run("pipe-run", path("model.pipe"), f"--parameters={path('p.safetensors')}",
            f"--inputs={path('i.safetensors')}", "--check", f"--write-outputs={path('o.safetensors')}")
        outputs = safetensors.load(path("o.safetensors"))
        for number in range(len(expected[0])):
            name = "result0" if len(expected[0]) == 1 else f"result{number}"
            want = to_tensor([e[number] for e in expected]).data
            assert outputs[name].data == want, f"seed {seed}, limit {limit}, {ranks} ranks: '{name}' is wrong"


def main(first=0, count=20):
    for seed in range(int(first), int(first) + int(count)):
        with tempfile.TemporaryDirectory() as folder:
            try:
                check(seed, folder)
            except AssertionError:
                with open(os.path.join(folder, "model.mlir")) as file:
                    sys.stderr.write(file.read())
                sys.stderr.write(f"seed {seed}\n")
                raise
    print(f"ok: {count} programs of loops and branches")


if __name__ == "__main__":
    main(*sys.argv[1:])
