//===- MutateGradients.cpp - How often the probe is right -----------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
//   MutateGradients BUNDLE PARAMETERS INPUTS [SEEDS [PAIRS [MUTATION]]]
//
// Probes the gradients of a bundle, right ones and spoilt ones, with so many
// seeds, and prints for each way to spoil them how often the probe
//   named   called a spoilt gradient wrong,
//   unsure  said that it cannot tell,
//   missed  confirmed it (or of several only others),
//   falsely called a right gradient wrong.
//
//===----------------------------------------------------------------------===//

#include "DataFiles.h"
#include "Difference.h"
#include "Probe.h"
#include "Reference.h"
#include "StepData.h"

#include "pipe/Support/Failure.h"

#include <cmath>
#include <cstdio>
#include <map>
#include <set>

using namespace mlir::pipe;

namespace {

using Gradients = std::vector<std::optional<Bytes>>;

/// One way to spoil gradients.
struct Mutation {
  std::string kind;
  std::set<size_t> spoilt; ///< Parameters.
  std::function<void(Gradients &, const std::vector<const void *> &values)>
      apply;
};

struct Count {
  int64_t named = 0, unsure = 0, missed = 0, falsely = 0, evaluations = 0;
  int64_t total() const { return named + unsure + missed; }
};

class Bench {
public:
  Bench(const std::string &bundlePath, const std::string &parameterPath,
        const std::string &inputPath)
      : bundle(loadBundle(bundlePath)),
        parameterFile(DataFile::read(parameterPath, "PARAMETERS")),
        inputFiles(mapFiles({inputPath}, "INPUTS")),
        parameters(findParameters(bundle, &parameterFile, {})),
        inputs(packInputs(bundle.manifest, inputFiles, {}, std::nullopt)),
        model(bundle, parameters, inputs),
        reference(runReference(bundle, parameters, inputs)) {
    if (!model.getObstacle().empty())
      throw Failure{model.getObstacle()};
    for (size_t i = 0; i < parameters.size(); ++i)
      if (reference.gradients[i] && isFloat(getType(i)) && getNorm(i) > 0)
        trained.push_back(i);
  }

  std::vector<Mutation> makeMutations(size_t numPairs) {
    std::vector<Mutation> mutations = {{"none", {}, [](auto &, auto &) {}}};
    double numMicroBatches = double(bundle.manifest.microBatches);
    for (size_t i : trained) {
      mutations.push_back(makeChange("negate", i, -1, 0));
      mutations.push_back(makeChange("times 0.9", i, 0.9, 0));
      mutations.push_back(makeChange("times 2", i, 2, 0));
      if (numMicroBatches > 1)
        mutations.push_back(makeChange("times M", i, numMicroBatches, 0));
      mutations.push_back(makeChange("zero", i, 0, 0));
      mutations.push_back(makeChange("new values", i, -0.01, 1));
    }
    mutations.push_back(makeChangeOfAll("all times 0.9", 0.9, 0));
    mutations.push_back(makeChangeOfAll("all new values", -0.01, 1));
    addSwaps(mutations, numPairs);
    return mutations;
  }

  void run(const Mutation &mutation, uint64_t seed) {
    Gradients here = reference.gradients, there;
    mutation.apply(here, parameters);
    RunResults spoilt;
    spoilt.gradients = here;
    auto gradientsAt = [&](const std::vector<const void *> &values) {
      there = runReference(bundle, values, inputs).gradients;
      mutation.apply(there, values);
      std::vector<const void *> pointers;
      for (const auto &gradient : there)
        pointers.push_back(gradient ? gradient->data() : nullptr);
      return pointers;
    };
    ProbeOptions options;
    options.seed = seed;
    options.lossType = model.getLossOutput().type.type;
    ProbeResult result = probeGradients(model.getParameters(spoilt),
                                        model.getLoss(), gradientsAt, options);
    judge(mutation, result);
  }

  void print() const {
    std::printf("%-16s %6s %6s %6s %6s %7s %11s\n", "mutation", "runs", "named",
                "unsure", "missed", "falsely", "evaluations");
    for (const auto &[kind, count] : counts)
      std::printf("%-16s %6ld %6ld %6ld %6ld %7ld %11.1f\n", kind.c_str(),
                  long(count.total()), long(count.named), long(count.unsure),
                  long(count.missed), long(count.falsely),
                  double(count.evaluations) / double(count.total()));
  }

private:
  ElementType getType(size_t i) const {
    return bundle.manifest.parameters[i].type.type;
  }
  int64_t getCount(size_t i) const {
    return *countElements(bundle.manifest.parameters[i].type.shape);
  }
  double getNorm(size_t i) const {
    const void *data = reference.gradients[i]->data();
    return compare(getCount(i), {getType(i), data}, {getType(i), data})
        .normValue;
  }

