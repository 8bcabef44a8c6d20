//===- Bundle.cpp - A compiled model --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Bundle.h"
#include "Failure.h"

#include "pipe/Schedule/ScheduleCsv.h"
#include "pipe/TensorIO/File.h"

#include <dlfcn.h>
#include <filesystem>

using namespace mlir::pipe;

static void *openLibrary(const std::string &path) {
  // A path with a slash, so that the loader does not search for it.
  std::string absolute = std::filesystem::absolute(path).string();
  void *library = dlopen(absolute.c_str(), RTLD_NOW | RTLD_LOCAL);
  if (!library)
    throw Failure{path + ": cannot load: " + dlerror()};
  return library;
}

template <class Function>
static Function findFunction(void *library, const std::string &path,
                             const std::string &name) {
  void *symbol = dlsym(library, name.c_str());
  if (!symbol)
    throw Failure{path + ": has no function '" + name +
                  "' that the manifest names"};
  return reinterpret_cast<Function>(symbol);
}

static Schedule loadSchedule(const std::string &path,
                             const Manifest &manifest) {
  FileBytes bytes = take(readFile(path));
  Result<Schedule> schedule = parseScheduleCsv(bytes.view(), path);
  if (!schedule)
    throw Failure{schedule.getError().toString()};
  schedule->name = manifest.schedule;
  if (schedule->ranks != manifest.ranks ||
      schedule->microBatches != manifest.microBatches)
    throw Failure{path + ": has " + std::to_string(schedule->ranks) +
                  " ranks and " + std::to_string(schedule->microBatches) +
                  " micro-batches, but the manifest has " +
                  std::to_string(manifest.ranks) + " and " +
                  std::to_string(manifest.microBatches)};
  return std::move(*schedule);
}

Bundle mlir::pipe::loadBundle(const std::string &path) {
  Bundle bundle;
  bundle.path = path;
  if (!std::filesystem::is_directory(path))
    throw Failure{path + ": is not a bundle (a folder made by pipe-compile)"};
  std::string manifestPath = path + "/manifest.json";
  FileBytes text = take(readFile(manifestPath));
  bundle.manifest = parseManifest(text.view(), manifestPath);
  const Manifest &manifest = bundle.manifest;
  bundle.schedule = loadSchedule(path + "/schedule.csv", manifest);
  for (const Parameter &parameter : manifest.parameters) {
    if (!parameter.inBundle || bundle.constants)
      continue;
    bundle.constants = take(Safetensors::read(path + "/constants.safetensors"));
  }
  std::string libraryPath = path + "/" + manifest.library;
  void *library = openLibrary(libraryPath);
  for (const Program &program : manifest.programs)
    bundle.programs.push_back(
        findFunction<pipert_program_t>(library, libraryPath, program.entry));
  if (manifest.reference)
    bundle.reference = findFunction<ReferenceFunction>(
        library, libraryPath, manifest.reference->entry);
  return bundle;
}
