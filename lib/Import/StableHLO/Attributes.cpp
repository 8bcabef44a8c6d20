//===- Attributes.cpp - Attributes of unregistered ops --------------------===//
//
// Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
// Exceptions. See LICENSE.txt for license information.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
//
//===----------------------------------------------------------------------===//

#include "Attributes.h"

#include "mlir/IR/BuiltinAttributes.h"
#include "llvm/ADT/StringExtras.h"

using namespace mlir;
using namespace mlir::pipe::hlo;

Attribute mlir::pipe::hlo::getAttribute(Operation *op, StringRef name) {
  if (Attribute attribute = op->getAttr(name))
    return attribute;
  // An unregistered op keeps all its properties as one dictionary.
  if (auto properties =
          dyn_cast_or_null<DictionaryAttr>(op->getPropertiesAsAttribute()))
    return properties.get(name);
  return {};
}

static std::optional<SmallVector<int64_t>> toIntegers(Attribute attribute) {
  SmallVector<int64_t> integers;
  auto append = [&](auto values) {
    integers.append(values.begin(), values.end());
    return integers;
  };
  if (auto array = dyn_cast<DenseI64ArrayAttr>(attribute))
    return append(array.asArrayRef());
  if (auto array = dyn_cast<DenseBoolArrayAttr>(attribute))
    return append(array.asArrayRef());
  if (auto integer = dyn_cast<IntegerAttr>(attribute)) {
    const APInt &value = integer.getValue();
    integers.push_back(value.getBitWidth() == 1 ? value.getZExtValue()
                                                : value.getSExtValue());
    return integers;
  }
  auto dense = dyn_cast<DenseIntElementsAttr>(attribute);
  if (!dense)
    return std::nullopt;
  bool isBoolean = dense.getElementType().isInteger(1);
  for (const APInt &value : dense.getValues<APInt>())
    integers.push_back(isBoolean ? value.getZExtValue() : value.getSExtValue());
  return integers;
}

FailureOr<SmallVector<int64_t>> mlir::pipe::hlo::getIntegers(Operation *op,
                                                             StringRef name) {
  Attribute attribute = getAttribute(op, name);
  if (!attribute)
    return op->emitError("'")
           << op->getName() << "' has no attribute '" << name << "'";
  if (std::optional<SmallVector<int64_t>> integers = toIntegers(attribute))
    return *integers;
  return op->emitError("'")
         << op->getName() << "' has the attribute '" << name
         << "' = " << attribute << ", which is not a list of integers";
}

FailureOr<SmallVector<int64_t>>
mlir::pipe::hlo::getIntegers(Operation *op, StringRef name, size_t count,
                             std::optional<int64_t> fallback) {
  if (fallback && !getAttribute(op, name))
    return SmallVector<int64_t>(count, *fallback);
  FailureOr<SmallVector<int64_t>> integers = getIntegers(op, name);
  if (succeeded(integers) && integers->size() != count)
    return op->emitError("'")
           << op->getName() << "' has " << integers->size()
           << " numbers in its attribute '" << name << "', but needs " << count;
  return integers;
}

LogicalResult mlir::pipe::hlo::readIntegers(Operation *op, size_t count,
                                            ArrayRef<NamedList> lists,
                                            std::optional<int64_t> fallback) {
  for (const NamedList &list : lists) {
    FailureOr<SmallVector<int64_t>> found =
        getIntegers(op, list.name, count, fallback);
    if (failed(found))
      return failure();
    list.integers.assign(found->begin(), found->end());
  }
  return success();
}

FailureOr<int64_t> mlir::pipe::hlo::getInteger(Operation *op, StringRef name) {
  FailureOr<SmallVector<int64_t>> integers = getIntegers(op, name, 1);
  if (failed(integers))
    return failure();
  return integers->front();
}

FailureOr<int64_t> mlir::pipe::hlo::getInteger(Operation *op, StringRef name,
                                               int64_t fallback) {
  if (!getAttribute(op, name))
    return fallback;
  return getInteger(op, name);
}

/// What stands between the outermost < and >, or the text itself.
static std::string getText(Attribute attribute) {
  if (auto string = dyn_cast<StringAttr>(attribute))
    return string.str();
  std::string text;
  llvm::raw_string_ostream stream(text);
  attribute.print(stream);
  size_t begin = text.find('<'), end = text.rfind('>');
  if (begin == std::string::npos || end == std::string::npos || end < begin)
    return text;
  return text.substr(begin + 1, end - begin - 1);
}

