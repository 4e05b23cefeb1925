#include "tools/serve/site.hpp"

#include <mutex>
#include <nlohmann/json.hpp>
#include <utility>

#include "models/finding.hpp"
#include "tools/asked.hpp"
#include "tools/json_depth.hpp"
#include "tools/serve/connection.hpp"
#include "tools/serve/controls.hpp"
#include "tools/serve/estimate.hpp"
#include "tools/serve/memory_stream.hpp"
#include "tools/serve/page_files.hpp"
#include "tools/serve/request_frame.hpp"
#include "tools/serve/safe_headers.hpp"
#include "tools/serve/scenario_file.hpp"
#include "tools/serve/uploaded_calibration.hpp"
#include "tools/text.hpp"

namespace tools {
namespace {

constexpr const char* json_type = "application/json";
constexpr const char* token_place = "@token@";  // in index.html
constexpr std::size_t most_platforms = 32;
constexpr std::size_t longest_client = 64;  // bytes

class Busy {};

std::string text_of_json(const Json& document)
{
    return document.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Json sentence(const std::string& text)
{
    return {{"sentence", text}};
}

// "guest.vcpus" of a place "--set guest.vcpus=0"
std::string key_of(const models::Place& place)
{
    const std::string option = "--set ";
    if (!place.file.starts_with(option)) return "";
    const std::string setting = place.file.substr(option.size());
    return setting.substr(0, setting.find('='));
}

Json findings_of(const models::InputError& error)
{
    Json findings = Json::array();
    for (const models::Finding& finding : error.findings()) {
        const std::string key = key_of(finding.place);
        findings.push_back({{"key", key},
                            {"place", key.empty() ? to_string(finding) : ""},
                            {"sentence", finding.sentence}});
    }
    return {{"findings", findings}};
}

std::vector<std::string> platforms_in(const Json& body)
{
    std::vector<std::string> platforms;
    const auto listed = body.find("platforms");
    if (listed == body.end()) return platforms;
    if (!listed->is_array() || listed->size() > most_platforms) {
        throw BadQuestion("`platforms` must be a list of at most 32 names");
    }
    for (const Json& name : *listed) {
        if (!name.is_string()) throw BadQuestion("`platforms` must be a list of names");
        platforms.push_back(name.get<std::string>());
    }
    return platforms;
}

std::vector<std::string> some_platforms_in(const Json& body)
{
    std::vector<std::string> platforms = platforms_in(body);
    if (platforms.empty()) throw BadQuestion("`platforms` must name one or more");
    return platforms;
}

std::string client_in(const Json& body)
{
    std::string client = text_in(body, "client");
    if (client.empty() || client.size() > longest_client) {
        throw BadQuestion("`client` must name whoever asks");
    }
    return client;
}

}  // namespace

Site::Site(Offer& offer, Answering& answering, const SiteRules& rules)
    : offer_(offer), answering_(answering), rules_(rules)
{
    httplib::Headers headers;
    for (const auto& [name, value] : safe_headers) headers.emplace(name, value);
    set_default_headers(std::move(headers));
    set_payload_max_length(largest_upload);
    // httplib's own names a most that nobody counts
    set_post_routing_handler([](const Request&, Response& response) {
        if (response.headers.erase("Keep-Alive") == 0) return;
        response.set_header("Keep-Alive", "timeout=" + std::to_string(idle_time.count()));
    });
    set_error_handler([](const Request&, Response& response) {
        if (!response.body.empty()) return;
        const Json document = sentence(words_of_status(response.status));
        response.set_content(text_of_json(document), json_type);
    });
    add_pages();
    add_post("/scenarios", &Site::scenarios);
    add_post("/controls", &Site::controls);
    add_post("/estimate", &Site::estimate);
    add_post("/answer", &Site::answer);
    add_post("/copies", &Site::copies);
    add_post("/report", &Site::report);
    add_post(upload_path, &Site::calibration);
}

void Site::add_pages()
{
    for (const PageFile& file : page_files()) {
        std::string text(file.text);
        const std::size_t place = text.find(token_place);
        if (place != std::string::npos) {
            text.replace(place, std::strlen(token_place), rules_.token_in_page ? rules_.token : "");
        }
        const auto handler = [text, type = std::string(file.type)](const Request&,
                                                                   Response& response) {
            response.set_content(text, type);
        };
        // '.' of a file name is any character to the pattern: no path but names of the page matches
        Get(std::string(file.path), handler);
        if (file.path == "/index.html") Get("/", handler);
    }
}

void Site::add_post(const char* path, Handle handle)
{
    Post(path, [this, handle](const Request& request, Response& response) {
        answer_post(request, response, handle);
    });
}

void Site::answer_post(const Request& request, Response& response, Handle handle)
{
    const auto give = [&](int status, const Json& document) {
        response.status = status;
        response.set_content(text_of_json(document), json_type);
    };
    try {
        models::Findings findings;
        check_depth(request.body, "body", findings);
        findings.throw_if_any();
        const Json body = Json::parse(request.body, nullptr, false);
        if (!body.is_object()) throw BadQuestion("the body must be a JSON object");
        const Json document = (this->*handle)(body);
        if (!stream_) return give(200, document);
        // Nothing comes from here: with no socket httplib writes the head alone.
        response.set_chunked_content_provider(
            "text/event-stream", [](std::size_t, httplib::DataSink&) { return false; });
    } catch (const BadQuestion& bad) {
        give(400, sentence(bad.what()));
    } catch (const models::InputError& error) {
        give(422, findings_of(error));
    } catch (const Busy&) {
        response.set_header("Retry-After", "1");
        give(503, sentence("busy; ask again in a second"));
    } catch (const std::exception& error) {
        give(500, sentence(std::string("internal error: ") + error.what()));
    }
}

Reply Site::reply(const std::string& request)
{
    MemoryStream memory(request);
    stream_.reset();
    bool closed = false;
    (void)process_request(memory, false, closed, [](Request& parsed) {
        // packing costs more than it saves on one machine
        parsed.headers.erase("Accept-Encoding");
    });
    Reply reply{memory.take(), closed, std::move(stream_)};
    return reply.bytes.empty() ? refusal(400) : std::move(reply);
}

Json Site::scenarios(const Json&)
{
    Json names = Json::array();
    for (const Offered& one : offer_.scenarios()) {
        names.push_back({{"name", one.name}, {"title", one.title}});
    }
    return {{"scenarios", names}};
}

Json Site::controls(const Json& body)
{
    return controls_document(offer_, question_in(body));
}

Json Site::estimate(const Json& body)
{
    const std::vector<std::string> platforms = some_platforms_in(body);
    return estimate_document(offer_.scenario_of(question_in(body), platforms));
}

// All of it is read before anything is computed.
Json Site::answer(const Json& body)
{
    Inquiry inquiry{question_in(body), question_in(body, "baseline"), platforms_in(body),
                    Inquiry::Kind::answer};
    if (inquiry.question.platform.empty()) throw BadQuestion("`platform` must name one");
    (void)offer_.scenario_of(inquiry.question);
    if (!inquiry.platforms.empty()) {
        (void)offer_.scenario_of(inquiry.question, inquiry.platforms);
    }
    if (inquiry.baseline) {
        if (inquiry.baseline->platform.empty())
            throw BadQuestion("`baseline` must name a platform");
        (void)offer_.scenario_of(*inquiry.baseline);
    }
    return start("answer " + client_in(body), std::move(inquiry));
}

Json Site::copies(const Json& body)
{
    const Question question = question_in(body);
    const std::vector<std::string> platforms = some_platforms_in(body);
    const Arguments arguments = arguments_of(offer_, question, platforms);
    return {{"yaml", scenario_file_of(offer_, question, platforms)},
            {"command", "bbbcap capacity " + shell_line(asked_words(arguments))}};
}

// Beside an answer that is under way for the same client, and after it.
Json Site::report(const Json& body)
{
    Inquiry inquiry{question_in(body), std::nullopt, some_platforms_in(body),
                    Inquiry::Kind::report};
    (void)offer_.scenario_of(inquiry.question, inquiry.platforms);
    return start("report " + client_in(body), std::move(inquiry));
}

Json Site::start(const std::string& client, Inquiry inquiry)
{
    stream_ = answering_.ask(client, std::move(inquiry));
    if (!stream_) throw Busy();
    return nullptr;
}

Json Site::calibration(const Json& body)
{
    const std::unique_lock alone(offer_.measuring(), std::try_to_lock);
    if (!alone) throw Busy();
    return calibration_of_upload(offer_, body);
}

}  // namespace tools
