# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Rules of the house that a text search can check: lint.py ROOT RULE...

Prints `file:line: message` for each violation; exits with 1 when there is one.
Rules: licence, messages, options, layers, analysis, carriers, format.
"""

import os
import re
import subprocess
import sys

CODE = (".h", ".cpp", ".c", ".def", ".td")
OTHER = (".py", ".cmake", ".bash", ".sh", ".in")
LICENCE = "SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception"
FOLDERS = ("include", "lib", "runtime", "tools", "test", "docs", "cmake")


def files(root, folders=FOLDERS, suffixes=CODE):
    """Yields the paths of the files below `folders`, relative to `root`."""
    for folder in folders:
        for path, _, names in os.walk(os.path.join(root, folder)):
            for name in sorted(names):
                if name.endswith(suffixes):
                    yield os.path.relpath(os.path.join(path, name), root)


def read(root, file):
    with open(os.path.join(root, file), encoding="utf-8") as f:
        return f.read()


def line_of(text, position):
    return text.count("\n", 0, position) + 1


def licence(root):
    """Every source file carries the licence header in its first lines."""
    scripts = ["CMakeLists.txt", "tools/check", "tools/demo", ".ci/run"]
    scripts = [s for s in scripts if os.path.exists(os.path.join(root, s))]
    for file in [*files(root, suffixes=(*CODE, *OTHER, "CMakeLists.txt")), *scripts]:
        if LICENCE not in "\n".join(read(root, file).splitlines()[:10]):
            yield f"{file}:1: the licence header is missing"


# A call that makes a message, up to the end of its statement.
CALL = re.compile(
    r"\b(emitError|emitOpError|emitWarning|emitRemark|attachNote|remark|report|"
    r"createStringError|make_error|setError|fail|Error|Failure|makeCellError)"
    r"\s*[({](?:[^;\"]|\"(?:\\.|[^\"\\])*\")*;"
)
LITERAL = re.compile(r'"((?:\\.|[^"\\])*)"')


def messages(root):
    """Messages begin in lower case and end without a period."""
    for file in files(root, ("include", "lib", "runtime", "tools"), (".h", ".cpp", ".c")):
        text = re.sub(r"//[^\n]*", lambda m: " " * len(m.group()), read(root, file))
        for call in CALL.finditer(text):
            literals = [m.group(1) for m in LITERAL.finditer(call.group())]
            if not literals:
                continue
            where = f"{file}:{line_of(text, call.start())}"
            if re.match(r"[A-Z][a-z]", literals[0]):
                yield f'{where}: message begins with a capital: "{literals[0]}"'
            if re.search(r"[^.]\.(\\n)?$", literals[-1]):
                yield f'{where}: message ends with a period: "{literals[-1]}"'


def options(root):
    """No command-line flag lives outside tools/."""
    for file in files(root, ("include", "lib", "runtime"), (".h", ".cpp")):
        text = read(root, file)
        for match in re.finditer(r"\bcl::(opt|list|bits|alias)\b", text):
            yield f"{file}:{line_of(text, match.start())}: cl::{match.group(1)} outside tools/"


def includes(root, folders, forbidden):
    """Yields includes below `folders` that match the regex `forbidden`."""
    for file in files(root, folders):
        text = read(root, file)
        for match in re.finditer(r'^#\s*include\s+[<"]([^>"]+)[>"]', text, re.M):
            if re.match(forbidden, match.group(1)):
                yield f"{file}:{line_of(text, match.start())}: must not include {match.group(1)}"


def read_doors(root, library):
    """The folders of lib/<library> that each of them says it uses."""
    uses = {}
    for folder in sorted(os.listdir(os.path.join(root, "lib", library))):
        door = f"lib/{library}/{folder}/CMakeLists.txt"
        if "." in folder:
            continue
        text = read(root, door) if os.path.exists(os.path.join(root, door)) else ""
        said = re.search(r"\bHolds: .* Uses: (\w+(?:, \w+)*)\.", text.replace("\n# ", " "))
        if not said:
            yield f"{door}:1: does not say what the folder holds and uses"
        uses[folder] = [] if not said or said[1] == "nothing" else said[1].split(", ")
    return uses


def doors(root, library):
    """A folder of lib/<library> includes what its door says, all of it, and no circle."""
    uses = yield from read_doors(root, library)
    for folder, said in uses.items():
        found = set()
        for file in files(root, (f"lib/{library}/{folder}", f"include/pipe/{library}/{folder}")):
            text = read(root, file)
            for match in re.finditer(rf'^#\s*include "(?:pipe/{library}/)?(\w+)/', text, re.M):
                if match[1] in uses and match[1] != folder:
                    found.add(match[1])
                    if match[1] not in said:
                        line = line_of(text, match.start())
                        yield f"{file}:{line}: {folder} does not say that it uses {match[1]}"
        for unused in sorted(set(said) - found):
            yield f"lib/{library}/{folder}/CMakeLists.txt:1: says that it uses {unused}, which it does not"
    # What uses or is used by none of the others is in no circle.
    def used():
        return {used for said in uses.values() for used in said}
    while free := [f for f in uses if f not in used() or not set(uses[f]) & set(uses)]:
        for folder in free:
            del uses[folder]
    if uses:
        yield f"lib/{library}:1: these folders use each other in a circle: {', '.join(uses)}"


def layers(root):
    """Includes point one way; see docs/Architecture.md."""
    ir = "(mlir|llvm|mlir-c|llvm-c)/"
    yield from includes(root, ("lib/Schedule", "include/pipe/Schedule"), ir + r"|pipe/(?!Schedule/)")
    # Who reads bundles has no LLVM.
    bundle = ("lib/Bundle", "include/pipe/Bundle")
    yield from includes(root, bundle, ir + r"|pipert/|pipe/(?!(Bundle|TensorIO|Schedule/Core)/)")
    yield from includes(root, ("runtime",), ir + r"|pipe/(?!TensorIO/)")
    session = ("lib/Session", "include/pipe/Session", "include/pipe/Support")
    yield from includes(root, session, ir + r"|pipe/(?!(Session|Support|Bundle|TensorIO|Schedule/(Core|Formats))/)")
    run = ir + r"|pipe/(?!(Session|Support|Bundle|Schedule|TensorIO)/)"
    yield from includes(root, ("tools/pipe-run",), run)
    upward = r"pipe/(Pipelines|Target|Backend|Codegen|Conversion|Dialect/\w+/Transforms)/"
    low = ("lib/Interfaces", "lib/Analysis", "include/pipe/Interfaces", "include/pipe/Analysis",
           "lib/Dialect/Pipe/IR", "include/pipe/Dialect/Pipe/IR",
           "lib/Dialect/PipeRT/IR", "include/pipe/Dialect/PipeRT/IR")
    yield from includes(root, low, upward)
    yield from includes(root, ("lib/Interfaces", "include/pipe/Interfaces"), r"pipe/Analysis/")
    # The proof shares nothing with what it proves.
    check = ("lib/Analysis/ProgramCheck", "include/pipe/Analysis/ProgramCheck")
    yield from includes(root, check, r"pipe/(Schedule|Interfaces)/|pipe/Analysis/(?!ProgramCheck/)")
    # The interface in C is plain, and stands on top.
    yield from includes(root, ("include/pipe-c",), r"(?!(mlir-c|pipe-c)/)")
    libraries = sorted({f"lib/{name}" for name in os.listdir(os.path.join(root, "lib"))} - {"lib/CAPI"})
    yield from includes(root, (*libraries, "include/pipe", "runtime", "tools"), r"pipe-c/|mlir/CAPI/")
    yield from doors(root, "Schedule")
    yield from doors(root, "Analysis")
    yield from doors(root, "Codegen")
    transforms = ("lib/Dialect/Pipe/Transforms", "include/pipe/Dialect/Pipe/Transforms")
    yield from includes(root, transforms, r"pipe/(Pipelines|Target|Backend|Codegen|Conversion)/")
    back = ("lib/Codegen", "include/pipe/Codegen", "lib/Conversion", "include/pipe/Conversion")
    yield from includes(root, back, r"pipe/(Pipelines|Target|Backend)/")
    yield from includes(root, ("lib/Backend", "include/pipe/Backend"), r"pipe/(Pipelines|Target)/")


# What makes, changes or erases ops. Types and attributes are values.
WRITES = re.compile(
    r"\b(OpBuilder|ImplicitLocOpBuilder|\w*Rewriter(Base)?|IRMapping|\w+Op::create|Operation::create|"
    r"set(Attr|DiscardableAttr|Operand|Operands|ArgAttr|ResultAttr|Private|Public|Type|Loc|InherentAttr)\(|"
    r"remove(\w*)Attr\(|replaceAllUses\w*|replaceUsesOfWith|move(Before|After)\(|"
    r"(insert|erase)Arguments?\(|addArgument\(|eraseBlock|emplaceBlock|addEntryBlock|mlir::clone\()|->(erase|clone|remove)\("
)


def analysis(root):
    """Nothing in lib/Analysis writes IR."""
    for file in files(root, ("lib/Analysis", "include/pipe/Analysis"), (".h", ".cpp")):
        text = re.sub(r"//[^\n]*", lambda m: " " * len(m.group()), read(root, file))
        for match in WRITES.finditer(text):
            yield f"{file}:{line_of(text, match.start())}: writes IR: {match.group()}"


# Errors travel in one way a layer; see docs/Architecture.md.
LLVM_ERROR = r"llvm::(Expected|Error)\b"
CARRIERS = {
    ("lib/Schedule", "include/pipe/Schedule"): r"\bthrow\b",
    ("lib/Bundle", "include/pipe/Bundle"): LLVM_ERROR + r"|\bthrow\b",
    ("lib/Analysis", "include/pipe/Analysis", "lib/Dialect", "include/pipe/Dialect", "lib/Import",
     "include/pipe/Import", "lib/Interfaces", "include/pipe/Interfaces", "lib/Conversion",
     "include/pipe/Conversion"): LLVM_ERROR + r"|\bthrow\b|std::error_code",
    ("lib/Codegen", "lib/Target", "lib/Pipelines"): r"\bthrow\b",
    ("lib/Session", "include/pipe/Session", "tools/support", "tools/pipe-plan", "tools/pipe-run", "tools/pipe-opt"): LLVM_ERROR,
}


def carriers(root):
    """A layer's errors travel in the one way that docs/Architecture.md says."""
    for folders, forbidden in CARRIERS.items():
        for file in files(root, folders, (".h", ".cpp")):
            text = re.sub(r"//[^\n]*", lambda m: " " * len(m.group()), read(root, file))
            for match in re.finditer(forbidden, text):
                yield f"{file}:{line_of(text, match.start())}: errors do not travel in {match.group()} here"


def format(root):
    """clang-format has nothing to change."""
    sources = list(files(root, suffixes=(".h", ".cpp", ".c")))
    command = ["clang-format-22", "--dry-run", "--Werror", *sources]
    run = subprocess.run(command, cwd=root, capture_output=True, text=True)
    wrong = re.findall(r"^(\S+?):\d+:\d+: error", run.stderr, re.M)
    for file in dict.fromkeys(wrong):
        yield f"{file}:1: not formatted; run clang-format-22 -i {file}"
    if run.returncode and not wrong:
        yield f"clang-format-22 failed: {run.stderr.strip()}"


def main(root, *rules):
    found = [v for rule in rules for v in globals()[rule](root)]
    print("\n".join(found) if found else f"{', '.join(rules)}: clean")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
