#include "tools/json.hpp"

#include <nlohmann/json.hpp>

#include "tools/document.hpp"
#include "tools/json_parts.hpp"

namespace tools {

std::string findings_document(const std::vector<models::Finding>& findings)
{
    Json document = heading("check");
    document["findings"] = Json::array();
    for (const models::Finding& finding : findings) {
        document["findings"].push_back({{"file", finding.place.file},
                                        {"line", finding.place.line},
                                        {"column", finding.place.column},
                                        {"sentence", finding.sentence}});
    }
    return text_of(document);
}

std::string list_document(const std::string& kind, const std::vector<models::LibraryEntry>& entries)
{
    Json document = heading("list");
    document[kind] = Json::array();
    for (const models::LibraryEntry& entry : entries) {
        document[kind].push_back(
            {{"name", entry.name}, {"title", entry.title}, {"path", entry.path}});
    }
    return text_of(document);
}

}  // namespace tools
