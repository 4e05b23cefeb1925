#include "sim/process.hpp"

#include <array>
#include <new>
#include <vector>

namespace sim {

namespace {

constexpr std::size_t grain = 64;
constexpr std::size_t classes = 32;  // frames up to 2 KiB are recycled

// Frames that ended, by size class, kept by the thread that ran them.
class FramePool {
public:
    ~FramePool()
    {
        for (auto& frames : free_) {
            for (void* frame : frames) ::operator delete(frame);
        }
    }
    std::vector<void*>& of(std::size_t size_class) { return free_[size_class]; }

private:
    std::array<std::vector<void*>, classes> free_;
};

thread_local FramePool pool;

std::size_t class_of(std::size_t size)
{
    return (size + grain - 1) / grain;
}

}  // namespace

void* take_frame(std::size_t size)
{
    const std::size_t size_class = class_of(size);
    if (size_class >= classes) return ::operator new(size);
    std::vector<void*>& frames = pool.of(size_class);
    if (frames.empty()) return ::operator new(size_class* grain);
    void* frame = frames.back();
    frames.pop_back();
    return frame;
}

void give_frame(void* frame, std::size_t size) noexcept
{
    const std::size_t size_class = class_of(size);
    if (size_class >= classes) return ::operator delete(frame);
    try {
        pool.of(size_class).push_back(frame);
    } catch (const std::bad_alloc&) {
        ::operator delete(frame);
    }
}

void ProcessGroup::start(Process process)
{
    const Process::Handle handle = process.release();
    Process::promise_type& promise = handle.promise();
    promise.group = this;
    promise.older = youngest_;
    if (youngest_) youngest_.promise().younger = handle;
    youngest_ = handle;
    ++size_;
    handle.resume();
}

void ProcessGroup::end()
{
    while (youngest_) {
        const Process::Handle handle = youngest_;
        unlink(handle);
        handle.destroy();
    }
}

void ProcessGroup::unlink(Process::Handle handle)
{
    const Process::promise_type& promise = handle.promise();
    if (promise.older) promise.older.promise().younger = promise.younger;
    if (promise.younger) {
        promise.younger.promise().older = promise.older;
    } else {
        youngest_ = promise.older;
    }
    --size_;
}

}  // namespace sim
