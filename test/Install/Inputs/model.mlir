// A training step whose ops nobody has registered.
func.func @main(%w0: tensor<4x4xf32> loc("w0"), %w1: tensor<4x4xf32> loc("w1"), %x: tensor<4x4xf32> loc("x"))
    -> (tensor<f32> {pipe.name = "loss"}, tensor<4x4xf32> {pipe.gradient = "w0"}, tensor<4x4xf32> {pipe.gradient = "w1"}) {
  %h = "foreign.layer"(%x, %w0) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %p = "foreign.layer"(%h, %w1) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %loss = "foreign.loss"(%p) : (tensor<4x4xf32>) -> tensor<f32>
  %dp = "foreign.loss_grad"(%p) : (tensor<4x4xf32>) -> tensor<4x4xf32>
  %dw1 = "foreign.weight_grad"(%dp, %h) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %dh = "foreign.input_grad"(%dp, %w1) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  %dw0 = "foreign.weight_grad"(%dh, %x) : (tensor<4x4xf32>, tensor<4x4xf32>) -> tensor<4x4xf32>
  return %loss, %dw0, %dw1 : tensor<f32>, tensor<4x4xf32>, tensor<4x4xf32>
}
