// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/words.h"

#include <utility>

namespace forkscope::world {

Target Target::to(trace::ProcessId process, std::uint8_t thread) {
    Target target;
    target.kind = Kind::Process;
    target.process = process;
    target.thread = thread;
    return target;
}

Target Target::to(trace::ObjectId object) {
    Target target;
    target.kind = Kind::Object;
    target.object = object;
    return target;
}

Target Target::toLine(std::uint32_t line, trace::FileId file) {
    Target target;
    target.kind = Kind::Line;
    target.line = line;
    target.file = file;
    return target;
}

Target Target::toMoment(trace::Time moment) {
    Target target;
    target.kind = Kind::Moment;
    target.moment = moment;
    return target;
}

void Words::add(Span span) {
    if (span.text.empty())
        return;
    if (!spans_.empty() && !span.target && !spans_.back().target)
        spans_.back().text += span.text;
    else
        spans_.push_back(std::move(span));
}

Words& Words::operator+=(const Words& more) {
    for (const Span& span : std::vector<Span>(more.spans_)) // may be itself
        add(span);
    return *this;
}

std::string Words::text() const {
    std::string text;
    for (const Span& span : spans_)
        text += span.text;
    return text;
}

Words listed(const std::vector<Words>& words) {
    Words text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

} // namespace forkscope::world
