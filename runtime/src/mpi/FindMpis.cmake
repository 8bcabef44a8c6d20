# Part of the pipe-mlir project, under the Apache License v2.0 with LLVM
# Exceptions. See LICENSE.txt for license information.
# SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The MPIs of this machine. For each a shim is built by its own compiler, beside
# libpipert, which links none of them:
#   PIPERT_MPIS            those found: openmpi, mpich
#   PIPERT_<MPI>_CC, _RUN  its compiler and its launcher
#   add_pipert_mpi_shims() builds and installs the shims with pipert_objects

set(PIPERT_MPI "auto" CACHE STRING "auto: if an MPI is found; on; off")
set(PIPERT_MPIS "" CACHE INTERNAL "")

# Debian's names tell the two apart; elsewhere mpicc says what it is.
function(find_pipert_mpi name version_option pattern)
  string(TOUPPER ${name} upper)
  find_program(PIPERT_${upper}_CC mpicc.${name})
  if(NOT PIPERT_${upper}_CC)
    find_program(PIPERT_ANY_MPICC mpicc)
    if(PIPERT_ANY_MPICC)
      execute_process(COMMAND ${PIPERT_ANY_MPICC} ${version_option}
        OUTPUT_VARIABLE said ERROR_VARIABLE said)
      if(said MATCHES "${pattern}")
        set(PIPERT_${upper}_CC ${PIPERT_ANY_MPICC} CACHE FILEPATH
          "The compiler of ${pattern}" FORCE)
      endif()
    endif()
  endif()
  if(NOT PIPERT_${upper}_CC)
    return()
  endif()
  # Packages may have the compiler without its headers.
  set(source ${CMAKE_CURRENT_BINARY_DIR}/has_${name}.c)
  file(WRITE ${source} "#include <mpi.h>\nint main(void) { return 0; }\n")
  execute_process(COMMAND ${PIPERT_${upper}_CC} -c ${source} -o ${source}.o
    RESULT_VARIABLE status OUTPUT_QUIET ERROR_QUIET)
  if(NOT status EQUAL 0)
    message(STATUS "pipert: ${PIPERT_${upper}_CC} finds no mpi.h")
    return()
  endif()
  string(REPLACE "mpicc" "mpirun" launcher "${PIPERT_${upper}_CC}")
  find_program(PIPERT_${upper}_RUN ${launcher})
  set(PIPERT_MPIS ${PIPERT_MPIS} ${name} CACHE INTERNAL "")
endfunction()

if(PIPERT_MPI)
  find_pipert_mpi(openmpi --showme:version "Open MPI")
  find_pipert_mpi(mpich -v "MPICH")
endif()
if(NOT PIPERT_MPI STREQUAL "auto" AND PIPERT_MPI AND NOT PIPERT_MPIS)
  message(FATAL_ERROR "PIPERT_MPI is '${PIPERT_MPI}', but there is no MPI: "
    "neither mpicc.openmpi nor mpicc.mpich, and no mpicc of these two, that "
    "finds its mpi.h")
endif()
if(PIPERT_MPIS)
  list(JOIN PIPERT_MPIS ", " list)
  message(STATUS "pipert: transport mpi for ${list}")
else()
  message(STATUS "pipert: no transport mpi")
endif()

function(add_pipert_mpi_shims)
  set(folder ${CMAKE_LIBRARY_OUTPUT_DIRECTORY})
  if(NOT folder)
    set(folder ${CMAKE_CURRENT_BINARY_DIR}) # Where libpipert is.
  endif()
  set(source ${CMAKE_CURRENT_SOURCE_DIR}/src/mpi/shim)
  set(shims)
  foreach(name IN LISTS PIPERT_MPIS)
    string(TOUPPER ${name} upper)
    set(shim ${folder}/libpipert_${name}.so)
    add_custom_command(OUTPUT ${shim}
      COMMAND ${PIPERT_${upper}_CC} -std=c11 -O2 -Wall -Wextra -Werror -fPIC
              -fvisibility=hidden -shared -o ${shim} ${source}/Shim.c
      DEPENDS ${source}/Shim.c ${source}/Table.h
      COMMENT "Building the shim for ${name}" VERBATIM)
    list(APPEND shims ${shim})
  endforeach()
  add_custom_target(pipert_mpi_shims DEPENDS ${shims})
  add_dependencies(pipert_objects pipert_mpi_shims)
  install(PROGRAMS ${shims} DESTINATION ${CMAKE_INSTALL_LIBDIR} COMPONENT mpi)
endfunction()
