//===- CheckpointFolder.cpp - Where checkpoints lie -----------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CheckpointFolder.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/Checksum.h"
#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/OutputPath.h"
#include "pipe/TensorIO/Safetensors.h"
#include "pipe/TensorIO/Synchronize.h"
#include "pipe/TensorIO/Unfinished.h"

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <optional>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

using namespace mlir::pipe;
namespace fs = std::filesystem;

static constexpr std::string_view kPrefix = "step_";
static constexpr size_t kNumDigits = 8;
static constexpr std::string_view kDigits = "0123456789";

[[noreturn]] static void fail(const std::string &path, const std::string &what,
                              const std::error_code &code) {
  throw Failure{path + ": " + what + ": " + std::strerror(code.value()),
                ExitStatus::RunFailed};
}

static std::error_code getCode() { return {errno, std::generic_category()}; }

static std::string join(const std::string &folder, std::string_view name) {
  return folder + "/" + std::string(name);
}

//===----------------------------------------------------------------------===//
// Names
//===----------------------------------------------------------------------===//

static std::string makeName(int64_t step) {
  std::string digits = std::to_string(step);
  size_t zeros = kNumDigits - std::min(kNumDigits, digits.size());
  return std::string(kPrefix) + std::string(zeros, '0') + digits;
}

/// The step that a checkpoint's folder is called after.
static std::optional<int64_t> parseName(std::string_view name) {
  if (!name.starts_with(kPrefix))
    return std::nullopt;
  std::string_view digits = name.substr(kPrefix.size());
  int64_t step = -1;
  const char *last = digits.data() + digits.size();
  auto [end, error] = std::from_chars(digits.data(), last, step);
  if (error != std::errc() || end != last || step < 0 || makeName(step) != name)
    return std::nullopt;
  return step;
}

/// Whether a name is one that `makeNeighbour` makes of a checkpoint's.
static bool isUnfinished(std::string_view name) {
  size_t dot = name.rfind('.');
  return dot != std::string_view::npos && name.size() - dot == 9 &&
         name.find_first_not_of("0123456789abcdef", dot + 1) ==
             std::string_view::npos &&
         parseName(name.substr(0, dot));
}

//===----------------------------------------------------------------------===//
// A folder that is being filled
//===----------------------------------------------------------------------===//

namespace {
/// A new folder beside its destination, which is removed unless it is put
/// there, also by a signal.
class Filling {
public:
  explicit Filling(const std::string &destination) : destination(destination) {
    std::string name = makeNeighbour(destination);
    // A signal removes the folder that is made here, and no other.
    HoldSignals hold;
    if (::mkdir(name.c_str(), 0777) != 0)
      fail(destination, "cannot write", getCode());
    temporary = name;
    unfinished = Unfinished(name);
  }
  ~Filling() {
    std::error_code ignored;
    if (!temporary.empty())
      fs::remove_all(temporary, ignored);
  }
  Filling(const Filling &) = delete;

  std::string getPath(std::string_view name) const {
    return join(temporary, name);
  }

  /// Puts the folder, whose files are on the disk, in its place.
  void commit() {
    if (std::error_code code = synchronize(temporary))
      fail(destination, "cannot write", code);
    HoldSignals hold;
    if (::rename(temporary.c_str(), destination.c_str()) != 0)
      fail(destination, "cannot write", getCode());
    temporary.clear();
    unfinished.forget();
    std::string parent = fs::path(destination).parent_path().string();
    if (std::error_code code = synchronize(parent.empty() ? "." : parent))
      fail(destination, "cannot write", code);
  }

private:
  std::string destination;
  std::string temporary; ///< Empty once it is moved.
  Unfinished unfinished;
};
} // namespace

//===----------------------------------------------------------------------===//
// The folder of all checkpoints
//===----------------------------------------------------------------------===//

CheckpointFolder CheckpointFolder::open(const std::string &path) {
  CheckpointFolder folder(path);
  while (folder.path.size() > 1 && folder.path.ends_with('/'))
    folder.path.pop_back();
  std::error_code code;
  if (fs::exists(path, code) && !fs::is_directory(path, code))
    throw Failure{path + ": is a file, but --checkpoint needs a folder"};
  fs::create_directories(path, code);
  if (code)
    throw Failure{path + ": cannot make the folder of --checkpoint: " +
                  std::strerror(code.value())};
  fs::path parent = fs::path(folder.path).parent_path();
  (void)synchronize(parent.empty() ? "." : parent.string());
  folder.lock();
  folder.tryToWrite();
  folder.removeUnfinished();
  return folder;
}

