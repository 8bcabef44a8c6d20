# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# What the package Pipe is made of. A component is an export set and a file
# Pipe<component>.cmake beside PipeConfig.cmake.

include(GNUInstallDirs)
set(PIPE_CMAKE_DIR ${CMAKE_INSTALL_LIBDIR}/cmake/Pipe)

# Puts a library into a component, as Pipe::<export name>, here and where it is
# installed; without an export name, as Pipe::<target>.
#   pipe_export_library(target component [export_name])
function(pipe_export_library target component)
  set(name ${target})
  if(ARGC GREATER 2)
    set(name ${ARGV2})
  endif()
  set_target_properties(${target} PROPERTIES EXPORT_NAME ${name})
  add_library(Pipe::${name} ALIAS ${target})
  install(TARGETS ${target} EXPORT Pipe${component}Targets
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
    ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
    INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
endfunction()

# Installs the targets of a component and the file that loads them.
function(pipe_install_component component file)
  install(EXPORT Pipe${component}Targets NAMESPACE Pipe::
    DESTINATION ${PIPE_CMAKE_DIR})
  install(FILES ${file} DESTINATION ${PIPE_CMAKE_DIR}
    RENAME Pipe${component}.cmake)
endfunction()

# Installs a program or plugin that finds libraries beside itself.
function(pipe_install_tool target)
  file(RELATIVE_PATH libraries
    ${CMAKE_INSTALL_FULL_BINDIR} ${CMAKE_INSTALL_FULL_LIBDIR})
  set_target_properties(${target} PROPERTIES
    INSTALL_RPATH "$ORIGIN/${libraries}"
    INSTALL_RPATH_USE_LINK_PATH ON)
  install(TARGETS ${target}
    RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
    LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
endfunction()

# Fills and installs what pkg-config reads, NAME.pc.in.
function(pipe_install_pkgconfig file)
  file(RELATIVE_PATH pipe_pc_prefix
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
  string(REGEX REPLACE "/$" "" pipe_pc_prefix ${pipe_pc_prefix})
  get_filename_component(name ${file} NAME_WLE)
  configure_file(${file} ${CMAKE_CURRENT_BINARY_DIR}/${name} @ONLY)
  install(FILES ${CMAKE_CURRENT_BINARY_DIR}/${name}
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
endfunction()
