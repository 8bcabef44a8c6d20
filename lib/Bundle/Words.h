//===- Words.h - Words of a manifest ----------------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_LIB_BUNDLE_WORDS_H
#define PIPE_LIB_BUNDLE_WORDS_H

#include "pipe/Bundle/Manifest.h"

#include <utility>

namespace mlir::pipe::bundle {

/// A value of a few, and the word for it in a manifest.
template <class Value>
using Word = std::pair<std::string_view, Value>;

inline constexpr Word<Mode> kModes[] = {{"train", Mode::Train},
                                        {"infer", Mode::Infer}};
inline constexpr Word<bool> kMeanGradients[] = {{"mean", true}, {"sum", false}};
inline constexpr Word<bool> kIsGradient[] = {{"gradient", true},
                                             {"activation", false}};
inline constexpr Word<bool> kIsSend[] = {{"send", true}, {"recv", false}};
inline constexpr Word<SegmentKind> kSegmentKinds[] = {
    {"parameters", SegmentKind::Parameters},
    {"gradients", SegmentKind::Gradients},
    {"local", SegmentKind::Local},
    {"received", SegmentKind::Received},
    {"inputs", SegmentKind::Inputs},
    {"outputs", SegmentKind::Outputs},
    {"requests", SegmentKind::Requests},
    {"workspace", SegmentKind::Workspace},
    {"state", SegmentKind::State},
    {"hypers", SegmentKind::Hypers}};
inline constexpr Word<MemorySpace> kMemorySpaces[] = {
    {"host", MemorySpace::Host}, {"device", MemorySpace::Device}};
inline constexpr Word<BufferKind> kBufferKinds[] = {
    {"parameter", BufferKind::Parameter}, {"gradient", BufferKind::Gradient},
    {"local", BufferKind::Local},         {"received", BufferKind::Received},
    {"input", BufferKind::Input},         {"output", BufferKind::Output},
    {"state", BufferKind::State},         {"hyper", BufferKind::Hyper}};
/// The key that says what a state is of.
inline constexpr Word<State::Owner> kStateOwners[] = {
    {"parameter", State::OfParameter}, {"part", State::OfPart}};
/// The key that an argument or result of the reference has.
inline constexpr Word<ReferenceValue::Kind> kReferenceKinds[] = {
    {"parameter", ReferenceValue::Parameter},
    {"input", ReferenceValue::Input},
    {"output", ReferenceValue::Output},
    {"gradient", ReferenceValue::Gradient}};

/// The word for `value` in a list of words; "" if it has none.
template <class Words, class Value>
std::string_view findWord(const Words &words, const Value &value) {
  for (const auto &[word, found] : words)
    if (found == value)
      return word;
  return "";
}

} // namespace mlir::pipe::bundle

#endif // PIPE_LIB_BUNDLE_WORDS_H
