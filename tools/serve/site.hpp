#pragma once

#include <httplib.h>

#include <memory>
#include <optional>
#include <string>

#include "tools/serve/answering.hpp"
#include "tools/serve/offer.hpp"
#include "tools/serve/reply.hpp"

namespace tools {

// What the replies depend on, shared by all workers.
struct SiteRules {
    std::string token;
    bool token_in_page = true;  // false: whoever reads the page has to know it
};

// Replies to requests that `frame_of` let through: a function of their bytes, so that no client can
// keep it waiting. Parsing, routing and the form of replies are cpp-httplib's, whose sockets and
// threads are left unused. One for each worker.
class Site : private httplib::Server {
public:
    Site(Offer& offer, Answering& answering, const SiteRules& rules);

    Reply reply(const std::string& request);

private:
    using Request = httplib::Request;
    using Response = httplib::Response;
    using Handle = Json (Site::*)(const Json& body);

    void add_pages();
    void add_post(const char* path, Handle handle);
    void answer_post(const Request& request, Response& response, Handle handle);

    Json scenarios(const Json& body);
    Json controls(const Json& body);
    Json estimate(const Json& body);
    Json answer(const Json& body);
    Json copies(const Json& body);
    Json report(const Json& body);
    Json calibration(const Json& body);
    Json start(const std::string& client, Inquiry inquiry);

    Offer& offer_;
    Answering& answering_;
    const SiteRules& rules_;
    std::shared_ptr<AnswerStream> stream_;  // of the reply that is being made
};

}  // namespace tools
