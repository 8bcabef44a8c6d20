# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Operations and conversions of f16 and bf16 against plain Python, bit by bit.

  small_floats.py FOLDER TYPE COUNT [pipe-compile option...]

Compiles every operation on COUNT (a multiple of 6) numbers of TYPE, among them
zeros, infinities, NaN, the smallest and largest ones and what lies halfway
between two, for one and two ranks and one and three micro-batches.
"""

import math
import os
import random
import struct
import subprocess
import sys

import safetensors_file as safetensors
from small_float import decode, encode, pack, rounded, unpack

DTYPES = {"f16": "F16", "bf16": "BF16", "f32": "F32", "f64": "F64", "i64": "I64", "i32": "I32", "i8": "I8"}
CODES = {"i64": "q", "i32": "i", "i8": "b"}


def get_bits(count, generator):
    """Bits of numbers: special ones, then random ones."""
    special = [0, 1, 2, 0x3FF, 0x400, 0x7F, 0x80, 0x3C00, 0x3F80, 0x7BFF, 0x7C00, 0x7C01, 0x7E00, 0x7F7F, 0x7F80,
               0x7F81, 0x7FC0, 0x7FFF]
    special += [b | 0x8000 for b in special]
    if count >= 0x10000:
        special = list(range(0x10000))
    return (special + [generator.randrange(0x10000) for _ in range(count)])[:count]


def get_wide(kind, count, generator):
    """Numbers of f64 at and close to the middle between two of `kind`."""
    numbers = [0.0, -0.0, math.inf, -math.inf, math.nan, 5e-324, 1e-300, 65519.999999, 65520.0, 1e39, -3.4e38, 3.39e38]
    for bits in get_bits(count, generator):
        x, y = decode(kind, bits & 0x7FFF), decode(kind, min((bits & 0x7FFF) + 1, 0x7FFF))
        if math.isfinite(x) and math.isfinite(y):
            middle = (x + y) / 2
            close = generator.choice([middle, math.nextafter(middle, 0), math.nextafter(middle, math.inf), x])
            numbers.append(-close if bits & 0x8000 else close)
    return (numbers + [generator.uniform(-9, 9) for _ in range(count)])[:count]


def get_integers(bits, count, generator):
    """Integers of every magnitude, among them ties of 8 and 11 bits."""
    numbers = [0, 1, -1, 2 ** (bits - 1) - 1, -(2 ** (bits - 1))]
    while len(numbers) < count:
        shift = generator.randrange(bits - 1)
        tie = (2 * generator.randrange(256) + 1) << max(shift - 9, 0)
        number = generator.choice([tie, tie + 1, tie - 1, generator.randrange(1 << (shift + 1))])
        number = min(number, 2 ** (bits - 1) - 1)
        numbers.append(generator.choice([number, -number]))
    return numbers[:count]


def in_f32(kind, function):
    """What an operation gives that is computed in f32 and rounded."""
    def compute(*arguments):
        try:
            return rounded(kind, rounded("f32", function(*arguments)))
        except (ZeroDivisionError, ValueError):
            return math.nan
    return compute


def divide(a, b):
    if b == 0 and a != 0 and not math.isnan(a):
        return math.copysign(math.inf, a) * math.copysign(1, b)
    return a / b


def larger(a, b):
    if math.isnan(a) or math.isnan(b):
        return math.nan
    return max(a, b, key=lambda x: (x, math.copysign(1, x)))


def get_operations(kind):
    """name -> (type of the result, operands, body of an op, what it gives)."""
    t, f = kind, lambda function: in_f32(kind, function)
    def convert(op, source):
        return f"%r = arith.{op} %{source[0]} : {source[1]} to {t}"
    return {
        "add": (t, "ab", f"%r = arith.addf %a, %b : {t}", f(lambda a, b: a + b)),
        "sub": (t, "ab", f"%r = arith.subf %a, %b : {t}", f(lambda a, b: a - b)),
        "mul": (t, "ab", f"%r = arith.mulf %a, %b : {t}", f(lambda a, b: a * b)),
        "div": (t, "ab", f"%r = arith.divf %a, %b : {t}", f(divide)),
        "neg": (t, "a", f"%r = arith.negf %a : {t}", lambda a: -a),
        "sqrt": (t, "a", f"%r = math.sqrt %a : {t}", f(lambda a: math.sqrt(a))),
        "max": (t, "ab", f"%r = arith.maximumf %a, %b : {t}", larger),
        "min": (t, "ab", f"%r = arith.minimumf %a, %b : {t}", lambda a, b: -larger(-a, -b)),
        "pick": (t, "ab", f"%c = arith.cmpf olt, %a, %b : {t}\n    %r = arith.select %c, %a, %b : {t}",
                 lambda a, b: a if a < b else b),
        "is_below": (t, "ab", f"%c = arith.cmpf olt, %a, %b : {t}\n    %r = arith.uitofp %c : i1 to {t}",
                     lambda a, b: float(a < b)),
        "constant": (t, "a", f"%c = arith.constant 1.5 : {t}\n    %r = arith.addf %a, %c : {t}", f(lambda a: a + 1.5)),
        "to_f32": ("f32", "a", f"%r = arith.extf %a : {t} to f32", lambda a: a),
        "to_f64": ("f64", "a", f"%r = arith.extf %a : {t} to f64", lambda a: a),
        "to_i32": ("i32", "s", f"%r = arith.fptosi %s : {t} to i32", int),
        "from_f32": (t, "f", convert("truncf", ("f", "f32")), lambda x: rounded(kind, x)),
        "from_f64": (t, "d", convert("truncf", ("d", "f64")), lambda x: rounded(kind, x)),
        "from_i64": (t, "i", convert("sitofp", ("i", "i64")), lambda x: rounded(kind, x)),
        "from_u64": (t, "i", convert("uitofp", ("i", "i64")), lambda x: rounded(kind, x % 2**64)),
        "from_i32": (t, "j", convert("sitofp", ("j", "i32")), lambda x: rounded(kind, x)),
        "from_u32": (t, "j", convert("uitofp", ("j", "i32")), lambda x: rounded(kind, x % 2**32)),
        "from_i8": (t, "k", convert("sitofp", ("k", "i8")), lambda x: rounded(kind, x)),
    }


def write_model(operations, types, rows):
    """A function of all operations on inputs of `rows` elements."""
    arguments = ", ".join(f'%x{n}: tensor<{rows}x{t}> {{pipe.name = "{n}", pipe.batch = 0}}' for n, t in types.items())
    lines, results, returned = [], [], []
    for index, (name, (result, operands, body, _)) in enumerate(operations.items()):
        tensors = ", ".join(f"%x{n}" for n in operands)
        tensor_types = ", ".join(f"tensor<{rows}x{types[n]}>" for n in operands)
        block = ", ".join(f"%{n}: {types[n]}" for n in operands)
        lines += [
            f"  %e{index} = tensor.empty() : tensor<{rows}x{result}>",
            f"  %v{index} = linalg.generic {{indexing_maps = [{', '.join(['#id'] * (len(operands) + 1))}], "
            f'iterator_types = ["parallel"]}} ins({tensors} : {tensor_types}) '
            f"outs(%e{index} : tensor<{rows}x{result}>) {{",
            f"  ^bb0({block}, %o: {result}):", f"    {body}", f"    linalg.yield %r : {result}",
            f"  }} -> tensor<{rows}x{result}>"]
        results.append(f'tensor<{rows}x{result}> {{pipe.name = "{name}", pipe.output}}')
        returned.append(f"%v{index}")
    types = ", ".join(r.split(" {")[0] for r in results)
    return "\n".join(["#id = affine_map<(i) -> (i)>", f"func.func @main({arguments}) -> ({', '.join(results)}) {{",
                      *lines, f"  return {', '.join(returned)} : {types}", "}"]) + "\n"


def to_bytes(kind, numbers):
    return struct.pack(f"<{len(numbers)}{CODES[kind]}", *numbers) if kind in CODES else pack(kind, numbers)


def compare(name, kind, data, expected):
    """Raises unless the numbers in `data` are the expected ones, bit by bit."""
    actual = list(struct.unpack(f"<{len(expected)}i", data)) if kind in CODES else unpack(kind, data)
    for i, (a, e) in enumerate(zip(actual, expected)):
        same = a == e and math.copysign(1, a) == math.copysign(1, e)
        assert same or (math.isnan(a) and math.isnan(e)), f"{name}: element {i} is {a!r}, not {e!r}"


def main(folder, kind, count, *options):
    generator, count = random.Random(kind), int(count)
    path = lambda name: os.path.join(folder, name)
    os.makedirs(folder, exist_ok=True)
    types = {"a": kind, "b": kind, "s": kind, "f": "f32", "d": "f64", "i": "i64", "j": "i32", "k": "i8"}
    bits = {n: get_bits(count, generator) for n in "ab"}
    generator.shuffle(bits["b"])
    wide = get_wide(kind, count, generator)
    values = {n: [decode(kind, b) for b in bits[n]] for n in "ab"}
    values |= {"s": [rounded(kind, generator.uniform(-100, 100)) for _ in range(count)],
               "f": [rounded("f32", x) for x in wide], "d": wide, "i": get_integers(64, count, generator),
               "j": get_integers(32, count, generator), "k": get_integers(8, count, generator)}
    data = {n: to_bytes(t, values[n]) for n, t in types.items()}
    data |= {n: struct.pack(f"<{count}H", *b) for n, b in bits.items()}
    safetensors.save(path("in.safetensors"),
                     {n: safetensors.Tensor(DTYPES[t], [count], data[n]) for n, t in types.items()})
    operations = get_operations(kind)
    expected = {name: [op[3](*xs) for xs in zip(*(values[n] for n in op[1]))] for name, op in operations.items()}
    for ranks, micro_batches in ((1, 1), (2, 1), (1, 3), (2, 3)):
        with open(path("model.mlir"), "w", encoding="utf-8") as f:
            f.write(write_model(operations, types, count // micro_batches))
        subprocess.run(["pipe-compile", path("model.mlir"), "-o", path("model.pipe"), "--mode=infer",
                        "--schedule=forward-only", f"--ranks={ranks}", f"--micro-batches={micro_batches}", *options],
                       check=True, stdout=subprocess.DEVNULL)
        subprocess.run(["pipe-run", path("model.pipe"), f"--inputs={path('in.safetensors')}", "--check",
                        f"--write-outputs={path('out.safetensors')}"], check=True, stdout=subprocess.DEVNULL)
        outputs = safetensors.load(path("out.safetensors"))
        for name, op in operations.items():
            compare(name, op[0], outputs[name].data, expected[name])
        for i, (sign, result) in enumerate(zip(values["f"], unpack(kind, outputs["from_f32"].data))):
            assert math.copysign(1, sign) == math.copysign(1, result), f"from_f32: element {i} has lost its sign"
    print(f"{kind}: {len(operations)} operations on {count} numbers: equal bits")


if __name__ == "__main__":
    main(*sys.argv[1:])
