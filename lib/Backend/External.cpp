//===- External.cpp - Kernels that the caller brings ----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// Each rank's stages are handed back as functions in the dialect that they came
// in, with the symbols that they use, and the programs beside them. At run time
// a library of the caller gives each function a kernel: see
// runtime/include/pipert/external.h. Sums of gradients are kernels of the host.
//
//===----------------------------------------------------------------------===//

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Backend/Backend.h"
#include "pipe/Codegen/Host/HostCodegen.h"

#include "mlir/Dialect/Bufferization/IR/Bufferization.h"
#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/IR/SymbolTable.h"
#include "llvm/ADT/SetVector.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::pipe;

/// Adds `symbol` and the symbols of the module that it refers to, directly or
/// not.
static void addWithUses(Operation *symbol, SymbolTable &symbols,
                        llvm::SetVector<Operation *> &set) {
  SmallVector<Operation *> open = {symbol};
  while (!open.empty()) {
    Operation *next = open.pop_back_val();
    if (!set.insert(next))
      continue;
    std::optional<SymbolTable::UseRange> uses =
        SymbolTable::getSymbolUses(next);
    if (!uses)
      continue;
    for (SymbolTable::SymbolUse use : *uses)
      if (Operation *used =
              symbols.lookup(use.getSymbolRef().getRootReference()))
        open.push_back(used);
  }
}

static std::string print(Operation *op) {
  std::string text;
  llvm::raw_string_ostream stream(text);
  op->print(stream, OpPrintingFlags().useLocalScope());
  stream << "\n";
  return text;
}

/// Says of a function what compilers have to know of a kernel: others look for
/// it, and its arguments are not its own. One-shot bufferization would write
/// into them.
static void makeKernel(func::FuncOp function) {
  function.setPublic();
  auto no = BoolAttr::get(function.getContext(), false);
  for (unsigned i = 0; i < function.getNumArguments(); ++i)
    function.setArgAttr(
        i, bufferization::BufferizationDialect::kWritableAttrName, no);
}

/// Returns a module with copies of `symbols`, in the order of `module`.
static std::string printModule(ModuleOp module,
                               const llvm::SetVector<Operation *> &symbols,
                               const llvm::DenseSet<Operation *> &kernels) {
  OwningOpRef<ModuleOp> part = ModuleOp::create(module.getLoc());
  for (NamedAttribute attr : module->getDiscardableAttrs())
    if (!isa_and_nonnull<PipeDialect>(attr.getNameDialect()))
      (*part)->setDiscardableAttr(attr.getName(), attr.getValue());
  OpBuilder builder = OpBuilder::atBlockEnd(part->getBody());
  for (Operation &op : *module.getBody())
    if (symbols.contains(&op)) {
      Operation *copy = builder.clone(op);
      if (auto kernel = dyn_cast<func::FuncOp>(copy);
          kernel && kernels.contains(&op))
        makeKernel(kernel);
    }
  return print(*part);
}

/// The kernels of the tasks that `program` runs.
static llvm::SetVector<Operation *>
getTaskKernels(ProgramOp program, PipelineOp pipeline, SymbolTable &symbols) {
  auto tasks = pipeline.getTasksByName();
  llvm::SetVector<Operation *> kernels;
  program.walk([&](RunOp run) {
    TaskOp task = tasks.lookup(run.getTaskAttr());
    if (task && task.getKernelAttr())
      if (Operation *kernel = symbols.lookup(task.getKernelAttr().getAttr()))
        kernels.insert(kernel);
  });
  return kernels;
}

static FailureOr<std::vector<BackendFile>> takeKernels(ModuleOp module,
                                                       PipelineOp pipeline) {
  if (StepOp step = pipeline.getStep())
    return step.emitError("updates parameters in place, but the C interface "
                          "of --target=external has no results that take the "
                          "place of an argument; compile without "
                          "--optimizer, and update them with the gradients");
  SymbolTable symbols(module);
  std::vector<BackendFile> files;
  files.push_back({"programs.mlir", print(pipeline)});
  llvm::DenseSet<Operation *> taken;
  llvm::SetVector<Operation *> helpers; // Used by kernels.
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>()) {
    llvm::SetVector<Operation *> kernels =
        getTaskKernels(program, pipeline, symbols);
    llvm::SetVector<Operation *> used;
    for (Operation *kernel : kernels)
      addWithUses(kernel, symbols, used);
    taken.insert(kernels.begin(), kernels.end());
    for (Operation *op : used)
      if (!kernels.contains(op))
        helpers.insert(op);
    files.push_back({"rank_" + std::to_string(program.getRank()) + ".mlir",
                     printModule(module, used,
                                 llvm::DenseSet<Operation *>(kernels.begin(),
                                                             kernels.end()))});
  }
  for (Operation *kernel : taken)
    symbols.erase(kernel);
  // What only they used has nobody left to use it. The programs' kernels are
  // named in the pipeline, which is a symbol table of its own.
  SmallVector<StringAttr> kernels = getPipelineKernels(pipeline);
  llvm::DenseSet<StringAttr> needed(kernels.begin(), kernels.end());
  for (Operation *op : helpers)
    if (auto function = dyn_cast<func::FuncOp>(op))
      if (!needed.contains(function.getSymNameAttr()) &&
          SymbolTable::symbolKnownUseEmpty(function, module))
        symbols.erase(function);
  return files;
}

static void buildCodegen(OpPassManager &pm, const KernelTarget &target) {
  buildKernelPipeline(pm, target);
  buildHostTailPipeline(pm);
}

namespace mlir::pipe {
extern const Backend backend_external;
const Backend backend_external = {
    "external",
    "functions that a library of the caller has kernels for",
    /*compilesReference=*/false,
    kHostKernelTarget,
    takeKernels,
    buildCodegen};
} // namespace mlir::pipe
