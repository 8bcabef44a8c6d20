//===- train.cpp - An optimizer of one's own ------------------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//
//
// train BUNDLE PARAMETERS STEPS
//
// Trains on one batch of random numbers: a step of the bundle gives gradients,
// and the parameters are updated here, by Lion (Chen and others, 2023).
//
//===----------------------------------------------------------------------===//

#include <pipert/pipe_session.h>

#include <cstdio>
#include <cstdlib>
#include <random>
#include <stdexcept>
#include <string>
#include <vector>

static void require(pipert_status_t status) {
  if (status != PIPERT_OK)
    throw std::runtime_error(pipe_session_error());
}

/// A parameter with its gradient, both in f32.
class Parameter {
public:
  Parameter(pipe_session_t *session, int32_t gradient)
      : session(session), gradient(gradient) {
    pipe_session_item_t item = {};
    item.struct_size = sizeof(item);
    require(pipe_session_item(session, PIPE_SESSION_GRADIENT, gradient, &item));
    if (std::string(item.element) != "f32")
      throw std::runtime_error(std::string(item.name) + " is not f32");
    require(pipe_session_find(session, PIPE_SESSION_PARAMETER, item.name,
                              &parameter));
    bytes = item.bytes;
    value.resize(bytes / sizeof(float));
    slope.resize(value.size());
    momentum.resize(value.size());
    require(pipe_session_get(session, PIPE_SESSION_PARAMETER, parameter,
                             value.data(), bytes));
  }

  void update(float rate) {
    require(pipe_session_get(session, PIPE_SESSION_GRADIENT, gradient,
                             slope.data(), bytes));
    for (size_t i = 0; i < value.size(); ++i) {
      const float direction = 0.9f * momentum[i] + 0.1f * slope[i];
      value[i] -= rate * float((direction > 0) - (direction < 0));
      momentum[i] = 0.99f * momentum[i] + 0.01f * slope[i];
    }
    require(pipe_session_set(session, PIPE_SESSION_PARAMETER, parameter,
                             value.data(), bytes));
  }

private:
  pipe_session_t *session;
  int32_t gradient, parameter = 0;
  uint64_t bytes = 0;
  std::vector<float> value, slope, momentum;
};

static void run(const char *bundle, const char *file, int numSteps) {
  pipe_session_t *session = nullptr;
  require(pipe_session_open(bundle, nullptr, &session));
  require(pipe_session_load_parameters(session, file));

  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  std::vector<std::vector<float>> batch; // Read in each step where it lies.
  for (int32_t i = 0; i < pipe_session_count(session, PIPE_SESSION_INPUT);
       ++i) {
    pipe_session_item_t input = {};
    input.struct_size = sizeof(input);
    require(pipe_session_item(session, PIPE_SESSION_INPUT, i, &input));
    batch.emplace_back(input.bytes / sizeof(float));
    for (float &number : batch.back())
      number = normal(random);
    require(pipe_session_set(session, PIPE_SESSION_INPUT, i,
                             batch.back().data(), input.bytes));
  }

  std::vector<Parameter> parameters;
  for (int32_t i = 0; i < pipe_session_count(session, PIPE_SESSION_GRADIENT);
       ++i)
    parameters.emplace_back(session, i);
  for (int step = 1; step <= numSteps; ++step) {
    double loss = 0;
    require(pipe_session_step(session));
    require(pipe_session_loss(session, &loss));
    for (Parameter &parameter : parameters)
      parameter.update(0.01f);
    if (step == 1 || step == numSteps)
      std::printf("step %d: loss %.4f\n", step, loss);
  }
  pipe_session_close(session);
}

int main(int argc, char **argv) {
  if (argc != 4) {
    std::fprintf(stderr, "train BUNDLE PARAMETERS STEPS\n");
    return 2;
  }
  try {
    run(argv[1], argv[2], std::atoi(argv[3]));
  } catch (const std::exception &error) {
    std::fprintf(stderr, "train: %s\n", error.what());
    return 1;
  }
  return 0;
}
