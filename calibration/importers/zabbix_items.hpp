#pragma once

#include <map>
#include <string>

#include "calibration/importers/monitored.hpp"
#include "calibration/measurement_text.hpp"

namespace calibration::importers {

// What Zabbix calls a series.
struct ZabbixItem {
    std::string name;   // "Interface eth0: Bits received"
    std::string key;    // "net.if.in[eth0]"
    std::string units;  // "bps"; may be empty
    std::string host;   // empty: the answer does not name it
};

using ZabbixItems = std::map<std::string, ZabbixItem>;  // by itemid

// The items that the answers to item.get in a text describe.
ZabbixItems read_zabbix_items(const MeasurementText& text);

// The flag of values whose items are not described.
inline constexpr const char* undescribed_items =
    "items are told by number alone; item.get answers their names and units";

// The metric, unit and labels of an item: "zabbix_net_if_in" with `itemid`, `item_key`, `item_name`
// and `host`.
SeriesHead head_of_item(const std::string& itemid, const ZabbixItem& item);

// A series as its own answer tells it, with what `items` know beside.
SeriesHead head_of_item(const std::string& itemid, const ZabbixItems& items);

// The values of the result of an answer: of {"jsonrpc": ..., "result": [...]}, or the bare array;
// nullptr: there is none.
const JsonNode* zabbix_result(const JsonNode& answer);

}  // namespace calibration::importers
