// Adds up rows of a table that the input names.
func.func @main(%w: tensor<8x4xf32> {pipe.name = "w"}, %x: tensor<2xi64> {pipe.name = "x", pipe.batch = 0})
    -> (tensor<f32> {pipe.name = "sum"}) {
  %zero = arith.constant 0.0 : f32
  %empty = tensor.empty() : tensor<2x4xf32>
  %rows = linalg.generic {
      indexing_maps = [affine_map<(i, j) -> (i)>, affine_map<(i, j) -> (i, j)>],
      iterator_types = ["parallel", "parallel"]}
      ins(%x : tensor<2xi64>) outs(%empty : tensor<2x4xf32>) {
  ^bb0(%index: i64, %out: f32):
    %row = arith.index_cast %index : i64 to index
    %column = linalg.index 1 : index
    %value = tensor.extract %w[%row, %column] : tensor<8x4xf32>
    linalg.yield %value : f32
  } -> tensor<2x4xf32>
  %start = tensor.empty() : tensor<f32>
  %filled = linalg.fill ins(%zero : f32) outs(%start : tensor<f32>) -> tensor<f32>
  %sum = linalg.reduce { arith.addf } ins(%rows : tensor<2x4xf32>) outs(%filled : tensor<f32>) dimensions = [0, 1]
  return %sum : tensor<f32>
}
