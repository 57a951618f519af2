// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What held threads have answered about their variables, and two such answers side by side. To look at
// variables is no step: nothing of it is in a schedule or in the World. An answer is as old as its `time`; it
// is never changed by what the program does afterwards, and is asked for anew.
//
// Plain values; the owner (run::Driver) asks through the Controller and gives the Log again when it has
// grown. Single thread. Texts come from the program: they may be anything, at most some 2,000 bytes each.
#include "engine/trace/log.h"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace forkscope::drive {

using trace::FileId;
using trace::ProcessId;
using trace::Time;

struct Variable {
    enum class Sort : std::uint8_t {
        Value,     // of built-in types throughout, and whole
        Part,      // the same, but something in it is not shown
        Object,    // of a class: only which is known
        Definition // a function, class or module
    };
    std::string name;
    std::string type; // name of its class
    Sort sort = Sort::Value;
    std::string text; // as Python would write it; "<Job>" of an Object
    // Answers to askRepr(), until the next answer about all variables.
    std::optional<std::string> repr;
    std::string raised; // the class of what the repr raised instead

    bool operator==(const Variable&) const = default;
};

struct Answer {
    std::uint32_t number = 0; // of the question
    ProcessId process;
    std::uint8_t thread = 0;
    Time time = 0;
    std::string function; // "<module>" outside of functions, "" where no line of the learner's is on the way
    FileId file;
    std::uint32_t line = 0;
    // In the order of the code. None where the function is the module itself: its variables are the globals.
    std::vector<Variable> locals, globals;
    bool hasMore = false; // beyond what is listed

    const Variable* local(std::string_view name) const;  // null: none
    const Variable* global(std::string_view name) const; // null: none
};

class Variables {
  public:
    enum class About : std::uint8_t { All, OneRepr };
    // A new question, asked when the Log had `events` events: its number.
    std::uint32_t ask(ProcessId process, std::uint8_t thread, About about, std::size_t events);
    // It could not be asked after all.
    void takeBack(std::uint32_t number) { open_.erase(number); }
    // Takes in what the Log has got. Numbers of the questions that are answered now.
    std::vector<std::uint32_t> update(const trace::Log& log);
    // The run is over: what is open stays open for ever.
    void forgetOpen() { open_.clear(); }
    void clear();

    // The newest answer about all variables of a thread; null: none. Valid until the next update().
    const Answer* latest(ProcessId process, std::uint8_t thread = 0) const;
    // Of the last kMostKept answers; null: not there, or not yet. One about a repr has that variable alone.
    const Answer* answer(std::uint32_t number) const;
    bool isOpen(std::uint32_t number) const { return open_.contains(number); }
    // An answer is on its way. False again when it takes long (a repr may never come back).
    bool isExpecting() const;

    static constexpr std::size_t kMostKept = 256;

  private:
    using Clock = std::chrono::steady_clock;
    using Place = std::pair<ProcessId, std::uint8_t>;
    struct Question {
        Answer answer;
        About about = About::All;
        Clock::time_point since;
    };

    void take(const trace::Log& log, const trace::Event& e);
    void keep(Answer answer, About about);

    std::map<std::uint32_t, Question> open_;
    std::map<std::uint32_t, Answer> kept_;
    std::map<Place, std::uint32_t> latest_;
    std::vector<std::uint32_t> came_;
    std::uint32_t last_ = 0;
    std::size_t next_ = 0; // event
};

// -- two processes side by side

enum class Likeness : std::uint8_t {
    Same,      // the same value; each process has its own copy all the same
    Different, // the values differ, or the types
    Unknown,   // what is shown is alike, and something is not shown
    LeftOnly,
    RightOnly
};
struct Pair {
    std::string name;
    const Variable* left = nullptr;
    const Variable* right = nullptr;
    Likeness likeness = Likeness::Same;
};
struct Comparison {
    std::vector<Pair> locals, globals; // in the order of the left one, then what only the right one has
    bool isSameFunction = false;       // else the locals have nothing to do with each other
};
// Points into both, which must outlive it. Addresses in reprs do not count: each process has its own.
Comparison compare(const Answer& left, const Answer& right);

} // namespace forkscope::drive
