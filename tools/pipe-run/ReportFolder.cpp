//===- ReportFolder.cpp - Where the report of a failure goes --------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "ReportFolder.h"
#include "FailureRecord.h"
#include "TraceWriter.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <filesystem>
#include <iostream>
#include <unistd.h>

using namespace mlir::pipe;
namespace fs = std::filesystem;

static void tryToWrite(const std::string &folder) {
  std::string name = folder + "/try.XXXXXX";
  int file = mkstemp(name.data());
  if (file < 0)
    throw Failure{folder + ": cannot write into the folder of --report: " +
                  std::strerror(errno)};
  close(file);
  unlink(name.c_str());
}

ReportFolder::ReportFolder(const std::string &path) : path(path) {
  std::error_code code;
  if (fs::exists(path, code) && !fs::is_directory(path, code))
    throw Failure{path + ": is a file, but --report needs a folder"};
  isNew = fs::create_directories(path, code);
  if (code)
    throw Failure{path + ": cannot make the folder of --report: " +
                  std::strerror(code.value())};
  tryToWrite(path);
}

ReportFolder::~ReportFolder() {
  if (isNew)
    rmdir(path.c_str());
}

void ReportFolder::write(const Bundle &bundle, const FailureRecord &record,
                         bool isQuiet) {
  const std::string prefix =
      path + "/" +
      (record.speaker == 0 ? "" : "rank" + std::to_string(record.rank) + ".");
  std::error_code ignored;
  // Another process may have removed it, which has ended well.
  fs::create_directories(path, ignored);
  for (const auto &[name, text] :
       {std::pair{"report.txt", describeFailure(bundle, record)},
        std::pair{"events.json", makeEventsJson(bundle, record)},
        std::pair{"trace.json", makeFailureTrace(bundle, record)}})
    if (IoStatus error = writeFile(prefix + name, {text})) {
      std::cerr << "pipe-run: warning: " + error->message + "\n";
      return;
    }
  if (!isQuiet)
    std::cerr << "pipe-run: what each rank did last is in " + prefix +
                     "report.txt, " + prefix + "events.json and " + prefix +
                     "trace.json\n";
}

void FailureWriter::write() {
  if (!folder)
    return;
  if (std::optional<FailureRecord> record = runner.readFailure())
    folder->write(bundle, *record);
}

FailureWriter::~FailureWriter() {
  if (std::uncaught_exceptions() != 0)
    write();
}
