//===- SmallPipelines.cpp - Correct pipelines to start from ---------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "SmallPipelineTasks.h"

#include <algorithm>
#include <functional>

using namespace mlir::pipe::test;

namespace {
/// Prints one pipeline; buffers have the names of what they hold.
class Printer : SmallPipelineTasks {
public:
  using SmallPipelineTasks::SmallPipelineTasks;

  std::string print() {
    out << "pipe.pipeline @small "
        << (c.isForward ? ""
            : c.isMean  ? "gradients mean "
                        : "gradients sum ")
        << "{\n";
    for (int64_t s = 0; s < c.ranks; ++s)
      out << "  pipe.param @w" << s << " : " << kWeight << "\n";
    if (c.isTied)
      out << "  pipe.param @t : " << kWeight << "\n";
    printGraph(out);
    out << "  pipe.schedule \"by hand\" ranks " << c.ranks << " micro_batches "
        << c.microBatches << " virtual_stages 1 placement [";
    for (int64_t s = 0; s < c.ranks; ++s)
      out << (s ? ", " : "") << s;
    out << "]\n";
    for (int64_t s = 0; s < c.ranks; ++s)
      printProgram(s);
    out << "}\n";
    return out.str();
  }

private:
  int64_t getInFlight(int64_t s) const {
    if (c.isForward)
      return std::min<int64_t>(2, c.microBatches);
    return c.isGPipe ? c.microBatches : std::min(c.microBatches, c.ranks - s);
  }

  std::string getType(const std::string &name) const {
    return types.at(std::find(buffers.begin(), buffers.end(), name) -
                    buffers.begin());
  }

  void declare(const std::string &name, const std::string &kind, int64_t slots,
               const std::string &type) {
    buffers.push_back(name);
    types.push_back("<" + num(slots) + " x " + type + ">");
    out << "    %" << name << " = pipe.buffer " << kind << " : " << types.back()
        << "\n";
  }

  void declareAll(int64_t s) {
    buffers.clear();
    types.clear();
    Names params = getParams(s), gradients = getGradients(s);
    for (size_t i = 0; i < params.names.size(); ++i)
      declare(params.names[i], "parameter \"" + params.names[i] + "\"", 1,
              kWeight);
    for (size_t i = 0; i < gradients.names.size() && !c.isForward; ++i) {
      // The first stage holds the result of the shared parameter.
      bool isResult = i == 0 || s == 0;
      declare(gradients.names[i],
              "gradient \"" + params.names[i] + "\"" +
                  (isResult ? " result" : ""),
              1, kWeight);
    }
    if (s == 0)
      declare("x", "input \"x\"", c.microBatches, kActivation);
    else
      declare("h" + num(s - 1), "received", getInFlight(s), kActivation);
    if (s == last) {
      declare("y", "input \"y\"", c.microBatches, kActivation);
      declare("loss", "output \"loss\"", c.microBatches, kLoss);
      if (hasSkip())
        declare("h0", "received", 1, kActivation);
    } else {
      declare("h" + num(s), "local", getInFlight(s), kActivation);
    }
    if (c.isForward)
      return;
    declare("r" + num(s), "local", getInFlight(s), kActivation);
    if (s < last)
      declare("e" + num(s), "received", 1, kActivation);
    if (s > 0 && !c.isInPlace)
      declare("e" + num(s - 1), "local", 1, kActivation);
    if (hasSkip() && (s == 0 || s == last))
      declare("k", s == 0 ? "received" : "local", 1, kActivation);
    if (c.isTied && s == 0 && last > 0)
      declare("part", "received", 1, kWeight);
  }

  /// Room for all micro-batches and a sum is enough for any order.
  void channel(const std::string &name, const std::string &end, int64_t peer) {
    out << "    %" << name << " = pipe.channel " << end << " " << peer
        << " capacity " << getCapacity() << "\n";
  }

