// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=sgd learning-rate=0.5})' | FileCheck %s --check-prefix=SGD
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=sgd weight-decay=0.25})' | FileCheck %s --check-prefix=DECAY
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=momentum momentum=0.5})' | FileCheck %s --check-prefix=MOMENTUM
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=momentum momentum=0.5 dampening=0.25 nesterov})' | FileCheck %s --check-prefix=NESTEROV
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=adam beta1=0.5 beta2=0.75 epsilon=0.125})' | FileCheck %s --check-prefix=ADAM
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=adamw weight-decay=0.25})' | FileCheck %s --check-prefix=ADAMW
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=sgd clip-norm=2})' | FileCheck %s --check-prefix=CLIP
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=momentum skip-nonfinite})' | FileCheck %s --check-prefix=SKIP
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=sgd skip-nonfinite clip-norm=2})' | FileCheck %s --check-prefix=BOTH
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-add-optimizer{optimizer=sgd weight-decay=0.25 no-decay=t?ed})' | FileCheck %s --check-prefix=NODECAY

// Only parameters with a gradient are updated, at the stage where their gradient is
// added up: @tied has partial gradients of stages 1 and 0, the first one is that of
// stage 1. A short parameter is updated in f32, an f64 one in f64.

// SGD-LABEL: pipe.pipeline @p
// SGD-NOT:   pipe.state
// SGD:       pipe.hyper @learning_rate "learning_rate" = dense<5.000000e-01> : tensor<f64>
// SGD-NOT:   pipe.hyper
// SGD:       pipe.graph
// SGD:       pipe.step (%[[GT:.+]] of @tied : tensor<4xbf16>, %[[GW:.+]] of @wide : tensor<2x3xf64>) {
// SGD:         %[[T:.+]] = pipe.task @update_tied update stage 1 (%[[GT]]) params(@tied, @learning_rate) : (tensor<4xbf16>) -> tensor<4xbf16> {
// SGD:         ^bb0(%[[G:.+]]: tensor<4xbf16>, %[[P:.+]]: tensor<4xbf16>, %[[LR:.+]]: tensor<f64>):
// SGD:           %[[RATE:.+]] = tensor.extract %[[LR]][] : tensor<f64>
// SGD:           %[[NEG:.+]] = arith.negf %[[RATE]] : f64
// SGD:           %[[SHORT:.+]] = arith.truncf %[[NEG]] : f64 to f32
// SGD:           %[[NEW:.+]] = linalg.generic {{.*}}iterator_types = ["parallel"]{{.*}} ins(%[[G]] : tensor<4xbf16>) outs(%[[P]] : tensor<4xbf16>)
// SGD:           ^bb0(%[[E:.+]]: bf16, %[[O:.+]]: bf16):
// SGD-DAG:         %[[EG:.+]] = arith.extf %[[E]] : bf16 to f32
// SGD-DAG:         %[[EO:.+]] = arith.extf %[[O]] : bf16 to f32
// SGD:             %[[D:.+]] = arith.mulf %[[SHORT]], %[[EG]] : f32
// SGD:             %[[S:.+]] = arith.addf %[[EO]], %[[D]] : f32
// SGD:             %[[R:.+]] = arith.truncf %[[S]] : f32 to bf16
// SGD:             linalg.yield %[[R]] : bf16
// SGD:           pipe.yield %[[NEW]] : tensor<4xbf16>
// SGD:         %[[W:.+]] = pipe.task @update_wide update stage 0 (%[[GW]]) params(@wide, @learning_rate)
// SGD-NOT:       arith.truncf
// SGD:           arith.addf %{{.+}}, %{{.+}} : f64
// SGD:         pipe.updates %[[T]] of @tied : tensor<4xbf16>, %[[W]] of @wide : tensor<2x3xf64>

// g += weight_decay * p.

