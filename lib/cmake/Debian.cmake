# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# cpack -G DEB, in a build, makes pipe-mlir, and pipe-mlir-mpi where there are
# shims for MPIs: these alone need the MPIs.

set(CPACK_GENERATOR DEB)
set(CPACK_PACKAGE_NAME pipe-mlir)
set(CPACK_PACKAGE_CONTACT "The authors of pipe-mlir")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "pipeline parallelism as MLIR passes")
set(CPACK_PACKAGING_INSTALL_PREFIX /usr)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_GROUPING IGNORE)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PACKAGE_SECTION devel)
set(CPACK_DEBIAN_PACKAGE_SHLIBDEPS ON)
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_NAME pipe-mlir)
# A program that pipe-compile runs; what the component Passes looks for, and what
# the transport ucx opens.
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_DEPENDS lld-${LLVM_VERSION_MAJOR})
set(CPACK_DEBIAN_UNSPECIFIED_PACKAGE_SUGGESTS
  "libmlir-${LLVM_VERSION_MAJOR}-dev, llvm-${LLVM_VERSION_MAJOR}-dev, libucx0")
set(CPACK_COMPONENT_MPI_DESCRIPTION
  "pipeline parallelism as MLIR passes: the transport mpi")
set(CPACK_DEBIAN_MPI_PACKAGE_DEPENDS "pipe-mlir (= ${PROJECT_VERSION})")
include(CPack)
