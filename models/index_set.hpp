#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace models {

// A set of small indices, visited in ascending order without touching those outside.
class IndexSet {
public:
    void insert(std::size_t index)
    {
        if (index / 64 >= words_.size()) words_.resize(index / 64 + 1);
        words_[index / 64] |= bit(index);
    }
    void erase(std::size_t index)
    {
        if (index / 64 < words_.size()) words_[index / 64] &= ~bit(index);
    }
    bool contains(std::size_t index) const { return (word(index / 64) & bit(index)) != 0; }

    // `visit(index)` may erase the index it is given from the set and insert no others.
    template <class Visit>
    void for_each(Visit visit) const
    {
        for_each_without(IndexSet(), visit);
    }
    template <class Visit>
    void for_each_without(const IndexSet& excluded, Visit visit) const
    {
        for (std::size_t place = 0; place < words_.size(); ++place) {
            std::uint64_t left = words_[place] & ~excluded.word(place);
            for (; left != 0; left &= left - 1) {
                visit(place * 64 + static_cast<std::size_t>(std::countr_zero(left)));
            }
        }
    }

private:
    static std::uint64_t bit(std::size_t index) { return std::uint64_t{1} << (index % 64); }
    std::uint64_t word(std::size_t place) const
    {
        return place < words_.size() ? words_[place] : 0;
    }

    std::vector<std::uint64_t> words_;
};

}  // namespace models
