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

// A short one for a status that needs no page; 503 asks to come back in a second.
Reply plain_reply(int status);

}  // namespace tools
