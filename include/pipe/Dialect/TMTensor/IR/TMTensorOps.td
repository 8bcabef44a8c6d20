//===- TMTensorOps.td - Ops of torch-mlir that models hold -*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_DIALECT_TMTENSOR_IR_TMTENSOROPS_TD
#define PIPE_DIALECT_TMTENSOR_IR_TMTENSOROPS_TD

include "mlir/IR/OpBase.td"
include "mlir/Interfaces/ControlFlowInterfaces.td"
include "mlir/Interfaces/SideEffectInterfaces.td"

def TMTensor_Dialect : Dialect {
  let name = "tm_tensor";
  let cppNamespace = "::mlir::tm_tensor";
  let summary = "The ops of torch-mlir's tm_tensor dialect that models on linalg hold";
  let description = [{
    torch-mlir lowers PyTorch to linalg on tensors, except what linalg cannot say:
    scatters (gradients of an embedding and of a cross entropy), sorts, top-k, running
    sums and attention become ops of its own dialect. They are known here so that their
    text can be read, in the form that torch-mlir prints and in the generic one;
    `pipe-lower-tm-tensor` makes loops and linalg of them. Other ops of that name are
    read in the generic form and nobody knows what they do.

    All ops take the values that they start from as `outs` and return new ones. Their
    regions compute on single elements and end in `tm_tensor.yield`.
  }];
}

class TMTensor_Op<string mnemonic, list<Trait> traits = []>
    : Op<TMTensor_Dialect, mnemonic,
         !listconcat(traits, [AttrSizedOperandSegments, RecursiveMemoryEffects,
                              RecursivelySpeculatable])> {
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs);
  let results = (outs Variadic<AnyRankedTensor>:$results);
  let hasVerifier = 1;
}

/// An op with a region that computes on single elements.
class TMTensor_RegionOp<string mnemonic>
    : TMTensor_Op<mnemonic, [SingleBlock]> {
  let regions = (region SizedRegion<1>:$region);
}

