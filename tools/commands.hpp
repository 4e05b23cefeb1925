#pragma once

#include "tools/arguments.hpp"

namespace tools {

// The subcommands: each reads, computes and prints. They throw UsageError, models::InputError and
// WriteError; where they throw, nothing has been printed.
ExitCode run(const Arguments& arguments);
ExitCode capacity(const Arguments& arguments);
ExitCode compare(const Arguments& arguments);
ExitCode report(const Arguments& arguments);
ExitCode sensitivity(const Arguments& arguments);
ExitCode check(const Arguments& arguments);
ExitCode list(const Arguments& arguments);
ExitCode import(const Arguments& arguments);
ExitCode calibrate(const Arguments& arguments);
ExitCode fit(const Arguments& arguments);
ExitCode validate(const Arguments& arguments);
ExitCode serve(const Arguments& arguments);
ExitCode sweep(const Arguments& arguments);
ExitCode merge(const Arguments& arguments);
ExitCode export_store(const Arguments& arguments);

}  // namespace tools
