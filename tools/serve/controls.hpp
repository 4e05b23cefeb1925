#pragma once

#include "models/scenario.hpp"
#include "tools/serve/offer.hpp"

namespace tools {

// What the page shows for a question: the controls, with the values that the scenario has after the
// question's changes, and the names to choose from. Each control has the key that it sets.
Json controls_document(const Offer& offer, const Question& question);

}  // namespace tools
