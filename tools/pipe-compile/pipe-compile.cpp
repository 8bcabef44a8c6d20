//===- pipe-compile.cpp - From a model to a bundle ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CompleteOptions.h"
#include "ConfirmRoles.h"
#include "ModelFile.h"
#include "Options.h"
#include "ParseAdvice.h"
#include "Summary.h"

#include "pipe/Analysis/Precision/PrecisionPlan.h"
#include "pipe/Backend/Backend.h"
#include "pipe/Dialect/Pipe/IR/Pipe.h"
#include "pipe/Import/StableHLO/InlineCalls.h"
#include "pipe/Import/StableHLO/Passes.h"
#include "pipe/Pipelines/InitAll.h"
#include "pipe/Pipelines/Pipelines.h"
#include "pipe/Target/Bundle.h"
#include "pipe/TensorIO/StandardStreams.h"
#include "pipe/TensorIO/Unfinished.h"

#include "mlir/Bytecode/BytecodeReader.h"
#include "mlir/IR/Diagnostics.h"
#include "mlir/IR/MLIRContext.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Parser/Parser.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/raw_ostream.h"

using namespace mlir;
using namespace mlir::pipe;

namespace {
/// Prints diagnostics as "FILE:LINE:COLUMN: error: MESSAGE", notes below;
/// remarks only when asked for. The lines of a model are too long to be shown.
class DiagnosticPrinter : public ScopedDiagnosticHandler {
public:
  DiagnosticPrinter(llvm::SourceMgr &sources, MLIRContext *context,
                    bool remarks)
      : ScopedDiagnosticHandler(context), sources(sources) {
    setHandler([this, remarks](Diagnostic &diagnostic) {
      if (diagnostic.getSeverity() == DiagnosticSeverity::Remark && !remarks)
        return;
      std::string text = format(diagnostic);
      // A list of dialects helps nobody; `explain` does.
      for (Diagnostic &note : diagnostic.getNotes())
        if (!StringRef(note.str()).starts_with("Available dialects:"))
          text += format(note);
      // An op stands in a kernel and in the unpartitioned graph.
      if (!printed.insert(text).second)
        return;
      llvm::errs() << text;
      if (isParsing)
        explain(diagnostic);
    });
  }

  void setParsing(bool parsing) { isParsing = parsing; }

private:
  static FileLineColLoc getFileLoc(const Diagnostic &diagnostic) {
    return diagnostic.getLocation()->findInstanceOf<FileLineColLoc>();
  }

  static StringRef getName(DiagnosticSeverity severity) {
    switch (severity) {
    case DiagnosticSeverity::Note:
      return "note";
    case DiagnosticSeverity::Warning:
      return "warning";
    case DiagnosticSeverity::Error:
      return "error";
    case DiagnosticSeverity::Remark:
      return "remark";
    }
    llvm_unreachable("all severities have a name");
  }

  /// Returns the text as all messages are: what MLIR says may begin with a
  /// capital and end with a blank.
  static std::string getText(const Diagnostic &diagnostic) {
    std::string text = StringRef(diagnostic.str()).rtrim().str();
    if (text.size() > 1 && llvm::isLower(text[1]))
      text[0] = llvm::toLower(text[0]);
    return text;
  }

  static std::string format(const Diagnostic &diagnostic) {
    std::string text;
    llvm::raw_string_ostream stream(text);
    FileLineColLoc loc = getFileLoc(diagnostic);
    stream << (loc ? loc.getFilename().getValue() : "pipe-compile") << ':';
    if (loc && loc.getLine())
      stream << loc.getLine() << ':' << loc.getColumn() << ':';
    stream << ' ' << getName(diagnostic.getSeverity()) << ": "
           << getText(diagnostic) << '\n';
    return text;
  }

