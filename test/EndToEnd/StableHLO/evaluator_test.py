# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""The evaluator on the examples of the StableHLO specification, and on known values."""

import math
import unittest

import numpy as np

import contraction
import elementwise
import indexing
import integers
import movement
import ordering
import random_bits
import reduction
import special
from values import Tensor, from_bits, to_bits, ulp


def longs(numbers):
    return Tensor("i64", np.array(numbers, np.int64))


def combine(name):
    return reduction.Region(lambda t: [integers.binary(name, *t)])


class Examples(unittest.TestCase):
    def same(self, tensor, numbers):
        np.testing.assert_array_equal(tensor.array, np.array(numbers))

    def test_bitcast_convert(self):
        x = from_bits("f64", np.array(0x0123456789ABCDEF, np.uint64))
        halves = to_bits(movement.bitcast_convert(x, "f16"))
        self.assertEqual([hex(h) for h in halves], ["0xcdef", "0x89ab", "0x4567", "0x123"])

    def test_convolution(self):
        x = [[[[1], [2], [5], [6]], [[3], [4], [7], [8]], [[10], [11], [14], [15]], [[12], [13], [16], [17]]]]
        layout = [0, 3, 1, 2]
        c = contraction.Convolution([4, 4], [(0, 0)] * 2, [2, 2], [1, 1], [False] * 2, layout, [2, 3, 0, 1], layout, 1, 1)
        result = contraction.convolution(longs(x), longs(np.ones((3, 3, 1, 1))), c, "i64")
        self.same(result, [[[[10], [26]], [[46], [62]]]])

    def test_gather_and_scatter(self):
        numbers = indexing.Numbers([3, 4], [1], [0], [1], [2, 1], 3)
        starts = longs([[[[0, 0], [1, 0], [2, 1]], [[0, 1], [1, 1], [0, 9]]], [[[0, 0], [2, 1], [2, 2]], [[1, 2], [0, 1], [1, 0]]]])
        x = longs(np.arange(1, 49).reshape(2, 3, 4, 2))
        result = indexing.gather(x, starts, numbers, [1, 1, 2, 2])
        self.same(result.with_array(result.array[0, 1]), [[[33, 34], [35, 36]], [[35, 36], [37, 38]], [[41, 42], [43, 44]]])
        updates = longs(np.ones((2, 2, 3, 2, 2)))
        result = indexing.scatter([x], starts, [updates], numbers, combine("add"))[0]
        self.same(result, [[[[3, 4], [6, 7], [6, 7], [7, 8]], [[9, 10], [11, 12], [15, 16], [17, 18]],
                            [[17, 18], [19, 20], [22, 23], [24, 25]]],
                           [[[25, 26], [28, 29], [30, 31], [31, 32]], [[35, 36], [38, 39], [38, 39], [39, 40]],
                            [[41, 42], [44, 45], [46, 47], [47, 48]]]])

    def test_reduce_window(self):
        window = reduction.Window([2, 1], [4, 1], [2, 1], [3, 1], [(2, 1), (0, 0)])
        self.same(reduction.reduce_window([longs([[1, 2], [3, 4], [5, 6]])], [longs(0)], window, combine("add"))[0], [[0, 0], [3, 4]])

    def test_select_and_scatter(self):
        window = reduction.Window([3, 1], [2, 1], [1, 1], [1, 1], [(0, 1), (0, 0)])
        greater = reduction.Region(lambda t: [ordering.compare(*t, "GE", "SIGNED")])
        result = reduction.select_and_scatter(longs([[1, 5], [2, 5], [3, 6], [4, 4]]), longs([[5, 6], [7, 8]]), longs(0), window,
                                              greater, combine("add"))
        self.same(result, [[0, 0], [0, 0], [5, 14], [7, 0]])

    def test_sort(self):
        greater = reduction.Region(lambda t: [ordering.compare(t[0], t[1], "GT", "SIGNED")])
        first, second = ordering.sort([longs([[1, 2, 3], [3, 2, 1]]), longs([[3, 2, 1], [1, 2, 3]])], 0, greater)
        self.same(first, [[3, 2, 3], [1, 2, 1]])
        self.same(second, [[1, 2, 1], [3, 2, 3]])

    def test_reduce_precision(self):
        x = Tensor("f64", np.array([math.inf, 5e-324, 0.0, 65519.0, 65520.0]))
        self.same(elementwise.reduce_precision(x, 5, 10), [math.inf, 0, 0, 65504, math.inf])

    def test_rng_bit_generator(self):
        state, numbers = random_bits.rng_bit_generator(Tensor("ui64", np.array([1, 2], np.uint64)), "THREE_FRY", "ui64", [2, 2])
        self.same(state, [1, 6])
        self.assertEqual(numbers.array.tolist(), [[9236835810183407956, 16087790271692313299], [18212823393184779219, 2658481902456610144]])


class KnownValues(unittest.TestCase):
    def test_random_bits(self):
        self.assertEqual(random_bits.threefry((0, 0), (0, 0)), (0x6B200159, 0x99BA4EFE))
        self.assertEqual(random_bits.philox((0, 0), (0, 0, 0, 0)), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8))

    def test_functions(self):
        for actual, expected in ((special.digamma(1.0), -0.5772156649015329), (special.erf_inverse(0.5), 0.4769362762044699),
                                 (special.bessel_i1e(1.0), 0.2079104153497085), (special.zeta(2.0, 1.0), math.pi**2 / 6),
                                 (special.polygamma(1, 1.0), math.pi**2 / 6), (special.log_gamma(0.5), math.log(math.pi) / 2)):
            self.assertAlmostEqual(actual, expected, places=14)

    def test_conversions(self):
        floats = Tensor("f32", np.array([math.nan, 300.7, -1.5, -math.inf]))
        self.assertEqual(integers.convert(floats, "ui8").array.tolist(), [0, 255, 0, 0])
        self.assertEqual(integers.convert(floats, "i8").array.tolist(), [0, 127, -1, -128])
        self.assertEqual(integers.convert(longs([(1 << 24) + 1, (1 << 24) + 3]), "f32").array.tolist(), [2.0**24, 2.0**24 + 4])
        self.assertEqual(ulp("f32", np.array([1.0, 2.0, 0.0])).tolist(), [2.0**-23, 2.0**-22, 2.0**-149])

    def test_integers(self):
        binary = lambda name, a, b: int(integers.binary(name, Tensor("i8", np.array(a)), Tensor("i8", np.array(b))).array)
        self.assertEqual([binary("divide", *p) for p in ((7, 0), (-7, 2), (-128, -1))], [-1, -3, -128])
        self.assertEqual([binary("remainder", *p) for p in ((7, 0), (-7, 2), (-128, -1))], [7, -1, 0])
        self.assertEqual([binary("power", *p) for p in ((2, -1), (-1, -3), (3, 5))], [0, -1, -13])
        self.assertEqual([binary("shift_right_arithmetic", -8, n) for n in (1, 8, -1)], [-4, -1, -1])


if __name__ == "__main__":
    unittest.main()