  void declareChannels(int64_t s) {
    bool isInner = last > 1; // The ends are no neighbours.
    if (s > 0)
      channel("fromLower", "recv activation from", s - 1);
    if (s < last)
      channel("toUpper", "send activation to", s + 1);
    if (hasSkip() && s == 0)
      channel("toLast", "send activation to", last);
    if (hasSkip() && s == last)
      channel("fromFirst", "recv activation from", 0);
    if (c.isForward)
      return;
    if (s < last)
      channel("fromUpper", "recv gradient from", s + 1);
    if (s > 0)
      channel("toLower", "send gradient to", s - 1);
    bool isUsed = isInner && (hasSkip() || c.isTied);
    if (isUsed && s == 0)
      channel("fromLast", "recv gradient from", last);
    if (isUsed && s == last)
      channel("toFirst", "send gradient to", 0);
  }

  int64_t getCapacity() const { return c.microBatches + (c.isTied ? 1 : 0); }

  void slot(const std::string &action, const std::string &name,
            const std::string &m) {
    out << "      pipe." << action << " %" << name << "[" << m
        << "] : " << getType(name) << "\n";
  }

  void send(const std::string &to, const std::string &name,
            const std::string &m) {
    slot("send %" + to + ",", name, m);
  }

  void post(const std::string &from, const std::string &name,
            const std::string &m) {
    slot("post %" + from + ",", name, m);
  }

  /// Posts a receive, unless that was done before, and waits for it.
  void receive(const std::string &from, const std::string &name,
               const std::string &m) {
    if (!isPosted)
      post(from, name, m);
    slot("wait", name, m);
  }

  /// Slots of buffers, each behind its mode if there are some.
  std::string list(const std::vector<std::string> &names, const std::string &m,
                   const std::vector<std::string> &modes) {
    std::string values, listTypes;
    for (size_t i = 0; i < names.size(); ++i) {
      const std::string &name = names[i];
      bool isOnly = getType(name).starts_with("<1 x ");
      values += (i ? ", " : "") + (modes.empty() ? "" : modes[i]) + "%" + name +
                "[" + (isOnly ? "0" : m) + "]";
      listTypes += (listTypes.empty() ? "!pipe.buffer" : ", !pipe.buffer") +
                   getType(name);
    }
    return "(" + values + " : " + listTypes + ")";
  }

  void run(const std::string &kind, int64_t s, const std::string &m,
           const Names &reads, const Names &writes, const Names &gradients) {
    std::vector<std::string> ins = reads.names, outs, modes;
    for (const std::string &param : getParams(s).names)
      ins.push_back(param);
    for (const std::string &name : writes.names) {
      bool isInPlace = c.isInPlace && name == "e" + num(s - 1);
      outs.push_back(isInPlace ? "r" + num(s) : name);
      modes.push_back(isInPlace ? "inout " : "");
    }
    for (const std::string &name : gradients.names) {
      outs.push_back(name);
      modes.push_back("add ");
    }
    out << "      pipe.run @" << kind << "_" << s << " [" << m << "] ins"
        << list(ins, m, {}) << " outs" << list(outs, m, modes) << "\n";
  }

  void forward(int64_t s, const std::string &m) {
    std::string before = "h" + num(s - 1), own = "h" + num(s);
    if (s > 0)
      receive("fromLower", before, m);
    bool readsSkip = s == last && hasSkip();
    if (readsSkip)
      receive("fromFirst", "h0", m);
    if (s < last)
      slot("acquire", own, m);
    if (s > 0 && c.isInPlace)
      slot("acquire", "r" + num(s), m);
    run("forward", s, m, getForwardReads(s), getForwardWrites(s), {});
    if (readsSkip)
      slot("release", "h0", m);
    if (s > 0 && c.isForward)
      slot("release", before, m);
    if (s < last)
      send("toUpper", own, m);
    if (s == 0 && hasSkip())
      send("toLast", own, m);
  }

