//===- Bundle.cpp - A compiled model --------------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Session/Bundle.h"

#include "pipe/Bundle/ManifestText.h"
#include "pipe/Schedule/Formats/ScheduleCsv.h"
#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/Checksum.h"
#include "pipe/TensorIO/File.h"

#include "pipert/external.h"
#include "pipert/gpu.h"

#include <algorithm>
#include <dlfcn.h>
#include <filesystem>
#include <map>
#include <mutex>
#include <sys/stat.h>

using namespace mlir::pipe;
using namespace mlir::pipe::session;

/// A bundle's library finds the runtime among what all libraries see. A program
/// that loads this library while it runs, as Python does, has it for itself.
static void showRuntime() {
  Dl_info info;
  if (dladdr(reinterpret_cast<const void *>(&pipert_abi_version), &info))
    (void)dlopen(info.dli_fname, RTLD_NOW | RTLD_GLOBAL | RTLD_NOLOAD);
}

/// A name of the file that the loader has not had for another one. It takes a
/// library that has the same name for the same one, also where a bundle was put
/// in the place of another; so each that follows gets one more "./".
static std::string getLoaderName(const std::filesystem::path &path) {
  static std::mutex mutex;
  static std::map<std::string, std::vector<std::pair<dev_t, ino_t>>> known;
  struct stat status;
  // What is not there, the loader says.
  if (stat(path.c_str(), &status) != 0)
    return path.string();
  const std::lock_guard<std::mutex> lock(mutex);
  auto &files = known[path.string()];
  // Files that are loaded stay, so that no other one gets their number.
  const std::pair file(status.st_dev, status.st_ino);
  auto found = std::find(files.begin(), files.end(), file);
  std::string name = path.parent_path().string() + "/";
  for (auto each = files.begin(); each != found; ++each)
    name += "./";
  if (found == files.end())
    files.push_back(file);
  return name + path.filename().string();
}

static void *openLibrary(const std::string &path) {
  showRuntime();
  // A path with a slash, so that the loader does not search for it.
  std::string absolute = getLoaderName(std::filesystem::absolute(path));
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
    throw Failure{path + ": has no function '" + name + "'"};
  return reinterpret_cast<Function>(symbol);
}

/// The functions of the table that the manifest names: their number, then they.
static std::vector<Kernel> findKernels(void *library, const std::string &path,
                                       const Manifest &manifest) {
  auto *table = findFunction<void *const *>(
      library, path, bundle::getKernelTable(manifest.pipeline));
  if (auto count = reinterpret_cast<uintptr_t>(table[0]);
      count != manifest.kernels.size())
    throw Failure{path + ": has " + std::to_string(count) +
                  " kernels, but the manifest names " +
                  std::to_string(manifest.kernels.size())};
  std::vector<Kernel> kernels;
  for (size_t i = 0; i < manifest.kernels.size(); ++i)
    kernels.push_back({reinterpret_cast<pipert_kernel_t>(table[i + 1])});
  return kernels;
}

namespace {
/// What a library of kernels is given to register with.
struct Registry {
  const Manifest &manifest;
  std::vector<Kernel> &kernels;
  std::string error; ///< Of the first kernel that was refused.

  static int add(void *self, const char *name, pipert_kernel_t function,
                 void *userData) {
    auto &registry = *static_cast<Registry *>(self);
    const std::vector<bundle::Kernel> &names = registry.manifest.kernels;
    auto found = std::find_if(
        names.begin(), names.end(),
        [&](const bundle::Kernel &kernel) { return kernel.name == name; });
    std::string problem;
    if (found == names.end())
      problem = "', which the bundle does not have";
    else if (registry.kernels[size_t(found - names.begin())].function)
      problem = "', which has a kernel already";
    else if (!function)
      problem = "' with a null kernel";
    else
      registry.kernels[size_t(found - names.begin())] = {function, userData};
    if (!problem.empty() && registry.error.empty())
      registry.error = "registers the function '" + std::string(name) + problem;
    return problem.empty() ? 0 : 1;
  }
};
} // namespace

