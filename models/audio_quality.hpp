#pragma once

namespace models {

// E-model in its planning form (ITU-T G.107 with the delay simplification of Cole and Rosenbluth):
// R = 93.2 - Id - Ie_eff. `delay` s one way, `loss` 0 ... 1, `impairment` Ie, `robustness` Bpl.
double transmission_rating(double delay, double loss, double impairment, double robustness);

// Mean opinion score 1 ... 4.5 of a rating R (ITU-T G.107 Annex B).
double mean_opinion_score(double rating);

}  // namespace models
