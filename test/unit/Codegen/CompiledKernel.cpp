//===- CompiledKernel.cpp - A kernel compiled and loaded, for tests -------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"
#include "TensorInterpreter.h"

#ifdef PIPE_TEST_CUDA
#include "pipe/Codegen/Cuda/CudaCodegen.h"
#include "pipert/gpu.h"
#endif
#include "pipe/Codegen/Host/HostCodegen.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"

#include "mlir/Dialect/Arith/IR/Arith.h"
#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/Dialect/Linalg/IR/Linalg.h"
#include "mlir/Dialect/Math/IR/Math.h"
#include "mlir/Dialect/MemRef/IR/MemRef.h"
#include "mlir/Dialect/SCF/IR/SCF.h"
#include "mlir/Dialect/Tensor/IR/Tensor.h"
#include "mlir/Dialect/Vector/IR/VectorOps.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/Support/FileSystem.h"
#include "gtest/gtest.h"

#include <array>
#include <cstring>
#include <dlfcn.h>

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

MLIRContext &mlir::pipe::test::getContext() {
  static MLIRContext *context = [] {
    DialectRegistry registry;
    registry.insert<arith::ArithDialect, bufferization::BufferizationDialect,
                    func::FuncDialect, linalg::LinalgDialect, LLVM::LLVMDialect,
                    math::MathDialect, memref::MemRefDialect, PipeDialect,
                    scf::SCFDialect, tensor::TensorDialect,
                    vector::VectorDialect>();
    registerKernelInterfaces(registry);
    return new MLIRContext(registry);
  }();
  return *context;
}

OwningOpRef<ModuleOp> mlir::pipe::test::parse(llvm::StringRef text) {
  auto module = parseSourceString<ModuleOp>(text, &getContext());
  EXPECT_TRUE(module) << text.str();
  return module;
}

/// Returns the message of `error`, "" for none.
static std::string toMessage(llvm::Error error) {
  return error ? llvm::toString(std::move(error)) : "";
}

KernelCode mlir::pipe::test::getTestedCode() {
#ifdef PIPE_TEST_CUDA
  return {[](OpPassManager &pm) {
            buildCudaCodegenPipeline(pm, CudaCodegenOptions());
          },
          256};
#else
  return {[](OpPassManager &pm) {
            buildHostCodegenPipeline(pm, HostCodegenOptions());
          },
          64};
#endif
}

CompiledKernel::CompiledKernel(ModuleOp module, llvm::StringRef name,
                               const HostObjectOptions &options,
                               const KernelCode &code)
    : alignment(code.alignment) {
  OwningOpRef<ModuleOp> lowered(module.clone());
  PassManager passes(&getContext());
  code.build(passes);
  if (failed(passes.run(*lowered))) {
    ADD_FAILURE() << "the code generation failed";
    return;
  }
  auto kernel = lowered->lookupSymbol<LLVM::LLVMFuncOp>(name);
  workspaceBytes = kernel->getAttrOfType<IntegerAttr>(kWorkspaceAttr).getInt();
  llvm::SmallString<128> object, shared;
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "o", object);
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "so", shared);
  std::string error = toMessage(emitHostObject(*lowered, object, options));
  if (error.empty())
    error = toMessage(linkSharedObject({object.str().str()}, shared));
  if (error.empty()) {
    library = dlopen(shared.c_str(), RTLD_NOW | RTLD_LOCAL);
    if (!library)
      error = dlerror();
  }
  EXPECT_EQ(error, "");
  if (library)
    function = dlsym(library, name.str().c_str());
#ifdef PIPE_TEST_CUDA
  // Gives its reports words. The host's code has none.
  gpuModule = library ? dlsym(library, "pipe_gpu_module") : nullptr;
  if (gpuModule) {
    EXPECT_EQ(pipert_gpu_add_module(
                  static_cast<const pipert_gpu_module_t *>(gpuModule)),
              PIPERT_OK);
  }
#endif
  llvm::sys::fs::remove(object);
  llvm::sys::fs::remove(shared);
}

CompiledKernel::~CompiledKernel() {
#ifdef PIPE_TEST_CUDA
  if (gpuModule)
    pipert_gpu_remove_module(
        static_cast<const pipert_gpu_module_t *>(gpuModule));
#endif
  if (library)
    dlclose(library);
}

namespace {
/// Bytes at an address as awkward as a kernel may get, between guards.
class GuardedBuffer {
public:
  /// `alignment` bytes, as the element type or the workspace has it.
  GuardedBuffer(const std::vector<char> &content, size_t alignment)
      : size(content.size()),
        memory(size + 2 * kGuard + 2 * alignment, kPattern) {
    auto address = reinterpret_cast<uintptr_t>(memory.data() + kGuard);
    start = kGuard + (alignment - address % alignment) % alignment;
    std::copy(content.begin(), content.end(), memory.begin() + start);
  }

  char *data() { return memory.data() + start; }