/// Lets the library at `path` give the kernels that have no code theirs.
static void registerKernels(Bundle &bundle, const std::string &path) {
  const Manifest &manifest = bundle.manifest;
  auto missing = std::find_if(bundle.kernels.begin(), bundle.kernels.end(),
                              [](const Kernel &k) { return !k.function; });
  if (missing == bundle.kernels.end()) {
    if (!path.empty())
      throw Failure{bundle.path + ": has kernels of its own; --kernels is for "
                                  "bundles that lack some, such as those of "
                                  "pipe-compile --target=external"};
    return;
  }
  if (path.empty())
    throw Failure{
        bundle.path + ": has no code for the function '" +
        manifest.kernels[size_t(missing - bundle.kernels.begin())].name +
        "', since it was made with --target=" + manifest.target +
        "; give a library that has with --kernels"};
  Registry registry{manifest, bundle.kernels, ""};
  pipe_kernel_registry_t handle = {sizeof(handle), &registry, Registry::add};
  auto registerAll = findFunction<pipe_register_kernels_t>(
      openLibrary(path), path, "pipe_register_kernels");
  int status = registerAll(&handle);
  if (!registry.error.empty())
    throw Failure{path + ": " + registry.error};
  if (status != 0)
    throw Failure{path + ": its pipe_register_kernels returned " +
                  std::to_string(status)};
  for (size_t i = 0; i < bundle.kernels.size(); ++i)
    if (!bundle.kernels[i].function)
      throw Failure{path + ": registers no kernel for the function '" +
                    manifest.kernels[i].name + "'"};
}

