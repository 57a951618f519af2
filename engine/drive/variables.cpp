// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/drive/variables.h"

#include <algorithm>
#include <utility>

namespace forkscope::drive {

using trace::Event;
using trace::Kind;
using trace::Log;
using trace::Phase;
using trace::Tag;

namespace {
constexpr std::chrono::seconds kSoon{2};

const Variable* find(const std::vector<Variable>& in, std::string_view name) {
    const auto at = std::ranges::find(in, name, &Variable::name);
    return at == in.end() ? nullptr : &*at;
}

Variable::Sort sortOf(std::string_view word) {
    return word == "value"        ? Variable::Sort::Value
           : word == "part"       ? Variable::Sort::Part
           : word == "definition" ? Variable::Sort::Definition
                                  : Variable::Sort::Object;
}

Variable variableOf(const Log& log, const Event& e) {
    const auto text = [&](Tag tag) { return std::string(log.text(e, tag).value_or("")); };
    Variable v;
    v.name = text(Tag::Name);
    v.type = text(Tag::Type);
    v.sort = sortOf(text(Tag::ObjectKind));
    v.text = text(Tag::Preview);
    v.raised = text(Tag::Message);
    if (const auto repr = log.text(e, Tag::Text))
        v.repr = std::string(*repr);
    return v;
}

void putReprs(const std::vector<Variable>& from, std::vector<Variable>& to) {
    for (const Variable& v : from)
        if (const auto at = std::ranges::find(to, v.name, &Variable::name); at != to.end()) {
            at->repr = v.repr;
            at->raised = v.raised;
        }
}

// "<Job object at 0x7f…>" without the address.
std::string withoutAddresses(std::string_view text) {
    std::string kept;
    constexpr std::string_view kSign = " at 0x";
    while (!text.empty()) {
        const std::size_t at = std::min(text.find(kSign), text.size());
        kept += text.substr(0, at);
        text.remove_prefix(at);
        if (text.empty())
            break;
        text.remove_prefix(kSign.size());
        text.remove_prefix(std::min(text.find_first_not_of("0123456789abcdefABCDEF"), text.size()));
    }
    return kept;
}

Likeness likenessOf(const Variable& left, const Variable& right) {
    if (left.type != right.type || left.text != right.text)
        return Likeness::Different;
    if (left.sort == Variable::Sort::Value || left.sort == Variable::Sort::Definition)
        return Likeness::Same;
    if (left.repr && right.repr)
        return withoutAddresses(*left.repr) == withoutAddresses(*right.repr) ? Likeness::Same
                                                                             : Likeness::Different;
    return Likeness::Unknown;
}

std::vector<Pair> pairsOf(const std::vector<Variable>& left, const std::vector<Variable>& right) {
    std::vector<Pair> pairs;
    for (const Variable& v : left) {
        const Variable* other = find(right, v.name);
        pairs.push_back({v.name, &v, other, other ? likenessOf(v, *other) : Likeness::LeftOnly});
    }
    for (const Variable& v : right)
        if (!find(left, v.name))
            pairs.push_back({v.name, nullptr, &v, Likeness::RightOnly});
    return pairs;
}
} // namespace

const Variable* Answer::local(std::string_view name) const {
    return find(locals, name);
}
const Variable* Answer::global(std::string_view name) const {
    return find(globals, name);
}

std::uint32_t Variables::ask(ProcessId process, std::uint8_t thread, About about, std::size_t events) {
    if (open_.empty())
        next_ = events;
    Question question;
    question.answer.number = ++last_;
    question.answer.process = process;
    question.answer.thread = thread;
    question.about = about;
    question.since = Clock::now();
    open_.emplace(last_, std::move(question));
    return last_;
}

std::vector<std::uint32_t> Variables::update(const Log& log) {
    came_.clear();
    if (open_.empty())
        return {};
    log.each(std::min(next_, log.size()), log.size(), [&](const Event& e) {
        if (e.kind == Kind::Variables)
            take(log, e);
        return true;
    });
    next_ = log.size();
    return came_;
}

// Of a question that is open, from the thread that was asked; anything else is no answer.
void Variables::take(const Log& log, const Event& e) {
    const auto question = open_.find(std::uint32_t(e.value));
    if (question == open_.end() || question->second.answer.process != e.process ||
        question->second.answer.thread != e.thread)
        return;
    Answer& answer = question->second.answer;
    switch (e.phase) {
    case Phase::Begin:
        answer.time = e.time;
        answer.function = log.text(e, Tag::Name).value_or("");
        answer.file = e.file;
        answer.line = e.line;
        return;
    case Phase::End: {
        answer.hasMore = e.has(trace::kTruncated);
        const Question done = std::move(question->second);
        open_.erase(question);
        return keep(done.answer, done.about);
    }
    default:
        (log.text(e, Tag::Call) == "global" ? answer.globals : answer.locals).push_back(variableOf(log, e));
    }
}

// An answer about one repr is put into what is known of the others, too.
void Variables::keep(Answer answer, About about) {
    const Place place{answer.process, answer.thread};
    came_.push_back(answer.number);
    if (about == About::All)
        latest_[place] = answer.number;
    else if (const auto all = kept_.find(latest_[place]); all != kept_.end()) {
        putReprs(answer.locals, all->second.locals);
        putReprs(answer.globals, all->second.globals);
    }
    kept_.insert_or_assign(answer.number, std::move(answer));
    if (kept_.size() > kMostKept)
        kept_.erase(kept_.begin());
}

void Variables::clear() {
    open_.clear();
    kept_.clear();
    latest_.clear();
    next_ = 0;
}

const Answer* Variables::latest(ProcessId process, std::uint8_t thread) const {
    const auto at = latest_.find({process, thread});
    return at == latest_.end() ? nullptr : answer(at->second);
}

const Answer* Variables::answer(std::uint32_t number) const {
    const auto at = kept_.find(number);
    return at == kept_.end() ? nullptr : &at->second;
}

bool Variables::isExpecting() const {
    const auto now = Clock::now();
    return std::ranges::any_of(open_, [&](const auto& q) { return now - q.second.since < kSoon; });
}

Comparison compare(const Answer& left, const Answer& right) {
    Comparison result;
    result.locals = pairsOf(left.locals, right.locals);
    result.globals = pairsOf(left.globals, right.globals);
    result.isSameFunction = left.function == right.function && left.file == right.file;
    return result;
}

} // namespace forkscope::drive
