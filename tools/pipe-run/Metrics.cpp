//===- Metrics.cpp - The file of --metrics --------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Metrics.h"

#include "pipe/Support/Failure.h"
#include "pipe/TensorIO/File.h"
#include "pipe/TensorIO/OutputPath.h"

#include <filesystem>
#include <nlohmann/json.hpp>

using namespace mlir::pipe;

/// The step that a line is of; nothing if it is of none.
static std::optional<int64_t> parseStep(std::string_view line) {
  using nlohmann::json;
  const json value = json::parse(line, nullptr, /*allow_exceptions=*/false);
  if (!value.is_object())
    return std::nullopt;
  auto step = value.find("step");
  // A whole number of 63 bits, above 0.
  if (step == value.end() || !step->is_number_integer() ||
      step->get<int64_t>() < 1)
    return std::nullopt;
  return step->get<int64_t>();
}

IoResult<size_t> mlir::pipe::measureSteps(std::string_view text,
                                          const std::string &path,
                                          int64_t lastStep) {
  size_t kept = 0;
  int64_t before = 0;
  for (size_t begin = 0, number = 1; begin < text.size(); ++number) {
    auto fail = [&](const std::string &what) {
      return IoError{path + ":" + std::to_string(number) + ": " + what +
                     ", so that --resume cannot go on with this file; give "
                     "--metrics another one"};
    };
    const size_t end = text.find('\n', begin);
    if (end == std::string_view::npos)
      return fail("has no line break at its end");
    std::optional<int64_t> step = parseStep(text.substr(begin, end - begin));
    if (!step)
      return fail("is not the line of a step");
    if (*step <= before)
      return fail("is of step " + std::to_string(*step) +
                  ", but behind a line of step " + std::to_string(before));
    before = *step;
    begin = end + 1;
    if (*step <= lastStep)
      kept = begin;
  }
  return kept;
}

std::optional<LogFile> mlir::pipe::openMetrics(const MetricsOptions &options) {
  if (options.path.empty())
    return std::nullopt;
  size_t kept = 0;
  // What is open anyway, as /dev/stdout is, has lines of others.
  const bool isOpen = take(followLinks(options.path)).descriptor >= 0;
  std::error_code error; // What cannot be looked at is said when it is opened.
  if (options.keptSteps && !isOpen &&
      std::filesystem::is_regular_file(options.path, error)) {
    FileBytes bytes = take(readFile(options.path));
    kept = take(measureSteps(bytes.view(), options.path, *options.keptSteps));
  }
  return take(LogFile::goOn(options.path, kept));
}
