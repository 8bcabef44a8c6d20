// REQUIRES: pipe-compile, pipe-run
// RUN: rm -rf %t && mkdir %t
// RUN: %python -c "import sys; sys.path.insert(0, '%S'); import array, safetensors_file as s; f = lambda *n: s.Tensor('F32', n, array.array('f', range(n[0] * n[1]))); s.save('%t/data.safetensors', {'w': f(64, 64), 'x': f(12, 64)})"
// RUN: pipe-compile %s -o %t/a.pipe --mode=infer --ranks=2 --micro-batches=3 --schedule=forward-only --batch=x | FileCheck %s --check-prefix=COMPILE
// RUN: pipe-run %t/a.pipe --parameters=%t/data.safetensors --inputs=%t/data.safetensors --check | FileCheck %s --check-prefix=CHECKED
// RUN: FileCheck %s --check-prefix=MANIFEST --input-file=%t/a.pipe/manifest.json

// The last rank has nothing of its own but two words, the request of a receive and
// where the message lies: what it reads lies with the sender, what it writes with the
// caller.
// COMPILE: {{^ +1 +1 .* 16$}}
// CHECKED: ok: 2 ranks, 3 micro-batches, 12 of 12 values bit-equal
// MANIFEST: "kind": "received",
// MANIFEST: "segment": "received",
func.func @main(%x: tensor<4x64xf32> {pipe.name = "x"}, %w: tensor<64x64xf32> {pipe.name = "w"})
    -> tensor<4xf32> {
  %zero = arith.constant 0.0 : f32
  %e = tensor.empty() : tensor<4x64xf32>
  %f = linalg.fill ins(%zero : f32) outs(%e : tensor<4x64xf32>) -> tensor<4x64xf32>
  %h = linalg.matmul ins(%x, %w : tensor<4x64xf32>, tensor<64x64xf32>)
                     outs(%f : tensor<4x64xf32>) -> tensor<4x64xf32>
  %e1 = tensor.empty() : tensor<4xf32>
  %f1 = linalg.fill ins(%zero : f32) outs(%e1 : tensor<4xf32>) -> tensor<4xf32>
  %s = linalg.reduce { arith.addf } ins(%h : tensor<4x64xf32>) outs(%f1 : tensor<4xf32>) dimensions = [1]
  return %s : tensor<4xf32>
}
