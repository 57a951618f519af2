// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writing JSON text, piece by piece. Only what the exports need; reading JSON is QtCore's business elsewhere.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::trace {

// The text as a JSON string with its quotes. Bytes that are not UTF-8 become U+FFFD, so that the file stays
// JSON.
std::string jsonString(std::string_view text);

// One object on one line, keys in the order added. A key that is added again is left out, so that the object
// stays one whatever a hostile trace names twice. Keys must outlive it.
class JsonObject {
  public:
    JsonObject& add(std::string_view key, std::string_view text);
    JsonObject& add(std::string_view key, std::int64_t number);
    JsonObject& addTrue(std::string_view key);
    JsonObject& addRaw(std::string_view key, std::string_view json);
    std::string str() const { return text_ + '}'; }

  private:
    std::string text_ = "{";
    std::vector<std::string_view> keys_;
};

} // namespace forkscope::trace
