// Micro-batches are columns of x, and k has
// one number of each.
func.func @main(%w: tensor<2xf32> {pipe.name = "w"},
                %x: tensor<2x3xf32> {pipe.name = "x", pipe.batch = 1},
                %k: tensor<1xi32> {pipe.name = "k", pipe.batch = 0})
    -> (tensor<2x3xf32> {pipe.name = "y"}) {
  %zero = arith.constant 0 : index
  %number = tensor.extract %k[%zero] : tensor<1xi32>
  %factor = arith.sitofp %number : i32 to f32
  %empty = tensor.empty() : tensor<2x3xf32>
  %y = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%w, %x : tensor<2xf32>, tensor<2x3xf32>) outs(%empty : tensor<2x3xf32>) {
  ^bb0(%a: f32, %b: f32, %out: f32):
    %p = arith.mulf %a, %b : f32
    %q = arith.mulf %p, %factor : f32
    linalg.yield %q : f32
  } -> tensor<2x3xf32>
  return %y : tensor<2x3xf32>
}
