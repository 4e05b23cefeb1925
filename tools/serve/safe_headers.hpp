#pragma once

#include <utility>

namespace tools {

// What every reply carries, so that a browser keeps the page to itself: no script or style but its
// own files, no frame around it, no other origin that reads it.
inline constexpr std::pair<const char*, const char*> safe_headers[] = {
    {"Content-Security-Policy",
     "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
     "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"},
    {"X-Content-Type-Options", "nosniff"},
    {"Referrer-Policy", "no-referrer"},
    {"Cross-Origin-Opener-Policy", "same-origin"},
    {"Cross-Origin-Resource-Policy", "same-origin"},
    {"Cross-Origin-Embedder-Policy", "require-corp"},
    {"Cache-Control", "no-store"},
};

}  // namespace tools
