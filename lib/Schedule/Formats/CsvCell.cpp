//===- CsvCell.cpp - One cell of a schedule in CSV ------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "CsvCell.h"

#include <charconv>

using namespace mlir::pipe;
using Kind = CommunicationItem::Kind;

namespace {
/// Takes a cell apart from its front.
class CellReader {
public:
  CellReader(std::string_view text, int64_t maxNumber)
      : text(text), maxNumber(maxNumber) {}
  Result<CsvCell> read();

private:
  std::optional<Error> readNumber(const char *what, int32_t &number);
  std::optional<Error> readKind();
  std::optional<Error> readMicroBatch();
  bool take(std::string_view word);
  bool startsWithDigit() const {
    return !text.empty() && text.front() >= '0' && text.front() <= '9';
  }

  std::string_view text; ///< the rest
  int64_t maxNumber;
  CommunicationItem item;
  bool isSkipped = false;
};
} // namespace

static Error makeError(const std::string &reason) {
  return Error("is not an action such as 0F3: " + reason);
}

/// Takes `word` off the front, if it is there.
bool CellReader::take(std::string_view word) {
  if (text.substr(0, word.size()) != word)
    return false;
  text.remove_prefix(word.size());
  return true;
}

std::optional<Error> CellReader::readNumber(const char *what, int32_t &number) {
  if (!startsWithDigit())
    return makeError("expected the number of the " + std::string(what));
  auto [rest, status] =
      std::from_chars(text.data(), text.data() + text.size(), number);
  if (status != std::errc() || number >= maxNumber)
    return Error("has a " + std::string(what) +
                 " that is too big: the file can have only " +
                 std::to_string(maxNumber) + " actions");
  text.remove_prefix(static_cast<size_t>(rest - text.data()));
  return std::nullopt;
}

std::optional<Error> CellReader::readKind() {
  using enum ActionKind;
  // Longer words first: UNSHARD is no update.
  for (std::string_view word : {"UNSHARD", "RESHARD", "REDUCE_GRAD"})
    if (take(word)) {
      isSkipped = true;
      return std::nullopt;
    }
  for (Kind kind : {Kind::Send, Kind::Receive}) {
    if (!take(kind == Kind::Send ? "SEND_" : "RECV_"))
      continue;
    item.kind = kind;
    item.action.kind = take("F") ? Forward : Backward;
    if (item.action.kind == Backward && !take("B"))
      return Error("is no transfer such as 0SEND_F3: expected SEND_F, SEND_B, "
                   "RECV_F or RECV_B after the stage");
    return std::nullopt;
  }
  for (ActionKind kind :
       {Forward, Backward, InputGradient, WeightGradient, Update}) {
    char letter = getLetter(kind);
    item.action.kind = kind;
    if (take({&letter, 1}))
      return std::nullopt;
  }
  return makeError("expected F, B, I, W or U after the stage");
}

/// Reads the micro-batch, which an update and what is skipped may lack.
std::optional<Error> CellReader::readMicroBatch() {
  bool mayLack = isSkipped || item.action.kind == ActionKind::Update;
  if (startsWithDigit() || !mayLack)
    return readNumber("micro-batch", item.action.microBatch);
  item.action.microBatch = kNoMicroBatch;
  return std::nullopt;
}

Result<CsvCell> CellReader::read() {
  if (auto error = readNumber("stage", item.action.stage))
    return *error;
  if (auto error = readKind())
    return *error;
  if (auto error = readMicroBatch())
    return *error;
  CsvCell cell;
  if (!isSkipped)
    cell.item = item;
  if (!text.empty() && text.front() >= 'a' && text.front() <= 'z') {
    cell.copy = text.front() - 'a';
    text.remove_prefix(1);
  }
  if (!text.empty())
    return makeError("nothing may follow the micro-batch, or the letter of a "
                     "copy of the model behind it");
  return cell;
}

Result<CsvCell> mlir::pipe::parseCsvCell(std::string_view text,
                                         int64_t maxNumber) {
  return CellReader(text, maxNumber).read();
}

std::string mlir::pipe::formatCsvCell(const Schedule &schedule,
                                      const CommunicationItem &item) {
  std::string text = toString(item);
  int64_t microBatch = item.action.microBatch;
  bool hasCopy =
      schedule.numCopies() > 1 && microBatch >= 0 &&
      microBatch < static_cast<int64_t>(schedule.copyOfMicroBatch.size());
  if (hasCopy)
    text += getCopyLetter(schedule.getCopy(microBatch));
  return text;
}
