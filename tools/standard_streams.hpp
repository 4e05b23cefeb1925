#pragma once

#include <string>

namespace tools {

// Gives the standard descriptors that the program was started without something to stand for, lest
// a file that is opened later gets the number of one, and what is meant for the terminal. Writing
// to standard output still fails then.
void open_standard_streams();

// Writes to standard error, if that can be written.
void tell(const std::string& message);

}  // namespace tools