CheckpointFolder::CheckpointFolder(CheckpointFolder &&other) noexcept
    : path(std::move(other.path)),
      descriptor(std::exchange(other.descriptor, -1)) {}

CheckpointFolder::~CheckpointFolder() {
  if (descriptor >= 0)
    ::close(descriptor);
}

/// Two runs would remove each other's checkpoints.
void CheckpointFolder::lock() {
  descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (descriptor < 0)
    throw Failure{path + ": cannot read the folder of --checkpoint: " +
                  std::strerror(errno)};
  if (::flock(descriptor, LOCK_EX | LOCK_NB) != 0 && errno == EWOULDBLOCK)
    throw Failure{path + ": another run has checkpoints there; give each run "
                         "a folder of its own"};
}

void CheckpointFolder::tryToWrite() const {
  try {
    Filling trial(getPath(0));
    take(writeFile(trial.getPath(bundle::kCheckpointFile), {"{}\n"}));
  } catch (const Failure &failure) {
    throw Failure{path +
                  ": --checkpoint cannot write there: " + failure.message};
  }
}

std::vector<std::string> CheckpointFolder::listNames() const {
  std::vector<std::string> names;
  std::error_code code;
  for (fs::directory_iterator entry(path, code), end; !code && entry != end;
       entry.increment(code))
    names.push_back(entry->path().filename().string());
  if (code)
    fail(path, "cannot read", code);
  return names;
}

void CheckpointFolder::removeUnfinished() const {
  std::error_code ignored; // It is in nobody's way.
  for (const std::string &name : listNames())
    if (isUnfinished(name))
      fs::remove_all(join(path, name), ignored);
}

std::string CheckpointFolder::getPath(int64_t step) const {
  return join(path, makeName(step));
}

std::vector<int64_t> CheckpointFolder::list() const {
  std::vector<int64_t> steps;
  for (const std::string &name : listNames())
    if (std::optional<int64_t> step = parseName(name))
      steps.push_back(*step);
  std::sort(steps.begin(), steps.end());
  return steps;
}

static bundle::File describeFile(const std::string &path,
                                 std::string_view name) {
  FileBytes bytes = take(mapFile(path));
  return {std::string(name), int64_t(bytes.view().size()),
          getChecksum(bytes.view())};
}

void CheckpointFolder::write(const Manifest &manifest, const Snapshot &snapshot,
                             bundle::Checkpoint description) const {
  description.step = snapshot.state.progress.step;
  Filling folder(getPath(description.step));
  std::vector<NamedTensor> tensors;
  for (size_t i = 0; i < manifest.parameters.size(); ++i)
    tensors.push_back({manifest.parameters[i].name, manifest.parameters[i].type,
                       snapshot.parameters[i].data()});
  take(
      writeSafetensors(folder.getPath(bundle::kCheckpointParameters), tensors));
  writeState(folder.getPath(bundle::kCheckpointStates), snapshot.state);
  description.files.clear();
  for (std::string_view name :
       {bundle::kCheckpointParameters, bundle::kCheckpointStates})
    description.files.push_back(describeFile(folder.getPath(name), name));
  take(writeFile(folder.getPath(bundle::kCheckpointFile),
                 {bundle::writeCheckpoint(description)}));
  folder.commit();
}

void CheckpointFolder::removeOld(int64_t keep) const {
  std::vector<int64_t> steps = list();
  for (size_t i = 0; i + size_t(keep) < steps.size(); ++i) {
    // What is half removed is no checkpoint.
    std::string old = getPath(steps[i]), gone = makeNeighbour(old);
    Unfinished unfinished(gone);
    std::error_code code;
    {
      HoldSignals hold; // Who removes it finds it there.
      fs::rename(old, gone, code);
    }
    if (!code)
      fs::remove_all(gone, code);
    if (code)
      fail(old, "cannot remove the old checkpoint", code);
  }
}

std::string CheckpointFolder::moveAside(int64_t step) const {
  std::string old = getPath(step), aside = old + ".broken";
  std::error_code code;
  fs::remove_all(aside, code);
  if (!code)
    fs::rename(old, aside, code);
  if (code)
    fail(old, "cannot move the broken checkpoint aside", code);
  return aside;
}
