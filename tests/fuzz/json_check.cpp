// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/json_check.h"

#include <cstdint>
#include <set>

namespace forkscope::fuzz {

namespace {

// A reader by recursive descent; each function takes its part from the front and says whether it was there.
class Checker {
  public:
    explicit Checker(std::string_view text) : left_(text) {}

    bool whole() {
        if (!value())
            return false;
        space();
        return left_.empty();
    }

  private:
    static constexpr int kDeepest = 32;

    void space() { left_.remove_prefix(std::min(left_.find_first_not_of(" \t\r\n"), left_.size())); }
    bool take(std::string_view word) {
        if (!left_.starts_with(word))
            return false;
        left_.remove_prefix(word.size());
        return true;
    }
    bool digits() {
        const std::size_t n = std::min(left_.find_first_not_of("0123456789"), left_.size());
        left_.remove_prefix(n);
        return n > 0;
    }

    bool number() {
        take("-");
        if (!take("0") && !digits())
            return false;
        if (take(".") && !digits())
            return false;
        if (take("e") || take("E")) {
            if (!take("+"))
                take("-");
            return digits();
        }
        return true;
    }

    bool escape() {
        if (take("u")) {
            if (left_.size() < 4 ||
                left_.substr(0, 4).find_first_not_of("0123456789abcdefABCDEF") != left_.npos)
                return false;
            left_.remove_prefix(4);
            return true;
        }
        const bool known = !left_.empty() && std::string_view("\"\\/bfnrt").find(left_[0]) != left_.npos;
        left_.remove_prefix(known);
        return known;
    }

    // One character beyond ASCII.
    bool character() {
        const auto byte = [&](std::size_t i) { return i < left_.size() ? std::uint8_t(left_[i]) : 0; };
        const std::size_t length = byte(0) >= 0xf0 ? 4 : byte(0) >= 0xe0 ? 3 : 2;
        if (byte(0) < 0xc2 || byte(0) > 0xf4)
            return false;
        std::uint32_t code = byte(0) & (0xff >> (length + 1));
        for (std::size_t i = 1; i < length; ++i) {
            if ((byte(i) & 0xc0) != 0x80)
                return false;
            code = code << 6 | (byte(i) & 0x3f);
        }
        constexpr std::uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
        left_.remove_prefix(length);
        return code >= least[length] && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff);
    }

    bool string(std::string_view& inside) {
        const std::string_view before = left_;
        if (!take("\""))
            return false;
        while (!take("\"")) {
            if (left_.empty() || std::uint8_t(left_[0]) < 0x20)
                return false;
            if (take("\\")) {
                if (!escape())
                    return false;
            } else if (std::uint8_t(left_[0]) < 0x80) {
                left_.remove_prefix(1);
            } else if (!character()) {
                return false;
            }
        }
        inside = before.substr(1, before.size() - left_.size() - 2);
        return true;
    }

    bool object() {
        std::set<std::string_view> keys;
        space();
        if (take("}"))
            return true;
        do {
            space();
            std::string_view key;
            if (!string(key) || !keys.insert(key).second)
                return false;
            space();
            if (!take(":") || !value())
                return false;
            space();
        } while (take(","));
        return take("}");
    }

    bool array() {
        space();
        if (take("]"))
            return true;
        do {
            if (!value())
                return false;
            space();
        } while (take(","));
        return take("]");
    }

    bool value() {
        if (++depth_ > kDeepest)
            return false;
        space();
        std::string_view ignored;
        const bool good = take("{")   ? object()
                          : take("[") ? array()
                          : left_.starts_with('"')
                              ? string(ignored)
                              : take("true") || take("false") || take("null") || number();
        --depth_;
        return good;
    }

    std::string_view left_;
    int depth_ = 0;
};

} // namespace

bool isJson(std::string_view text) {
    return Checker(text).whole();
}

} // namespace forkscope::fuzz
