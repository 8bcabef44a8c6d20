//===- Bundle.cpp - Compile a module and write its bundle -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Target/Bundle.h"

#include "BackendFiles.h"
#include "Constants.h"
#include "OutputFolder.h"
#include "ReadPipeline.h"

#include "pipe/Analysis/Program/PipelineKernels.h"
#include "pipe/Analysis/Program/PipelineSchedule.h"
#include "pipe/Backend/Backend.h"
#include "pipe/Bundle/ManifestText.h"
#include "pipe/Codegen/Host/HostObject.h"
#include "pipe/Pipelines/Pipelines.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/TensorIO/Checksum.h"
#include "pipe/TensorIO/File.h"

#include "mlir/Dialect/Func/IR/FuncOps.h"
#include "mlir/Dialect/LLVMIR/LLVMDialect.h"
#include "mlir/IR/ImplicitLocOpBuilder.h"
#include "mlir/IR/Verifier.h"
#include "mlir/Pass/PassManager.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"

using namespace mlir;
using namespace mlir::pipe;

/// Emits the message of `error`, which names its file; no line of the model is
/// at fault. Returns true if there is one.
static bool report(llvm::Error error, ModuleOp module) {
  if (!error)
    return false;
  emitError(UnknownLoc::get(module.getContext()))
      << llvm::toString(std::move(error));
  return true;
}

/// Tells whether the folder is a bundle and nothing else, so that nothing is
/// lost but what a compile has made.
static llvm::Error checkIsBundle(StringRef folder) {
  llvm::SmallString<128> path(folder);
  llvm::sys::path::append(path, StringRef(bundle::kManifestFile));
  auto text = llvm::MemoryBuffer::getFile(path);
  std::optional<std::vector<std::string>> listed =
      bundle::findListedFiles(text ? (*text)->getBuffer() : StringRef());
  if (!listed)
    return llvm::createStringError(
        "'" + folder +
        "' exists and is no bundle; remove it or write to another place");
  std::error_code code;
  for (llvm::sys::fs::directory_iterator file(folder, code), end;
       !code && file != end; file.increment(code)) {
    StringRef name = llvm::sys::path::filename(file->path());
    if (!llvm::is_contained(bundle::kFiles, std::string_view(name)) &&
        !llvm::is_contained(*listed, name.str()))
      return llvm::createStringError(
          "'" + folder + "' is a bundle that also has '" + name +
          "', which would be lost; move that or write to another place");
  }
  return llvm::errorCodeToError(code);
}

/// Runs passes of the code generation. What they read was verified, and so is
/// what they leave; verifying behind each of them takes as long as they do.
static LogicalResult
runPasses(ModuleOp module, llvm::function_ref<void(OpPassManager &)> build) {
  PassManager pm(module.getContext());
  pm.enableVerifier(false);
  build(pm);
  return failure(failed(pm.run(module)) || failed(verify(module)));
}

namespace {
/// What is known of the reference before it is lowered.
struct Reference {
  std::string name;
  std::string entry; ///< Of the bundle.
  int64_t numInputs = 0;
};
} // namespace

/// Writes `void entry(arguments, results, workspace)`, which calls the lowered
/// reference with the pointers of the two tables.
static void writeReferenceEntry(ModuleOp module, const Reference &reference) {
  int64_t numInputs = reference.numInputs;
  auto kernel = module.lookupSymbol<LLVM::LLVMFuncOp>(reference.name);
  ImplicitLocOpBuilder builder(module.getLoc(), module.getContext());
  builder.setInsertionPointToEnd(module.getBody());
  auto pointer = LLVM::LLVMPointerType::get(module.getContext());
  auto type =
      LLVM::LLVMFunctionType::get(LLVM::LLVMVoidType::get(module.getContext()),
                                  {pointer, pointer, pointer});
  auto entry = LLVM::LLVMFuncOp::create(builder, reference.entry, type);
  Block *block = entry.addEntryBlock(builder);
  builder.setInsertionPointToStart(block);
  int64_t numPointers = kernel.getNumArguments() - 1;
  SmallVector<Value> operands;
  for (int64_t i = 0; i < numPointers; ++i) {
    Value table = block->getArgument(i < numInputs ? 0 : 1);
    auto index = static_cast<int32_t>(i < numInputs ? i : i - numInputs);
    Value place = LLVM::GEPOp::create(builder, pointer, pointer, table,
                                      ArrayRef<LLVM::GEPArg>{index});
    operands.push_back(LLVM::LoadOp::create(builder, pointer, place));
  }
  operands.push_back(block->getArgument(2));
  LLVM::CallOp::create(builder, kernel, operands);
  LLVM::ReturnOp::create(builder, ValueRange());
}