  bool areGuardsIntact() const {
    auto isPattern = [](char c) { return c == kPattern; };
    return std::all_of(memory.begin(), memory.begin() + start, isPattern) &&
           std::all_of(memory.begin() + start + size, memory.end(), isPattern);
  }

private:
  static constexpr size_t kGuard = 256;
  static constexpr char kPattern = 0x5a;
  size_t size, start;
  std::vector<char> memory;
};
} // namespace

template <size_t... I>
static void callWith(void *function, const std::vector<void *> &pointers,
                     std::index_sequence<I...>) {
  using Pointer = void *;
  reinterpret_cast<void (*)(std::enable_if_t<I + 1 != 0, Pointer>...)>(
      function)(pointers[I]...);
}

template <size_t N = 1>
static void callAny(void *function, const std::vector<void *> &pointers) {
  if (pointers.size() == N)
    return callWith(function, pointers, std::make_index_sequence<N>());
  if constexpr (N < 64)
    callAny<N + 1>(function, pointers);
  else
    FAIL() << "too many arguments";
}

void CompiledKernel::run(const std::vector<Tensor> &inputs,
                         std::vector<Tensor> &outputs) {
  if (!function)
    return;
  std::vector<GuardedBuffer> buffers;
  for (const auto *list :
       {&inputs, const_cast<const std::vector<Tensor> *>(&outputs)})
    for (const Tensor &tensor : *list) {
      unsigned bits = tensor.type.getElementTypeBitWidth();
      buffers.emplace_back(tensor.toBytes(), std::max(1u, bits / 8));
    }
  buffers.emplace_back(std::vector<char>(workspaceBytes, char(0xff)),
                       alignment);
  std::vector<void *> pointers;
  for (GuardedBuffer &buffer : buffers)
    pointers.push_back(buffer.data());
  callAny(function, pointers);
  for (auto [index, buffer] : llvm::enumerate(buffers))
    EXPECT_TRUE(buffer.areGuardsIntact()) << "around argument " << index;
  for (auto [index, input] : llvm::enumerate(inputs)) {
    std::vector<char> bytes = input.toBytes();
    EXPECT_TRUE(std::equal(bytes.begin(), bytes.end(), buffers[index].data()))
        << "input " << index << " was written";
  }
  for (auto [index, output] : llvm::enumerate(outputs))
    output.fromBytes(buffers[inputs.size() + index].data());
}

/// Returns true if the function adds result `index` to its destination.
static bool isAccumulated(func::FuncOp function, int64_t index) {
  auto indices = function->getAttrOfType<DenseI64ArrayAttr>(kAccumulateAttr);
  return indices && llvm::is_contained(indices.asArrayRef(), index);
}

/// Returns the type of the destination of result `index`.
static RankedTensorType getDestinationType(func::FuncOp function,
                                           int64_t index) {
  auto type = cast<RankedTensorType>(function.getResultTypes()[index]);
  bool isShort = isa<FloatType>(type.getElementType()) &&
                 type.getElementTypeBitWidth() == 16;
  return isShort && isAccumulated(function, index)
             ? type.clone(Float32Type::get(type.getContext()))
             : type;
}

/// Adds the old value of the destination where the function accumulates.
static void accumulate(func::FuncOp function, const std::vector<Tensor> &before,
                       std::vector<Tensor> &expected) {
  for (size_t index = 0; index < expected.size(); ++index) {
    if (!isAccumulated(function, index))
      continue;
    expected[index].type = getDestinationType(function, index);
    Type type = expected[index].type.getElementType();
    for (auto [sum, old] :
         llvm::zip_equal(expected[index].elements, before[index].elements))
      sum = convertTo(type, {sum.real + old.real, sum.whole + old.whole});
  }
}

void mlir::pipe::test::expectSameAsInterpreter(
    llvm::StringRef text, const std::vector<Tensor> &inputs, double tolerance) {
  OwningOpRef<ModuleOp> module = parse(text);
  if (!module)
    return;
  auto function = module->lookupSymbol<func::FuncOp>("main");
  std::vector<Tensor> outputs;
  for (unsigned index = 0; index < function.getNumResults(); ++index)
    outputs.push_back(Tensor::wholeNumbers(getDestinationType(function, index),
                                           1000 + index));
  std::vector<Tensor> expected = interpret(function, inputs);
  accumulate(function, outputs, expected);
  CompiledKernel kernel(*module, "main");
  kernel.run(inputs, outputs);
  for (auto [index, result] : llvm::enumerate(expected))
    EXPECT_EQ(findDifference(result, outputs[index], tolerance), "")
        << "result " << index << " of\n"
        << text.str();
}

void mlir::pipe::test::expectSameAsInterpreter(llvm::StringRef text,
                                               double tolerance) {
  OwningOpRef<ModuleOp> module = parse(text);
  if (!module)
    return;
  std::vector<Tensor> inputs;
  auto function = module->lookupSymbol<func::FuncOp>("main");
  for (auto [index, type] : llvm::enumerate(function.getArgumentTypes()))
    inputs.push_back(
        Tensor::wholeNumbers(cast<RankedTensorType>(type), 1 + index));
  expectSameAsInterpreter(text, inputs, tolerance);
}