// DECAY-LABEL: pipe.pipeline @p
// DECAY:       pipe.hyper @learning_rate "learning_rate" = dense<1.000000e-03> : tensor<f64>
// DECAY:       ^bb0(%{{.+}}: bf16, %{{.+}}: bf16):
// DECAY:         %[[C:.+]] = arith.constant 2.500000e-01 : f32
// DECAY:         %[[WP:.+]] = arith.mulf %[[C]], %[[P:.+]] : f32
// DECAY:         %[[G:.+]] = arith.addf %{{.+}}, %[[WP]] : f32
// DECAY:         %[[D:.+]] = arith.mulf %{{.+}}, %[[G]] : f32
// DECAY:         arith.addf %[[P]], %[[D]] : f32

// b = momentum * b + g; p -= lr * b. The state of a short parameter is f32.

// MOMENTUM-LABEL: pipe.pipeline @p
// MOMENTUM:       pipe.state @tied.momentum "momentum" of @tied : tensor<4xf32>
// MOMENTUM:       pipe.state @wide.momentum "momentum" of @wide : tensor<2x3xf64>
// MOMENTUM-NOT:   pipe.hyper @step
// MOMENTUM:       %[[N:.+]]:2 = pipe.task @update_tied update stage 1 (%{{.+}}) params(@tied, @tied.momentum, @learning_rate) : (tensor<4xbf16>) -> (tensor<4xbf16>, tensor<4xf32>)
// MOMENTUM:       ^bb0(%{{.+}}: bf16, %{{.+}}: bf16, %[[B:.+]]: f32):
// MOMENTUM:         %[[C:.+]] = arith.constant 5.000000e-01 : f32
// MOMENTUM:         %[[MB:.+]] = arith.mulf %[[B]], %[[C]] : f32
// MOMENTUM:         %[[SUM:.+]] = arith.addf %[[MB]], %{{.+}} : f32
// MOMENTUM:         %[[D:.+]] = arith.mulf %{{.+}}, %[[SUM]] : f32
// MOMENTUM:         arith.addf %{{.+}}, %[[D]] : f32
// MOMENTUM:         linalg.yield %{{.+}}, %[[SUM]] : bf16, f32
// MOMENTUM:       pipe.updates %[[N]]#0 of @tied : tensor<4xbf16>, %[[N]]#1 of @tied.momentum : tensor<4xf32>, %{{.+}}#0 of @wide : tensor<2x3xf64>, %{{.+}}#1 of @wide.momentum : tensor<2x3xf64>

// The first step takes the gradient undampened; p -= lr * (g + momentum * b).

// NESTEROV-LABEL: pipe.pipeline @p
// NESTEROV:       pipe.hyper @step "step" : tensor<f64>
// NESTEROV:       params(@tied, @tied.momentum, @learning_rate, @step)
// NESTEROV:       %[[FIRST:.+]] = arith.cmpf oeq, %{{.+}}, %{{.+}} : f64
// NESTEROV:       %[[F64:.+]] = arith.select %[[FIRST]], %{{.+}}, %{{.+}} : f64
// NESTEROV:       %[[F:.+]] = arith.truncf %[[F64]] : f64 to f32
// NESTEROV:       linalg.generic
// NESTEROV:         %[[G:.+]] = arith.extf
// NESTEROV:         %[[T:.+]] = arith.mulf %[[F]], %[[G]] : f32
// NESTEROV:         %[[SUM:.+]] = arith.addf %{{.+}}, %[[T]] : f32
// NESTEROV:         %[[MB:.+]] = arith.mulf %{{.+}}, %[[SUM]] : f32
// NESTEROV:         %[[DIR:.+]] = arith.addf %[[G]], %[[MB]] : f32
// NESTEROV:         arith.mulf %{{.+}}, %[[DIR]] : f32
// NESTEROV:         linalg.yield %{{.+}}, %[[SUM]] : bf16, f32

// m += (1 - beta1) * (g - m); v = beta2 * v + (1 - beta2) * g * g;
// p -= lr / (1 - beta1^t) * m / (sqrt(v) / sqrt(1 - beta2^t) + epsilon).

