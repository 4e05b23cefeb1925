#include "calibration/importers/zabbix_items.hpp"

#include <algorithm>
#include <utility>

#include "calibration/label_set.hpp"

namespace calibration::importers {
namespace {

bool has_items(const JsonNode& array)
{
    return std::any_of(array.items.begin(), array.items.end(), [](const JsonNode& node) {
        return node.find("itemid") != nullptr &&
               (node.find("clock") != nullptr || node.find("key_") != nullptr);
    });
}

ZabbixItem item_in(const JsonNode& node)
{
    ZabbixItem item;
    item.name = node.text_at("name");
    item.key = node.text_at("key_").substr(0, longest_label);
    item.units = node.text_at("units").substr(0, longest_label);
    const JsonNode* hosts = node.find("hosts");
    if (hosts != nullptr && !hosts->items.empty()) item.host = hosts->items[0].text_at("host");
    return item;
}

}  // namespace

const JsonNode* zabbix_result(const JsonNode& answer)
{
    if (answer.is_array()) return has_items(answer) ? &answer : nullptr;
    const JsonNode* result = answer.find("result");
    const bool found = answer.find("jsonrpc") != nullptr && result != nullptr && result->is_array();
    return found ? result : nullptr;
}

ZabbixItems read_zabbix_items(const MeasurementText& text)
{
    ZabbixItems items;
    for (const JsonDocument& document : text.json().documents) {
        const JsonNode* result = zabbix_result(document.root);
        if (result == nullptr) continue;
        for (const JsonNode& node : result->items) {
            const std::string_view itemid = node.text_at("itemid");
            const bool described = !itemid.empty() && !node.text_at("key_").empty();
            if (described) items[std::string(itemid)] = item_in(node);
        }
    }
    return items;
}

SeriesHead head_of_item(const std::string& itemid, const ZabbixItem& item)
{
    SeriesHead head;
    head.metric = "zabbix_" + in_words(item.key.substr(0, item.key.find('[')));
    head.unit = item.units;
    head.add_label("itemid", itemid);
    head.add_label("item_key", item.key);
    if (!item.name.empty()) head.add_label("item_name", item.name);
    if (!item.host.empty()) head.add_label("host", item.host);
    return head;
}

SeriesHead head_of_item(const std::string& itemid, const ZabbixItems& items)
{
    const auto known = items.find(itemid);
    if (known != items.end()) return head_of_item(itemid, known->second);
    SeriesHead head;
    head.metric = nameless_item;
    if (!itemid.empty()) head.add_label("itemid", itemid);
    return head;
}

}  // namespace calibration::importers
