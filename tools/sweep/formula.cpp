#include "tools/sweep/formula.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <string_view>

#include "models/finding.hpp"
#include "models/suggestion.hpp"
#include "tools/sweep/factor_reader.hpp"

namespace tools {
namespace {

constexpr std::size_t longest_text = 1000;
constexpr int most_parentheses = 20;
constexpr std::string_view signs = "+-*/()<>=! ";

bool in_a_name(char character)
{
    return std::isalnum(static_cast<unsigned char>(character)) != 0 || character == '_' ||
           character == '.';
}

// Recursive descent; what it reads it adds to the SQL.
class Reader {
public:
    Reader(const std::string& option, std::string_view text, const Results& results)
        : option_(option), text_(text), rest_(text), results_(results)
    {
        if (text.size() > longest_text) refuse(fmt::format("is longer than {}", longest_text));
    }

    Formula formula()
    {
        Formula formula;
        formula.text = text_;
        formula.sql = sum();
        skip_spaces();
        if (!rest_.empty()) refuse(fmt::format("has {} where nothing more should be", here()));
        formula.by_replication = by_replication_;
        if (parts_ == 1 && only_ != nullptr) formula.unit = only_->unit;
        return formula;
    }

    // The column that is all of it, and the number.
    const ResultColumn* only_column() const { return parts_ == 1 ? only_ : nullptr; }
    bool only_plain_number() const { return parts_ == 1 && plain_number_; }

    [[noreturn]] void refuse(const std::string& what) const
    {
        throw UsageError(fmt::format("`{}`: {} {}", option_, models::quoted(text_), what));
    }

private:
    std::string sum()
    {
        std::string sql = product();
        for (char sign = take("+-"); sign != 0; sign = take("+-")) sql += sign + (' ' + product());
        return sql;
    }

    std::string product()
    {
        std::string sql = part();
        for (char sign = take("*/"); sign != 0; sign = take("*/")) sql += sign + (' ' + part());
        return sql;
    }

    std::string part()
    {
        ++parts_;
        if (take("-") != 0) return "(- " + part() + ')';
        if (take("(") != 0) {
            if (++depth_ > most_parentheses) refuse("has too many parentheses");
            const std::string sql = '(' + sum() + ')';
            if (take(")") == 0) refuse(fmt::format("lacks a `)` before {}", here()));
            --depth_;
            return sql;
        }
        skip_spaces();
        const bool digit =
            !rest_.empty() &&
            (std::isdigit(static_cast<unsigned char>(rest_.front())) != 0 || rest_.front() == '.');
        return digit ? number() : column();
    }

    // A number with the unit behind it, where that makes a quantity.
    std::string number()
    {
        double value = 0;
        const char* const end = rest_.data() + rest_.size();
        const auto [after, error] = std::from_chars(rest_.data(), end, value);
        if (error != std::errc()) refuse(fmt::format("has no number at {}", here()));
        const char* unit = after;
        while (unit != end && *unit == ' ') ++unit;
        const char* past = unit;
        while (past != end &&
               (std::isalpha(static_cast<unsigned char>(*past)) != 0 || *past == '%')) {
            ++past;
        }
        if (past != unit && std::string_view(past, std::size_t(end - past)).starts_with("/s")) {
            past += 2;
        }
        const auto quantity =
            past == unit ? std::nullopt
                         : read_any_quantity({rest_.data(), std::size_t(past - rest_.data())});
        plain_number_ = !quantity;
        if (quantity) value = quantity->first;
        rest_.remove_prefix(std::size_t((quantity ? past : after) - rest_.data()));
        return fmt::format("{:.17e}", value);
    }

    // The longest name of a column that stands here; some have spaces.
    std::string column()
    {
        const ResultColumn* longest = nullptr;
        for (const ResultColumn& one : results_.columns()) {
            if (!rest_.starts_with(one.name) || one.name.empty()) continue;
            if (rest_.size() > one.name.size() && in_a_name(rest_[one.name.size()])) continue;
            if (longest == nullptr || one.name.size() > longest->name.size()) longest = &one;
        }
        if (longest == nullptr) refuse_name();
        if (!longest->number)
            refuse(fmt::format("reckons with {}, which is a word", longest->name));
        only_ = longest;
        by_replication_ = by_replication_ && longest->by_replication;
        rest_.remove_prefix(longest->name.size());
        return longest->sql;
    }

    [[noreturn]] void refuse_name() const
    {
        const std::string word(rest_.substr(0, rest_.find_first_of(signs)));
        if (word.empty()) refuse(fmt::format("has no number or name at {}", here()));
        std::vector<std::string> names;
        for (const ResultColumn& one : results_.columns()) names.push_back(one.name);
        refuse(fmt::format("names {}, which the store does not have{}", models::quoted(word),
                           models::way_out(word, names)));
    }

