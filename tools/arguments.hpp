#pragma once

#include <algorithm>
#include <span>
#include <stdexcept>
#include <string>
#include <vector>

namespace tools {

enum class ExitCode {
    done = 0,
    answer_is_no = 1,  // findings of `check`; not even one user
    bad_input = 2,     // command line or files
    imprecise = 3,     // the asked precision was not reached; the answer is printed and marked
    cannot_write = 4,  // the answer could not be written, a store not be used
    internal_error = 5,
    interrupted = 130,  // by Ctrl-C; what was done is stored
};

enum class Colour { automatic, always, never };

// A command line after the name of the command, checked.
struct Arguments {
    std::vector<std::string> given;       // names of the options, without "--"
    std::vector<std::string> operands;    // files, or what to list
    std::vector<std::string> overrides;   // "key=value", in the order in which they count
    std::vector<std::string> variants;    // of `compare --vary`, idem
    std::string library;                  // as given; empty: looked for
    std::string native;                   // folder of measurements
    std::vector<std::string> guests;      // "name=folder"
    std::vector<std::string> monitoring;  // files of `fit`, before the operands
    std::vector<std::string> against;     // files of `validate`, or the name of a study
    std::string users;                    // metrics of `fit` and `validate`; empty: not given
    std::string streams;
    std::string cpu;
    std::string memory;
    std::string sent;
    std::string profile;  // name or path
    std::string method;   // of `sensitivity`; empty: not given
    std::string response;
    int samples = 0;         // 0: not given
    std::string address;     // of `serve`; empty: the loopback address
    std::string token_file;  // idem; empty: a fresh token for each run
    bool allow_remote = false;
    int port = -1;       // -1: the usual one; 0: any that is free
    std::string output;  // where to write; empty: nothing is written
    double cores = 1;
    int webcams = 0;
    double settle = 0;  // s
    int threads = 1;
    int replications = 1;
    double level = 0.95;
    double precision = 0.02;
    double held = 0.95;   // share of the replications that must hold the SLO
    int budget = 500;     // replications of a search
    int hold = 0;         // users present all the time; 0: not given
    std::string warm_up;  // of `run`; empty: not given
    bool calibration_error = true;
    bool curve = true;  // levels around the capacity
    bool gains = true;  // what more of each resource buys
    Colour colour = Colour::automatic;
    bool json = false;
    bool quiet = false;
    bool verbose = false;
    bool help = false;
    bool drop_outliers = false;
    bool force = false;
    std::string shard;   // of `sweep`, as given
    std::string format;  // of `export` and `sweep summary`
    std::string table;
    bool resume = false;
    bool retry_failed = false;
    bool dry_run = false;
    bool slurm = false;
    int tasks = 0;                     // of Slurm; 0: not given
    std::string best;                  // of `sweep summary`, as given
    std::vector<std::string> under;    // conditions, all of which hold
    std::vector<std::string> columns;  // "name=formula"
    std::string pareto;
    int top = 10;  // rows

    bool has(const char* option) const { return std::ranges::count(given, option) > 0; }
};

// What is wrong with the command line, in one sentence with the way out.
class UsageError : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

struct Example {
    const char* line;
    const char* meaning;
};

struct Command {
    const char* name;
    const char* summary;
    const char* operands;  // as in the usage line: "SCENARIO"
    std::size_t least_operands;
    std::size_t most_operands;
    std::vector<Example> examples;
    std::vector<std::string> options;  // names from the table of options, without "--"
    ExitCode (*execute)(const Arguments& arguments);
};

// The arguments of a command from the words after its name. Throws UsageError.
Arguments parse_arguments(const Command& command, const std::vector<std::string>& words);

// The command of that name. Throws UsageError with the nearest one.
const Command& find_command(std::span<const Command> commands, const std::string& name);

// Examples first.
std::string help_of(const Command& command);
std::string help_of(std::span<const Command> commands);

// The short help that a command without its operand gives.
std::string short_help_of(const Command& command);

}  // namespace tools
