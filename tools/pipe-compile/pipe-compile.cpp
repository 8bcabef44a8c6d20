//===- pipe-compile.cpp - From a model to a bundle ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "OldSyntax.h"
#include "Options.h"

#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Pipelines/InitAll.h"
#include "pipe/Pipelines/Pipelines.h"
#include "pipe/Target/Bundle.h"

#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/Parser/Parser.h"
#include "mlir/Support/FileUtilities.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Prints diagnostics: errors and warnings always, remarks when asked for.
class DiagnosticPrinter : public SourceMgrDiagnosticHandler {
public:
  DiagnosticPrinter(llvm::SourceMgr &sources, MLIRContext *context,
                    bool remarks)
      : SourceMgrDiagnosticHandler(sources, context, llvm::errs()),
        sources(sources) {
    setHandler([this, remarks](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() == DiagnosticSeverity::Remark && !remarks)
        return;
      if (isParsing)
        explain(diagnostic);
      emitDiagnostic(diagnostic);
    });
  }

  void setParsing(bool parsing) { isParsing = parsing; }

private:
  /// Adds a note when the line was printed by an older MLIR.
  void explain(Diagnostic &diagnostic) {
    auto loc = diagnostic.getLocation()->findInstanceOf<FileLineColLoc>();
    if (!loc)
      return;
    StringRef text =
        sources.getMemoryBuffer(sources.getMainFileID())->getBuffer();
    StringRef line;
    for (unsigned i = 0; i < loc.getLine(); ++i)
      std::tie(line, text) = text.split('\n');
    // The parser may stop at the op behind.
    if (std::optional<std::string> advice = explainOldSyntax(line))
      diagnostic.attachNote() << *advice;
  }

  llvm::SourceMgr &sources;
  bool isParsing = true;
};
} // namespace

template <typename ListOption>
static void append(ListOption &option, const std::vector<std::string> &values) {
  for (const std::string &value : values)
    option.push_back(value);
}

static void fill(PlanPipelineOptions &plan, const CompileOptions &options) {
  append(plan.batch, options.batch);
  plan.loss = options.loss;
  plan.gradients = options.gradients;
  plan.mode = options.mode;
  plan.function = options.function;
  append(plan.pureDialects, options.pureDialects);
  append(plan.cutAfter, options.cutAfter);
  plan.schedule = options.schedule;
  plan.ranks = options.ranks;
  plan.microBatches = options.microBatches;
  plan.virtualStages = options.virtualStages;
}

static int compile(const CompileOptions &options) {
  std::string message;
  std::unique_ptr<llvm::MemoryBuffer> file =
      openInputFile(options.input, &message);
  if (!file) {
    llvm::errs() << "pipe-compile: " << message << "\n";
    return 1;
  }
  DialectRegistry registry;
  registerAllDialects(registry);
  MLIRContext context(registry);
  // Ops that nobody registered are named by the pass that cannot handle them.
  context.allowUnregisteredDialects();
  context.printOpOnDiagnostic(false);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(file), llvm::SMLoc());
  DiagnosticPrinter printer(sources, &context, options.remarks);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, &context);
  printer.setParsing(false);
  if (!module)
    return 1;

  PlanPipelineOptions plan;
  fill(plan, options);
  PassManager pm(&context);
  buildPlanPipeline(pm, plan);
  if (failed(pm.run(*module)))
    return 1;
  BundleOptions bundle;
  bundle.generic = options.generic;
  bundle.memoryLimit = options.memoryLimit;
  bundle.noReference = options.noReference;
  return succeeded(writeBundle(*module, options.output, bundle)) ? 0 : 1;
}

int main(int argc, char **argv) {
  CompileOptions options;
  if (std::optional<int> status = parseOptions(argc, argv, options))
    return *status;
  return compile(options);
}
