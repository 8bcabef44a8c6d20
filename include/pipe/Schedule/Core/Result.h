//===- Result.h - A value or an error message -------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_SCHEDULE_CORE_RESULT_H
#define PIPE_SCHEDULE_CORE_RESULT_H

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace mlir::pipe {

/// An item of a rank's list that an error names; both numbers count from 0.
struct ErrorPlace {
  int64_t rank = 0;
  int64_t position = 0;       ///< in the list of the rank
  bool withTransfers = false; ///< counted in the list with sends and receives

  friend bool operator==(const ErrorPlace &, const ErrorPlace &) = default;
};

/// A place in a file of a schedule; rows and columns (cells) count from 1, 0
/// for none.
struct FilePlace {
  std::string file;
  int64_t row = 0;
  int64_t column = 0;

  /// Returns "my.csv:2:5", "my.csv:2" or "my.csv".
  std::string toString() const {
    std::string text = file;
    if (row > 0)
      text += ":" + std::to_string(row);
    if (column > 0)
      text += ":" + std::to_string(column);
    return text;
  }
};

/// Why something could not be done: lower-case, no final period, values
/// printed. `notes` say what else is involved, for example who waits for whom;
/// `places` are the items that message and notes name, for whoever knows better
/// where they stand (a file has rows and columns). `filePlace` is where a file
/// is wrong.
struct Error {
  std::string message;
  std::vector<std::string> notes;
  std::vector<ErrorPlace> places;
  std::optional<FilePlace> filePlace;

  Error(std::string message, std::vector<std::string> notes = {},
        std::vector<ErrorPlace> places = {})
      : message(std::move(message)), notes(std::move(notes)),
        places(std::move(places)) {}

  /// Returns the message behind its place and, on lines of their own, the
  /// notes.
  std::string toString() const {
    std::string text = filePlace ? filePlace->toString() + ": " : "";
    text += message;
    for (const std::string &note : notes)
      text += "\n  note: " + note;
    return text;
  }
};

/// A value of type `T` or the error that prevented it. Test it before use:
///
///   Result<Schedule> schedule = generateSchedule("1f1b", {4, 8});
///   if (!schedule)
///     return reportError(schedule.getError().toString());
///   use(*schedule);
template <class T>
class [[nodiscard]] Result {
public:
  Result(T value) : storage(std::in_place_index<0>, std::move(value)) {}
  Result(Error error) : storage(std::in_place_index<1>, std::move(error)) {}

  explicit operator bool() const { return storage.index() == 0; }

  /// The value; there must be one.
  T &operator*() & { return std::get<0>(storage); }
  const T &operator*() const & { return std::get<0>(storage); }
  T &&operator*() && { return std::get<0>(std::move(storage)); }
  T *operator->() { return &std::get<0>(storage); }
  const T *operator->() const { return &std::get<0>(storage); }

  /// The error; there must be no value.
  const Error &getError() const { return std::get<1>(storage); }

private:
  std::variant<T, Error> storage;
};

} // namespace mlir::pipe

#endif // PIPE_SCHEDULE_CORE_RESULT_H
