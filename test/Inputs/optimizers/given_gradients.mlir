// The gradient of each parameter is an argument: what an optimizer makes of given
// gradients can be compared with other implementations, whatever a model computes.
#id2 = affine_map<(i, j) -> (i, j)>
#id1 = affine_map<(i) -> (i)>
#none1 = affine_map<(i) -> ()>
#none2 = affine_map<(i, j) -> ()>
func.func @main(%w: tensor<4x6xf32> {pipe.name = "w"},
                %b: tensor<6xf32> {pipe.name = "b"},
                %x: tensor<4x6xf32> {pipe.name = "x", pipe.batch = 0 : i64},
                %y: tensor<6xf32> {pipe.name = "y", pipe.batch = 0 : i64})
    -> (tensor<f32> {pipe.name = "loss", pipe.loss},
        tensor<4x6xf32> {pipe.gradient = "w"},
        tensor<6xf32> {pipe.gradient = "b"}) {
  %zero = arith.constant 0.0 : f32
  %one = arith.constant 1.0 : f32
  %scalar = tensor.empty() : tensor<f32>
  %start = linalg.fill ins(%zero : f32) outs(%scalar : tensor<f32>) -> tensor<f32>
  // loss = sum(w * x) + sum(b * y)
  %sum = linalg.generic {indexing_maps = [#id2, #id2, #none2], iterator_types = ["reduction", "reduction"]}
      ins(%w, %x : tensor<4x6xf32>, tensor<4x6xf32>) outs(%start : tensor<f32>) {
  ^bb0(%p: f32, %g: f32, %acc: f32):
    %0 = arith.mulf %p, %g : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<f32>
  %loss = linalg.generic {indexing_maps = [#id1, #id1, #none1], iterator_types = ["reduction"]}
      ins(%b, %y : tensor<6xf32>, tensor<6xf32>) outs(%sum : tensor<f32>) {
  ^bb0(%p: f32, %g: f32, %acc: f32):
    %0 = arith.mulf %p, %g : f32
    %1 = arith.addf %acc, %0 : f32
    linalg.yield %1 : f32
  } -> tensor<f32>
  // d loss / d w = x, d loss / d b = y
  %ew = tensor.empty() : tensor<4x6xf32>
  %dw = linalg.generic {indexing_maps = [#id2, #id2], iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<4x6xf32>) outs(%ew : tensor<4x6xf32>) {
  ^bb0(%g: f32, %out: f32):
    %0 = arith.mulf %g, %one : f32
    linalg.yield %0 : f32
  } -> tensor<4x6xf32>
  %eb = tensor.empty() : tensor<6xf32>
  %db = linalg.generic {indexing_maps = [#id1, #id1], iterator_types = ["parallel"]}
      ins(%y : tensor<6xf32>) outs(%eb : tensor<6xf32>) {
  ^bb0(%g: f32, %out: f32):
    %0 = arith.mulf %g, %one : f32
    linalg.yield %0 : f32
  } -> tensor<6xf32>
  return %loss, %dw, %db : tensor<f32>, tensor<4x6xf32>, tensor<6xf32>
}
