//===- ExpandMath.td - pipe-expand-math --------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

include "mlir/Pass/PassBase.td"

def ExpandMathPass : Pass<"pipe-expand-math", "::mlir::func::FuncOp"> {
  let summary = "Expand mathematical functions into arithmetic";
  let description = [{
    Replaces functions of the `math` dialect on f32, scalars and vectors alike,
    by polynomials: exp, exp2, expm1, tanh, erf, log, log2, log10, log1p, sin,
    cos, powf, fpowi and rsqrt. Each is within 4 units in the last place of the exact
    value for every argument. Functions on f64, and the rarer ones, stay for the
    C library, and so do sin and cos of angles beyond 1e12. With `library=false` these
    angles are reduced in integers, and exp, exp2, expm1, tanh, log, log2, log10, log1p
    and powf on f64 become polynomials, within 2 units in the last place.

    Operations on f16 and bf16 are computed in f32 and rounded. What converts
    between them and other types becomes arithmetic on their bits, which rounds
    once, to nearest, ties to even, and keeps NaN; with `native-half`, conversions
    between f16 and f32 stay for the processor.

    Integer divisions are kept from trapping: x / 0 becomes all ones, x % 0 becomes
    x, and the smallest number divided by -1 itself, with 0 left.

    The arithmetic is the same for a scalar and for each element of a vector and
    is not contracted or reordered, so that a value does not depend on the form
    of the loop that it is computed in.

    Example:

    ```mlir
    // Before.
    %1 = math.rsqrt %0 : vector<16xf32>

    // After.
    %2 = math.sqrt %0 : vector<16xf32>
    %1 = arith.divf %cst, %2 : vector<16xf32>
    ```
  }];
  let options = [Option<"nativeHalf", "native-half", "bool", /*default=*/"false",
                        "The processor converts between f16 and f32.">,
                 Option<"hasLibrary", "library", "bool", /*default=*/"true",
                        "There is a C library, for functions on f64 and large angles.">];
  let dependentDialects = ["::mlir::arith::ArithDialect",
                           "::mlir::math::MathDialect",
                           "::mlir::scf::SCFDialect",
                           "::mlir::vector::VectorDialect"];
}