  void change(Gradients &gradients, const std::vector<const void *> &values,
              size_t i, double factor, double weight) const {
    for (int64_t k = 0; k < getCount(i); ++k) {
      void *data = gradients[i]->data();
      writeFloat(getType(i), data, k,
                 factor * readElement(getType(i), data, k) +
                     weight * readElement(getType(i), values[i], k));
    }
  }
  Mutation makeChange(const char *kind, size_t i, double factor,
                      double weight) const {
    return {kind, {i}, [=, this](Gradients &gradients, const auto &values) {
              change(gradients, values, i, factor, weight);
            }};
  }
  Mutation makeChangeOfAll(const char *kind, double factor,
                           double weight) const {
    return {kind,
            {trained.begin(), trained.end()},
            [=, this](Gradients &gradients, const auto &values) {
              for (size_t i : trained)
                change(gradients, values, i, factor, weight);
            }};
  }

  /// Pairs of the same type, spread evenly; equal gradients are none.
  void addSwaps(std::vector<Mutation> &mutations, size_t numPairs) const {
    std::vector<std::pair<size_t, size_t>> pairs;
    for (size_t i : trained)
      for (size_t j : trained)
        if (i < j && bundle.manifest.parameters[i].type ==
                         bundle.manifest.parameters[j].type)
          pairs.push_back({i, j});
    size_t step = std::max<size_t>(1, pairs.size() / numPairs);
    for (size_t k = 0; k < pairs.size(); k += step) {
      auto [i, j] = pairs[k];
      Difference difference =
          compare(getCount(i), {getType(i), reference.gradients[i]->data()},
                  {getType(j), reference.gradients[j]->data()});
      if (difference.getRelative() > 0.1)
        mutations.push_back(
            {"swap",
             {i, j},
             [i = i, j = j](Gradients &gradients, const auto &) {
               std::swap(gradients[i], gradients[j]);
             }});
    }
  }

  void judge(const Mutation &mutation, const ProbeResult &result) {
    Count &count = counts[mutation.kind];
    bool isNamed = false, isFalse = false, isUnsure = mutation.spoilt.empty();
    for (size_t i = 0; i < result.gradients.size(); ++i) {
      ProbeVerdict verdict = result.gradients[i].verdict;
      bool isSpoilt = mutation.spoilt.count(i);
      if (verdict == ProbeVerdict::Wrong)
        (isSpoilt ? isNamed : isFalse) = true;
      isUnsure |= isSpoilt && verdict != ProbeVerdict::Wrong &&
                  verdict != ProbeVerdict::Confirmed;
    }
    count.falsely += isFalse;
    ++(isNamed ? count.named : isUnsure ? count.unsure : count.missed);
    count.evaluations += result.numEvaluations;
  }

  Bundle bundle;
  DataFile parameterFile;
  std::vector<DataFile> inputFiles;
  std::vector<const void *> parameters;
  std::vector<Bytes> inputs;
  ProbedModel model;
  RunResults reference;
  std::vector<size_t> trained;
  std::map<std::string, Count> counts;
};
} // namespace

int main(int argc, char **argv) {
  if (argc < 4) {
    std::fprintf(stderr, "usage: MutateGradients BUNDLE PARAMETERS INPUTS "
                         "[SEEDS [PAIRS [MUTATION]]]\n");
    return 2;
  }
  try {
    Bench bench(argv[1], argv[2], argv[3]);
    uint64_t numSeeds = argc > 4 ? std::stoul(argv[4]) : 3;
    for (const Mutation &mutation :
         bench.makeMutations(argc > 5 ? std::stoul(argv[5]) : 20))
      for (uint64_t seed = 1; seed <= numSeeds; ++seed)
        if (argc <= 6 || mutation.kind == argv[6])
          bench.run(mutation, seed);
    bench.print();
  } catch (const Failure &failure) {
    std::fprintf(stderr, "error: %s\n", failure.message.c_str());
    return 1;
  }
}