  /// Says what helps when the form of the file is at fault.
  void explain(const Diagnostic &diagnostic) {
    StringRef line;
    if (FileLineColLoc loc = getFileLoc(diagnostic)) {
      StringRef text =
          sources.getMemoryBuffer(sources.getMainFileID())->getBuffer();
      for (unsigned i = 0; i < loc.getLine(); ++i)
        std::tie(line, text) = text.split('\n');
    }
    if (std::optional<std::string> advice =
            explainParseError(diagnostic.str(), line))
      llvm::errs() << "note: " << *advice << '\n';
  }

  llvm::SourceMgr &sources;
  llvm::StringSet<> printed;
  bool isParsing = true;
};
} // namespace

/// Ops that the file gives no place are at least in this file.
static void locateInFile(ModuleOp module, StringRef path) {
  auto loc = FileLineColLoc::get(module.getContext(), path, 0, 0);
  module->walk([&](Operation *op) {
    if (!op->getLoc()->findInstanceOf<FileLineColLoc>())
      op->setLoc(loc);
  });
}

template <typename ListOption>
static void append(ListOption &option, const std::vector<std::string> &values) {
  for (const std::string &value : values)
    option.push_back(value);
}

static void fill(PlanPipelineOptions &plan, const OptimizerOptions &options) {
  plan.optimizer = options.name;
  plan.nesterov = options.nesterov;
  auto set = [](auto &option, const std::optional<double> &value) {
    if (value)
      option = *value;
  };
  set(plan.learningRate, options.learningRate);
  set(plan.momentum, options.momentum);
  set(plan.dampening, options.dampening);
  set(plan.beta1, options.beta1);
  set(plan.beta2, options.beta2);
  set(plan.epsilon, options.epsilon);
  set(plan.weightDecay, options.weightDecay);
  append(plan.noDecay, options.noDecay);
  append(plan.rateFactor, options.rateFactor);
  set(plan.clipNorm, options.clipNorm);
}

static void fill(PlanPipelineOptions &plan, const CompileOptions &options) {
  append(plan.batch, options.batch);
  append(plan.frozen, options.frozen);
  append(plan.gradientPairs, options.gradientPairs);
  append(plan.updates, options.updates);
  append(plan.extraOutputs, options.extraOutputs);
  append(plan.tie, options.tie);
  plan.loss = options.loss;
  plan.gradients = options.gradients;
  plan.mode = options.mode;
  plan.compute = options.compute;
  append(plan.keepF32, options.keepF32);
  plan.assertions = options.assertions;
  plan.function = options.function;
  append(plan.pureDialects, options.pureDialects);
  append(plan.sumDialects, options.sumDialects);
  append(plan.cutAfter, options.cutAfter);
  if (options.unrollLimit)
    plan.unrollLimit = *options.unrollLimit;
  plan.schedule = options.schedule;
  plan.ranks = options.ranks;
  plan.microBatches = options.microBatches;
  plan.virtualStages = *options.virtualStages;
  if (options.memoryCap)
    plan.memoryCap = *options.memoryCap;
  if (options.searchMs)
    plan.searchMs = *options.searchMs;
  if (options.seed)
    plan.seed = *options.seed;
  plan.postReceives = options.postReceives;
  // How many there are is known when the bundle is run.
  plan.replicas = true;
  fill(plan, options.optimizer);
  plan.skipNonfinite = options.skipNonfinite;
  plan.lossScale = options.lossScale;
}

static int fail(const llvm::Twine &message) {
  llvm::errs() << "pipe-compile: error: " << message << "\n";
  return 1;
}

static bool hasUpdates(ModuleOp module) {
  return llvm::any_of(module.getOps<PipelineOp>(), [](PipelineOp pipeline) {
    return static_cast<bool>(pipeline.getStep());
  });
}