// ADAM-LABEL: pipe.pipeline @p
// ADAM:       pipe.state @tied.exp_avg "exp_avg" of @tied : tensor<4xf32>
// ADAM:       pipe.state @tied.exp_avg_sq "exp_avg_sq" of @tied : tensor<4xf32>
// ADAM:       pipe.hyper @learning_rate
// ADAM:       pipe.hyper @step "step" : tensor<f64>
// ADAM:       pipe.task @update_tied update stage 1 (%{{.+}}) params(@tied, @tied.exp_avg, @tied.exp_avg_sq, @learning_rate, @step)
// ADAM:       %[[RATE:.+]] = tensor.extract
// ADAM:       %[[STEP:.+]] = tensor.extract
// ADAM:       %[[P1:.+]] = math.powf %{{.+}}, %[[STEP]] : f64
// ADAM:       %[[C1:.+]] = arith.subf %{{.+}}, %[[P1]] : f64
// ADAM:       %[[CR:.+]] = arith.divf %[[RATE]], %[[C1]] : f64
// ADAM:       %[[NEG:.+]] = arith.negf %[[CR]] : f64
// ADAM:       %[[NR:.+]] = arith.truncf %[[NEG]] : f64 to f32
// ADAM:       %[[P2:.+]] = math.powf %{{.+}}, %[[STEP]] : f64
// ADAM:       %[[C2:.+]] = arith.subf %{{.+}}, %[[P2]] : f64
// ADAM:       %[[S2:.+]] = math.sqrt %[[C2]] : f64
// ADAM:       %[[ROOT2:.+]] = arith.truncf %[[S2]] : f64 to f32
// ADAM:       ^bb0(%{{.+}}: bf16, %{{.+}}: bf16, %[[M:.+]]: f32, %[[V:.+]]: f32):
// ADAM:         %[[G:.+]] = arith.extf
// ADAM:         %[[P:.+]] = arith.extf
// ADAM-DAG:     %[[GM:.+]] = arith.subf %[[G]], %[[M]] : f32
// ADAM-DAG:     %[[B1:.+]] = arith.constant 5.000000e-01 : f32
// ADAM-DAG:     %[[DM:.+]] = arith.mulf %[[B1]], %[[GM]] : f32
// ADAM-DAG:     %[[NM:.+]] = arith.addf %[[M]], %[[DM]] : f32
// ADAM-DAG:     %[[B2:.+]] = arith.constant 7.500000e-01 : f32
// ADAM-DAG:     %[[V2:.+]] = arith.mulf %[[V]], %[[B2]] : f32
// ADAM-DAG:     %[[C:.+]] = arith.constant 2.500000e-01 : f32
// ADAM-DAG:     %[[CG:.+]] = arith.mulf %[[C]], %[[G]] : f32
// ADAM-DAG:     %[[GG:.+]] = arith.mulf %[[CG]], %[[G]] : f32
// ADAM-DAG:     %[[NV:.+]] = arith.addf %[[V2]], %[[GG]] : f32
// ADAM-DAG:     %[[SV:.+]] = math.sqrt %[[NV]] : f32
// ADAM-DAG:     %[[HAT:.+]] = arith.divf %[[SV]], %[[ROOT2]] : f32
// ADAM-DAG:     %[[EPS:.+]] = arith.constant 1.250000e-01 : f32
// ADAM-DAG:     %[[DEN:.+]] = arith.addf %[[HAT]], %[[EPS]] : f32
// ADAM-DAG:     %[[NUM:.+]] = arith.mulf %[[NR]], %[[NM]] : f32
// ADAM-DAG:     %[[Q:.+]] = arith.divf %[[NUM]], %[[DEN]] : f32
// ADAM-DAG:     %[[NP:.+]] = arith.addf %[[P]], %[[Q]] : f32
// ADAM-DAG:     %[[R:.+]] = arith.truncf %[[NP]] : f32 to bf16
// ADAM:         linalg.yield %[[R]], %[[NM]], %[[NV]] : bf16, f32, f32

// p *= 1 - lr * weight_decay, and the gradient stays.

// ADAMW-LABEL: pipe.pipeline @p
// ADAMW:       %[[RATE:.+]] = tensor.extract
// ADAMW:       %[[LW:.+]] = arith.mulf %[[RATE]], %{{.+}} : f64
// ADAMW:       %[[K64:.+]] = arith.subf %{{.+}}, %[[LW]] : f64
// ADAMW:       %[[K:.+]] = arith.truncf %[[K64]] : f64 to f32
// ADAMW:       linalg.generic
// ADAMW:         %[[G:.+]] = arith.extf
// ADAMW:         %[[P:.+]] = arith.extf
// ADAMW:         %[[DP:.+]] = arith.mulf %[[P]], %[[K]] : f32
// ADAMW:         arith.subf %[[G]], %{{.+}} : f32
// ADAMW:         arith.addf %[[DP]], %{{.+}} : f32

