#pragma once

#include "models/slo.hpp"

namespace models {

struct Sample;

// The value of a metric in a sample; NaN where nobody was there to measure it.
double value_of(SloMetric metric, const Sample& sample);

// A limit on what nobody was there to measure holds.
bool holds(const Limit& limit, const Sample& sample);
bool holds(const Slo& slo, const Sample& sample);

}  // namespace models
