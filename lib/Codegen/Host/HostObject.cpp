//===- HostObject.cpp - Object files for this machine ---------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/HostObject.h"

#include "mlir/Target/LLVMIR/Dialect/Builtin/BuiltinToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Dialect/LLVMIR/LLVMToLLVMIRTranslation.h"
#include "mlir/Target/LLVMIR/Export.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Analysis/LoopInfo.h"
#include "llvm/IR/Dominators.h"
#include "llvm/IR/IntrinsicInst.h"
#include "llvm/IR/LegacyPassManager.h"
#include "llvm/IR/Module.h"
#include "llvm/MC/TargetRegistry.h"
#include "llvm/Passes/PassBuilder.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/TargetSelect.h"
#include "llvm/Target/TargetMachine.h"
#include "llvm/TargetParser/Host.h"
#include "llvm/TargetParser/SubtargetFeature.h"

using namespace mlir;
using namespace mlir::pipe;

HostTarget mlir::pipe::getHostTarget(bool generic) {
  HostTarget target;
  target.triple = llvm::sys::getDefaultTargetTriple();
  if (generic) {
    llvm::Triple triple(target.triple);
    target.cpu =
        triple.getArch() == llvm::Triple::x86_64 ? "x86-64-v3" : "generic";
    return target;
  }
  target.cpu = llvm::sys::getHostCPUName();
  llvm::SubtargetFeatures features;
  for (const auto &[name, enabled] : llvm::sys::getHostCPUFeatures())
    features.AddFeature(name, enabled);
  target.features = features.getString();
  return target;
}

bool mlir::pipe::convertsHalf(const HostTarget &target) {
  llvm::Triple triple(target.triple);
  return triple.isAArch64() ||
         (triple.getArch() == llvm::Triple::x86_64 &&
          target.features.find("+f16c") != std::string::npos);
}

/// Returns LLVM's description of `target`, which never contracts a multiply and
/// an add into one operation that rounds once.
static llvm::Expected<std::unique_ptr<llvm::TargetMachine>>
createTargetMachine(const HostTarget &target) {
  static const bool initialized = [] {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    return true;
  }();
  (void)initialized;
  std::string error;
  llvm::Triple triple(target.triple);
  const llvm::Target *found = llvm::TargetRegistry::lookupTarget(triple, error);
  if (!found)
    return llvm::createStringError("no code generation for " + target.triple +
                                   ": " + error);
  llvm::TargetOptions options;
  options.AllowFPOpFusion = llvm::FPOpFusion::Strict;
  return std::unique_ptr<llvm::TargetMachine>(found->createTargetMachine(
      triple, target.cpu, target.features, options, llvm::Reloc::PIC_,
      std::nullopt, llvm::CodeGenOptLevel::Default));
}

/// From how many instructions on a function of calls is not worth optimising.
static constexpr unsigned kManyInstructions = 300;

static bool isCall(const llvm::Instruction &instruction) {
  return isa<llvm::CallInst>(instruction) &&
         !isa<llvm::IntrinsicInst>(instruction);
}

/// Whether `function` is long and only says what is called in which order, as
/// the program of a rank and the unpartitioned model do: no loop of it does its
/// work without a call. Its own time is nothing beside that of the functions
/// that it calls, and LLVM takes longer than linear time to optimise one of
/// thousands of calls.
static bool isSequenceOfCalls(llvm::Function &function) {
  if (function.getInstructionCount() < kManyInstructions)
    return false;
  llvm::DominatorTree dominators(function);
  llvm::LoopInfo loops(dominators);
  return llvm::all_of(loops.getLoopsInPreorder(), [](const llvm::Loop *loop) {
    return !loop->isInnermost() ||
           llvm::any_of(loop->blocks(), [](const llvm::BasicBlock *block) {
             return llvm::any_of(*block, isCall);
           });
  });
}

/// Writes the target into every function, as the optimiser reads it there.
static void setTargetAttributes(llvm::Module &module,
                                const HostTarget &target) {
  bool wide = target.features.find("+avx512f") != std::string::npos;
  for (llvm::Function &function : module) {
    if (function.isDeclaration())
      continue;
    function.addFnAttr("target-cpu", target.cpu);
    function.addFnAttr("target-features", target.features);
    function.addFnAttr(llvm::Attribute::NoUnwind);
    if (isSequenceOfCalls(function)) {
      function.addFnAttr(llvm::Attribute::OptimizeNone);
      function.addFnAttr(llvm::Attribute::NoInline); // LLVM asks for both.
    }
    if (wide)
      function.addFnAttr("prefer-vector-width", "512");
  }
}

static void optimize(llvm::Module &module, llvm::TargetMachine &machine) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager components;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(components);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, components, modules);
  builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O3)
      .run(module, modules);
}

/// Opens `path` for writing.
static llvm::Expected<std::unique_ptr<llvm::raw_fd_ostream>>
openFile(StringRef path) {
  std::error_code code;
  auto stream = std::make_unique<llvm::raw_fd_ostream>(path, code);
  if (code)
    return llvm::createStringError(code, "cannot write '" + path +
                                             "': " + code.message());
  return stream;
}

static llvm::Error closeFile(llvm::raw_fd_ostream &stream, StringRef path) {
  stream.close();
  if (std::error_code code = stream.error()) {
    stream.clear_error();
    return llvm::createStringError(code, "cannot write '" + path +
                                             "': " + code.message());
  }
  return llvm::Error::success();
}

static llvm::Error writeIr(llvm::Module &module, StringRef path) {
  auto stream = openFile(path);
  if (!stream)
    return stream.takeError();
  module.print(**stream, nullptr);
  return closeFile(**stream, path);
}

static llvm::Error writeObject(llvm::Module &module,
                               llvm::TargetMachine &machine, StringRef path) {
  auto stream = openFile(path);
  if (!stream)
    return stream.takeError();
  llvm::legacy::PassManager passes;
  if (machine.addPassesToEmitFile(passes, **stream, nullptr,
                                  llvm::CodeGenFileType::ObjectFile))
    return llvm::createStringError("LLVM writes no object files for " +
                                   machine.getTargetTriple().str());
  passes.run(module);
  return closeFile(**stream, path);
}

llvm::Error mlir::pipe::emitHostObject(ModuleOp module, llvm::StringRef path,
                                       const HostObjectOptions &options) {
  HostTarget target = getHostTarget(options.generic);
  auto machine = createTargetMachine(target);
  if (!machine)
    return machine.takeError();
  registerBuiltinDialectTranslation(*module.getContext());
  registerLLVMDialectTranslation(*module.getContext());
  llvm::LLVMContext context;
  std::unique_ptr<llvm::Module> translated =
      translateModuleToLLVMIR(module, context, "pipe");
  if (!translated)
    return llvm::createStringError("cannot translate the module to LLVM IR");
  translated->setTargetTriple((*machine)->getTargetTriple());
  translated->setDataLayout((*machine)->createDataLayout());
  setTargetAttributes(*translated, target);
  optimize(*translated, **machine);
  if (!options.llvmIrPath.empty())
    if (llvm::Error error = writeIr(*translated, options.llvmIrPath))
      return error;
  return writeObject(*translated, **machine, path);
}