// Each stage sums up the squares of its gradients, the first one finds the factor.

// CLIP-LABEL: pipe.pipeline @p
// CLIP:       pipe.step (%[[GT:.+]] of @tied : tensor<4xbf16>, %[[GW:.+]] of @wide : tensor<2x3xf64>) {
// CLIP:         %[[S0:.+]] = pipe.task @squares_0 update stage 0 (%[[GW]]) : (tensor<2x3xf64>) -> tensor<1xf64>
// CLIP:           linalg.generic {{.*}}iterator_types = ["reduction", "reduction"]
// CLIP:         %[[S1:.+]] = pipe.task @squares_1 update stage 1 (%[[GT]]) : (tensor<4xbf16>) -> tensor<1xf64>
// CLIP:         %[[C:.+]] = pipe.task @clip update stage 0 (%[[S0]], %[[S1]]) : (tensor<1xf64>, tensor<1xf64>) -> tensor<f64>
// CLIP:           %[[ROOT:.+]] = math.sqrt
// CLIP:           %[[NORM:.+]] = arith.addf %[[ROOT]], %{{.+}} : f64
// CLIP:           %[[F:.+]] = arith.divf %{{.+}}, %[[NORM]] : f64
// CLIP:           arith.minimumf %[[F]], %{{.+}} : f64
// CLIP:         pipe.task @update_tied update stage 1 (%[[GT]], %[[C]]) params(@tied, @learning_rate)
// CLIP:           %[[EG:.+]] = arith.extf
// CLIP:           arith.mulf %[[EG]], %{{.+}} : f32
// CLIP:         pipe.task @update_wide update stage 0 (%[[GW]], %[[C]]) params(@wide, @learning_rate)

// Each stage looks for the largest magnitude, the first one puts together whether all
// are finite, and each update selects with the old values as they are in memory.

// SKIP-LABEL: pipe.pipeline @p
// SKIP:       pipe.state @finite "finite" : tensor<i1>
// SKIP:       pipe.step (%[[GT:.+]] of @tied : tensor<4xbf16>, %[[GW:.+]] of @wide : tensor<2x3xf64>) {
// SKIP:         %[[S0:.+]] = pipe.task @finite_0 update stage 0 (%[[GW]]) : (tensor<2x3xf64>) -> tensor<1xi1>
// SKIP:           %[[L0:.+]] = linalg.generic {{.*}}iterator_types = ["reduction", "reduction"]
// SKIP:           ^bb0(%[[E:.+]]: f64, %[[O:.+]]: f64):
// SKIP:             %[[A:.+]] = math.absf %[[E]] : f64
// SKIP:             arith.maximumf %[[O]], %[[A]] : f64
// SKIP:           %[[M0:.+]] = tensor.extract %[[L0]][]
// SKIP:           %[[INF:.+]] = arith.constant 0x7FF0000000000000 : f64
// SKIP:           %[[F0:.+]] = arith.cmpf olt, %[[M0]], %[[INF]] : f64
// SKIP:           tensor.from_elements %[[F0]] : tensor<1xi1>
// SKIP:         %[[S1:.+]] = pipe.task @finite_1 update stage 1 (%[[GT]]) : (tensor<4xbf16>) -> tensor<1xi1>
// SKIP:           ^bb0(%[[E:.+]]: bf16, %[[O:.+]]: f32):
// SKIP:             arith.maximumf
// SKIP:         %[[F:.+]] = pipe.task @finite update stage 0 (%[[S0]], %[[S1]]) params(@finite) : (tensor<1xi1>, tensor<1xi1>) -> tensor<i1>
// SKIP:           arith.andi %{{.+}}, %{{.+}} : i1
// SKIP:         %[[T:.+]]:2 = pipe.task @update_tied update stage 1 (%[[GT]], %[[F]]) params(@tied, @tied.momentum, @learning_rate)
// SKIP:         ^bb0(%{{.+}}: tensor<4xbf16>, %[[FT:.+]]: tensor<i1>, %{{.+}}: tensor<4xbf16>,
// SKIP:           %[[B:.+]] = tensor.extract %[[FT]][] : tensor<i1>
// SKIP:           ^bb0(%{{.+}}: bf16, %[[OP:.+]]: bf16, %[[OM:.+]]: f32):
// SKIP:             %[[NP:.+]] = arith.truncf
// SKIP:             %[[SP:.+]] = arith.select %[[B]], %[[NP]], %[[OP]] : bf16
// SKIP:             %[[SM:.+]] = arith.select %[[B]], %{{.+}}, %[[OM]] : f32
// SKIP:             linalg.yield %[[SP]], %[[SM]] : bf16, f32
// SKIP:         pipe.updates %[[T]]#0 of @tied : {{.*}}, %[[F]] of @finite : tensor<i1>

