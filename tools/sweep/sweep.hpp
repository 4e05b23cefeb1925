#pragma once

#include <string>

#include "tools/arguments.hpp"
#include "tools/sweep/plan.hpp"
#include "tools/sweep/store.hpp"

namespace tools {

// The parts of `bbbcap sweep`.
ExitCode dry_run(const Plan& plan, const Arguments& arguments);
ExitCode sweep_status(const std::string& store, const Arguments& arguments);
ExitCode sweep_summary(const std::string& store, const Arguments& arguments);

// Answers the points of the plan that the store does not have, and stores them. Does not return
// where it is interrupted or the store fails: it ends the program with exit code 130 or 4, after
// telling `resume`, the command that goes on.
void carry_out(const Plan& plan, Store& store, const Arguments& arguments,
               const std::string& resume);

// Gives the parts of a sweep to Slurm, follows them to their end and tells it; with --dry-run
// prints the script that submits the same.
ExitCode sweep_on_slurm(const StoreHeading& heading, const Arguments& arguments);

// What the store has, and what to do next.
std::string end_text(Store& store, const StoreHeading& heading, const std::string& path);
std::string end_document(Store& store, const StoreHeading& heading, const std::string& path);

// "bbbcap sweep DESIGN" with the options that say what is asked.
std::string asking_line(const StoreHeading& heading, const std::string& program = "bbbcap");

// The command line that goes on with a sweep, or begins a part of it.
std::string command_line(const StoreHeading& heading, const Shard& shard, const std::string& store);

// The text, or the first of `known` where it is empty. Throws UsageError for what is not known.
std::string chosen(const std::string& option, const std::string& text,
                   const std::vector<std::string>& known);

// "1,234,567"
std::string grouped(std::uint64_t number);

// "0.5 s", "12 min", "3.2 h", "4.1 d"
std::string duration(double seconds);

}  // namespace tools