    void skip_spaces()
    {
        while (rest_.starts_with(' ')) rest_.remove_prefix(1);
    }

    char take(std::string_view some)
    {
        skip_spaces();
        if (rest_.empty() || some.find(rest_.front()) == std::string_view::npos) return 0;
        const char taken = rest_.front();
        rest_.remove_prefix(1);
        return taken;
    }

    std::string here() const { return rest_.empty() ? "its end" : models::quoted(rest_); }

    const std::string& option_;
    std::string text_;
    std::string_view rest_;
    const Results& results_;
    const ResultColumn* only_ = nullptr;
    int parts_ = 0;
    int depth_ = 0;
    bool plain_number_ = false;
    bool by_replication_ = true;
};

std::string trimmed(std::string_view text)
{
    while (text.starts_with(' ')) text.remove_prefix(1);
    while (text.ends_with(' ')) text.remove_suffix(1);
    return std::string(text);
}

// FORMULA OP FORMULA, or the name of words and one of them.
std::string comparison(const std::string& option, const std::string& text, const Results& results)
{
    // longer ones first: "<=" begins with "<"
    constexpr std::array<std::string_view, 6> relations = {"<=", ">=", "!=", "<", ">", "="};
    const std::size_t at = std::min(text.find_first_of("<>=!"), text.size());
    const auto relation = std::find_if(relations.begin(), relations.end(), [&](auto one) {
        return std::string_view(text).substr(at).starts_with(one);
    });
    const std::string left = trimmed(std::string_view(text).substr(0, at));
    const Reader whole(option, text, results);
    if (relation == relations.end())
        whole.refuse("is no condition; write it like `guest.vcpus <= 4`");
    const std::string right = trimmed(std::string_view(text).substr(at + relation->size()));
    const ResultColumn* words = results.find(left);
    if (words != nullptr && !words->number) {
        if (*relation != "=" && *relation != "!=") {
            whole.refuse("holds a word against something; do it with `=` or `!=`");
        }
        return fmt::format("{} {} {}", words->sql, *relation, sql_text(right));
    }
    Reader one(option, left, results);
    Reader other(option, right, results);
    const Formula a = one.formula();
    const Formula b = other.formula();
    if (!a.unit.empty() && other.only_plain_number() && one.only_column() != nullptr) {
        whole.refuse(fmt::format("lacks a unit; {} is in {}", left, a.unit));
    }
    return fmt::format("{} {} {}", a.sql, *relation, b.sql);
}

}  // namespace

Objective read_objective(const std::string& option, const std::string& text, const Results& results)
{
    std::string formula = trimmed(text);
    bool least = false;
    for (const auto& [word, is_least] : {std::pair{"-", true},
                                         {"least ", true},
                                         {"min ", true},
                                         {"minimize ", true},
                                         {"+", false},
                                         {"most ", false},
                                         {"max ", false},
                                         {"maximize ", false}}) {
        if (!formula.starts_with(word)) continue;
        least = is_least;
        formula = trimmed(std::string_view(formula).substr(std::string_view(word).size()));
        break;
    }
    return {Reader(option, formula, results).formula(), least};
}

std::string read_constraint(const std::string& option, const std::string& text,
                            const Results& results)
{
    std::string sql;
    for (std::size_t begin = 0; begin <= text.size();) {
        const std::size_t end = std::min(text.find(" or ", begin), text.size());
        sql += sql.empty() ? "" : " OR ";
        sql += comparison(option, trimmed(text.substr(begin, end - begin)), results);
        begin = end + 4;
    }
    return '(' + sql + ')';
}

ResultColumn read_column(const std::string& option, const std::string& text, const Results& results)
{
    const std::size_t equals = text.find('=');
    const std::string name = trimmed(std::string_view(text).substr(0, equals));
    const bool plain = !name.empty() && std::isalpha(static_cast<unsigned char>(name[0])) != 0 &&
                       std::all_of(name.begin(), name.end(), in_a_name);
    if (equals == std::string::npos || !plain) {
        throw UsageError(fmt::format("`{}` must be like `cost=4 * guest.vcpus`, found {}", option,
                                     models::quoted(text)));
    }
    if (results.find(name) != nullptr) {
        throw UsageError(
            fmt::format("`{}`: the store has {} already; take another name", option, name));
    }
    const std::string right = trimmed(std::string_view(text).substr(equals + 1));
    const Formula formula = Reader(option, right, results).formula();
    return {name, '(' + formula.sql + ')', formula.unit, ResultColumn::Kind::computed,
            true, formula.by_replication};
}

}  // namespace tools
