#include "tools/sweep/inputs.hpp"

#include <fmt/format.h>

#include <boost/uuid/detail/sha1.hpp>

#include "models/finding.hpp"
#include "models/input_text.hpp"

namespace tools {
namespace {

constexpr std::size_t largest_input_file = 64 << 20;  // bytes

std::string sha1_of(const std::string& bytes)
{
    boost::uuids::detail::sha1 hash;
    hash.process_bytes(bytes.data(), bytes.size());
    boost::uuids::detail::sha1::digest_type digest;
    hash.get_digest(digest);
    std::string text;
    for (const auto word : digest) text += fmt::format("{:0{}x}", word, 2 * sizeof(word));
    return text;
}

}  // namespace

std::vector<InputFile> read_inputs(const std::vector<std::string>& paths)
{
    std::vector<InputFile> inputs;
    models::Findings findings;
    for (const std::string& path : paths) {
        const auto bytes =
            models::read_bytes(path, largest_input_file, "is longer than 64 MiB", findings);
        if (!bytes) continue;
        inputs.push_back({path, sha1_of(*bytes), static_cast<std::int64_t>(bytes->size())});
    }
    findings.throw_if_any();
    return inputs;
}

}  // namespace tools
