//===- SmallPipelineTasks.cpp - Tasks of small pipelines ------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SmallPipelineTasks.h"

using namespace mlir::pipe::test;

Names SmallPipelineTasks::getForwardReads(int64_t s) const {
  Names reads;
  reads.add(s == 0 ? "x" : "h" + num(s - 1), kActivation);
  if (s == last)
    reads.add("y", kActivation);
  if (s == last && hasSkip())
    reads.add("h0", kActivation);
  return reads;
}

Names SmallPipelineTasks::getForwardWrites(int64_t s) const {
  Names writes;
  if (s == last)
    writes.add("loss", kLoss);
  else
    writes.add("h" + num(s), kActivation);
  if (!c.isForward)
    writes.add("r" + num(s), kActivation);
  return writes;
}

Names SmallPipelineTasks::getBackwardReads(int64_t s) const {
  Names reads;
  reads.add("r" + num(s), kActivation);
  if (s > 0)
    reads.add("h" + num(s - 1), kActivation);
  if (s < last)
    reads.add("e" + num(s), kActivation);
  if (s == 0 && hasSkip())
    reads.add("k", kActivation);
  return reads;
}

Names SmallPipelineTasks::getBackwardWrites(int64_t s) const {
  Names writes;
  if (s > 0)
    writes.add("e" + num(s - 1), kActivation);
  if (s == last && hasSkip())
    writes.add("k", kActivation);
  return writes;
}

Names SmallPipelineTasks::getParams(int64_t s) const {
  Names params;
  params.add("w" + num(s), kWeight);
  if (isTied(s))
    params.add("t", kWeight);
  return params;
}

Names SmallPipelineTasks::getGradients(int64_t s) const {
  Names gradients;
  gradients.add("gw" + num(s), kWeight);
  if (isTied(s))
    gradients.add("gt" + num(s), kWeight);
  return gradients;
}

void SmallPipelineTasks::printTask(std::ostream &out, const std::string &kind,
                                   int64_t s, const Names &reads,
                                   const Names &writes) const {
  out << "    ";
  for (size_t i = 0; i < writes.names.size(); ++i)
    out << (i ? ", %" : "%") << writes.names[i];
  out << " = pipe.task @" << kind << "_" << s << " " << kind << " stage " << s
      << " kernel @kernel (";
  for (size_t i = 0; i < reads.names.size(); ++i)
    out << (i ? ", %" : "%") << reads.names[i];
  out << ") params(";
  Names params = getParams(s);
  for (size_t i = 0; i < params.names.size(); ++i)
    out << (i ? ", @" : "@") << params.names[i];
  out << ") : (" << Names::join(reads.types) << ") -> ("
      << Names::join(writes.types) << ")\n";
}

void SmallPipelineTasks::printGraph(std::ostream &out) const {
  out << "  pipe.graph (%x \"x\" : " << kActivation
      << ", %y \"y\" : " << kActivation << ") {\n";
  for (int64_t s = 0; s < c.ranks; ++s)
    printTask(out, "forward", s, getForwardReads(s), getForwardWrites(s));
  std::vector<std::string> gradients;
  for (int64_t s = last; s >= 0 && !c.isForward; --s) {
    Names writes = getBackwardWrites(s), partials = getGradients(s);
    for (size_t i = 0; i < partials.names.size(); ++i) {
      writes.add(partials.names[i], partials.types[i]);
      gradients.push_back("%" + partials.names[i] + " of @" +
                          getParams(s).names[i] + " : " + kWeight);
    }
    printTask(out, "backward", s, getBackwardReads(s), writes);
  }
  out << "    pipe.return outputs(%loss as \"loss\" : " << kLoss << ")";
  if (!gradients.empty())
    out << " gradients(" << Names::join(gradients) << ")";
  out << "\n  }\n";
}
