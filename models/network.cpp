#include "models/network.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

#pragma GCC diagnostic ignored "-Wmaybe-uninitialized"  // in Boost.Graph's edge iterator
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wconversion"
#pragma GCC diagnostic ignored "-Wsign-conversion"
#pragma GCC diagnostic ignored "-Wshadow"
#include <boost/graph/adjacency_list.hpp>
#include <boost/graph/boykov_kolmogorov_max_flow.hpp>
#include <boost/graph/dijkstra_shortest_paths.hpp>
#pragma GCC diagnostic pop

namespace models {

namespace {

using EdgeOf = boost::adjacency_list_traits<boost::vecS, boost::vecS, boost::directedS>;

struct Edge {
    double delay = 0;
    double capacity = 0;
    double residual = 0;
    EdgeOf::edge_descriptor reverse{};
    std::size_t link = 0;
};

using Graph =
    boost::adjacency_list<boost::vecS, boost::vecS, boost::directedS, boost::no_property, Edge>;

// A route is short in delay; equal delays are decided by the number of links.
constexpr double delay_of_a_hop = 1e-9;

}  // namespace

Network::Network(const std::vector<LinkSpec>& links)
{
    const auto mention = [this](const std::string& name) {
        if (node(name) == nodes_.size()) nodes_.push_back(name);
    };
    for (std::size_t spec = 0; spec < links.size(); ++spec) {
        const LinkSpec& link = links[spec];
        mention(link.a);
        mention(link.b);
        links_.push_back({link.name, link.a, link.b, link.rate, link.delay, spec});
        links_.push_back({link.name, link.b, link.a, link.rate, link.delay, spec});
    }
    for (DirectedLink& link : links_) {
        const bool away =
            link.from == "server" ||
            (link.to != "server" && !search(node("server"), node(link.from)).empty() &&
             search(node("server"), node(link.from)).size() <
                 search(node("server"), node(link.to)).size());
        link.name += away ? " down" : " up";
    }
}

std::size_t Network::node(const std::string& name) const
{
    return static_cast<std::size_t>(std::ranges::find(nodes_, name) - nodes_.begin());
}

std::vector<std::size_t> Network::search(std::size_t from, std::size_t to) const
{
    if (from >= nodes_.size() || to >= nodes_.size() || from == to) return {};
    Graph graph(nodes_.size());
    for (std::size_t index = 0; index < links_.size(); ++index) {
        Edge edge;
        edge.delay = links_[index].delay + delay_of_a_hop;
        edge.link = index;
        boost::add_edge(node(links_[index].from), node(links_[index].to), edge, graph);
    }
    std::vector<std::size_t> before(nodes_.size());
    std::vector<double> distance(nodes_.size());
    boost::dijkstra_shortest_paths(graph, from,
                                   boost::weight_map(boost::get(&Edge::delay, graph))
                                       .predecessor_map(before.data())
                                       .distance_map(distance.data()));
    std::vector<std::size_t> route;
    for (std::size_t at = to; before[at] != at; at = before[at]) {
        route.push_back(fastest_link(before[at], at));
    }
    std::ranges::reverse(route);
    return route;
}

std::size_t Network::fastest_link(std::size_t from, std::size_t to) const
{
    std::size_t best = links_.size();
    for (std::size_t index = 0; index < links_.size(); ++index) {
        const DirectedLink& link = links_[index];
        if (link.from != nodes_[from] || link.to != nodes_[to]) continue;
        if (best == links_.size() || link.delay < links_[best].delay) best = index;
    }
    return best;
}

bool Network::has_route(const std::string& from, const std::string& to) const
{
    return !search(node(from), node(to)).empty();
}

std::vector<std::size_t> Network::route(const std::string& from, const std::string& to) const
{
    std::vector<std::size_t> found = search(node(from), node(to));
    if (found.empty()) throw std::invalid_argument("there is no route from " + from + " to " + to);
    return found;
}

double Network::delay(const std::vector<std::size_t>& route) const
{
    double sum = 0;
    for (const std::size_t link : route) sum += links_[link].delay;
    return sum;
}

Network::Cut Network::narrowest_cut(const std::string& from, const std::string& to) const
{
    Graph graph(nodes_.size());
    // each directed link carries its rate forwards; its partner is the edge of the way back
    for (std::size_t index = 0; index < links_.size(); ++index) {
        const std::size_t a = node(links_[index].from);
        const std::size_t b = node(links_[index].to);
        Edge there;
        there.capacity = links_[index].rate;
        there.link = index;
        const auto forward = boost::add_edge(a, b, there, graph).first;
        const auto back = boost::add_edge(b, a, Edge{}, graph).first;
        graph[forward].reverse = back;
        graph[back].reverse = forward;
    }
    std::vector<boost::default_color_type> side(nodes_.size());
    std::vector<EdgeOf::edge_descriptor> before(nodes_.size());
    std::vector<long> distance(nodes_.size());
    Cut cut;
    cut.rate = boost::boykov_kolmogorov_max_flow(
        graph, boost::get(&Edge::capacity, graph), boost::get(&Edge::residual, graph),
        boost::get(&Edge::reverse, graph), before.data(), side.data(), distance.data(),
        boost::get(boost::vertex_index, graph), node(from), node(to));
    for (std::size_t index = 0; index < links_.size(); ++index) {
        const bool source_side = side[node(links_[index].from)] == boost::black_color;
        if (source_side && side[node(links_[index].to)] != boost::black_color) {
            cut.links.push_back(index);
        }
    }
    return cut;
}

}  // namespace models
