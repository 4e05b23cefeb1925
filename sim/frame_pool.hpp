#pragma once

#include <array>
#include <cstddef>
#include <new>

// Memory of coroutine frames: cut from blocks of 64 KiB, recycled by size and by thread, so that a
// process that begins after another has ended costs no allocation and finds its frame in cache.
//
// A frame given back is the head of its thread's list of dead frames of that size; the link to the
// next lies in the dead frame itself. A frame may be given back on another thread than it was taken
// on. At the end of a thread its lists are given up, and a block is freed with its last frame.

namespace sim {

class FramePool {
public:
    static void* take(std::size_t size)
    {
        const std::size_t of = size_class(size);
        if (of >= classes || threads_.dead[of] == nullptr) [[unlikely]]
            return take_new(size);
        Dead* const frame = threads_.dead[of];
        threads_.dead[of] = frame->next;
        return frame;
    }

    // `size` as it was asked for.
    static void give(void* frame, std::size_t size) noexcept
    {
        const std::size_t of = size_class(size);
        if (of >= classes || !threads_.watched) [[unlikely]]
            return give_first(frame, size);
        Dead*& latest = threads_.dead[of];
        latest = new (frame) Dead{latest};
    }

private:
    static constexpr std::size_t grain = 16;
    static constexpr std::size_t classes = 129;  // frames above 2 KiB come from the heap

    struct Block;
    class ThreadEnd;
    struct Dead {
        Dead* next;
    };
    // Without a destructor, so that reaching it needs no check whether it was made.
    struct Lists {
        std::array<Dead*, classes> dead{};
        Block* cutting = nullptr;  // the block from which new frames are cut
        bool watched = false;      // its end of thread is provided for
    };

    static constexpr std::size_t size_class(std::size_t size) { return (size + grain - 1) / grain; }
    static void* take_new(std::size_t size);
    static void give_first(void* frame, std::size_t size) noexcept;
    static void watch();
    static void give_up(Lists& lists);
    static Block& block_of(void* frame);

    static thread_local constinit Lists threads_;
};

inline thread_local constinit FramePool::Lists FramePool::threads_{};

// Derived from by promises. Under AddressSanitizer frames come from the heap, whose quarantine
// finds whoever touches a frame after its end; recycling would hide him.
struct PooledFrame {
#if defined(__SANITIZE_ADDRESS__)
    static constexpr bool pooled = false;
#elif defined(__has_feature)
    static constexpr bool pooled = !__has_feature(address_sanitizer);
#else
    static constexpr bool pooled = true;
#endif
    static void* operator new(std::size_t size)
    {
        return pooled ? FramePool::take(size) : ::operator new(size);
    }
    static void operator delete(void* frame, std::size_t size) noexcept
    {
        pooled ? FramePool::give(frame, size) : ::operator delete(frame);
    }
};

}  // namespace sim