std::string mlir::pipe::hlo::getWord(Operation *op, StringRef name) {
  Attribute attribute = getAttribute(op, name);
  if (!attribute)
    return "";
  std::string text = getText(attribute);
  return StringRef(text).rsplit(' ').second.empty()
             ? text
             : StringRef(text).rsplit(' ').second.str();
}

/// Reads "1, 2" or "1".
static std::optional<SmallVector<int64_t>> parseNumbers(StringRef text) {
  SmallVector<int64_t> numbers;
  SmallVector<StringRef> words;
  text.split(words, ',', -1, /*KeepEmpty=*/false);
  for (StringRef word : words) {
    int64_t number;
    if (word.trim().empty())
      continue;
    if (word.trim().getAsInteger(10, number))
      return std::nullopt;
    numbers.push_back(number);
  }
  return numbers;
}

/// Takes "name = [1, 2]" or "name = 1" from the front of `rest`.
static bool takeField(StringRef &rest,
                      llvm::StringMap<SmallVector<int64_t>> &values) {
  auto [name, after] = rest.split('=');
  after = after.ltrim();
  bool isList = after.consume_front("[");
  size_t end = after.find(isList ? ']' : ',');
  std::optional<SmallVector<int64_t>> numbers =
      parseNumbers(after.take_front(end));
  if (!numbers || (isList && end == StringRef::npos))
    return false;
  values[name.trim()] = std::move(*numbers);
  rest = end == StringRef::npos ? "" : after.drop_front(end + isList).ltrim();
  rest.consume_front(",");
  rest = rest.ltrim();
  return true;
}

static InFlightDiagnostic emitUnreadable(Operation *op, StringRef name,
                                         Attribute attribute) {
  return op->emitError("'") << op->getName() << "' has the attribute '" << name
                            << "' = " << attribute
                            << ", which does not read as StableHLO prints it";
}

FailureOr<Fields> Fields::get(Operation *op, StringRef name) {
  Attribute attribute = getAttribute(op, name);
  if (!attribute)
    return op->emitError("'")
           << op->getName() << "' has no attribute '" << name << "'";
  Fields fields;
  std::string text = getText(attribute);
  for (StringRef rest = StringRef(text).trim(); !rest.empty();)
    if (!takeField(rest, fields.values))
      return emitUnreadable(op, name, attribute);
  return fields;
}

ArrayRef<int64_t> Fields::operator[](StringRef field) const {
  auto found = values.find(field);
  return found == values.end() ? ArrayRef<int64_t>() : found->second;
}

/// Reads "b, 0, 1, f", where `first` and `second` are the letters.
static std::optional<ConvolutionLayout::Tensor>
parseLayout(StringRef text, StringRef first, StringRef second) {
  if (!text.consume_front("[") || !text.consume_back("]"))
    return std::nullopt;
  SmallVector<StringRef> words;
  text.split(words, ',');
  ConvolutionLayout::Tensor layout;
  layout.first = layout.second = -1;
  layout.spatial.assign(words.size() < 2 ? 0 : words.size() - 2, -1);
  for (auto [place, padded] : llvm::enumerate(words)) {
    StringRef word = padded.trim();
    size_t dim;
    if (word == first)
      layout.first = place;
    else if (word == second)
      layout.second = place;
    else if (!word.getAsInteger(10, dim) && dim < layout.spatial.size())
      layout.spatial[dim] = place;
  }
  if (layout.first < 0 || layout.second < 0 ||
      llvm::is_contained(layout.spatial, -1))
    return std::nullopt;
  return layout;
}

FailureOr<ConvolutionLayout> ConvolutionLayout::get(Operation *op) {
  StringRef name = "dimension_numbers";
  Attribute attribute = getAttribute(op, name);
  if (!attribute)
    return op->emitError("'")
           << op->getName() << "' has no attribute '" << name << "'";
  std::string text = getText(attribute);
  auto [operands, result] = StringRef(text).split("->");
  auto [input, kernel] = operands.split('x');
  auto a = parseLayout(input.trim(), "b", "f");
  auto b = parseLayout(kernel.trim(), "i", "o");
  auto c = parseLayout(result.trim(), "b", "f");
  if (!a || !b || !c || a->spatial.size() != b->spatial.size() ||
      a->spatial.size() != c->spatial.size())
    return emitUnreadable(op, name, attribute);
  return ConvolutionLayout{*a, *b, *c};
}
