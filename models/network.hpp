#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "models/scenario.hpp"

namespace models {

// The links of a scenario as a graph of nodes. Each link is two directed links, one each way.
class Network {
public:
    struct DirectedLink {
        std::string name;  // "uplink down": away from the server, "uplink up": towards it
        std::string from;
        std::string to;
        double rate;       // bit/s, line rate
        double delay;      // s
        std::size_t spec;  // index of the LinkSpec it was made from
    };

    explicit Network(const std::vector<LinkSpec>& links);

    const std::vector<DirectedLink>& links() const { return links_; }
    bool has_route(const std::string& from, const std::string& to) const;
    // Indices of the directed links of the shortest route by delay; throws std::invalid_argument
    // where there is none.
    std::vector<std::size_t> route(const std::string& from, const std::string& to) const;
    double delay(const std::vector<std::size_t>& route) const;  // s, one way

    // The narrowest set of links between two nodes (maximum flow, minimum cut).
    struct Cut {
        double rate;  // bit/s
        std::vector<std::size_t> links;
    };
    Cut narrowest_cut(const std::string& from, const std::string& to) const;

private:
    std::size_t node(const std::string& name) const;  // nodes_.size() if unknown
    std::vector<std::size_t> search(std::size_t from, std::size_t to) const;
    std::size_t fastest_link(std::size_t from, std::size_t to) const;

    std::vector<std::string> nodes_;  // in order of first mention
    std::vector<DirectedLink> links_;
};

}  // namespace models
