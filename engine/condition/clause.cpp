// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/clause.h"

namespace forkscope::condition {

bool isNone(const Comparison& compared) {
    return !compared.holds(1) && !compared.holds(2) && compared.holds(0);
}

bool isSome(const Comparison& compared) {
    return compared.holds(1) && compared.holds(2) && !compared.holds(0) && compared.number <= 1;
}

Comparison opposite(Comparison compared) {
    switch (compared.sign) {
    case Sign::Equal:
        compared.sign = Sign::Unequal;
        break;
    case Sign::Unequal:
        compared.sign = Sign::Equal;
        break;
    case Sign::Less:
        compared.sign = Sign::AtLeast;
        break;
    case Sign::More:
        compared.sign = Sign::AtMost;
        break;
    case Sign::AtMost:
        compared.sign = Sign::More;
        break;
    case Sign::AtLeast:
        compared.sign = Sign::Less;
        break;
    }
    return compared;
}

namespace {

const char* beforeNumber(Sign sign) {
    switch (sign) {
    case Sign::Equal:
        return "exactly ";
    case Sign::Unequal:
        return "a number other than ";
    case Sign::Less:
        return "fewer than ";
    case Sign::More:
        return "more than ";
    case Sign::AtMost:
        return "at most ";
    case Sign::AtLeast:
        break;
    }
    return "at least ";
}

} // namespace

std::string amount(const Comparison& compared, std::string_view one, std::string_view many) {
    if (isNone(compared))
        return "no " + std::string(many);
    if (isSome(compared))
        return "at least one " + std::string(one);
    const bool isOther = compared.sign == Sign::Unequal;
    const std::string number = compared.number == 1 ? "one" : std::to_string(compared.number);
    return beforeNumber(compared.sign) + number + (isOther ? " of " : " ") +
           std::string(compared.number == 1 && !isOther ? one : many);
}

std::string times(const Comparison& compared) {
    if (isSome(compared))
        return {};
    const std::string number = compared.number == 1   ? "once"
                               : compared.number == 2 ? "twice"
                                                      : std::to_string(compared.number) + " times";
    if (compared.sign == Sign::Unequal)
        return "more or less often than " + number;
    return (compared.sign == Sign::Less ? "less than " : beforeNumber(compared.sign)) + number;
}

std::string measure(const Comparison& compared, const std::string& value) {
    switch (compared.sign) {
    case Sign::Equal:
        return value;
    case Sign::Unequal:
        return "not " + value;
    case Sign::Less:
        return "below " + value;
    case Sign::More:
        return "above " + value;
    case Sign::AtMost:
        return value + " or below";
    case Sign::AtLeast:
        break;
    }
    return value + " or above";
}

std::string quoted(std::string_view text) {
    return '"' + std::string(text) + '"';
}

bool isAny(std::string_view name) {
    return name.empty() || name == "*";
}

} // namespace forkscope::condition
