//===- CostOpInterface.td - Cost of an op ------------------*- tablegen -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_INTERFACES_COSTOPINTERFACE_TD
#define PIPE_INTERFACES_COSTOPINTERFACE_TD

include "mlir/IR/OpBase.td"

def CostOpInterface : OpInterface<"CostOpInterface"> {
  let cppNamespace = "::mlir::pipe";
  let description = [{
    Tells what one execution of an op costs. The partitioner balances stages by
    it; an op without the interface counts the bytes of its tensors.

    Ops of other projects implement it through an external model, as
    `lib/Interfaces/ExternalModels` does for upstream dialects.
  }];
  let methods = [
    InterfaceMethod<[{
      Returns the floating-point operations and the bytes read and written of
      one execution. A call of a math function such as `exp` counts as
      `kMathFunctionFlops` operations. Returns std::nullopt when a count does not
      fit 63 bits; the caller turns that into an error. The answer must not depend
      on anything but the op itself.
    }], "::std::optional<::mlir::pipe::OpCost>", "getOpCost">
  ];
}

#endif // PIPE_INTERFACES_COSTOPINTERFACE_TD