/// Removes the roles of arguments and results, which mean nothing to LLVM.
static void stripRoles(func::FuncOp reference) {
  for (unsigned i = 0; i < reference.getNumArguments(); ++i)
    reference.setArgAttrs(i, ArrayRef<NamedAttribute>());
  for (unsigned i = 0; i < reference.getNumResults(); ++i)
    reference.setResultAttrs(i, ArrayRef<NamedAttribute>());
}

/// Only the entry points of the bundle are seen from outside.
static void hideKernels(ModuleOp module, const llvm::StringSet<> &entries) {
  for (auto func : module.getOps<LLVM::LLVMFuncOp>())
    if (!func.isExternal() && !entries.contains(func.getName()))
      func.setLinkage(LLVM::Linkage::Internal);
}

/// Returns the unpartitioned function that the pipeline names.
static std::optional<Reference> getReference(ModuleOp module,
                                             PipelineOp pipeline) {
  if (!pipeline.getReference())
    return std::nullopt;
  auto func = module.lookupSymbol<func::FuncOp>(*pipeline.getReference());
  if (!func)
    return std::nullopt;
  return Reference{func.getName().str(),
                   bundle::getReferenceEntry(pipeline.getSymName()),
                   static_cast<int64_t>(func.getNumArguments())};
}

/// Drops the unpartitioned function once the manifest has read it.
static void dropReference(ModuleOp module, PipelineOp pipeline) {
  if (auto func = module.lookupSymbol<func::FuncOp>(*pipeline.getReference()))
    func.erase();
  pipeline.removeReferenceAttr();
}

static FailureOr<PipelineOp> getPipeline(ModuleOp module) {
  auto pipelines = llvm::to_vector(module.getOps<PipelineOp>());
  if (pipelines.size() != 1)
    return emitError(module.getLoc())
           << "a bundle is made of one pipeline, but the module has "
           << pipelines.size();
  if (!pipelines.front().getSchedule())
    return pipelines.front().emitError(
        "has no schedule to make a bundle of; run pipe-schedule and "
        "pipe-build-programs first");
  return pipelines.front();
}

/// Returns the schedule as a file: the one that was given, if one was.
static FailureOr<std::string> getScheduleText(ScheduleOp op) {
  if (std::optional<StringRef> csv = op.getCsv())
    return csv->str();
  Result<CommunicationSchedule> schedule = getSchedule(op);
  if (!schedule)
    return op.emitError(schedule.getError().toString());
  return writeScheduleCsv(schedule->schedule);
}

/// Returns the files that `backend` adds to the bundle.
static FailureOr<std::vector<BackendFile>>
takeKernels(const Backend &backend, ModuleOp module, PipelineOp pipeline) {
  if (!backend.takeKernels)
    return std::vector<BackendFile>();
  FailureOr<std::vector<BackendFile>> files =
      backend.takeKernels(module, pipeline);
  if (failed(files) || report(checkBackendFiles(backend, *files), module))
    return failure();
  return files;
}

/// Writes the code of the lowered module.
static llvm::Error writeLibrary(ModuleOp module, const OutputFolder &folder,
                                bool generic) {
  HostObjectOptions options;
  options.generic = generic;
  std::string object = folder.getPath("model.o");
  if (llvm::Error error = emitHostObject(module, object, options))
    return error;
  if (llvm::Error error =
          linkSharedObject({object}, folder.getPath(bundle::kLibraryFile)))
    return error;
  return llvm::errorCodeToError(llvm::sys::fs::remove(object));
}

/// Lists the file `name` with its size and checksum, if it is there.
static llvm::Error listFile(const OutputFolder &folder, StringRef name,
                            bundle::Manifest &manifest) {
  std::string path = folder.getPath(name);
  if (!llvm::sys::fs::exists(path))
    return llvm::Error::success();
  IoResult<FileBytes> bytes = readFile(path);
  if (!bytes)
    return llvm::createStringError(bytes.getMessage());
  manifest.files.push_back({name.str(),
                            static_cast<int64_t>(bytes->view().size()),
                            getChecksum(bytes->view())});
  return llvm::Error::success();
}

