// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --mlir-print-op-on-diagnostic=false --pass-pipeline='builtin.module(pipe-import{batch=x})'

// Functions that update parameters, of the wrong form.

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', has 1 arguments, but takes the gradient and the parameter first}}
func.func private @f(%g: f32) -> f32 {
  return %g : f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', takes the gradient as argument 0 of type 'tensor<2xf32>', but must take 'tensor<4xf32>', or for one element 'f32'}}
func.func private @f(%g: tensor<2xf32>, %p: tensor<4xf32>) -> tensor<4xf32> {
  return %p : tensor<4xf32>
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', takes the parameter as argument 1 of type 'f64', but must take 'tensor<4xf32>', or for one element 'f32'}}
func.func private @f(%g: tensor<4xf32>, %p: f64) -> f64 {
  return %p : f64
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', has two states "m"}}
func.func private @f(%g: f32, %p: f32, %m: f32 {pipe.state = "m"}, %n: f32 {pipe.state = "m"}) -> (f32, f32, f32) {
  return %p, %m, %n : f32, f32, f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', has the state "m" of type 'tensor<?xf32>', but a state holds floating-point numbers in a fixed shape}}
func.func private @f(%g: tensor<4xf32>, %p: tensor<4xf32>, %m: tensor<?xf32> {pipe.state = "m"}) -> (tensor<4xf32>, tensor<?xf32>) {
  return %p, %m : tensor<4xf32>, tensor<?xf32>
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', has the state "m" of type 'tensor<4xf32>', but a state holds floating-point numbers, one for each element}}
func.func private @f(%g: f32, %p: f32, %m: tensor<4xf32> {pipe.state = "m"}) -> (f32, tensor<4xf32>) {
  return %p, %m : f32, tensor<4xf32>
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', has an argument 2 with neither 'pipe.state' nor 'pipe.hyper', which name what it is; states come first}}
func.func private @f(%g: f32, %p: f32, %r: f32) -> f32 {
  return %p : f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', takes the number "n" as 'i32', but must take a floating-point number, a scalar or a 0-d tensor}}
func.func private @f(%g: f32, %p: f32, %r: i32 {pipe.hyper = "n"}) -> f32 {
  return %p : f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', gives the number "n" the value 1 : i32, but must give a floating-point number}}
func.func private @f(%g: f32, %p: f32, %r: f32 {pipe.hyper = "n", pipe.value = 1 : i32}) -> f32 {
  return %p : f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', returns 1 values, but must return 2: the new parameter and the new states}}
func.func private @f(%g: f32, %p: f32, %m: f32 {pipe.state = "m"}) -> f32 {
  return %p : f32
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', returns 'f64' as result 1, but the old value has the type 'f32'}}
func.func private @f(%g: f32, %p: f32, %m: f32 {pipe.state = "m"}) -> (f32, f64) {
  %0 = arith.extf %m : f32 to f64
  return %p, %0 : f32, f64
}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f', the update of 'w' of type 'tensor<4xf32>', must have a body of one block}}
func.func private @f(f32, f32) -> f32
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{there is no function @f as 'pipe.update' of 'w' says}}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{has 'pipe.update' = 1 : i32, but it must name a function, as in @sgd}}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = 1 : i32}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{has 'pipe.update' on the argument "w", which has no gradient; 'gradient=RESULT:PARAMETER' names it}}
func.func @main(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.output}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{updates its parameters itself, but has 'pipe.update', too; leave one of them out}}
func.func @main(%w: tensor<4xf32> {pipe.name = "w"}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.new_value = "w"}) attributes {pipe.update = @f} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  %0 = arith.subf %w, %g : tensor<4xf32>
  return %l, %0 : tensor<f32>, tensor<4xf32>
}
