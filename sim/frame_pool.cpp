#include "sim/frame_pool.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <new>
#include <utility>

namespace sim {

namespace {

constexpr std::size_t block_alignment = 64 * 1024;
// the rest lets the allocator's own header stand between two blocks side by side
constexpr std::size_t block_size = block_alignment - 64;

}  // namespace

// Begins at a multiple of the alignment, so that a frame finds its block. Held by each frame cut
// from it that no thread has given up yet, and by the thread that still cuts from it.
struct FramePool::Block {
    std::atomic<std::size_t> holders{1};
    std::size_t used = 64;

    static Block* make()
    {
        void* const memory = ::operator new (block_size, std::align_val_t{block_alignment});
        return new (memory) Block;
    }
    void* cut(std::size_t size)
    {
        if (used + size > block_size) return nullptr;
        ++holders;
        void* const frame = reinterpret_cast<std::byte*>(this) + used;
        used += size;
        return frame;
    }
    void release()
    {
        if (--holders > 0) return;
        std::destroy_at(this);
        ::operator delete (static_cast<void*>(this), std::align_val_t{block_alignment});
    }
};

class FramePool::ThreadEnd {
public:
    ThreadEnd() { threads_.watched = true; }
    ~ThreadEnd() { give_up(threads_); }
};

void FramePool::watch()
{
    static thread_local ThreadEnd end;
}

FramePool::Block& FramePool::block_of(void* frame)
{
    const auto address = reinterpret_cast<std::uintptr_t>(frame);
    return *reinterpret_cast<Block*>(address & ~(std::uintptr_t{block_alignment} - 1));
}

void* FramePool::take_new(std::size_t size)
{
    const std::size_t of = size_class(size);
    if (of >= classes) return ::operator new(size);
    if (!threads_.watched) watch();
    void* frame = threads_.cutting == nullptr ? nullptr : threads_.cutting->cut(of * grain);
    if (frame == nullptr) {
        Block* const next = Block::make();
        if (threads_.cutting != nullptr) threads_.cutting->release();
        threads_.cutting = next;
        frame = next->cut(of * grain);
    }
    return frame;
}

void FramePool::give_first(void* frame, std::size_t size) noexcept
{
    if (size_class(size) >= classes) return ::operator delete(frame);
    watch();
    give(frame, size);
}

void FramePool::give_up(Lists& lists)
{
    for (Dead*& latest : lists.dead) {
        while (latest != nullptr) {
            Dead* const frame = std::exchange(latest, latest->next);
            block_of(frame).release();
        }
    }
    if (lists.cutting != nullptr) std::exchange(lists.cutting, nullptr)->release();
}

}  // namespace sim