/// The path of the file `name` of the bundle at `folder`.
static std::string getPath(const std::string &folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

/// Reads the file `name` of the bundle; it must be the one that was written.
static FileBytes readChecked(const Bundle &bundle, std::string_view name) {
  std::string path = getPath(bundle.path, name);
  const bundle::File *file = bundle.manifest.findFile(name);
  if (!file)
    throw Failure{getPath(bundle.path, bundle::kManifestFile) +
                  ": does not list the file '" + std::string(name) +
                  "'; compile the model again"};
  FileBytes bytes = take(readFile(path));
  if (int64_t(bytes.view().size()) != file->bytes)
    throw Failure{path + ": is not the file of this bundle: it has " +
                  std::to_string(bytes.view().size()) + " bytes, not " +
                  std::to_string(file->bytes) + "; compile the model again"};
  if (getChecksum(bytes.view()) != file->checksum)
    throw Failure{path + ": is not the file of this bundle: its checksum is " +
                  getChecksum(bytes.view()) + ", not " + file->checksum +
                  "; compile the model again"};
  return bytes;
}

static Schedule parseSchedule(const FileBytes &bytes, const std::string &path,
                              const Manifest &manifest) {
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
  if (schedule->placement != manifest.placement)
    throw Failure{path + ": places stages on other ranks than the manifest"};
  for (int64_t m = 0; m < manifest.microBatches; ++m)
    if (schedule->getCopy(m) !=
        manifest.copyPattern[size_t(m) % manifest.copyPattern.size()])
      throw Failure{path + ": sends micro-batch " + std::to_string(m) +
                    " through another copy of the model than the manifest"};
  return std::move(*schedule);
}

/// The interface of the runtime that this process has.
static bundle::AbiVersion getRuntimeAbi() {
  int32_t major, minor;
  pipert_abi_version(&major, &minor);
  return {major, minor};
}

/// Tells the runtime of the device code of a bundle, which stays loaded.
static bool addDeviceCode(void *library, const std::string &path) {
  const auto *module = static_cast<const pipert_gpu_module_t *>(
      dlsym(library, "pipe_gpu_module"));
  if (module && pipert_gpu_add_module(module) != PIPERT_OK)
    throw Failure{path + ": " + pipert_last_error()};
  return module != nullptr;
}

Bundle mlir::pipe::session::loadBundle(const std::string &path,
                                       const std::string &kernels) {
  Bundle bundle;
  bundle.path = path;
  if (!std::filesystem::is_directory(path))
    throw Failure{path + ": is not a bundle (a folder made by pipe-compile)"};
  std::string manifestPath = getPath(path, bundle::kManifestFile);
  FileBytes text = take(readFile(manifestPath));
  bundle.checksum = getChecksum(text.view());
  bundle.manifest =
      take(bundle::parseManifest(text.view(), manifestPath, getRuntimeAbi()));
  const Manifest &manifest = bundle.manifest;
  bundle.schedule =
      parseSchedule(readChecked(bundle, bundle::kScheduleFile),
                    getPath(path, bundle::kScheduleFile), manifest);
  bool hasConstants = false;
  for (const Parameter &parameter : manifest.parameters)
    hasConstants |= parameter.inBundle;
  if (hasConstants)
    bundle.constants =
        take(Safetensors::parse(readChecked(bundle, bundle::kConstantsFile),
                                getPath(path, bundle::kConstantsFile)));
  // Code of a broken file would end the process: checked before it is loaded.
  readChecked(bundle, manifest.library);
  std::string libraryPath = getPath(path, manifest.library);
  void *library = openLibrary(libraryPath);
  for (int64_t rank = 0; rank < manifest.ranks; ++rank)
    bundle.programs.push_back(findFunction<pipert_program_t>(
        library, libraryPath,
        bundle::getProgramEntry(manifest.pipeline, rank)));
  bundle.kernels = findKernels(library, libraryPath, manifest);
  registerKernels(bundle, kernels);
  bundle.hasDeviceCode = addDeviceCode(library, libraryPath);
  if (manifest.reference)
    bundle.reference = findFunction<ReferenceFunction>(
        library, libraryPath, bundle::getReferenceEntry(manifest.pipeline));
  return bundle;
}

const NamedTensor &
mlir::pipe::session::findConstant(const Bundle &bundle,
                                  const Parameter &parameter) {
  const std::string path = getPath(bundle.path, bundle::kConstantsFile);
  const NamedTensor *tensor = bundle.constants->find(parameter.name);
  if (!tensor)
    throw Failure{path + ": has no tensor '" + parameter.name + "'"};
  if (!isSameStorage(tensor->type.type, parameter.type.type) ||
      tensor->type.shape != parameter.type.shape)
    throw Failure{path + ": '" + parameter.name + "' is " +
                  toString(tensor->type) + ", but must be " +
                  toString(parameter.type)};
  return *tensor;
}

std::string Bundle::getRankName(size_t rank) const {
  const std::string name = "rank " + std::to_string(rank);
  return replicas == 1
             ? name
             : name + " (replica " + std::to_string(getReplica(rank)) +
                   ", rank " + std::to_string(rank % size_t(manifest.ranks)) +
                   ")";
}

/// Whether some rank computes a gradient.
static bool hasGradients(const Manifest &manifest) {
  return std::any_of(
      manifest.parameters.begin(), manifest.parameters.end(),
      [](const Parameter &parameter) { return parameter.isTrained; });
}

/// Whether so many slices of a type can be counted in bytes.
static bool hasRoom(const TensorType &type, int64_t count) {
  int64_t bytes;
  return !__builtin_mul_overflow(*countBytes(type), count, &bytes);
}

void mlir::pipe::session::replicate(Bundle &bundle, int64_t replicas) {
  if (replicas == 1)
    return;
  Manifest &manifest = bundle.manifest;
  const std::string option = "--replicas=" + std::to_string(replicas);
  if (hasGradients(manifest) && !manifest.replicas)
    throw Failure{option + ": the programs of " + bundle.path +
                      " do not add up their gradients over replicas; compile "
                      "the model again, which says why if it cannot",
                  ExitStatus::BadUsage};
  // The runtime numbers ranks with 15 bits.
  constexpr int64_t maxRanks = 0x7fff;
  if (replicas > maxRanks / manifest.ranks)
    throw Failure{option + " of " + std::to_string(manifest.ranks) +
                      " ranks are more than " + std::to_string(maxRanks) +
                      " ranks",
                  ExitStatus::BadUsage};
  int64_t microBatches;
  bool fits =
      !__builtin_mul_overflow(manifest.microBatches, replicas, &microBatches);
  for (const Input &input : manifest.inputs)
    fits = fits && hasRoom(input.type, microBatches);
  for (const Output &output : manifest.outputs)
    fits = fits && hasRoom(output.type, microBatches);
  if (!fits)
    throw Failure{option + ": the data of a step are too large",
                  ExitStatus::BadUsage};
  manifest.microBatches = microBatches;
  bundle.replicas = replicas;
}