  void backward(int64_t s, const std::string &m) {
    std::string before = (c.isInPlace ? "r" + num(s) : "e" + num(s - 1));
    std::string own = "e" + num(s);
    bool sendsSkip = s == last && hasSkip(), readsSkip = s == 0 && hasSkip();
    if (readsSkip)
      receive("fromLast", "k", m);
    if (s < last)
      receive("fromUpper", own, m);
    if (s > 0 && !c.isInPlace)
      slot("acquire", before, m);
    if (sendsSkip)
      slot("acquire", "k", m);
    run("backward", s, m, getBackwardReads(s), getBackwardWrites(s),
        getGradients(s));
    if (s > 0)
      slot("release", "h" + num(s - 1), m);
    if (s < last)
      slot("release", own, m);
    if (readsSkip)
      slot("release", "k", m);
    if (s > 0)
      send("toLower", before, m);
    if (sendsSkip)
      send("toFirst", "k", m);
  }

  void loop(int64_t from, int64_t to,
            const std::function<void(const std::string &)> &body) {
    if (from >= to)
      return;
    out << "    scf.for %m = %c" << from << " to %c" << to << " step %c1 {\n";
    body("%m");
    out << "    }\n";
  }

  /// Posts what `forward` of `ahead` and `backward` of `m` receive.
  void postAll(int64_t s, const std::string &ahead, const std::string &m) {
    if (s > 0)
      post("fromLower", "h" + num(s - 1), ahead);
    if (s == last && hasSkip())
      post("fromFirst", "h0", ahead);
    if (s == 0 && hasSkip())
      post("fromLast", "k", m);
    if (s < last)
      post("fromUpper", "e" + num(s), m);
  }

  void printLoops(int64_t s) {
    int64_t batches = c.microBatches;
    auto doForward = [&](const std::string &m) { forward(s, m); };
    auto doBackward = [&](const std::string &m) { backward(s, m); };
    if (c.isForward)
      return loop(0, batches, doForward);
    int64_t warmUp = c.isGPipe ? batches : std::min(batches, c.ranks - 1 - s);
    loop(0, warmUp, doForward);
    loop(0, batches - warmUp, [&](const std::string &m) {
      std::string ahead = warmUp ? m + " + " + num(warmUp) : m;
      if (c.isEager)
        postAll(s, ahead, m);
      isPosted = c.isEager;
      forward(s, ahead);
      backward(s, m);
      isPosted = false;
    });
    loop(batches - warmUp, batches, doBackward);
  }

  void printReduction(int64_t s) {
    if (c.isTied && last > 0 && s == last)
      send(last > 1 ? "toFirst" : "toLower", "gt" + num(s), "0");
    if (c.isTied && last > 0 && s == 0) {
      receive(last > 1 ? "fromLast" : "fromUpper", "part", "0");
      out << "      pipe.add %part into %gt0 : " << getType("part") << ", "
          << getType("gt0") << "\n";
      slot("release", "part", "0");
    }
    std::vector<std::string> names = getGradients(s).names;
    if (s != 0)
      names.resize(1);
    for (const std::string &name : names)
      if (c.isMean)
        out << "    pipe.divide %" << name << " by " << c.microBatches << " : "
            << getType(name) << "\n";
  }

  void printProgram(int64_t s) {
    out << "  pipe.program rank " << s << " {\n";
    declareAll(s);
    declareChannels(s);
    for (int64_t n = 0; n <= c.microBatches; ++n)
      out << "    %c" << n << " = arith.constant " << n << " : index\n";
    if (!c.isForward)
      for (const std::string &name : getGradients(s).names)
        out << "    pipe.zero %" << name << " : " << getType(name) << "\n";
    printLoops(s);
    if (!c.isForward)
      printReduction(s);
    out << "    pipe.drain\n  }\n";
  }

  std::ostringstream out;
  std::vector<std::string> buffers, types;
  bool isPosted = false;
};
} // namespace

std::string SmallPipeline::getName() const {
  return std::string(isForward ? "forward"
                     : isGPipe ? "gpipe"
                               : "1f1b") +
         " P" + std::to_string(ranks) + " M" + std::to_string(microBatches) +
         (hasSkip ? " skip" : "") + (isTied ? " tied" : "") +
         (isMean ? " mean" : " sum") + (isEager ? " eager" : "") +
         (isInPlace ? " in place" : "");
}

std::string SmallPipeline::print() const { return Printer(*this).print(); }