static int compile(const CompileOptions &options,
                   std::shared_ptr<const RequestedSchedule> requested) {
  auto file = readModelFile(options.input);
  if (!file)
    return fail(file.getMessage());
  DialectRegistry registry;
  registerAllDialects(registry);
  MLIRContext context(registry);
  // Ops that nobody registered are named by the pass that cannot handle them.
  context.allowUnregisteredDialects();
  context.printOpOnDiagnostic(false);
  llvm::SourceMgr sources;
  sources.AddNewSourceBuffer(std::move(*file), llvm::SMLoc());
  DiagnosticPrinter printer(sources, &context, options.remarks);
  ParserConfig config(&context, /*verifyAfterParse=*/false);
  OwningOpRef<ModuleOp> module = parseSourceFile<ModuleOp>(sources, config);
  if (!module)
    return 1;
  inlineCallsInRegions(*module);
  if (failed(verify(*module)))
    return 1;
  printer.setParsing(false);

  llvm::MemoryBufferRef text =
      *sources.getMemoryBuffer(sources.getMainFileID());
  if (isBytecode(text))
    if (std::optional<std::string> advice = explainBytecode(*module))
      return fail(options.input + ": " + *advice);

  locateInFile(*module, options.input);

  PlanPipelineOptions plan;
  fill(plan, options);
  PassManager pm(&context);
  pm.addPass(createImportStableHLOPass());
  buildPlanPipeline(pm, plan, std::move(requested));
  if (failed(pm.run(*module)))
    return 1;
  if (!hasUpdates(*module)) {
    if (options.skipNonfinite)
      return fail("--skip-nonfinite: the model updates no parameters, so that "
                  "no step can be skipped; name an optimizer with "
                  "--optimizer=NAME");
    if (!options.lossScale.empty())
      return fail("--loss-scale: the model updates no parameters, so that "
                  "nothing divides its gradients again; name an optimizer with "
                  "--optimizer=NAME");
  }
  BundleOptions bundle;
  bundle.backend = findBackend(options.target);
  bundle.generic = options.generic;
  bundle.memoryLimit = options.memoryLimit;
  bundle.separateBuffers = options.separateBuffers;
  bundle.noReference = options.noReference;
  SummaryNotes notes;
  if (auto counters = (*module)->getAttrOfType<ArrayAttr>(kStepCountersAttr))
    for (auto counter : counters.getAsRange<StringAttr>())
      notes.counters.push_back(counter.str());
  if (auto shared =
          (*module)->getAttrOfType<DenseI64ArrayAttr>(kStepSharedAttr))
    notes.shared.assign(shared.asArrayRef().begin(), shared.asArrayRef().end());
  bool isRounded = options.compute != "f32";
  if (isRounded) {
    notes.compute = options.compute;
    for (StringRef name : expandKeptOps(options.keepF32))
      notes.keptOps.push_back(name.str());
  }
  // Without the unpartitioned model there is nothing to try.
  if (bundle.backend->compilesReference)
    bundle.inspect = [&, hasLoops = hasOpenLoops(*module)](StringRef folder) {
      return confirmRoles(*module, folder, {hasLoops, isRounded},
                          notes.confirmation);
    };
  FailureOr<bundle::Manifest> manifest =
      writeBundle(*module, options.output, bundle);
  if (failed(manifest))
    return 1;
  std::string summary;
  llvm::raw_string_ostream stream(summary);
  notes.hasOwnUpdates =
      manifest->hasUpdates() && options.optimizer.name.empty();
  printSummary(*manifest, options.output, notes, stream);
  if (IoStatus error = writeStandardOutput(summary))
    return fail(error->message + "; the bundle '" + options.output +
                "' is complete");
  return 0;
}

static int run(int argc, char **argv) {
  CompileOptions options;
  if (std::optional<int> status = parseOptions(argc, argv, options)) {
    IoStatus error = writeStandardOutput("");
    return error ? fail(error->message) : *status;
  }
  auto requested = completeOptions(options);
  if (!requested)
    return fail(requested.getError().toString());
  return compile(options, std::move(*requested));
}

int main(int argc, char **argv) {
  prepareStandardStreams();
  removeUnfinishedOnSignals();
  int status = run(argc, argv);
  // What could not be printed is not to be reported again.
  llvm::errs().clear_error();
  return status;
}
