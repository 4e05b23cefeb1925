#pragma once

#include "calibration/importers.hpp"

// Each in the file of its name.
namespace calibration::importers {

extern const Importer csv_series;
extern const Importer fio;
extern const Importer hpcc;
extern const Importer hpl;
extern const Importer intel_linpack;
extern const Importer iozone;
extern const Importer iperf3;
extern const Importer netperf;
extern const Importer prometheus;
extern const Importer proxmox;
extern const Importer qperf;
extern const Importer ramspeed;
extern const Importer sar;
extern const Importer sockperf;
extern const Importer stream;
extern const Importer sysbench;
extern const Importer zabbix;

}  // namespace calibration::importers
