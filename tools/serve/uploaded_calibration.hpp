#pragma once

#include "tools/serve/offer.hpp"

namespace tools {

// What `calibrate` makes of files that came from the page, {"name": ..., "native": [{"name",
// "text"},
// ...], "guest": [...]}: its document, and in "platform" the YAML of the platform, which is offered
// from now on; null where nothing could be compared. Nothing is read from or written to a name of
// the client. Throws BadQuestion.
Json calibration_of_upload(Offer& offer, const Json& upload);

}  // namespace tools