// One pass finds both: the sum of squares of a short type is finite in f64 if the
// elements are, that of f64 may be infinite if they are not.

// BOTH-LABEL: pipe.pipeline @p
// BOTH:         %[[S0:.+]]:2 = pipe.task @squares_0 update stage 0 (%{{.+}}) : (tensor<2x3xf64>) -> (tensor<1xf64>, tensor<1xi1>)
// BOTH:           linalg.generic
// BOTH:           ^bb0(%{{.+}}: f64, %{{.+}}: f64, %{{.+}}: f64):
// BOTH-NOT:       linalg.generic
// BOTH:         %[[S1:.+]]:2 = pipe.task @squares_1 update stage 1 (%{{.+}}) : (tensor<4xbf16>) -> (tensor<1xf64>, tensor<1xi1>)
// BOTH:           linalg.generic
// BOTH:           ^bb0(%{{.+}}: bf16, %{{.+}}: f64):
// BOTH-NOT:       linalg.generic
// BOTH:         %[[C:.+]]:2 = pipe.task @clip update stage 0 (%[[S0]]#0, %[[S0]]#1, %[[S1]]#0, %[[S1]]#1) params(@finite) : {{.*}} -> (tensor<f64>, tensor<i1>)
// BOTH:         pipe.task @update_tied update stage 1 (%{{.+}}, %[[C]]#0, %[[C]]#1) params(@tied, @learning_rate)
// BOTH:         ^bb0(%{{.+}}: tensor<4xbf16>, %[[SC:.+]]: tensor<f64>, %[[SF:.+]]: tensor<i1>, %{{.+}}: tensor<4xbf16>,
// BOTH:           tensor.extract %[[SC]][]
// BOTH:           tensor.extract %[[SF]][]

// NODECAY-LABEL: pipe.pipeline @p
// NODECAY:       pipe.task @update_tied
// NODECAY-NOT:     arith.constant 2.500000e-01
// NODECAY:       pipe.task @update_wide
// NODECAY:         arith.constant 2.500000e-01 : f64
pipe.pipeline @p gradients mean {
  pipe.param @tied : tensor<4xbf16>
  pipe.param @frozen : tensor<4xi32>
  pipe.param @wide : tensor<2x3xf64>
  pipe.graph (%x "x" : tensor<4xf32>) {
    %h = pipe.task @forward_0 forward stage 0 kernel @f (%x) params(@tied, @wide) : (tensor<4xf32>) -> tensor<4xf32>
    %y = pipe.task @forward_1 forward stage 1 kernel @f (%h) params(@tied, @frozen) : (tensor<4xf32>) -> tensor<4xf32>
    %d, %t1 = pipe.task @backward_1 backward stage 1 kernel @b (%y) : (tensor<4xf32>) -> (tensor<4xf32>, tensor<4xbf16>)
    %w0, %t0 = pipe.task @backward_0 backward stage 0 kernel @b (%d) : (tensor<4xf32>) -> (tensor<2x3xf64>, tensor<4xbf16>)
    pipe.return gradients(%t1 of @tied : tensor<4xbf16>, %w0 of @wide : tensor<2x3xf64>, %t0 of @tied : tensor<4xbf16>)
  }
}
