# Who may know whom: tools -> calibration -> models -> sim, never upwards; each package in its place;
# no file over 300 lines; no new name at the top. Run: cmake -P tests/layers.cmake
cmake_minimum_required(VERSION 3.25)

get_filename_component(SOURCE_DIR "${CMAKE_CURRENT_LIST_DIR}/.." ABSOLUTE)

set(layers sim models calibration tools)
set(longest_file 300)
set(top_level sim models calibration scenarios tests tools CMakeLists.txt
    README.md LICENSE CHANGELOG.md CMakePresets.json)

set(above_sim models calibration tools tests)
set(above_models calibration tools tests)
set(above_calibration tools tests)
set(above_tools tests)

# include prefix | files that may name it
set(packages
    "boost/graph/|^models/network\\.cpp$"
    "boost/random/|^sim/statistics/[a-z_]+\\.cpp$"
    "boost/math/|^(sim/|sim/statistics/|calibration/)[a-z_]+\\.cpp$"
    "yaml-cpp/|^models/[a-z_]*yaml[a-z_]*\\.cpp$"
    "CLI/|^tools/"
    "nlohmann/|^(models|calibration|calibration/importers|tools|tools/report|tools/serve|tools/sweep)/[a-z_0-9]+\\.cpp$|^tools/document\\.hpp$"
    "httplib.h|^tools/serve/site\\.[ch]pp$"
    "sqlite3|^tools/sweep/database\\.cpp$"
    "Eigen/|^calibration/[a-z_]+\\.cpp$"
    "Random123/|^sim/philox_block\\.hpp$"
    "fmt/|^(sim|models|calibration|tools)/.*\\.cpp$"
    "catch2/|^$")

function(check_include file layer included)
    foreach(upper IN LISTS above_${layer})
        if(included MATCHES "^${upper}/")
            message(SEND_ERROR "${file} includes ${included}: ${layer} must not know ${upper}")
        endif()
    endforeach()
    foreach(rule IN LISTS packages)
        string(REGEX MATCH "^([^|]*)[|](.*)$" rule "${rule}")
        set(allowed "${CMAKE_MATCH_2}")
        if(included MATCHES "^${CMAKE_MATCH_1}" AND NOT file MATCHES "${allowed}")
            message(SEND_ERROR "${file} includes ${included}: only files matching ${allowed} may")
        endif()
    endforeach()
endfunction()

function(check_includes file layer)
    file(STRINGS ${SOURCE_DIR}/${file} lines REGEX "^[ \t]*#[ \t]*include")
    foreach(line IN LISTS lines)
        string(REGEX MATCH "[<\"]([^>\"]+)[>\"]" quoted "${line}")
        set(included "${CMAKE_MATCH_1}")
        if(quoted MATCHES "^\"" AND NOT included MATCHES "^(sim|models|calibration|tools|tests)/")
            message(SEND_ERROR "${file} includes ${included}: write it from the root, \"${layer}/...\"")
        endif()
        if(layer IN_LIST layers)
            check_include(${file} ${layer} ${included})
        endif()
    endforeach()
endfunction()

function(check_length file)
    file(READ ${SOURCE_DIR}/${file} text)
    string(REGEX REPLACE "[^\n]+" "" newlines "${text}")
    string(LENGTH "${newlines}" length)
    if(length GREATER longest_file)
        message(SEND_ERROR "${file} has ${length} lines, ${longest_file} are allowed")
    endif()
endfunction()

function(check_top_level)
    execute_process(COMMAND git -C ${SOURCE_DIR} ls-tree --name-only HEAD
        OUTPUT_VARIABLE names RESULT_VARIABLE failed ERROR_QUIET)
    if(failed)
        message(STATUS "top-level names not checked: no git, or nothing committed yet")
        return()
    endif()
    string(REGEX MATCHALL "[^\n]+" names "${names}")
    foreach(name IN LISTS names)
        if(NOT name MATCHES "^\\." AND NOT name IN_LIST top_level)
            message(SEND_ERROR "${name}: no new name at the top; allowed are ${top_level}")
        endif()
    endforeach()
endfunction()

foreach(layer IN LISTS layers ITEMS tests)
    file(GLOB_RECURSE files RELATIVE ${SOURCE_DIR} ${SOURCE_DIR}/${layer}/*.hpp ${SOURCE_DIR}/${layer}/*.cpp)
    if(NOT files)
        message(SEND_ERROR "${layer}: no source found below ${SOURCE_DIR}")
    endif()
    foreach(file IN LISTS files)
        check_includes(${file} ${layer})
        check_length(${file})
    endforeach()
endforeach()
check_top_level()