/// Writes schedule, files of the back end and manifest beside what is there.
/// `path` is where the bundle will be.
static llvm::Error writeFiles(const OutputFolder &folder, StringRef path,
                              StringRef schedule,
                              ArrayRef<BackendFile> backendFiles,
                              bundle::Manifest &manifest) {
  if (llvm::Error error = folder.writeFile(bundle::kScheduleFile, schedule))
    return error;
  SmallVector<StringRef> names = {bundle::kConstantsFile, bundle::kLibraryFile,
                                  bundle::kScheduleFile};
  for (const BackendFile &file : backendFiles) {
    if (llvm::Error error = folder.writeFile(file.name, file.text))
      return error;
    names.push_back(file.name);
  }
  for (StringRef name : names)
    if (llvm::Error error = listFile(folder, name, manifest))
      return error;
  llvm::SmallString<128> fileName(path);
  llvm::sys::path::append(fileName, StringRef(bundle::kManifestFile));
  IoResult<std::string> text =
      bundle::writeManifest(manifest, fileName.str().str());
  if (!text)
    return llvm::createStringError(text.getMessage());
  return folder.writeFile(bundle::kManifestFile, *text);
}

FailureOr<bundle::Manifest>
mlir::pipe::writeBundle(ModuleOp module, StringRef path,
                        const BundleOptions &options) {
  const Backend &backend =
      options.backend ? *options.backend : *findBackend("host");
  FailureOr<PipelineOp> found = getPipeline(module);
  if (failed(found))
    return failure();
  PipelineOp pipeline = *found;
  llvm::Expected<OutputFolder> folder =
      OutputFolder::create(path, checkIsBundle);
  if (!folder) {
    report(folder.takeError(), module);
    return failure();
  }

  bundle::Manifest manifest;
  std::optional<Reference> reference = getReference(module, pipeline);
  if (failed(readModel(module, pipeline, manifest)) ||
      failed(writeConstants(pipeline, folder->getPath(bundle::kConstantsFile))))
    return failure();
  FailureOr<std::string> csv = getScheduleText(pipeline.getSchedule());
  if (failed(csv))
    return failure();

  if ((options.noReference || !backend.compilesReference) && reference) {
    manifest.reference.reset();
    dropReference(module, pipeline);
    reference.reset();
  }
  if (reference)
    stripRoles(module.lookupSymbol<func::FuncOp>(reference->name));
  if (failed(runPasses(module, buildSumsPipeline)))
    return failure();
  FailureOr<std::vector<BackendFile>> files =
      takeKernels(backend, module, pipeline);
  if (failed(files))
    return failure();
  MemoryPipelineOptions memory;
  memory.memoryLimit = options.memoryLimit;
  memory.shareLocal = !options.separateBuffers;
  if (failed(runPasses(module, [&](OpPassManager &pm) {
        backend.buildCodegen(pm, backend.target);
        buildMemoryPipeline(pm, memory);
      })))
    return failure();
  if (failed(readPrograms(module, pipeline, manifest)))
    return failure();
  llvm::StringSet<> entries;
  if (reference)
    entries.insert(reference->entry);
  for (ProgramOp program : pipeline.getBody().getOps<ProgramOp>())
    entries.insert(bundle::getProgramEntry(
        manifest.pipeline, static_cast<int64_t>(program.getRank())));
  if (failed(runPasses(module, buildLoweringPipeline)))
    return failure();
  if (reference)
    writeReferenceEntry(module, *reference);
  hideKernels(module, entries);

  HostTarget target = getHostTarget(options.generic);
  manifest.target = backend.name;
  manifest.triple = target.triple;
  manifest.cpu = target.cpu;
  if (report(writeLibrary(module, *folder, options.generic), module) ||
      report(writeFiles(*folder, path, *csv, *files, manifest), module) ||
      (options.inspect && failed(options.inspect(folder->getFolder()))) ||
      report(folder->commit(checkIsBundle), module))
    return failure();
  return manifest;
}
