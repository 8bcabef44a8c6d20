# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What is installed beside the targets: headers, the package's files, pages.

install(DIRECTORY include/pipe include/pipe-c DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h" PATTERN "*.td")
install(DIRECTORY ${PROJECT_BINARY_DIR}/include/pipe
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}
  FILES_MATCHING PATTERN "*.h.inc" PATTERN CMakeFiles EXCLUDE)

pipe_install_component(Schedule lib/cmake/PipeSchedule.cmake)
pipe_install_component(Session lib/cmake/PipeSession.cmake)
pipe_install_pkgconfig(lib/cmake/pipesession.pc.in)
install(FILES runtime/include/pipert/pipe_session.h
  DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/pipert)
get_property(pipe_mlir_libraries GLOBAL PROPERTY PIPE_MLIR_LIBRARIES)
list(JOIN pipe_mlir_libraries " " pipe_mlir_libraries)
configure_file(lib/cmake/PipePasses.cmake.in
  ${PROJECT_BINARY_DIR}/cmake/PipePasses.cmake @ONLY)
pipe_install_component(Passes ${PROJECT_BINARY_DIR}/cmake/PipePasses.cmake)

install(FILES LICENSE.txt README.md DESTINATION ${CMAKE_INSTALL_DOCDIR})
install(DIRECTORY docs DESTINATION ${CMAKE_INSTALL_DOCDIR}
  FILES_MATCHING PATTERN "*.md")
if(PIPE_BUILD_TOOLS)
  install(PROGRAMS tools/python/pipe_torch.py
    DESTINATION ${CMAKE_INSTALL_DATADIR}/pipe-mlir)
  install(FILES tools/python/pyproject.toml
    DESTINATION ${CMAKE_INSTALL_DATADIR}/pipe-mlir)
  install(DIRECTORY tools/python/pipemlir
    DESTINATION ${CMAKE_INSTALL_DATADIR}/pipe-mlir
    FILES_MATCHING PATTERN "*.py" PATTERN __pycache__ EXCLUDE)
endif()
