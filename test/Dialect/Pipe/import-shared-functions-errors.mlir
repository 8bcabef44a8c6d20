// RUN: pipe-opt %s -split-input-file --allow-unregistered-dialect -verify-diagnostics=only-expected \
// RUN:   --mlir-print-op-on-diagnostic=false --pass-pipeline='builtin.module(pipe-import{batch=x})'

// Functions of what updates share, of the wrong form.

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{has 'pipe.terms' = 1 : i32, but it must name a function, as in @sgd}}
func.func @negative_symbol(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = 1 : i32}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{there is no function @t as 'pipe.terms' of 'w' says}}
func.func @negative_no_terms(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{has 'pipe.terms' on the argument "w", which nothing updates; 'pipe.update' names a function}}
func.func @negative_no_update(%w: tensor<4xf32> {pipe.name = "w", pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'t', the terms of 'w' of type 'tensor<4xf32>', returns 'tensor<4xf32>' as result 1, but a term is a tensor of one element}}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> (tensor<f32>, tensor<4xf32>) {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0, %p : tensor<f32>, tensor<4xf32>
}
func.func @negative_term(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'t', the terms of 'w' of type 'tensor<4xf32>', has the state "m", which its update does not take}}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>, %m: tensor<4xf32> {pipe.state = "m"}) -> tensor<f32> {
  %0 = "m.term"(%m) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func @negative_state(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'t' has an argument 2 with 'pipe.shared' = 0 : i64, but may read 0 shared values}}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>, %n: tensor<f32> {pipe.shared = 0 : i64}) -> tensor<f32> {
  return %n : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_shared_in_terms(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'t' computes terms, but no 'pipe.shared' on the model function says what is made of them}}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func @negative_unused_terms(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f' has an argument with 'pipe.shared', but the model function has none}}
func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
func.func @negative_nothing_shared(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'s', which computes what updates share, needs terms of a parameter; 'pipe.terms' names them}}
func.func private @s() -> tensor<f32> {
  %0 = arith.constant dense<0.5> : tensor<f32>
  return %0 : tensor<f32>
}
func.func @negative_shared_of_nothing(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// What a function of what is shared takes and returns.

func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> (tensor<f32>, tensor<1xf32>) {
  %0:2 = "m.term"(%g) : (tensor<4xf32>) -> (tensor<f32>, tensor<1xf32>)
  return %0#0, %0#1 : tensor<f32>, tensor<1xf32>
}
// expected-error@+1 {{'s', which computes what updates share, takes 1 terms, but there are 2}}
func.func private @s(%0: tensor<f32>, %1: tensor<f32> {pipe.hyper = "n"}) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_count(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<1xf32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<1xf32>
  return %0 : tensor<1xf32>
}
// expected-error@+1 {{'s', which computes what updates share, takes 'tensor<f32>' as term 0, which is 'tensor<1xf32>'}}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_type(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{'s', which computes what updates share, returns 'f32', but must return tensors}}
func.func private @s(%0: tensor<f32>) -> f32 {
  %1 = tensor.extract %0[] : tensor<f32>
  return %1 : f32
}
func.func @negative_scalar(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f' has an argument 2 with 'pipe.shared' = 1 : i64, but may read 1 shared values}}
func.func private @f(%g: f32, %p: f32, %n: f32 {pipe.shared = 1 : i64}) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_number(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// expected-error@+1 {{'f' has an argument 2 with 'pipe.shared' = 0 : i64 of type 'f64', but that value has the type 'tensor<f32>'}}
func.func private @f(%g: f32, %p: f32, %n: f64 {pipe.shared = 0 : i64}) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_shared_type(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
// expected-error@+1 {{has 'pipe.shared' = [], but it must name a function, as in @sgd}}
func.func @negative_empty_list(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = []} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
// expected-error@+1 {{has 'pipe.terms' = [@t, 1], but it must name a function, as in @sgd}}
func.func @negative_list(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = [@t, 1]}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{has 'pipe.update' = [@f, @f], but it must name one function}}
func.func @negative_updates(%w: tensor<4xf32> {pipe.name = "w", pipe.update = [@f, @f]}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// Of several functions, each takes the terms that its number of each parameter returns, and reads
// what those before it return.

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
// expected-error@+1 {{'t' is one of 1 functions of terms of a parameter, but 'pipe.shared' on the model function names 2; each takes the terms of one}}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_few_terms(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = [@s, @s]} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
// expected-error@+1 {{'r' has an argument 1 with 'pipe.shared' = 1 : i64, but may read 1 shared values}}
func.func private @r(%0: tensor<f32>, %n: tensor<f32> {pipe.shared = 1 : i64}) -> tensor<f32> {
  return %n : tensor<f32>
}
func.func @negative_reads_itself(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = [@t, @t]}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = [@s, @r]} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{'u' has an argument 2 with 'pipe.shared' = 1 : i64, but may read 1 shared values}}
func.func private @u(%g: tensor<4xf32>, %p: tensor<4xf32>, %n: tensor<f32> {pipe.shared = 1 : i64}) -> tensor<f32> {
  return %n : tensor<f32>
}
func.func private @s(%0: tensor<f32>) -> tensor<f32> {
  return %0 : tensor<f32>
}
func.func @negative_terms_read_behind(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = [@t, @u]}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = [@s, @s]} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

// What a step reports.

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{'s', which computes what updates share, returns 'tensor<1xf32>' with 'pipe.report' = "n", but a step reports single numbers, tensors of no dimensions, by name}}
func.func private @s(%0: tensor<f32>) -> (tensor<1xf32> {pipe.report = "n"}) {
  %1 = tensor.expand_shape %0 [] output_shape [1] : tensor<f32> into tensor<1xf32>
  return %1 : tensor<1xf32>
}
func.func @negative_report_dimensions(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{'s', which computes what updates share, returns 'tensor<f32>' with 'pipe.report' = 1 : i64, but a step reports single numbers, tensors of no dimensions, by name}}
func.func private @s(%0: tensor<f32>) -> (tensor<f32> {pipe.report = 1}) {
  return %0 : tensor<f32>
}
func.func @negative_report_name(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}

// -----

func.func private @f(%g: f32, %p: f32) -> f32 {
  return %p : f32
}
func.func private @t(%g: tensor<4xf32>, %p: tensor<4xf32>) -> tensor<f32> {
  %0 = "m.term"(%g) : (tensor<4xf32>) -> tensor<f32>
  return %0 : tensor<f32>
}
// expected-error@+1 {{'s', which computes what updates share, reports a second "n"}}
func.func private @s(%0: tensor<f32>) -> (tensor<f32> {pipe.report = "n"}, tensor<f32> {pipe.report = "n"}) {
  return %0, %0 : tensor<f32>, tensor<f32>
}
func.func @negative_report_twice(%w: tensor<4xf32> {pipe.name = "w", pipe.update = @f, pipe.terms = @t}, %x: tensor<4xf32> {pipe.name = "x"}) -> (tensor<f32>, tensor<4xf32> {pipe.gradient = "w"}) attributes {pipe.shared = @s} {
  %l = "m.loss"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<f32>
  %g = "m.g"(%w, %x) : (tensor<4xf32>, tensor<4xf32>) -> tensor<4xf32>
  return %l, %g : tensor<f32>, tensor<4xf32>
}
