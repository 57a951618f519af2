// SPDX-License-Identifier: GPL-3.0-or-later
// A line of the World, in words: "orders holds more than 4 items".
#include "engine/condition/clause.h"

#include <algorithm>
#include <iterator>

namespace forkscope::condition {

namespace {

struct YesNoWords {
    std::string_view thing, name, yes, no;
};
constexpr YesNoWords kYesNo[] = {
    {"process", "alive", "is alive", "is not alive"},
    {"process", "daemon", "is a daemon", "is no daemon"},
    {"process", "orphan", "is an orphan", "is no orphan"},
    {"event", "set", "is set", "is not set"},
    {"barrier", "broken", "is broken", "is not broken"},
    {"pipe", "eof", "has been received to its end", "has not been received to its end"},
    {"manager", "alive", "is alive", "is not alive"},
    {"managed", "set", "is set", "is not set"},
    {"pool", "closed", "is closed", "is not closed"},
    {"pool", "terminated", "is terminated", "is not terminated"},
    {"pool", "broken", "is broken", "is not broken"},
    {"socket", "listening", "is listening", "is not listening"},
    {"socket", "connected", "is connected", "is not connected"},
};

// "holds 3 items". Without nouns: "is at line 3", and `many` "times": "has been read 3 times".
struct NumberWords {
    std::string_view thing, name, verb, one, many;
};
constexpr NumberWords kNumbers[] = {
    {"process", "line", "is at line", "", ""},
    {"process", "status", "has ended with status", "", ""},
    {"process", "children", "has had", "child", "children"},
    {"process", "alive_children", "has", "child alive", "children alive"},
    {"process", "threads", "has", "thread", "threads"},
    {"lock", "owners", "is held by", "process", "processes"},
    {"lock", "value", "has", "free permit", "free permits"},
    {"lock", "waiters", "is waited for by", "process", "processes"},
    {"lock", "depth", "is held", "", "times"},
    {"condition", "waiters", "is waited for by", "process", "processes"},
    {"condition", "notified", "has notified", "process", "processes"},
    {"event", "waiters", "is waited for by", "process", "processes"},
    {"barrier", "waiting", "has", "process waiting", "processes waiting"},
    {"barrier", "parties", "is for", "process", "processes"},
    {"barrier", "rounds", "has been passed", "", "times"},
    {"queue", "items", "holds", "item", "items"},
    {"queue", "pipe", "has", "item in its pipe", "items in its pipe"},
    {"queue", "buffered", "has", "item in its buffers", "items in its buffers"},
    {"queue", "waiters", "has", "process waiting to take an item", "processes waiting to take an item"},
    {"queue", "putters", "has", "process waiting to put an item", "processes waiting to put an item"},
    {"queue", "joiners", "is joined by", "process", "processes"},
    {"queue", "unfinished", "has", "unfinished task", "unfinished tasks"},
    {"queue", "puts", "has been given", "item", "items"},
    {"queue", "gets", "has given out", "item", "items"},
    {"queue", "lost", "has lost", "item", "items"},
    {"queue", "maxsize", "has room for", "item", "items"},
    {"pipe", "items", "has", "item to be received", "items to be received"},
    {"pipe", "waiters", "has", "process waiting to receive", "processes waiting to receive"},
    {"pipe", "writers", "has", "process waiting to send", "processes waiting to send"},
    {"pipe", "sent", "has been sent", "item", "items"},
    {"pipe", "received", "has given out", "item", "items"},
    {"shared", "reads", "has been read", "", "times"},
    {"shared", "writes", "has been written", "", "times"},
    {"shared", "lost", "has lost", "update", "updates"},
    {"managed", "calls", "has been called", "", "times"},
    {"managed", "waiters", "has", "call under way", "calls under way"},
    {"managed", "items", "holds", "item", "items"},
    {"pool", "workers", "has", "worker", "workers"},
    {"pool", "busy", "has", "busy worker", "busy workers"},
    {"pool", "waiting", "has", "task waiting", "tasks waiting"},
    {"pool", "running", "has", "task running", "tasks running"},
    {"pool", "done", "has done", "task", "tasks"},
    {"pool", "lost", "has lost", "task", "tasks"},
    {"pool", "submitted", "has been given", "job", "jobs"},
    {"pool", "results", "has given back", "result", "results"},
    {"file", "open", "is open", "", "times"},
    {"file", "read", "has been read by", "byte", "bytes"},
    {"file", "written", "has been written by", "byte", "bytes"},
    {"socket", "accepted", "has accepted", "connection", "connections"},
    {"socket", "waiters", "has", "process waiting to accept", "processes waiting to accept"},
};

struct StatePhrase {
    std::string_view state, is, isNot;
};
constexpr StatePhrase kStatesInWords[] = {
    {"new", "has just been started", "is no longer new"},
    {"running", "is running", "is not running"},
    {"blocked", "is blocked", "is not blocked"},
    {"sleeping", "is asleep", "is not asleep"},
    {"stopped", "is stopped", "is not stopped"},
    {"held", "is held", "is not held"},
    {"zombie", "is a zombie", "is no zombie"},
    {"reaped", "has been reaped", "has not been reaped"},
    {"alive", "is alive", "is not alive"},
    {"ended", "has ended", "has not ended"},
};

// `%` is what it is compared with; `none` is said where that is the word for none.
struct TextWords {
    std::string_view thing, name, is, isNot;
    std::string_view noneWord = {}, none = {}, notNone = {};
};
constexpr TextWords kTexts[] = {
    {"process", "waits", "is waiting for %", "is not waiting for %", "nothing", "is waiting for nothing",
     "is waiting"},
    {"process", "holds", "holds %", "does not hold %", "nothing", "holds no lock", "holds a lock"},
    {"process", "exception", "has been ended by a %", "has not been ended by a %", "none",
     "has not been ended by an exception", "has been ended by an exception"},
    {"process", "role", "is of the kind: %", "is not of the kind: %"},
    {"process", "parent", "is a child of %", "is no child of %"},
    {"process", "method", "was started by %", "was not started by %"},
    {"lock", "owner", "is held by %", "is not held by %", "nobody", "is held by nobody", "is held"},
    {"lock", "waiter", "is waited for by %", "is not waited for by %", "nobody", "is waited for by nobody",
     "is waited for"},
    {"event", "waiter", "is waited for by %", "is not waited for by %", "nobody", "is waited for by nobody",
     "is waited for"},
    {"barrier", "waiter", "has % waiting", "does not have % waiting", "nobody", "has nobody waiting",
     "has somebody waiting"},
    {"managed", "method", "was last called by %()", "was not last called by %()"},
    {"managed", "owner", "is held by %", "is not held by %", "nobody", "is held by nobody", "is held"},
};

template <class Words> const Words* find(const Words* begin, const Words* end, const FieldKind& kind) {
    const Words* found = std::find_if(
        begin, end, [&](const Words& w) { return w.thing == kind.thing && w.name == kind.name; });
    return found == end ? nullptr : found;
}

std::string filled(std::string_view form, const std::string& value) {
    std::string text(form);
    const std::size_t at = text.find('%');
    return at == std::string::npos ? text : text.replace(at, 1, value);
}

struct Said {
    std::string is, isNot;
};

Said stateSaid(const Comparison& compared) {
    for (const StatePhrase& s : kStatesInWords)
        if (s.state == compared.text)
            return {std::string(s.is), std::string(s.isNot)};
    return {"is " + compared.text, "is not " + compared.text};
}

Said yesNoSaid(const FieldKind& kind, const Comparison& compared) {
    const YesNoWords* words = find(std::begin(kYesNo), std::end(kYesNo), kind);
    const std::string yes = words ? std::string(words->yes) : std::string(kind.name);
    const std::string no = words ? std::string(words->no) : "not " + yes;
    return compared.number != 0 ? Said{yes, no} : Said{no, yes};
}

// "has been read": "has not been read".
std::string denied(const std::string& verb) {
    const std::size_t blank = verb.find(' ');
    return verb.substr(0, blank) + " not" + (blank == std::string::npos ? "" : verb.substr(blank));
}

std::string numberSaid(const FieldKind& kind, const Comparison& compared) {
    const NumberWords* words = find(std::begin(kNumbers), std::end(kNumbers), kind);
    if (!words)
        return "has a " + std::string(kind.name) + " of " + measure(compared, compared.text);
    const std::string verb(words->verb);
    if (words->many.empty())
        return (compared.sign == Sign::Unequal ? denied(verb) + " " : verb + " ") +
               (compared.sign == Sign::Unequal ? compared.text : measure(compared, compared.text));
    if (!words->one.empty())
        return verb + " " + amount(compared, words->one, words->many);
    if (isNone(compared))
        return denied(verb);
    return verb + " " + (isSome(compared) ? "at least once" : times(compared));
}

Said textSaid(const FieldKind& kind, const Comparison& compared) {
    const bool isEqual = compared.sign == Sign::Equal;
    const TextWords* words = find(std::begin(kTexts), std::end(kTexts), kind);
    if (!words) { // a value
        const std::string is = kind.name == "result" ? "has last answered " : "is ";
        return {is + measure(compared, compared.text), is + measure(opposite(compared), compared.text)};
    }
    Said said{filled(words->is, compared.text), filled(words->isNot, compared.text)};
    if (!words->noneWord.empty() && compared.text == words->noneWord)
        said = {std::string(words->none), std::string(words->notNone)};
    else if (words->name == "waits" && compared.text == "time")
        said = {"is asleep", "is not asleep"};
    else if (words->name == "waits" && compared.text == "keyboard")
        said = {"is waiting for the keyboard", "is not waiting for the keyboard"};
    if (!isEqual)
        std::swap(said.is, said.isNot);
    return said;
}

Said said(const FieldKind& kind, const Comparison& compared) {
    switch (kind.answer) {
    case Answer::State: {
        Said words = stateSaid(compared);
        if (compared.sign == Sign::Unequal)
            std::swap(words.is, words.isNot);
        return words;
    }
    case Answer::YesNo: {
        Said words = yesNoSaid(kind, compared);
        if (compared.sign == Sign::Unequal)
            std::swap(words.is, words.isNot);
        return words;
    }
    case Answer::Number:
        return {numberSaid(kind, compared), numberSaid(kind, opposite(compared))};
    case Answer::Text:
        break;
    }
    return textSaid(kind, compared);
}

} // namespace

Clause clauseOfField(const Node& field, bool isDenied) {
    const FieldKind& kind = fieldAt(field.field.place);
    const Said words = said(kind, field.compared);
    if (isAny(field.field.name)) {
        const bool hasVowel = kind.thing == "event";
        const std::string noun = kind.thing == "shared"    ? "shared value"
                                 : kind.thing == "managed" ? "managed object"
                                                           : std::string(kind.thing);
        return {(isDenied ? "no " : hasVowel ? "an " : "a ") + noun, words.is, {}};
    }
    if (isDenied)
        return {field.field.name, words.isNot, kind.answer == Answer::Number ? std::string() : words.is};
    return {field.field.name, words.is, {}};
}

} // namespace forkscope::condition
