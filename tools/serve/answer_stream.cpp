#include "tools/serve/answer_stream.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace tools {
namespace {

std::string event_text(std::string_view event, std::string_view text)
{
    std::string lines = fmt::format("event: {}\n", event);
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        lines += fmt::format("data: {}\n", text.substr(0, end));
        text.remove_prefix(std::min(text.size(), end + 1));
    }
    return lines + '\n';
}

std::string chunk(std::string_view bytes)
{
    return fmt::format("{:x}\r\n{}\r\n", bytes.size(), bytes);
}

}  // namespace

void AnswerStream::send(std::string_view event, std::string_view text)
{
    add(chunk(event_text(event, text)), false);
}

void AnswerStream::finish()
{
    add("0\r\n\r\n", true);
}

void AnswerStream::set_wake(std::function<void()> wake)
{
    const std::scoped_lock lock(mutex_);
    wake_ = std::move(wake);
}

AnswerStream::Part AnswerStream::take()
{
    const std::scoped_lock lock(mutex_);
    return {std::exchange(unsent_, {}), finished_};
}

void AnswerStream::add(std::string_view bytes, bool last)
{
    std::function<void()> wake;
    {
        const std::scoped_lock lock(mutex_);
        if (finished_) return;
        if (unsent_.size() > most_unsent) {
            stop_.request_stop();
        } else {
            unsent_ += bytes;
            finished_ = last;
        }
        wake = wake_;
    }
    if (wake) wake();
}

}  // namespace tools
