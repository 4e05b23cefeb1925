#pragma once

#include <memory>
#include <string>

#include "tools/serve/answer_stream.hpp"

namespace tools {

// What goes back for one request: bytes of HTTP, and where there is a stream, its chunks after
// them.
struct Reply {
    std::string bytes;
    bool last = false;  // the connection ends with it
    std::shared_ptr<AnswerStream> stream;
};

// What a status means, in the words of the protocol.
const char* words_of_status(int status);

// The last reply of a connection, with a sentence as the page reads it: `why`, or what the status
// means. 503 asks to come back in a second.
Reply refusal(int status, const char* why = nullptr);

}  // namespace tools
