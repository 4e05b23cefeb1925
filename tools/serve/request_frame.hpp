#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace tools {

// Limits of one request.
inline constexpr std::size_t largest_head = 16 << 10;   // bytes
inline constexpr std::size_t largest_body = 1 << 20;    // bytes
inline constexpr std::size_t largest_upload = 8 << 20;  // bytes, to `upload_path`
inline constexpr std::size_t longest_target = 2048;     // bytes
inline constexpr std::size_t most_header_lines = 64;
inline constexpr const char* upload_path = "/calibration";

// Who may ask: for anything by one of these names, and with a POST by this token too.
struct Admission {
    std::vector<std::string> hosts;
    std::string token;
};

// What the bytes that came on a connection are so far.
struct RequestFrame {
    enum class State { incomplete, whole, refused };

    State state = State::incomplete;
    std::size_t length = 0;     // of the whole request; 0: the head is not there yet
    int status = 0;             // why it is refused
    const char* why = nullptr;  // in a sentence, where the status alone does not say it
};

// Judged before any of it is parsed further, by the head before the body is there. Only plain
// requests get through: GET, HEAD or POST with a path, a `Host` that is literally one of those, a
// length where there is a body, and nothing that would have the body unpacked, cut or sent on; a
// POST only from the page itself, with the token and JSON.
RequestFrame frame_of(std::string_view received, const Admission& admission);

}  // namespace tools
