// A training step in a dialect that nobody registered: two layers that scale
// columns, and a loss.
//
//   h = x * w0,  p = h * w1,  loss = sum(p * t) / 8
module {
  func.func @toy(
      %x: tensor<2x4xf32> {pipe.name = "x", pipe.batch = 0 : i64},
      %t: tensor<2x4xf32> {pipe.name = "t", pipe.batch = 0 : i64},
      %w0: tensor<4xf32> {pipe.name = "w0", pipe.parameter},
      %w1: tensor<4xf32> {pipe.name = "w1", pipe.parameter})
      -> (tensor<f32> {pipe.name = "loss", pipe.loss},
          tensor<4xf32> {pipe.gradient = "w0"},
          tensor<4xf32> {pipe.gradient = "w1"}) {
    %h = "toy.scale"(%x, %w0) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %p = "toy.scale"(%h, %w1) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %loss = "toy.loss"(%p, %t) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<f32>
    %dp = "toy.loss_grad"(%t) : (tensor<2x4xf32>) -> tensor<2x4xf32>
    %dw1 = "toy.scale_grad_weight"(%dp, %h) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4xf32>
    %dh = "toy.scale"(%dp, %w1) : (tensor<2x4xf32>, tensor<4xf32>) -> tensor<2x4xf32>
    %dw0 = "toy.scale_grad_weight"(%dh, %x) : (tensor<2x4xf32>, tensor<2x4xf32>) -> tensor<4xf32>
    return %loss, %dw0, %dw1 : tensor<f32>, tensor<4xf32>, tensor<4xf32>
  }
}
