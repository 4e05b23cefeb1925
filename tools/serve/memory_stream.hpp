#pragma once

#include <httplib.h>

#include <algorithm>
#include <cstring>
#include <string>
#include <utility>

namespace tools {

// All of a request is here before httplib reads it, and all of the reply before it is sent.
class MemoryStream : public httplib::Stream {
public:
    explicit MemoryStream(const std::string& request) : request_(request) {}

    bool is_readable() const override { return position_ < request_.size(); }
    bool is_writable() const override { return true; }
    ssize_t read(char* into, std::size_t size) override
    {
        const std::size_t count = std::min(size, request_.size() - position_);
        std::memcpy(into, request_.data() + position_, count);
        position_ += count;
        return static_cast<ssize_t>(count);
    }
    ssize_t write(const char* from, std::size_t size) override
    {
        written_.append(from, size);
        return static_cast<ssize_t>(size);
    }
    void get_remote_ip_and_port(std::string&, int&) const override {}
    void get_local_ip_and_port(std::string&, int&) const override {}
    socket_t socket() const override { return -1; }

    std::string take() { return std::move(written_); }

private:
    const std::string& request_;
    std::size_t position_ = 0;
    std::string written_;
};

}  // namespace tools
