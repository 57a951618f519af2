// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/sentence.h"

#include "engine/condition/clause.h"

#include <algorithm>

namespace forkscope::condition {

namespace {

struct StateWords {
    std::string_view state, one, many; // "process is …", "processes are …"
};
constexpr StateWords kCounted[] = {
    {"new", "that has just been started", "that have just been started"},
    {"running", "running", "running"},
    {"blocked", "blocked", "blocked"},
    {"sleeping", "asleep", "asleep"},
    {"stopped", "stopped", "stopped"},
    {"held", "held", "held"},
    {"zombie", "that is a zombie", "that are zombies"},
    {"reaped", "that has been reaped", "that have been reaped"},
    {"alive", "alive", "alive"},
    {"ended", "that has ended", "that have ended"},
};

// "at least one process is blocked", "more than 2 zombies".
std::string counted(const Node& node, bool isDenied) {
    const Comparison compared = isDenied ? opposite(node.compared) : node.compared;
    const auto* found = std::find_if(std::begin(kCounted), std::end(kCounted),
                                     [&](const StateWords& w) { return w.state == node.text; });
    if (found == std::end(kCounted))
        return "the program has had " + amount(compared, "process", "processes");
    return "there " + std::string(compared.number == 1 || isSome(compared) ? "is " : "are ") +
           amount(compared, "process " + std::string(found->one), "processes " + std::string(found->many));
}

Clause said(const char* subject, const char* done, const char* notDone, bool isDenied) {
    return {subject, isDenied ? notDone : done, isDenied ? done : ""};
}

Clause exceptionClause(const Node& node, bool isDenied) {
    const std::string who = isAny(node.pattern.by) ? "a process" : node.pattern.by;
    const std::string what = node.text.empty() ? "exception" : node.text;
    const bool hasVowel = std::string_view("AEIOaeio").find(what.front()) != std::string_view::npos;
    return {(isDenied ? "no " : hasVowel ? "an " : "a ") + what, "has ended " + who, {}};
}

Clause exitClause(const Node& node, bool isDenied) {
    const Comparison compared = isDenied ? opposite(node.compared) : node.compared;
    const std::string status = std::to_string(compared.number);
    if (compared.sign == Sign::Unequal)
        return {"the program", "has ended with a status other than " + status, {}};
    return {"the program", "has ended with status " + measure(compared, status), {}};
}

Clause printedClause(const Node& node, bool isDenied) {
    const Comparison compared = isDenied ? opposite(node.compared) : node.compared;
    const std::string subject = quoted(node.text);
    if (isNone(compared))
        return {subject, "has not been printed", "has been printed"};
    const std::string often = times(compared);
    return {subject, "has been printed" + (often.empty() ? "" : " " + often), {}};
}

} // namespace

namespace {

std::string list(const std::vector<std::string>& pieces, std::string_view word, bool isLoose) {
    std::string text = pieces.front();
    for (std::size_t i = 1; i < pieces.size(); ++i) {
        const bool isLast = i + 1 == pieces.size();
        text += (isLoose || !isLast ? "," : "");
        text += isLast || isLoose ? " " + std::string(word) + " " : " ";
        text += pieces[i];
    }
    return text;
}

// "each of red, green and blue has begun to run", where all are told the same; "" else.
std::string toldOfAll(const std::vector<Clause>& clauses, bool isAnd) {
    const Clause& first = clauses.front();
    const bool isSame = std::all_of(clauses.begin(), clauses.end(), [&](const Clause& c) {
        return !c.subject.empty() && c.predicate == first.predicate;
    });
    if (!isSame)
        return {};
    std::vector<std::string> subjects;
    for (const Clause& c : clauses)
        subjects.push_back(c.subject);
    if (!isAnd)
        return list(subjects, "or", false) + " " + first.predicate;
    const bool isNone = !first.denied.empty();
    if (isNone && subjects.size() == 2)
        return "neither " + subjects[0] + " nor " + subjects[1] + " " + first.denied;
    return (isNone ? "none of " : "each of ") + list(subjects, "and", false) + " " +
           (isNone ? first.denied : first.predicate);
}

// Puts the parts of a condition together. How deep it stands decides how parts of parts are kept apart:
// "A and B, or C", "A, and either B or C", then parentheses.
class Telling {
  public:
    static Clause of(const Node& node, bool isDenied, int depth);

  private:
    static Clause compound(const Node& node, bool isDenied, int depth);
};

Clause Telling::compound(const Node& node, bool isDenied, int depth) {
    const bool isAnd = (node.question == Question::And) != isDenied; // not (A and B): not A, or not B
    std::vector<Clause> clauses;
    for (const Node& part : node.parts)
        clauses.push_back(of(part, isDenied, depth + 1));
    std::string text = toldOfAll(clauses, isAnd);
    const bool isOne = !text.empty();
    if (!isOne) {
        std::vector<std::string> pieces;
        for (std::size_t i = 0; i < clauses.size(); ++i) {
            const bool isSameSubject =
                i > 0 && !clauses[i].subject.empty() && clauses[i].subject == clauses[i - 1].subject;
            pieces.push_back(isSameSubject ? clauses[i].predicate : clauses[i].text());
        }
        const bool isLoose =
            std::any_of(clauses.begin(), clauses.end(), [](const Clause& c) { return c.subject.empty(); });
        text = list(pieces, isAnd ? "and" : "or", isLoose);
    }
    if (depth == 1 && !isAnd && !isOne)
        text = "either " + text;
    else if (depth > 1)
        text = "(" + text + ")";
    return {{}, text, {}};
}

Clause Telling::of(const Node& node, bool isDenied, int depth) {
    switch (node.question) {
    case Question::And:
    case Question::Or:
        return compound(node, isDenied, depth);
    case Question::Not:
        return of(node.parts.front(), !isDenied, depth);
    case Question::Deadlock:
        return said("there", "is a deadlock", "is no deadlock", isDenied);
    case Question::Ended:
        return said("main", "has ended", "has not ended", isDenied);
    case Question::Exception:
        return exceptionClause(node, isDenied);
    case Question::Exit:
        return exitClause(node, isDenied);
    case Question::Printed:
        return printedClause(node, isDenied);
    case Question::Processes:
        return {{}, counted(node, isDenied), {}};
    case Question::Field:
        return clauseOfField(node, isDenied);
    case Question::Seen:
        break;
    }
    return clauseOfEvents(node, isDenied);
}

} // namespace

std::string inWords(const Condition& condition) {
    return Telling::of(condition.root(), false, 0).text();
}

std::string deniedInWords(const Condition& condition) {
    return Telling::of(condition.root(), true, 0).text();
}

} // namespace forkscope::condition
