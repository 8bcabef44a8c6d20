//===- HostObjectTest.cpp - Object files and shared objects ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompiledKernel.h"

#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "gtest/gtest.h"

using namespace mlir;
using namespace mlir::pipe;
using namespace mlir::pipe::test;

static const char *kExp = R"mlir(
  func.func private @main(%x: tensor<100xf32>) -> tensor<100xf32> {
    %0 = math.exp %x : tensor<100xf32>
    return %0 : tensor<100xf32>
  })mlir";

TEST(HostObject, GenericCodeGivesTheSameValues) {
  OwningOpRef<ModuleOp> module = parse(kExp);
  auto type = RankedTensorType::get({100}, Float32Type::get(&getContext()));
  std::vector<Tensor> inputs{Tensor::fractions(type, 3, 10.0)};
  std::vector<Tensor> native{Tensor::zeros(type)}, generic = native;
  CompiledKernel(*module, "main").run(inputs, native);
  HostObjectOptions options;
  options.generic = true;
  CompiledKernel(*module, "main", options).run(inputs, generic);
  EXPECT_EQ(native[0].toBytes(), generic[0].toBytes());
}

TEST(HostObject, WritesLlvmIrOnRequest) {
  llvm::SmallString<128> path;
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "ll", path);
  OwningOpRef<ModuleOp> module = parse(kExp);
  HostObjectOptions options;
  options.llvmIrPath = path.str();
  CompiledKernel(*module, "main", options);
  auto text = llvm::MemoryBuffer::getFile(path);
  ASSERT_TRUE(bool(text));
  EXPECT_TRUE((*text)->getBuffer().contains("define void @main(ptr"));
  llvm::sys::fs::remove(path);
}

/// Returns the optimised LLVM IR of `text`.
static std::string getLlvmIr(const std::string &text) {
  llvm::SmallString<128> object, ir;
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "o", object);
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "ll", ir);
  OwningOpRef<ModuleOp> module = parse(text.c_str());
  HostObjectOptions options;
  options.llvmIrPath = ir.str();
  llvm::Error error = emitHostObject(*module, object, options);
  EXPECT_FALSE(bool(error)) << llvm::toString(std::move(error));
  auto buffer = llvm::MemoryBuffer::getFile(ir);
  std::string found = buffer ? (*buffer)->getBuffer().str() : "";
  llvm::sys::fs::remove(object);
  llvm::sys::fs::remove(ir);
  return found;
}

/// A loop with `body`, `count` times, where # is the number of the time.
static std::string getLoop(StringRef body, int count) {
  std::string text = R"mlir(
    llvm.func @erfc(f64) -> f64
    llvm.func @f(%p: !llvm.ptr, %n: i64, %one: i64) {
      llvm.br ^bb1(%one : i64)
    ^bb1(%i: i64):
)mlir";
  for (int i = 0; i < count; ++i)
    for (char letter : body)
      text += letter == '#' ? std::to_string(i) : std::string(1, letter);
  return text + R"mlir(
      %next = llvm.add %i, %one : i64
      %again = llvm.icmp "slt" %next, %n : i64
      llvm.cond_br %again, ^bb1(%next : i64), ^bb2
    ^bb2:
      llvm.return
    })mlir";
}

static bool hasOptNone(const std::string &ir) {
  return ir.find("optnone") != std::string::npos;
}

TEST(HostObject, LongSequencesOfCallsAreNotOptimised) {
  const char *call = R"mlir(
      %x# = llvm.load %p : !llvm.ptr -> f64
      %y# = llvm.call @erfc(%x#) : (f64) -> f64
      llvm.store %y#, %p : f64, !llvm.ptr)mlir";
  const char *work = R"mlir(
      %x# = llvm.load volatile %p : !llvm.ptr -> f64
      %y# = llvm.fadd %x#, %x# : f64
      llvm.store volatile %y#, %p : f64, !llvm.ptr)mlir";
  EXPECT_TRUE(hasOptNone(getLlvmIr(getLoop(call, 200))));
  EXPECT_FALSE(hasOptNone(getLlvmIr(getLoop(call, 20))));
  EXPECT_FALSE(hasOptNone(getLlvmIr(getLoop(work, 200))));
}

TEST(HostObject, NamesTheFileThatCannotBeWritten) {
  OwningOpRef<ModuleOp> module = parse("llvm.func @f() { llvm.return }");
  llvm::Error error = emitHostObject(*module, "/nonexistent/kernel.o");
  EXPECT_EQ(llvm::toString(std::move(error)),
            "cannot write '/nonexistent/kernel.o': No such file or directory");
}

TEST(HostObject, SaysWhatTheLinkerSaid) {
  llvm::Error error =
      linkSharedObject({"/nonexistent/kernel.o"}, "/nonexistent/kernel.so");
  std::string message = llvm::toString(std::move(error));
  EXPECT_NE(message.find("cannot link '/nonexistent/kernel.so': "),
            std::string::npos)
      << message;
  EXPECT_NE(message.find("/nonexistent/kernel.o"), std::string::npos)
      << message;
}

/// Links what `text` compiles to; returns the message, "" for none.
static std::string link(const char *text) {
  OwningOpRef<ModuleOp> module = parse(text);
  llvm::SmallString<128> object, shared;
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "o", object);
  llvm::sys::fs::createTemporaryFile("pipe-kernel", "so", shared);
  llvm::Error error = emitHostObject(*module, object);
  EXPECT_FALSE(bool(error)) << llvm::toString(std::move(error));
  error = linkSharedObject({object.str().str()}, shared);
  std::string message = error ? llvm::toString(std::move(error)) : "";
  EXPECT_EQ(llvm::sys::fs::exists(shared), message.empty());
  llvm::sys::fs::remove(object);
  llvm::sys::fs::remove(shared);
  return message;
}

TEST(HostObject, SymbolsOfRuntimeAndCLibraryStayUndefined) {
  EXPECT_EQ(link(R"mlir(
    llvm.func @pipert_release(!llvm.ptr, i64) -> i32
    llvm.func @erfc(f64) -> f64
    llvm.func @f(%c: !llvm.ptr, %r: i64) -> i32 {
      %0 = llvm.call @pipert_release(%c, %r) : (!llvm.ptr, i64) -> i32
      llvm.return %0 : i32
    }
    llvm.func @g(%x: f64) -> f64 {
      %0 = llvm.call @erfc(%x) : (f64) -> f64
      llvm.return %0 : f64
    })mlir"),
            "");
}

// Another name than those of the runtime, and a library of the compiler.
TEST(HostObject, OtherSymbolsAreErrors) {
  for (std::string name : {"pipert_no_such_function", "__truncsfbf2"}) {
    std::string text = R"mlir(
      llvm.func @NAME(f32) -> i16
      llvm.func @f(%x: f32) -> i16 {
        %0 = llvm.call @NAME(%x) : (f32) -> i16
        llvm.return %0 : i16
      })mlir";
    for (size_t at; (at = text.find("NAME")) != std::string::npos;)
      text.replace(at, 4, name);
    std::string message = link(text.c_str());
    EXPECT_NE(message.find(": the code calls '" + name +
                           "', which neither the runtime nor the C library "
                           "has"),
              std::string::npos)
        << message;
  }
}
