// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/json.h"

#include <algorithm>
#include <cstdio>

namespace forkscope::trace {

namespace {
// Length of the well-formed UTF-8 sequence at the start of `s`, 0 where there is none (RFC 3629).
std::size_t sequenceLength(std::string_view s) {
    const auto byte = [&](std::size_t i) { return std::uint8_t(s[i]); };
    const auto follows = [&](std::size_t i) { return i < s.size() && (byte(i) & 0xc0) == 0x80; };
    const std::uint8_t first = byte(0);
    if (first < 0x80)
        return 1;
    if (first >= 0xc2 && first <= 0xdf)
        return follows(1) ? 2 : 0;
    if (first >= 0xe0 && first <= 0xef) {
        if (!follows(1) || !follows(2) || (first == 0xe0 && byte(1) < 0xa0) ||
            (first == 0xed && byte(1) > 0x9f))
            return 0;
        return 3;
    }
    if (first >= 0xf0 && first <= 0xf4) {
        if (!follows(1) || !follows(2) || !follows(3) || (first == 0xf0 && byte(1) < 0x90) ||
            (first == 0xf4 && byte(1) > 0x8f))
            return 0;
        return 4;
    }
    return 0;
}

void escapeControl(std::string& to, char c) {
    switch (c) {
    case '"':
        to += "\\\"";
        break;
    case '\\':
        to += "\\\\";
        break;
    case '\n':
        to += "\\n";
        break;
    case '\t':
        to += "\\t";
        break;
    case '\r':
        to += "\\r";
        break;
    default: {
        char buffer[8];
        std::snprintf(buffer, sizeof buffer, "\\u%04x", unsigned(std::uint8_t(c)));
        to += buffer;
    }
    }
}
} // namespace

std::string jsonString(std::string_view text) {
    std::string to = "\"";
    while (!text.empty()) {
        const char c = text.front();
        std::size_t length = sequenceLength(text);
        if (length == 0) {
            to += "\xef\xbf\xbd";
            length = 1;
        } else if (length == 1 && (std::uint8_t(c) < 0x20 || c == '"' || c == '\\' || c == 0x7f)) {
            escapeControl(to, c);
        } else {
            to += text.substr(0, length);
        }
        text.remove_prefix(length);
    }
    return to + '"';
}

JsonObject& JsonObject::addRaw(std::string_view key, std::string_view json) {
    if (std::ranges::find(keys_, key) != keys_.end())
        return *this;
    keys_.push_back(key);
    if (text_.size() > 1)
        text_ += ", ";
    text_ += jsonString(key);
    text_ += ": ";
    text_ += json;
    return *this;
}
JsonObject& JsonObject::add(std::string_view key, std::string_view text) {
    return addRaw(key, jsonString(text));
}
JsonObject& JsonObject::add(std::string_view key, std::int64_t number) {
    return addRaw(key, std::to_string(number));
}
JsonObject& JsonObject::addTrue(std::string_view key) {
    return addRaw(key, "true");
}

} // namespace forkscope::trace
