// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/schedule.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace forkscope::drive {

namespace {
constexpr std::string_view kHead = "# A Forkscope schedule: who does its next operation, one step a line.\n"
                                   "# Replay it with: forkscope run --schedule THIS-FILE PROGRAM.py\n";
constexpr std::string_view kGoesOn = "goes on", kTimeIsUp = "time is up", kComputes = "computes";
constexpr std::size_t kMostSteps = 1'000'000;

std::string_view trimmed(std::string_view text) {
    const auto isBlank = [](char c) { return c == ' ' || c == '\t' || c == '\r'; };
    while (!text.empty() && isBlank(text.front()))
        text.remove_prefix(1);
    while (!text.empty() && isBlank(text.back()))
        text.remove_suffix(1);
    return text;
}

std::string_view takeWord(std::string_view& text) {
    text = trimmed(text);
    const std::size_t end = std::min(text.find_first_of(" \t"), text.size());
    const std::string_view word = text.substr(0, end);
    text = trimmed(text.substr(end));
    return word;
}

// `words` at the end of the text, after a blank or alone.
bool takeEnding(std::string_view& text, std::string_view words) {
    if (!text.ends_with(words) || (text.size() > words.size() && text[text.size() - words.size() - 1] != ' '))
        return false;
    text = trimmed(text.substr(0, text.size() - words.size()));
    return true;
}

// "… line 9"
std::optional<std::uint32_t> takeLine(std::string_view& text) {
    const std::size_t blank = text.find_last_of(" \t");
    if (blank == std::string_view::npos)
        return std::nullopt;
    const std::string_view number = text.substr(blank + 1);
    std::string_view before = trimmed(text.substr(0, blank));
    std::uint32_t line = 0;
    const auto [end, error] = std::from_chars(number.data(), number.data() + number.size(), line);
    if (error != std::errc() || end != number.data() + number.size() || !takeEnding(before, "line"))
        return std::nullopt;
    text = before;
    return line;
}

Result<Step> readStep(std::string_view text) {
    Step step;
    step.actor = takeWord(text);
    if (step.actor != "main" && !step.actor.starts_with("main/") && !step.actor.starts_with("main#"))
        return Error{"'" + step.actor + "' is no process: it should begin with main, such as main/1"};
    if (text == kComputes) {
        step.how = How::Computes;
        return step;
    }
    const std::string operation(takeWord(text));
    const auto kind = trace::kindFromName(operation);
    if (operation.empty())
        return Error{"an operation is missing after '" + step.actor + "', such as lock.acquire"};
    if (!kind)
        return Error{"'" + operation + "' is no operation, such as lock.acquire or queue.get"};
    step.what = *kind;
    if (takeEnding(text, kGoesOn))
        step.how = How::GoesOn;
    else if (takeEnding(text, kTimeIsUp))
        step.how = How::TimeIsUp;
    auto line = takeLine(text);
    if (line && takeEnding(text, "to")) {
        step.toLine = *line;
        line = takeLine(text);
    }
    step.line = line.value_or(0);
    step.object = text;
    return step;
}
} // namespace

bool Schedule::isExact() const {
    return std::none_of(steps.begin(), steps.end(), [](const Step& s) { return s.how == How::Computes; });
}

Schedule Schedule::firstSteps(std::size_t count) const {
    return {{steps.begin(), steps.begin() + std::ptrdiff_t(std::min(count, steps.size()))}};
}

std::size_t Schedule::operations() const {
    return std::size_t(
        std::ranges::count_if(steps, [](const Step& s) { return s.what != trace::Kind::None; }));
}

std::string textOf(const Step& step) {
    if (step.how == How::Computes)
        return step.actor + " " + std::string(kComputes);
    std::string text = step.actor + " " + std::string(trace::kindName(step.what));
    if (!step.object.empty())
        text += " " + step.object;
    if (step.line != 0)
        text += " line " + std::to_string(step.line);
    if (step.toLine != 0)
        text += " to line " + std::to_string(step.toLine);
    if (step.how == How::GoesOn)
        text += " " + std::string(kGoesOn);
    if (step.how == How::TimeIsUp)
        text += " " + std::string(kTimeIsUp);
    return text;
}

std::string textOf(const Schedule& schedule) {
    std::string text(kHead);
    for (const Step& step : schedule.steps)
        text += textOf(step) + "\n";
    return text;
}

Result<Schedule> readSchedule(std::string_view text) {
    Schedule schedule;
    for (std::size_t number = 1; !text.empty(); ++number) {
        const std::size_t end = text.find('\n');
        std::string_view line = text.substr(0, end);
        text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
        // An actor may have a # in it ("main/1#2"), so a remark begins the line or stands after a blank.
        if (const std::size_t remark = line.starts_with('#') ? 0 : line.find(" #"); remark != line.npos)
            line = line.substr(0, remark);
        line = trimmed(line);
        if (line.empty())
            continue;
        Result<Step> step = readStep(line);
        if (!step)
            return Error{"Line " + std::to_string(number) + " of the schedule: " + step.error() + "."};
        if (schedule.steps.size() >= kMostSteps)
            return Error{"The schedule has more than a million steps."};
        schedule.steps.push_back(std::move(*step));
    }
    return schedule;
}

bool fits(const Step& wanted, const Step& there) {
    const bool objectsDiffer =
        !wanted.object.empty() && !there.object.empty() && wanted.object != there.object;
    return wanted.actor == there.actor && wanted.what == there.what && wanted.how == there.how &&
           (wanted.line == 0 || there.line == 0 || wanted.line == there.line) && !objectsDiffer;
}

} // namespace forkscope::drive
