// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A sentence whose nouns know what they stand for: pieces of text, some with a target. The terminal takes the
// text, the window makes links of the targets, a test asks what a sentence speaks of.
#include "engine/trace/event.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::world {

struct Target {
    enum class Kind : std::uint8_t { None, Process, Object, Line, Moment };
    Kind kind = Kind::None;
    trace::ProcessId process;
    std::uint8_t thread = 0; // Process: 0 the process itself
    trace::ObjectId object;
    std::uint32_t line = 0;
    trace::FileId file;
    trace::Time moment = 0;

    static Target to(trace::ProcessId process, std::uint8_t thread = 0);
    static Target to(trace::ObjectId object);
    static Target toLine(std::uint32_t line, trace::FileId file);
    static Target toMoment(trace::Time moment);
    explicit operator bool() const { return kind != Kind::None; }
    bool operator==(const Target&) const = default;
};

struct Span {
    std::string text;
    Target target; // None: plain text

    bool operator==(const Span&) const = default;
};

class Words {
  public:
    Words() = default;
    Words(const char* text) : Words(std::string_view(text)) {}
    Words(std::string_view text) { add({std::string(text), {}}); }
    Words(std::string text) { add({std::move(text), {}}); }
    Words(std::string text, Target target) { add({std::move(text), target}); }

    const std::vector<Span>& spans() const { return spans_; } // none is empty; plain ones never side by side
    std::string text() const;
    bool empty() const { return spans_.empty(); }

    Words& operator+=(const Words& more);
    friend Words operator+(Words a, const Words& b) { return a += b; }
    bool operator==(const Words&) const = default;

  private:
    void add(Span span);

    std::vector<Span> spans_;
};

Words listed(const std::vector<Words>& words); // "a", "a and b", "a, b and c"

} // namespace forkscope::world
