//===- KernelTest.cpp - Every kind of op against the interpreter ----------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"

#include "gtest/gtest.h"

using namespace mlir::pipe::test;

/// Puts `size` for each "N" of `text`, to run one kernel at many sizes.
static std::string withSize(std::string text, int size) {
  for (size_t at; (at = text.find("$N")) != std::string::npos;)
    text.replace(at, 2, std::to_string(size));
  return text;
}

static constexpr int kSizes[] = {1,  2,  3,  7,  8,   15, 16,
                                 17, 31, 33, 64, 100, 257};

TEST(Kernel, ElementwiseOfEverySize) {
  for (int size : kSizes)
    expectSameAsInterpreter(withSize(R"mlir(
      #id = affine_map<(i, j) -> (i, j)>
      #row = affine_map<(i, j) -> (i)>
      #column = affine_map<(i, j) -> (j)>
      func.func private @main(%x: tensor<3x$Nxf32>, %r: tensor<3xf32>, %c: tensor<$Nxf32>) -> tensor<3x$Nxf32> {
        %e = tensor.empty() : tensor<3x$Nxf32>
        %y = linalg.generic {indexing_maps = [#id, #row, #column, #id], iterator_types = ["parallel", "parallel"]}
            ins(%x, %r, %c : tensor<3x$Nxf32>, tensor<3xf32>, tensor<$Nxf32>) outs(%e : tensor<3x$Nxf32>) {
        ^bb0(%a: f32, %b: f32, %d: f32, %o: f32):
          %0 = arith.mulf %a, %b : f32
          %1 = arith.addf %0, %d : f32
          linalg.yield %1 : f32
        } -> tensor<3x$Nxf32>
        return %y : tensor<3x$Nxf32>
      })mlir",
                                     size));
}

TEST(Kernel, RowSumsOfEverySize) {
  for (int size : kSizes)
    expectSameAsInterpreter(withSize(R"mlir(
      #id = affine_map<(i, j) -> (i, j)>
      #row = affine_map<(i, j) -> (i)>
      func.func private @main(%x: tensor<5x$Nxf32>) -> (tensor<5xf32>, tensor<5xf32>) {
        %zero = arith.constant 0.0 : f32
        %low = arith.constant 0xFF800000 : f32
        %e = tensor.empty() : tensor<5xf32>
        %z = linalg.fill ins(%zero : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
        %l = linalg.fill ins(%low : f32) outs(%e : tensor<5xf32>) -> tensor<5xf32>
        %sum = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
            ins(%x : tensor<5x$Nxf32>) outs(%z : tensor<5xf32>) {
        ^bb0(%a: f32, %o: f32):
          %0 = arith.addf %a, %o : f32
          linalg.yield %0 : f32
        } -> tensor<5xf32>
        %max = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
            ins(%x : tensor<5x$Nxf32>) outs(%l : tensor<5xf32>) {
        ^bb0(%a: f32, %o: f32):
          %0 = arith.maximumf %a, %o : f32
          linalg.yield %0 : f32
        } -> tensor<5xf32>
        return %sum, %max : tensor<5xf32>, tensor<5xf32>
      })mlir",
                                     size));
}

TEST(Kernel, ColumnSumsOfEverySize) {
  for (int size : kSizes)
    expectSameAsInterpreter(withSize(R"mlir(
      #id = affine_map<(i, j, k) -> (i, j, k)>
      #last = affine_map<(i, j, k) -> (k)>
      func.func private @main(%x: tensor<3x5x$Nxf32>) -> tensor<$Nxf32> {
        %zero = arith.constant 0.0 : f32
        %e = tensor.empty() : tensor<$Nxf32>
        %z = linalg.fill ins(%zero : f32) outs(%e : tensor<$Nxf32>) -> tensor<$Nxf32>
        %sum = linalg.generic {indexing_maps = [#id, #last], iterator_types = ["reduction", "reduction", "parallel"]}
            ins(%x : tensor<3x5x$Nxf32>) outs(%z : tensor<$Nxf32>) {
        ^bb0(%a: f32, %o: f32):
          %0 = arith.addf %o, %a : f32
          linalg.yield %0 : f32
        } -> tensor<$Nxf32>
        return %sum : tensor<$Nxf32>
      })mlir",
                                     size));
}

TEST(Kernel, SumOfEverythingAndOfMiddle) {
  expectSameAsInterpreter(R"mlir(
    #id = affine_map<(i, j, k) -> (i, j, k)>
    #none = affine_map<(i, j, k) -> ()>
    #outer = affine_map<(i, j, k) -> (i, k)>
    func.func private @main(%x: tensor<4x6x37xf32>) -> (tensor<f32>, tensor<4x37xf32>) {
      %zero = arith.constant 0.0 : f32
      %e0 = tensor.empty() : tensor<f32>
      %z0 = linalg.fill ins(%zero : f32) outs(%e0 : tensor<f32>) -> tensor<f32>
      %all = linalg.generic {indexing_maps = [#id, #none], iterator_types = ["reduction", "reduction", "reduction"]}
          ins(%x : tensor<4x6x37xf32>) outs(%z0 : tensor<f32>) {
      ^bb0(%a: f32, %o: f32):
        %0 = arith.addf %o, %a : f32
        linalg.yield %0 : f32
      } -> tensor<f32>
      %e1 = tensor.empty() : tensor<4x37xf32>
      %z1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<4x37xf32>) -> tensor<4x37xf32>
      %middle = linalg.generic {indexing_maps = [#id, #outer], iterator_types = ["parallel", "reduction", "parallel"]}
          ins(%x : tensor<4x6x37xf32>) outs(%z1 : tensor<4x37xf32>) {
      ^bb0(%a: f32, %o: f32):
        %0 = arith.addf %o, %a : f32
        linalg.yield %0 : f32
      } -> tensor<4x37xf32>
      return %all, %middle : tensor<f32>, tensor<4x37xf32>
    })mlir");
}

// The forward pass of PyTorch asks for the place of the largest element too.
TEST(Kernel, ReductionWithTwoResults) {
  expectSameAsInterpreter(R"mlir(
    #id = affine_map<(i, j) -> (i, j)>
    #row = affine_map<(i, j) -> (i)>
    func.func private @main(%x: tensor<9x20xf32>) -> (tensor<9xf32>, tensor<9xi64>) {
      %low = arith.constant 0xFF800000 : f32
      %zero = arith.constant 0 : i64
      %e0 = tensor.empty() : tensor<9xf32>
      %l = linalg.fill ins(%low : f32) outs(%e0 : tensor<9xf32>) -> tensor<9xf32>
      %e1 = tensor.empty() : tensor<9xi64>
      %z = linalg.fill ins(%zero : i64) outs(%e1 : tensor<9xi64>) -> tensor<9xi64>
      %max:2 = linalg.generic {indexing_maps = [#id, #row, #row], iterator_types = ["parallel", "reduction"]}
          ins(%x : tensor<9x20xf32>) outs(%l, %z : tensor<9xf32>, tensor<9xi64>) {
      ^bb0(%a: f32, %o: f32, %p: i64):
        %i = linalg.index 1 : index
        %n = arith.index_cast %i : index to i64
        %0 = arith.maximumf %a, %o : f32
        %1 = arith.cmpf ogt, %a, %o : f32
        %2 = arith.select %1, %n, %p : i64
        linalg.yield %0, %2 : f32, i64
      } -> (tensor<9xf32>, tensor<9xi64>)
      return %max#0, %max#1 : tensor<9xf32>, tensor<9xi64>
    })mlir");
}

TEST(Kernel, ReductionWithAnUnusedResult) {
  expectSameAsInterpreter(R"mlir(
    #id = affine_map<(i, j) -> (i, j)>
    #row = affine_map<(i, j) -> (i)>
    func.func private @main(%x: tensor<9x40xf32>) -> tensor<9xf32> {
      %low = arith.constant 0xFF800000 : f32
      %zero = arith.constant 0 : i64
      %e0 = tensor.empty() : tensor<9xf32>
      %l = linalg.fill ins(%low : f32) outs(%e0 : tensor<9xf32>) -> tensor<9xf32>
      %e1 = tensor.empty() : tensor<9xi64>
      %z = linalg.fill ins(%zero : i64) outs(%e1 : tensor<9xi64>) -> tensor<9xi64>
      %max:2 = linalg.generic {indexing_maps = [#id, #row, #row], iterator_types = ["parallel", "reduction"]}
          ins(%x : tensor<9x40xf32>) outs(%z, %l : tensor<9xi64>, tensor<9xf32>) {
      ^bb0(%a: f32, %p: i64, %o: f32):
        %i = linalg.index 1 : index
        %n = arith.index_cast %i : index to i64
        %0 = arith.maximumf %a, %o : f32
        %1 = arith.cmpf ogt, %a, %o : f32
        %2 = arith.select %1, %n, %p : i64
        linalg.yield %2, %0 : i64, f32
      } -> (tensor<9xi64>, tensor<9xf32>)
      return %max#1 : tensor<9xf32>
    })mlir");
}

TEST(Kernel, Transposes) {
  for (int size : {5, 16, 40})
    expectSameAsInterpreter(withSize(R"mlir(
      func.func private @main(%x: tensor<3x$Nx18xf32>) -> (tensor<18x3x$Nxf32>, tensor<3x18x$Nxf32>, tensor<$Nx3x18xf32>) {
        %e0 = tensor.empty() : tensor<18x3x$Nxf32>
        %0 = linalg.transpose ins(%x : tensor<3x$Nx18xf32>) outs(%e0 : tensor<18x3x$Nxf32>) permutation = [2, 0, 1]
        %e1 = tensor.empty() : tensor<3x18x$Nxf32>
        %1 = linalg.transpose ins(%x : tensor<3x$Nx18xf32>) outs(%e1 : tensor<3x18x$Nxf32>) permutation = [0, 2, 1]
        %e2 = tensor.empty() : tensor<$Nx3x18xf32>
        %2 = linalg.transpose ins(%x : tensor<3x$Nx18xf32>) outs(%e2 : tensor<$Nx3x18xf32>) permutation = [1, 0, 2]
        return %0, %1, %2 : tensor<18x3x$Nxf32>, tensor<3x18x$Nxf32>, tensor<$Nx3x18xf32>
      })mlir",
                                     size));
}

TEST(Kernel, SlicesPaddingAndConcatenation) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<4x30xf32>, %y: tensor<4x5xf32>) -> (tensor<4x8xf32>, tensor<4x35xf32>, tensor<7x33xf32>, tensor<4x30xf32>, tensor<10xf32>) {
      %zero = arith.constant 2.0 : f32
      %0 = tensor.extract_slice %x[0, 3] [4, 8] [1, 2] : tensor<4x30xf32> to tensor<4x8xf32>
      %1 = tensor.concat dim(1) %y, %x : (tensor<4x5xf32>, tensor<4x30xf32>) -> tensor<4x35xf32>
      %2 = tensor.pad %x low[1, 2] high[2, 1] {
      ^bb0(%i: index, %j: index):
        tensor.yield %zero : f32
      } : tensor<4x30xf32> to tensor<7x33xf32>
      %3 = tensor.insert_slice %y into %x[0, 20] [4, 5] [1, 1] : tensor<4x5xf32> into tensor<4x30xf32>
      %4 = tensor.extract_slice %x[2, 10] [1, 10] [1, 1] : tensor<4x30xf32> to tensor<10xf32>
      return %0, %1, %2, %3, %4 : tensor<4x8xf32>, tensor<4x35xf32>, tensor<7x33xf32>, tensor<4x30xf32>, tensor<10xf32>
    })mlir");
}

TEST(Kernel, ReshapesAndScalars) {
  expectSameAsInterpreter(R"mlir(
    #none = affine_map<() -> ()>
    func.func private @main(%x: tensor<6x4xf32>, %s: tensor<f32>) -> (tensor<2x3x4xf32>, tensor<24xf32>, tensor<f32>, tensor<1x1xf32>) {
      %0 = tensor.expand_shape %x [[0, 1], [2]] output_shape [2, 3, 4] : tensor<6x4xf32> into tensor<2x3x4xf32>
      %1 = tensor.collapse_shape %x [[0, 1]] : tensor<6x4xf32> into tensor<24xf32>
      %e = tensor.empty() : tensor<f32>
      %2 = linalg.generic {indexing_maps = [#none, #none], iterator_types = []} ins(%s : tensor<f32>) outs(%e : tensor<f32>) {
      ^bb0(%a: f32, %o: f32):
        %3 = arith.negf %a : f32
        linalg.yield %3 : f32
      } -> tensor<f32>
      %4 = tensor.expand_shape %2 [] output_shape [1, 1] : tensor<f32> into tensor<1x1xf32>
      return %0, %1, %2, %4 : tensor<2x3x4xf32>, tensor<24xf32>, tensor<f32>, tensor<1x1xf32>
    })mlir");
}

// A result that is an argument, the same value twice, a constant.
TEST(Kernel, ResultsThatNothingComputes) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<7xf32>) -> (tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<2xf32>, tensor<3xi1>) {
      %0 = math.absf %x : tensor<7xf32>
      %c = arith.constant dense<[1.5, -2.0]> : tensor<2xf32>
      %b = arith.constant dense<[true, false, true]> : tensor<3xi1>
      return %x, %0, %0, %c, %b : tensor<7xf32>, tensor<7xf32>, tensor<7xf32>, tensor<2xf32>, tensor<3xi1>
    })mlir");
}

TEST(Kernel, AccumulatesIntoDestinations) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<5x3xf32>, %y: tensor<3x4xf32>, %n: tensor<9xi32>)
        -> (tensor<5x4xf32>, tensor<5x3xf32>, tensor<9xi32>, tensor<20xf32>)
        attributes {pipe.accumulate = array<i64: 0, 2, 3>} {
      %zero = arith.constant 0.0 : f32
      %e = tensor.empty() : tensor<5x4xf32>
      %z = linalg.fill ins(%zero : f32) outs(%e : tensor<5x4xf32>) -> tensor<5x4xf32>
      %0 = linalg.matmul ins(%x, %y : tensor<5x3xf32>, tensor<3x4xf32>) outs(%z : tensor<5x4xf32>) -> tensor<5x4xf32>
      %1 = arith.addf %x, %x : tensor<5x3xf32>
      %2 = arith.muli %n, %n : tensor<9xi32>
      %3 = tensor.collapse_shape %0 [[0, 1]] : tensor<5x4xf32> into tensor<20xf32>
      return %0, %1, %2, %3 : tensor<5x4xf32>, tensor<5x3xf32>, tensor<9xi32>, tensor<20xf32>
    })mlir");
}

