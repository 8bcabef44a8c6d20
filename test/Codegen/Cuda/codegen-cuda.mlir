// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-cuda)' | FileCheck %s
// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-cuda{chip=sm_90})' | FileCheck %s --check-prefix=SM90

// RUN: pipe-opt %s --pass-pipeline='builtin.module(pipe-codegen-cuda{ptx-file=%t.ptx})' -o %t.mlir
// RUN: FileCheck %s --check-prefix=PTX --input-file=%t.ptx

// Rows by shuffles, elements four at a time.

// PTX:           .entry pipe_loop_0(
// PTX:             ld.global.nc.b32
// PTX:             max.NaN.f32
// PTX-COUNT-5:     shfl.sync.bfly.b32
// PTX:           .entry pipe_loop_1(
// PTX:             ld.global.v4.b32
// PTX:             st.global.v4.b32
// PTX:           .entry pipe_loop_4(
// PTX:             ld.global.v4.b32
// PTX-COUNT-4:     div.rn.f32
// PTX:             st.global.v4.b32

// A softmax and a product, from tensors to launches in order: fill, maximum,
// exponentials, fill, sums, quotients; nothing else is called.

// CHECK-LABEL: llvm.func @softmax(
// CHECK-SAME:    pipe.workspace_bytes =
// CHECK-COUNT-6: llvm.call @pipert_gpu_launch(
// CHECK:         llvm.call @pipert_gpu_multiply(
// CHECK-NOT:     llvm.call
// CHECK:         llvm.return
// CHECK:       llvm.func internal @pipe_loop_emulated(
// CHECK-NOT:   gpu.module
// CHECK:       llvm.mlir.global internal constant @pipe_gpu_ptx("{{.*}}.target sm_80
// CHECK:       @pipe_gpu_module()

// SM90: @pipe_gpu_ptx("{{.*}}.target sm_90
#id = affine_map<(d0, d1) -> (d0, d1)>
#row = affine_map<(d0, d1) -> (d0)>
func.func @softmax(%x: tensor<64x300xf32>, %w: tensor<300x16xf32>) -> (tensor<64x300xf32>, tensor<64x16xf32>) {
  %ninf = arith.constant 0xFF800000 : f32
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<64xf32>
  %i = linalg.fill ins(%ninf : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %m = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%x : tensor<64x300xf32>) outs(%i : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.maximumf %b, %a : f32
    linalg.yield %c : f32
  } -> tensor<64xf32>
  %ee = tensor.empty() : tensor<64x300xf32>
  %p = linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%x, %m : tensor<64x300xf32>, tensor<64xf32>) outs(%ee : tensor<64x300xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %c = arith.subf %a, %b : f32
    %d = math.exp %c : f32
    linalg.yield %d : f32
  } -> tensor<64x300xf32>
  %z = linalg.fill ins(%zero : f32) outs(%e : tensor<64xf32>) -> tensor<64xf32>
  %s = linalg.generic {indexing_maps = [#id, #row], iterator_types = ["parallel", "reduction"]} ins(%p : tensor<64x300xf32>) outs(%z : tensor<64xf32>) {
  ^bb0(%a: f32, %b: f32):
    %c = arith.addf %b, %a : f32
    linalg.yield %c : f32
  } -> tensor<64xf32>
  %q = linalg.generic {indexing_maps = [#id, #row, #id], iterator_types = ["parallel", "parallel"]} ins(%p, %s : tensor<64x300xf32>, tensor<64xf32>) outs(%ee : tensor<64x300xf32>) {
  ^bb0(%a: f32, %b: f32, %o: f32):
    %c = arith.divf %a, %b : f32
    linalg.yield %c : f32
  } -> tensor<64x300xf32>
  %me = tensor.empty() : tensor<64x16xf32>
  %mz = linalg.fill ins(%zero : f32) outs(%me : tensor<64x16xf32>) -> tensor<64x16xf32>
  %mm = linalg.matmul ins(%q, %w : tensor<64x300xf32>, tensor<300x16xf32>) outs(%mz : tensor<64x16xf32>) -> tensor<64x16xf32>
  return %q, %mm : tensor<64x300xf32>, tensor<64x16xf32>
}
