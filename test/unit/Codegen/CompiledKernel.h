//===- CompiledKernel.h - A kernel compiled and loaded, for tests -*- C++
//-*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_TEST_UNIT_CODEGEN_COMPILEDKERNEL_H
#define PIPE_TEST_UNIT_CODEGEN_COMPILEDKERNEL_H

#include "Tensors.h"

#include "pipe/Codegen/Host/HostObject.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/OwningOpRef.h"
#include "mlir/Pass/PassManager.h"

namespace mlir::pipe::test {

/// The context that all tests share, with every dialect and interface that the
/// code generation takes.
MLIRContext &getContext();

/// Parses a module and returns it; fails the test and returns null on an error.
OwningOpRef<ModuleOp> parse(llvm::StringRef text);

/// How kernels become code: a back end.
struct KernelCode {
  void (*build)(OpPassManager &pm);
  size_t alignment; ///< Of the workspace.
};

/// What this test program is about: the host, or, where PIPE_TEST_CUDA is
/// defined, launches that run on the CPU.
KernelCode getTestedCode();

/// A function of a module as machine code in this process.
class CompiledKernel {
public:
  /// Compiles `module`, which stays as it is, and loads its function `name`.
  /// Fails the test on an error.
  CompiledKernel(ModuleOp module, llvm::StringRef name,
                 const HostObjectOptions &options = {},
                 const KernelCode &code = getTestedCode());
  ~CompiledKernel();

  /// Calls the function. `outputs` are what the destinations hold before and
  /// after. Memory before and behind each buffer, and behind the workspace, is
  /// checked to stay as it was.
  void run(const std::vector<Tensor> &inputs, std::vector<Tensor> &outputs);

  int64_t getWorkspaceBytes() const { return workspaceBytes; }

private:
  void *library = nullptr;
  void *function = nullptr;
  void *gpuModule = nullptr; ///< What launches run; null for the host's code.
  int64_t workspaceBytes = 0;
  size_t alignment;
};

/// Compiles the function @main of `text`, runs it on `inputs` and compares its
/// results with those of the interpreter. Destinations hold whole numbers
/// before, to which accumulated results are added.
void expectSameAsInterpreter(llvm::StringRef text,
                             const std::vector<Tensor> &inputs,
                             double tolerance = 0);

/// The same on inputs of whole numbers, seeded with 1, 2, 3, ...
void expectSameAsInterpreter(llvm::StringRef text, double tolerance = 0);

} // namespace mlir::pipe::test

#endif // PIPE_TEST_UNIT_CODEGEN_COMPILEDKERNEL_H
