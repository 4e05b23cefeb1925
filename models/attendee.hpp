#pragma once

#include "models/meeting.hpp"
#include "sim/process.hpp"
#include "sim/time.hpp"

namespace models {

struct Stay {
    sim::Time click = 0;  // when the invitation is clicked, s
    sim::Time until = 0;  // when the user leaves, s
    bool seated = false;  // is there already at `click`: no join
};

// One attendee, from the click on the invitation to his seat or a refusal; who is seated stays, in
// a process of the world's own, to the goodbye.
sim::Process join(Meeting& meeting, User user, Stay stay);

}  // namespace models