def TMTensor_ScatterOp : TMTensor_RegionOp<"scatter"> {
  let summary = "Combine updates with the elements that indices name";
  let description = [{
    The inputs are `updates` (`n` of them, each a tensor of the other dimensions) and
    `indices` (`n` rows of numbers), the output is `original`. Row `r` says where update
    `r` lies in `original`: along dimension `dimension_map[i]` it begins at
    `indices[r, i]`, along others at 0; the dimensions of an update are the last ones
    of `original`, and it has one place along those before. Each element there
    becomes what the region makes of the update's element (first argument) and of what
    is there (second argument). Updates take effect in the order of `r`.

    Constraints:
      - (C1) There are two inputs, one output and one result of the output's type.
      - (C2) `indices` has rank 2, integers, and as many rows as there are updates.
      - (C3) `dimension_map` has one dimension of `original` for each column of
        `indices`, each at most once, among them all that updates do not have.
      - (C4) An update has at most the rank of `original`, and fits into it.
      - (C5) The region takes two elements of `original`, which is also the type of
        `updates`, and yields one.

    Example:

    ```mlir
    %sum = tm_tensor.scatter {dimension_map = array<i64: 0>} unique_indices(false)
        ins(%updates, %rows : tensor<32x1x64xf32>, tensor<32x1xi64>)
        outs(%zero : tensor<128x64xf32>) {
    ^bb0(%update: f32, %old: f32):
      %new = arith.addf %old, %update : f32
      tm_tensor.yield %new : f32
    } -> tensor<128x64xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs,
                       DenseI64ArrayAttr:$dimension_map,
                       DefaultValuedAttr<BoolAttr, "true">:$unique_indices);
  let assemblyFormat = [{
    attr-dict `unique_indices` `(` $unique_indices `)`
    (`ins` `(` $inputs^ `:` type($inputs) `)`)?
    `outs` `(` $outputs `:` type($outputs) `)` $region (`->` type($results)^)?
  }];
}

def TMTensor_SortOp : TMTensor_RegionOp<"sort"> {
  let summary = "Sort along a dimension";
  let description = [{
    Sorts the outputs along `dimension`, all by the same order. The region takes two
    elements of each output, `left0, right0, left1, right1, ...`, and says whether the
    left ones may stand before the right ones; `<` and `<=` mean the same. Elements
    that may stand either way keep their order.

    Constraints:
      - (C1) There is no input, at least one output, and one result of the type of
        each output.
      - (C2) All outputs have the same shape, in which `dimension` is.
      - (C3) The region takes two elements of each output and yields an i1.

    Example:

    ```mlir
    %sorted:2 = tm_tensor.sort dimension(0)
        outs(%values, %places : tensor<8xf32>, tensor<8xi64>) {
    ^bb0(%a: f32, %b: f32, %i: i64, %j: i64):
      %first = arith.cmpf ole, %a, %b : f32
      tm_tensor.yield %first : i1
    } -> tensor<8xf32>, tensor<8xi64>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs, I64Attr:$dimension);
  let assemblyFormat = [{
    attr-dict `dimension` `(` $dimension `)`
    (`ins` `(` $inputs^ `:` type($inputs) `)`)?
    `outs` `(` $outputs `:` type($outputs) `)` $region (`->` type($results)^)?
  }];
}

def TMTensor_TopkOp : TMTensor_RegionOp<"topk"> {
  let summary = "Keep the first elements along a dimension";
  let description = [{
    The inputs are values and, if there are two, their numbers, else the place along
    `dimension` is the number. The outputs are `k` values and their numbers, of
    which the results keep the first ones: every input is put in where the region says
    that it (first argument) goes before what is there (second argument). Of two that
    go neither way before each other, the smaller number is first.

    Constraints:
      - (C1) There are one or two inputs, two outputs, and one result of the type of
        each output.
      - (C2) Values and numbers have the same shape, inputs and outputs differ only in
        `dimension`; values in and out are of one type, numbers are integers.
      - (C3) The region takes two values and yields an i1.

    Example:

    ```mlir
    %top:2 = tm_tensor.topk dimension(1) ins(%x : tensor<4x10xf32>)
        outs(%low, %none : tensor<4x3xf32>, tensor<4x3xi32>) {
    ^bb0(%new: f32, %old: f32):
      %before = arith.cmpf ogt, %new, %old : f32
      tm_tensor.yield %before : i1
    } -> tensor<4x3xf32>, tensor<4x3xi32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs, I64Attr:$dimension);
  let assemblyFormat = [{
    attr-dict `dimension` `(` $dimension `)` `ins` `(` $inputs `:` type($inputs) `)`
    `outs` `(` $outputs `:` type($outputs) `)` $region (`->` type($results)^)?
  }];
}

def TMTensor_ScanOp : TMTensor_RegionOp<"scan"> {
  let summary = "Combine each element with all before it";
  let description = [{
    The input is combined along `dimension` by the region, whose first argument is
    what came out one place before and whose second argument is the input. If
    `inclusive`, the first place is the input's; if not, it is the second output, and
    what comes out at a place is made of the inputs before it. The second result is the
    last that came out, or the second output where there is but one place.

    Constraints:
      - (C1) There are one input, two outputs, and one result of the type of each
        output.
      - (C2) Input and first output have one shape, the second output has it without
        `dimension`; all have one element type.
      - (C3) The region takes two elements and yields one.

    Example:

    ```mlir
    %sums:2 = tm_tensor.scan dimension(1) inclusive(true)
        ins(%x : tensor<4x10xf32>) outs(%empty, %zero : tensor<4x10xf32>, tensor<4xf32>) {
    ^bb0(%before: f32, %new: f32):
      %sum = arith.addf %before, %new : f32
      tm_tensor.yield %sum : f32
    } -> tensor<4x10xf32>, tensor<4xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs, I64Attr:$dimension,
                       BoolAttr:$inclusive);
  let assemblyFormat = [{
    `dimension` `(` $dimension `)` `inclusive` `(` $inclusive `)` attr-dict
    `ins` `(` $inputs `:` type($inputs) `)`
    `outs` `(` $outputs `:` type($outputs) `)` $region (`->` type($results)^)?
  }];
}

def TMTensor_AttentionOp : TMTensor_Op<"attention"> {
  let summary = "Attention of queries to keys";
  let description = [{
    `softmax(scale * Q K^T + mask) V` for each place of the leading dimensions. The
    inputs are `Q`, `K`, `V` and, if there are four, the mask, which is added, or which
    says by i1 what counts. `scale` is one over the root of the last dimension of `Q`
    where it is not given. A query for which nothing counts gets 0.

    Constraints:
      - (C1) There are three or four inputs, one output and one result of its type.
      - (C2) All have one rank, of 2 or more, and the same leading dimensions; `Q` is
        `m x d`, `K` `n x d`, `V` `n x e`, the mask `m x n` and the output `m x e`.
      - (C3) All but a mask of i1 have one element type, which is floating-point.

    Example:

    ```mlir
    %o = tm_tensor.attention ins(%q, %k, %v : tensor<2x8x16xf32>, tensor<2x8x16xf32>,
        tensor<2x8x16xf32>) outs(%empty : tensor<2x8x16xf32>) -> tensor<2x8x16xf32>
    ```
  }];
  let arguments = (ins Variadic<AnyRankedTensor>:$inputs,
                       Variadic<AnyRankedTensor>:$outputs,
                       OptionalAttr<F64Attr>:$scale);
  let assemblyFormat = [{
    attr-dict `ins` `(` $inputs `:` type($inputs) `)`
    `outs` `(` $outputs `:` type($outputs) `)` (`->` type($results)^)?
  }];
}

def TMTensor_YieldOp : Op<TMTensor_Dialect, "yield",
                          [Pure, ReturnLike, Terminator]> {
  let summary = "End a region";
  let description = [{
    Gives what the region computes.

    Example:

    ```mlir
    tm_tensor.yield %sum : f32
    ```
  }];
  let arguments = (ins Variadic<AnyType>:$values);
  let assemblyFormat = "attr-dict ($values^ `:` type($values))?";
}

#endif // PIPE_DIALECT_TMTENSOR_IR_TMTENSOROPS_TD
