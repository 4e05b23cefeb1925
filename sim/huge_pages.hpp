#pragma once

#include <cstddef>
#include <new>

#if defined(__linux__)
#include <sys/mman.h>
#endif

namespace sim {

// Allocator for large tables that are read all over: asks the system for huge pages, without which
// most of the time of such a read goes into finding the page. No effect on results.
template <class T>
struct HugePages {
    using value_type = T;
    HugePages() = default;
    template <class U>
    explicit HugePages(const HugePages<U>&)
    {
    }

    T* allocate(std::size_t count)
    {
        const std::size_t bytes = count * sizeof(T);
        void* memory = ::operator new(bytes, alignment(bytes));
#if defined(__linux__)
        if (bytes >= large) madvise(memory, bytes, MADV_HUGEPAGE);  // a wish, may be refused
#endif
        return static_cast<T*>(memory);
    }
    void deallocate(T* memory, std::size_t count)
    {
        ::operator delete(memory, alignment(count * sizeof(T)));
    }
    friend bool operator==(const HugePages&, const HugePages&)
    {
        return true;
    }

private:
    static constexpr std::size_t page = std::size_t{1} << 21;
    static constexpr std::size_t large = 4 * page;
    static std::align_val_t alignment(std::size_t bytes)
    {
        return std::align_val_t{bytes >= large ? page : alignof(T)};
    }
};

}  // namespace sim