// Rows of a table, by number, as an embedding reads them.
TEST(Kernel, GathersRows) {
  expectSameAsInterpreter(R"mlir(
    #token = affine_map<(i, j) -> (i)>
    #id = affine_map<(i, j) -> (i, j)>
    func.func private @main(%table: tensor<9x21xf32>, %tokens: tensor<6xi32>) -> tensor<6x21xf32> {
      %e = tensor.empty() : tensor<6x21xf32>
      %c4 = arith.constant 4 : i32
      %0 = linalg.generic {indexing_maps = [#token, #id], iterator_types = ["parallel", "parallel"]}
          ins(%tokens : tensor<6xi32>) outs(%e : tensor<6x21xf32>) {
      ^bb0(%t: i32, %o: f32):
        %p = arith.addi %t, %c4 : i32
        %r = arith.index_cast %p : i32 to index
        %j = linalg.index 1 : index
        %v = tensor.extract %table[%r, %j] : tensor<9x21xf32>
        linalg.yield %v : f32
      } -> tensor<6x21xf32>
      return %0 : tensor<6x21xf32>
    })mlir");
}

TEST(Kernel, BooleansAndIndices) {
  expectSameAsInterpreter(R"mlir(
    #id = affine_map<(i, j) -> (i, j)>
    #column = affine_map<(i, j) -> (j)>
    func.func private @main(%m: tensor<9x35xi1>, %n: tensor<35xi1>, %x: tensor<9x35xf32>) -> (tensor<9x35xi1>, tensor<9x35xf32>, tensor<9x35xi64>, tensor<9xi1>) {
      %e0 = tensor.empty() : tensor<9x35xi1>
      %0 = linalg.generic {indexing_maps = [#id, #column, #id], iterator_types = ["parallel", "parallel"]}
          ins(%m, %n : tensor<9x35xi1>, tensor<35xi1>) outs(%e0 : tensor<9x35xi1>) {
      ^bb0(%a: i1, %b: i1, %o: i1):
        %i = linalg.index 0 : index
        %j = linalg.index 1 : index
        %lower = arith.cmpi sle, %j, %i : index
        %c = arith.xori %a, %b : i1
        %d = arith.andi %c, %lower : i1
        linalg.yield %d : i1
      } -> tensor<9x35xi1>
      %1 = arith.select %0, %x, %x : tensor<9x35xi1>, tensor<9x35xf32>
      %e2 = tensor.empty() : tensor<9x35xi64>
      %2 = linalg.generic {indexing_maps = [#id], iterator_types = ["parallel", "parallel"]} outs(%e2 : tensor<9x35xi64>) {
      ^bb0(%o: i64):
        %i = linalg.index 0 : index
        %j = linalg.index 1 : index
        %k = arith.muli %i, %j : index
        %l = arith.index_cast %k : index to i64
        linalg.yield %l : i64
      } -> tensor<9x35xi64>
      %3 = tensor.extract_slice %0[0, 4] [9, 1] [1, 1] : tensor<9x35xi1> to tensor<9xi1>
      return %0, %1, %2, %3 : tensor<9x35xi1>, tensor<9x35xf32>, tensor<9x35xi64>, tensor<9xi1>
    })mlir");
}

TEST(Kernel, IntegersOfEveryWidth) {
  for (const char *type : {"i8", "i16", "i32", "i64"}) {
    std::string text = R"mlir(
      #id = affine_map<(i, j) -> (i, j)>
      #row = affine_map<(i, j) -> (i)>
      func.func private @main(%x: tensor<3x70xT>, %y: tensor<3x70xT>) -> (tensor<3x70xT>, tensor<3xT>) {
        %0 = arith.muli %x, %y : tensor<3x70xT>
        %1 = arith.maxsi %0, %x : tensor<3x70xT>
        %zero = arith.constant 0 : T
        %e = tensor.empty() : tensor<3xT>
        %z = linalg.fill ins(%zero : T) outs(%e : tensor<3xT>) -> tensor<3xT>
        %2 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
            ins(%1 : tensor<3x70xT>) outs(%z : tensor<3xT>) {
        ^bb0(%a: T, %o: T):
          %3 = arith.addi %a, %o : T
          linalg.yield %3 : T
        } -> tensor<3xT>
        return %1, %2 : tensor<3x70xT>, tensor<3xT>
      })mlir";
    for (size_t at; (at = text.find('T')) != std::string::npos;)
      text.replace(at, 1, type);
    expectSameAsInterpreter(text);
  }
}

TEST(Kernel, SmallFloats) {
  for (const char *type : {"bf16", "f16"}) {
    std::string text = R"mlir(
      #id = affine_map<(i, j) -> (i, j)>
      #row = affine_map<(i, j) -> (i)>
      func.func private @main(%x: tensor<3x50xT>, %y: tensor<3x50xT>) -> (tensor<3x50xT>, tensor<3xT>, tensor<3x50xf32>) {
        %half = arith.constant dense<0.3> : tensor<3x50xT>
        %0 = arith.mulf %x, %half : tensor<3x50xT>
        %1 = arith.subf %0, %y : tensor<3x50xT>
        %2 = arith.maximumf %1, %x : tensor<3x50xT>
        %zero = arith.constant 0.0 : T
        %e = tensor.empty() : tensor<3xT>
        %z = linalg.fill ins(%zero : T) outs(%e : tensor<3xT>) -> tensor<3xT>
        %3 = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]}
            ins(%x : tensor<3x50xT>) outs(%z : tensor<3xT>) {
        ^bb0(%a: T, %o: T):
          %4 = arith.addf %a, %o : T
          linalg.yield %4 : T
        } -> tensor<3xT>
        %5 = arith.extf %1 : tensor<3x50xT> to tensor<3x50xf32>
        return %2, %3, %5 : tensor<3x50xT>, tensor<3xT>, tensor<3x50xf32>
      })mlir";
    for (size_t at; (at = text.find('T')) != std::string::npos;)
      text.replace(at, 1, type);
    expectSameAsInterpreter(text);
  }
}

TEST(Kernel, LoopsOfScf) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<4x6xf32>, %y: tensor<6xf32>) -> tensor<4x6xf32> {
      %c0 = arith.constant 0 : index
      %c1 = arith.constant 1 : index
      %c4 = arith.constant 4 : index
      %r = scf.for %i = %c0 to %c4 step %c1 iter_args(%t = %x) -> tensor<4x6xf32> {
        %row = tensor.extract_slice %t[%i, 0] [1, 6] [1, 1] : tensor<4x6xf32> to tensor<6xf32>
        %sum = arith.addf %row, %y : tensor<6xf32>
        %twice = arith.addf %sum, %sum : tensor<6xf32>
        %n = tensor.insert_slice %twice into %t[%i, 0] [1, 6] [1, 1] : tensor<6xf32> into tensor<4x6xf32>
        scf.yield %n : tensor<4x6xf32>
      }
      return %r : tensor<4x6xf32>
    })mlir");
}

