//===- LinkSharedObject.cpp - Shared objects with ld.lld ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "pipe/Codegen/Host/HostObject.h"
#include "pipe/TensorIO/Unfinished.h"

#include "llvm/ADT/ScopeExit.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Object/ELFObjectFile.h"
#include "llvm/Support/DynamicLibrary.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace mlir;

/// Returns the path of the linker: the one that the build found if it is still
/// there, else the first of its name in PATH.
static llvm::Expected<std::string> findLinker() {
#ifdef PIPE_LLD_PATH
  if (llvm::sys::fs::can_execute(PIPE_LLD_PATH))
    return std::string(PIPE_LLD_PATH);
#endif
  for (StringRef name : {"ld.lld", "ld.lld-22"})
    if (llvm::ErrorOr<std::string> found = llvm::sys::findProgramByName(name))
      return *found;
  return llvm::createStringError(
      "ld.lld is not in PATH; install the package lld-22");
}

/// Runs a program to its end, or until a signal ends both; its input is empty,
/// its output goes to `log`. Returns its status and, if it did not run or end
/// well, what happened.
static int runProgram(StringRef program, ArrayRef<StringRef> arguments,
                      StringRef log, std::string &message) {
  std::optional<StringRef> redirects[] = {StringRef(""), log, log};
  bool failed = false;
  std::optional<pipe::HoldSignals> hold(std::in_place);
  llvm::sys::ProcessInfo process = llvm::sys::ExecuteNoWait(
      program, arguments, std::nullopt, redirects, 0, &message, &failed);
  if (failed)
    return -1;
  pipe::UnfinishedChild child(process.Pid);
  hold.reset();
  return llvm::sys::Wait(process, std::nullopt, &message).ReturnCode;
}

/// Returns what the file holds, without the last newline.
static std::string readText(StringRef path) {
  auto buffer = llvm::MemoryBuffer::getFile(path);
  return buffer ? (*buffer)->getBuffer().rtrim().str() : std::string();
}

static bool isRuntimeFunction(StringRef name) {
  static const llvm::StringSet<> names = {
#define PIPERT_PARAMETER(TYPE, NAME)
#define PIPERT_FUNCTION(NAME, ...) "pipert_" #NAME,
#include "pipert/pipert_functions.def"
  };
  return names.contains(name);
}

/// Returns true if the C library or its mathematical part has `name`; libraries
/// of the compiler, which may be loaded as well, do not count.
static bool isLibraryFunction(const std::string &name) {
  static llvm::sys::DynamicLibrary library = [] {
    for (const char *file : {"libm.so.6", "libc.so.6"})
      if (auto found = llvm::sys::DynamicLibrary::getPermanentLibrary(file);
          found.isValid())
        return found;
    return llvm::sys::DynamicLibrary::getPermanentLibrary(nullptr);
  }();
  return library.getAddressOfSymbol(name.c_str()) != nullptr;
}

/// Returns an error for a symbol that nothing defines where the shared object
/// `path` is loaded.
static llvm::Error checkSymbols(StringRef path) {
  auto file = llvm::object::ObjectFile::createObjectFile(path);
  if (!file)
    return file.takeError();
  auto *elf = dyn_cast<llvm::object::ELFObjectFileBase>(file->getBinary());
  if (!elf)
    return llvm::Error::success();
  for (llvm::object::ELFSymbolRef symbol : elf->getDynamicSymbolIterators()) {
    llvm::Expected<uint32_t> flags = symbol.getFlags();
    llvm::Expected<StringRef> name = symbol.getName();
    if (!flags)
      return flags.takeError();
    if (!name)
      return name.takeError();
    if (!(*flags & llvm::object::SymbolRef::SF_Undefined) ||
        *flags & llvm::object::SymbolRef::SF_Weak || name->empty() ||
        isRuntimeFunction(*name) || isLibraryFunction(name->str()))
      continue;
    return llvm::createStringError(
        "cannot link '" + path + "': the code calls '" + *name +
        "', which neither the runtime nor the C library has");
  }
  return llvm::Error::success();
}

llvm::Error mlir::pipe::linkSharedObject(llvm::ArrayRef<std::string> objects,
                                         llvm::StringRef output) {
  llvm::Expected<std::string> linker = findLinker();
  if (!linker)
    return linker.takeError();
  SmallVector<StringRef> arguments{*linker,         "-shared", "-z",  "now",
                                   "--gc-sections", "-o",      output};
  arguments.append(objects.begin(), objects.end());

  SmallString<128> log;
  if (std::error_code code =
          llvm::sys::fs::createTemporaryFile("pipe-link", "txt", log))
    return llvm::createStringError(code, "cannot create a temporary file: " +
                                             code.message());
  Unfinished unfinished(log.str().str());
  llvm::scope_exit removeLog([&] { llvm::sys::fs::remove(log); });
  std::string message;
  int status = runProgram(*linker, arguments, log, message);
  if (status == 0) {
    llvm::Error error = checkSymbols(output);
    if (error)
      llvm::sys::fs::remove(output);
    return error;
  }
  std::string said = readText(log);
  return llvm::createStringError("cannot link '" + output +
                                 "': " + (said.empty() ? message : said));
}
