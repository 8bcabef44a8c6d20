# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

# What tools/check and tools/demo share: the packages and the build. Sourced by
# bash with `set -euo pipefail`; defines functions and PIPE_BUILD, runs nothing.

PIPE_ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
PIPE_BUILD=$PIPE_ROOT/build/dev

# Debian packages that the build and the tests need.
PIPE_PACKAGES=(
  g++ cmake ninja-build mold ccache pkgconf python3 python3-numpy
  llvm-22-dev llvm-22-tools libmlir-22-dev mlir-22-tools lld-22 clang-format-22
  libgtest-dev libbenchmark-dev nlohmann-json3-dev libcli11-dev
  libdnnl-dev libopenblas-dev
  libopenmpi-dev openmpi-bin libucx-dev
)

# Prints one line about what happens next, on stderr.
say() { printf '== %s\n' "$*" >&2; }

# Prints a message and ends the script with status 2.
die() { printf 'error: %s\n' "$*" >&2; exit 2; }

# Prints those of the packages that are not installed, one a line.
missing_packages() {
  local package
  for package in "${PIPE_PACKAGES[@]}"; do
    dpkg-query -W -f '${db:Status-Status}\n' "$package" 2>/dev/null |
      grep -qx installed || printf '%s\n' "$package"
  done
}

# Installs the packages that are missing; asks apt only when there are some.
install_missing() {
  command -v dpkg-query >/dev/null ||
    die "this script installs Debian packages, and this machine has no dpkg; install by hand: ${PIPE_PACKAGES[*]}"
  local missing as_root=()
  mapfile -t missing < <(missing_packages)
  if ((${#missing[@]} == 0)); then
    say "all packages are installed"
    return
  fi
  if ((EUID != 0)); then
    command -v sudo >/dev/null ||
      die "not root and no sudo; install as root: apt-get install ${missing[*]}"
    as_root=(sudo)
  fi
  say "installing ${missing[*]}"
  "${as_root[@]}" apt-get update -q </dev/null >&2 ||
    die "apt-get update failed"
  "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -yq \
    --no-install-recommends "${missing[@]}" </dev/null >&2 ||
    die "apt-get could not install ${missing[*]}; MLIR 22.1 must be among the machine's Debian packages"
}

# Configures build/dev and builds the given targets with all cores.
build() {
  local cores
  cores=$(nproc)
  say "configuring $PIPE_BUILD"
  (cd "$PIPE_ROOT" && cmake --preset dev </dev/null) >&2 ||
    die "the configuration failed"
  say "building $* with $cores jobs"
  # Else ccache keeps nothing that is compiled with precompiled headers. Those have
  # no macros of ours in them, and no time.
  export CCACHE_SLOPPINESS=pch_defines,time_macros
  cmake --build "$PIPE_BUILD" -j "$cores" --target "$@" </dev/null >&2 ||
    die "the build failed"
}