TEST(Kernel, TensorsWithoutElements) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<4x0xf32>, %y: tensor<0x3xf32>) -> (tensor<4x0xf32>, tensor<4x3xf32>) {
      %0 = math.absf %x : tensor<4x0xf32>
      %zero = arith.constant 0.0 : f32
      %e = tensor.empty() : tensor<4x3xf32>
      %z = linalg.fill ins(%zero : f32) outs(%e : tensor<4x3xf32>) -> tensor<4x3xf32>
      %1 = linalg.matmul ins(%x, %y : tensor<4x0xf32>, tensor<0x3xf32>) outs(%z : tensor<4x3xf32>) -> tensor<4x3xf32>
      return %0, %1 : tensor<4x0xf32>, tensor<4x3xf32>
    })mlir");
}

TEST(Kernel, ConvolutionAndPooling) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<2x9x9x3xf32>, %k: tensor<3x3x3x4xf32>) -> (tensor<2x4x4x4xf32>, tensor<2x3x3x3xf32>) {
      %zero = arith.constant 0.0 : f32
      %low = arith.constant -100.0 : f32
      %e0 = tensor.empty() : tensor<2x4x4x4xf32>
      %z = linalg.fill ins(%zero : f32) outs(%e0 : tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
      %0 = linalg.conv_2d_nhwc_hwcf {strides = dense<2> : tensor<2xi64>, dilations = dense<1> : tensor<2xi64>}
          ins(%x, %k : tensor<2x9x9x3xf32>, tensor<3x3x3x4xf32>) outs(%z : tensor<2x4x4x4xf32>) -> tensor<2x4x4x4xf32>
      %e1 = tensor.empty() : tensor<2x3x3x3xf32>
      %l = linalg.fill ins(%low : f32) outs(%e1 : tensor<2x3x3x3xf32>) -> tensor<2x3x3x3xf32>
      %w = tensor.empty() : tensor<3x3xf32>
      %1 = linalg.pooling_nhwc_max {strides = dense<3> : tensor<2xi64>, dilations = dense<1> : tensor<2xi64>}
          ins(%x, %w : tensor<2x9x9x3xf32>, tensor<3x3xf32>) outs(%l : tensor<2x3x3x3xf32>) -> tensor<2x3x3x3xf32>
      return %0, %1 : tensor<2x4x4x4xf32>, tensor<2x3x3x3xf32>
    })mlir");
}

