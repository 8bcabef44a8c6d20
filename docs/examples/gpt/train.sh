#!/bin/bash
# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# Trains the model on two ranks: train.sh FOLDER [SCHEDULE] [STEPS] [OPTIONS of pipe-compile...]
# Writes into FOLDER what prepare.py writes, SCHEDULE.pipe, SCHEDULE.safetensors (the trained
# parameters) and SCHEDULE.jsonl (a line a step). With MODEL=torch it is that of PyTorch, and
# these names begin with "torch-". The tools are taken from the path.
#
# The learning rate is that of a training of 500 steps, however many are run.

set -eu
here=$(dirname "$0")
folder=$1 schedule=${2:-1f1b} steps=${3:-500}
shift $(($# < 3 ? $# : 3))

step=$here/step.mlir parameters=parameters run=$schedule
if [ "${MODEL:-jax}" = torch ]; then
  step=$here/torch.mlir parameters=parameters.torch run=torch-$schedule
fi

python3 "$here/prepare.py" "$folder"
pipe-compile "$step" -o "$folder/$run.pipe" --batch=x,y --ranks=2 --micro-batches=8 \
  --schedule="$schedule" --optimizer=adamw --learning-rate=0.003 --weight-decay=0.1 "$@"
pipe-run "$folder/$run.pipe" --parameters="$folder/$parameters.safetensors" \
  --inputs="$folder/inputs.safetensors" --steps="$steps" --repeat --shuffle-seed=1 \
  --learning-rate-schedule=cosine --warmup-steps=25 --schedule-steps=500 --final-learning-rate=0.0003 \
  --metrics="$folder/$run.jsonl" --write-parameters="$folder/$run.safetensors"
