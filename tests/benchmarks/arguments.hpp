#pragma once

#include <cstdio>
#include <cstdlib>
#include <string>

namespace benchmarks {

// The arguments of a program by their place, each with a value if it is missing. `--help` shows the
// usage and ends the program.
class Arguments {
public:
    Arguments(int count, char** values, const char* usage)
        : count_(count), values_(values), usage_(usage)
    {
        if (word(1, "") == "--help") leave(stdout, EXIT_SUCCESS);
    }

    std::string word(int place, const char* missing) const
    {
        return place < count_ ? values_[place] : missing;
    }
    double number(int place, double missing) const
    {
        if (place >= count_) return missing;
        char* end = nullptr;
        const double value = std::strtod(values_[place], &end);
        if (end == values_[place] || *end != '\0') refuse(values_[place]);
        return value;
    }
    long whole(int place, long missing) const
    {
        return static_cast<long>(number(place, static_cast<double>(missing)));
    }
    int count() const { return count_; }
    const char* operator[](int place) const { return values_[place]; }

    [[noreturn]] void refuse(const std::string& argument) const
    {
        std::fprintf(stderr, "cannot take the argument %s\n", argument.c_str());
        leave(stderr, 2);
    }

private:
    [[noreturn]] void leave(std::FILE* where, int code) const
    {
        std::fprintf(where, "usage: %s\n", usage_);
        std::exit(code);
    }

    int count_;
    char** values_;
    const char* usage_;
};

}  // namespace benchmarks