TEST(Kernel, WholePowers) {
  expectSameAsInterpreter(R"mlir(
    func.func private @main(%x: tensor<50xf32>, %n: tensor<50xi32>, %i: tensor<50xi32>, %s: tensor<50xi8>) -> (tensor<50xf32>, tensor<50xi32>, tensor<50xi8>, tensor<50xi1>, tensor<50xi1>) {
      %0 = math.fpowi %x, %n : tensor<50xf32>, tensor<50xi32>
      %1 = math.ipowi %i, %n : tensor<50xi32>
      %2 = math.ipowi %s, %s : tensor<50xi8>
      %3 = math.isinf %0 : tensor<50xf32>
      %4 = math.isnormal %x : tensor<50xf32>
      return %0, %1, %2, %3, %4 : tensor<50xf32>, tensor<50xi32>, tensor<50xi8>, tensor<50xi1>, tensor<50xi1>
    })mlir",
                          1e-6);
}

// Sums of 16-bit floats may be destinations of f32; products of them add in
// f32.
TEST(Kernel, AccumulatesSmallFloatsInSinglePrecision) {
  for (const char *type : {"bf16", "f16"}) {
    std::string text = R"mlir(
      func.func private @main(%x: tensor<5x37xT>, %y: tensor<37x4xT>) -> (tensor<5x4xT>, tensor<5x37xT>)
          attributes {pipe.accumulate = array<i64: 0>} {
        %zero = arith.constant 0.0 : T
        %e = tensor.empty() : tensor<5x4xT>
        %z = linalg.fill ins(%zero : T) outs(%e : tensor<5x4xT>) -> tensor<5x4xT>
        %0 = linalg.matmul ins(%x, %y : tensor<5x37xT>, tensor<37x4xT>) outs(%z : tensor<5x4xT>) -> tensor<5x4xT>
        %1 = arith.mulf %x, %x : tensor<5x37xT>
        return %0, %1 : tensor<5x4xT>, tensor<5x37xT>
      })mlir";
    for (size_t at; (at = text.find("xT")) != std::string::npos;)
      text.replace(at, 2, std::string("x") + type);
    for (size_t at; (at = text.find(": T")) != std::string::npos;)
      text.replace(at, 3, std::string(": ") + type);
    expectSameAsInterpreter(text);
  }
}
