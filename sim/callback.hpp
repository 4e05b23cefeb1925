#pragma once

namespace sim {

// A function to call later: no allocation, no virtual call. Made by
// `Callback::to<&T::member>(object)`.
struct Callback {
    void (*function)(void*) = nullptr;
    void* object = nullptr;

    template <auto Member, class T>
    static Callback to(T* object)
    {
        return {[](void* self) { (static_cast<T*>(self)->*Member)(); }, object};
    }
    explicit operator bool() const { return function != nullptr; }
    void operator()() const { function(object); }
};

}  // namespace sim
