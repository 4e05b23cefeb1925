#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <vector>

#include "sim/tournament.hpp"

namespace sim {

// Weighted max-min fair rates by class, without time (Bertsekas and Gallager, Data Networks,
// 6.5.2). A member of a class has at most its own limit: the cap, and its part of the links that no
// other class uses. All others rise together: weight times a level, which ends where a shared link
// is full.
//
// Classes over common links, directly or by way of others, form a part; a change is worked out in
// its part alone. There the first level is kept from change to change: classes whose own limit is
// below it are content, the others are hungry, and only classes that the level passes change sides.
// Mostly all hungry classes meet in the link that is full, and that is all. Otherwise the part is
// filled progressively, link by link, in full.
//
// Every class has a pace: the rate of each of its members is factor(class) * speed(pace). A class
// at its own limit has the pace of its part's `own` and the rate as factor; a class held back by a
// full link has the pace of that link's level and its weight as factor. So when a level changes the
// classes at it need not be touched.
class FairShares {
public:
    using Link = std::uint32_t;
    using Class = std::uint32_t;
    using Part = std::uint32_t;
    using Pace = std::uint32_t;
    static constexpr Pace at_rest = 0;  // of classes without members

    Link add_link(double capacity);
    // May join parts into one, whose number is then part_of() the new class.
    Class add_class(std::span<const Link> route, double weight, double cap);
    Class add_class_like(Class other);

    // Takes effect when the part is solved. A cap of 0 stops the class.
    void set(Class which, std::uint32_t members, double cap);
    // moved() are then the classes whose pace or factor may be another than before.
    void solve(Part part);
    std::span<const Class> moved(Part part) const { return parts_[part].moved; }
    void forget_moved(Part part);

    // Without all this, for at most `few` classes that have a part of the network to themselves:
    // their rates straight from filling the links they cross. set() and solve() know nothing of it.
    static constexpr std::size_t few = 4;
    struct Few {
        Class which;
        std::uint32_t members;
        double rate = 0;
    };
    void fill_few(std::span<Few> classes);
    double rate_alone(const Few& only) const;

    double cap(Class of) const { return classes_[of].cap; }
    Part part_of(Class of) const { return routes_[classes_[of].route].part; }
    Pace pace(Class of) const { return classes_[of].pace; }
    double factor(Class of) const { return classes_[of].factor; }
    double speed(Pace of) const { return speeds_[of]; }
    double rate(Class of) const { return classes_[of].factor * speeds_[classes_[of].pace]; }

    double capacity(Link of) const { return links_[of].capacity; }
    std::uint32_t users(Link of) const { return links_[of].users; }  // classes, busy or not
    Part part_over(Link of) const { return links_[of].part; }        // if it has users

    std::span<const Class> classes(Part of) const { return parts_[of].classes; }
    std::size_t links() const { return links_.size(); }
    std::size_t parts() const { return parts_.size(); }
    std::size_t paces() const { return speeds_.size(); }
    Pace own_pace(Part of) const { return parts_[of].own; }
    std::span<const Pace> levels(Part of) const { return parts_[of].levels; }  // their paces

    struct Crossing {
        Link link;
        std::uint32_t times;
    };
    std::span<const Crossing> route(Class of) const { return route(classes_[of]); }
    std::uint32_t times(Class by, Link over) const;

private:
    static constexpr double infinity = std::numeric_limits<double>::infinity();
    static constexpr std::uint32_t none = ~std::uint32_t{0};
    enum class Side : std::uint8_t { idle, content, hungry };

    struct Sum {
        double total = 0;
        std::uint32_t classes = 0;
        void add(double one)
        {
            total += one;
            ++classes;
        }
        void take(double one) { total = --classes > 0 ? total - one : 0; }
    };
    struct LinkState {
        double capacity;
        Sum content;  // of their load
        Sum hungry;   // of the weights of their members
        std::uint32_t users = 0;
        Class first_user = 0;
        Part part = none;
        // when there are several levels, and while these are filled:
        double load = 0;         // of classes already fixed
        double open_weight = 0;  // of the members of the others
        std::uint32_t open = 0;  // classes
        bool full = false;
        Pace pace = at_rest;  // if it is full beyond the first level; made when needed
        // while few classes are filled:
        double left = 0;
        double weight = 0;  // of the members of those not yet fixed
    };
    struct Route {
        std::uint32_t first;  // of its crossings
        std::uint32_t size;
        Part part;
        double narrowest = infinity;  // of its links, for one connection
    };
    struct ClassState {
        double weight;
        double cap;
        double limit = 0;       // own, of one member
        double content_at = 0;  // level: limit / weight
        std::uint32_t route;
        std::uint32_t members = 0;
        std::uint32_t place = 0;  // in the part
        Side side = Side::idle;
        bool moved = false;  // stands in the part's list
        Pace pace = at_rest;
        double factor = 0;
    };
    struct PartState {
        std::vector<Class> classes;  // by place
        std::vector<Link> shared;
        Pace own = at_rest;
        Pace first_level = at_rest;
        std::vector<Pace> levels;  // the first, and those of links that are full beyond
        Tournament content;        // by place, -content_at
        Tournament hungry;         // by place, content_at
        std::uint32_t hungry_classes = 0;
        std::uint32_t changes = 0;  // since the sums were made anew
        double level = infinity;    // the first
        Link tightest = none;       // full at this level
        bool several_levels = false;
        std::vector<Class> moved;
    };

    Pace add_pace(double speed);
    Part new_part();
    Part join(std::span<const Link> route);
    void absorb(Part into, Part other);
    Class file(std::uint32_t route, double weight, double cap);
    void use(Link link, Class by);

    double own_limit(const ClassState& of) const;
    void take_out(Class index);
    void put_in(Class index);
    void take_side(Class index, Side side);
    void count(const ClassState& of, Side from, Side to);
    std::span<const Crossing> route(const ClassState& of) const
    {
        const Route& its = routes_[of.route];
        return {crossings_.data() + its.first, its.size};
    }
    void note_moved(PartState& part, Class index);

    void find_level(PartState& part);
    void move_sides(PartState& part);
    void sum_anew(PartState& part);
    void assign_paces(PartState& part);

    struct Rising;
    double reach(const Rising& of) const;
    void fix(const Rising& of, double level);

    void fill(PartState& part);
    void open(PartState& part);
    double level_of(const LinkState& link) const;
    bool fix_content(const PartState& part, double level);
    void fix_held_back(PartState& part, double level);
    Pace pace_of_full_links(PartState& part, double level);
    void fix(ClassState& of, Pace pace, double factor, double rate);

    std::vector<LinkState> links_;
    std::vector<Crossing> crossings_;  // of the routes
    std::vector<Route> routes_;
    std::vector<ClassState> classes_;
    std::vector<PartState> parts_;
    std::vector<double> speeds_ = std::vector<double>(1, 0.0);  // by pace
    std::vector<Class> open_;  // while filling: classes not yet fixed
};

}  // namespace sim
