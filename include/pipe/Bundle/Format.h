//===- Format.h - Version and names of bundles ------------------*- C++ -*-===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#ifndef PIPE_BUNDLE_FORMAT_H
#define PIPE_BUNDLE_FORMAT_H

#include <cstdint>
#include <string>
#include <string_view>

/// What a bundle holds, once for who writes bundles and who reads them.
namespace mlir::pipe::bundle {

/// What "format" says in every manifest.
inline constexpr std::string_view kFormat = "pipe-bundle";
/// Version of the form of bundles; a reader refuses others. It changes with the
/// meaning of a field of the manifest, and with that of an entry of the
/// library.
inline constexpr int64_t kFormatVersion = 4;

//===----------------------------------------------------------------------===//
// Files of the folder; back ends add others, under names of their own
//===----------------------------------------------------------------------===//

inline constexpr std::string_view kManifestFile = "manifest.json";
/// A shared object with the entries below.
inline constexpr std::string_view kLibraryFile = "model.so";
inline constexpr std::string_view kScheduleFile = "schedule.csv";
/// The values of parameters that were constants in the model; absent where
/// there is none.
inline constexpr std::string_view kConstantsFile = "constants.safetensors";
inline constexpr std::string_view kFiles[] = {kManifestFile, kLibraryFile,
                                              kScheduleFile, kConstantsFile};

//===----------------------------------------------------------------------===//
// Symbols of the library. They hold the name of the pipeline, so that two
// pipelines of a module have two sets
//===----------------------------------------------------------------------===//

/// The function of a rank, a `pipert_program_t`: one call is one step.
std::string getProgramEntry(std::string_view pipeline, int64_t rank);
/// The table of kernels: their number, then a pointer for each in the order of
/// the manifest; null where a back end has no code.
std::string getKernelTable(std::string_view pipeline);
/// The unpartitioned model for one micro-batch:
/// `void (const void *const *arguments, void *const *results, void
/// *workspace)`.
std::string getReferenceEntry(std::string_view pipeline);

} // namespace mlir::pipe::bundle

#endif // PIPE_BUNDLE_FORMAT_H
