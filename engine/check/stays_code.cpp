// SPDX-License-Identifier: GPL-3.0-or-later
// Stays in lines of the program, and with a lock in hand.
#include "engine/check/stays.h"

#include "engine/check/words.h"
#include "engine/condition/names.h"
#include "engine/trace/names.h"

#include <algorithm>
#include <map>
#include <optional>

namespace forkscope::check {

using trace::Event;
using trace::Kind;
using trace::Phase;

namespace {

using ThreadKey = std::pair<std::uint32_t, std::uint8_t>;

Stay beginningAt(const Event& e) {
    return {e.process, e.thread, e.time, e.time, e.order, e.order, e.line, e.line};
}
void extend(Stay& stay, const Event& e) {
    stay.to = e.time;
    stay.toOrder = e.order;
    stay.toLine = e.line;
}
void sort(std::vector<Stay>& stays) {
    std::sort(stays.begin(), stays.end(),
              [](const Stay& a, const Stay& b) { return a.fromOrder < b.fromOrder; });
}

enum class Door { None, In, Out };

// Operations by which processes let each other in and out: who waits in one that lets in is not inside yet.
Door doorOf(Kind kind) {
    switch (kind) {
    case Kind::LockAcquire:
    case Kind::QueueGet:
    case Kind::ConditionWait:
    case Kind::EventWait:
    case Kind::BarrierWait:
    case Kind::PipeRecv:
    case Kind::ProcessJoin:
        return Door::In;
    case Kind::LockRelease:
    case Kind::QueuePut:
    case Kind::QueueTaskDone:
    case Kind::ConditionNotify:
    case Kind::EventSet:
    case Kind::PipeSend:
        return Door::Out;
    default:
        return Door::None;
    }
}

// Those of a manager do so by calls.
Door doorOf(const RunView& run, const Event& e) {
    const world::Managed* managed =
        e.kind == Kind::ManagerCall ? run.world().managedObject(e.object) : nullptr;
    if (!managed)
        return doorOf(e.kind);
    const std::string_view method = run.log().text(e, trace::Tag::Call).value_or("");
    if (method == "acquire" || method == "get" || method == "wait" || method == "__enter__")
        return managed->isLock() || managed->isQueue() || method == "wait" ? Door::In : Door::None;
    return method == "release" || method == "put" || method == "__exit__" ? Door::Out : Door::None;
}

// One thread's way through the lines.
struct Pass {
    std::vector<Stay> parts;
    std::optional<Stay> open;
    bool hasBeenLetIn = false;
    bool isOut = false;  // has let others in
    bool isGone = false; // was not let in
    bool isWork = false; // what is done since then is more than to say goodbye

    void closePart() {
        if (open && (!isOut || isWork))
            parts.push_back(*open);
        open.reset();
        isWork = false;
    }
    // What was done before being let in was not done inside.
    void letIn(bool isGot) {
        if (!hasBeenLetIn)
            parts.clear();
        else
            closePart();
        open.reset();
        hasBeenLetIn = true;
        isWork = false;
        isOut = false;
        isGone = !isGot;
    }
    void letOut(bool isLock) {
        if (!hasBeenLetIn && !isLock)
            return;
        closePart();
        isOut = true;
    }
    void does(const Event& e) {
        const bool isEndOfCall = e.kind == Kind::ManagerCall && e.phase == Phase::End;
        if (isGone || (isEndOfCall && !open))
            return;
        isWork = isWork || e.kind != Kind::Print;
        if (!open)
            open = beginningAt(e);
        extend(*open, e);
    }
};

// What is told of an exception that ended somebody comes when it has left all lines, and names one of them.
bool isOfProgram(const Event& e) {
    return e.process.value != 0 && trace::isStep(e.kind) && e.kind != Kind::GateWait &&
           e.kind != Kind::GateGo && e.kind != Kind::Exception && !e.has(trace::kHelper) && e.line != 0;
}

} // namespace

Stays codeStays(const RunView& run, const Guarded& guarded) {
    Stays stays;
    const std::vector<bool> lines = linesOf(run.source, guarded);
    if (lines.empty()) {
        stays.missing =
            guarded.by == Guarded::By::Function
                ? tr("the program has no function %1 any more").arg(guarded.name)
                : tr("the program has no lines between \"# region: %1\" and \"# end region\" any more")
                      .arg(guarded.name);
        return stays;
    }
    const std::string program = run.program.toStdString();
    std::map<ThreadKey, Pass> passes;
    const auto finish = [&](Pass& pass) {
        pass.closePart();
        stays.list.insert(stays.list.end(), pass.parts.begin(), pass.parts.end());
        pass = {};
    };
    const trace::Log& log = run.log();
    log.each(0, log.size(), [&](const Event& e) {
        if (!isOfProgram(e))
            return true;
        Pass& pass = passes[{e.process.value, e.thread}];
        if (e.line >= lines.size() || !lines[e.line] || log.path(e.file) != program) {
            finish(pass);
            return true;
        }
        stays.wasTouched = true;
        const Door door = doorOf(run, e);
        if (door == Door::In)
            pass.letIn(e.kind != Kind::LockAcquire || e.phase == Phase::Begin || e.value == 1);
        else if (door == Door::Out)
            pass.letOut(e.kind == Kind::LockRelease);
        else
            pass.does(e);
        return true;
    });
    for (auto& [key, pass] : passes)
        finish(pass);
    sort(stays.list);
    return stays;
}

Stays holdingStays(const RunView& run, const QString& name) {
    Stays stays;
    const std::string wanted = name.toStdString();
    std::map<std::pair<ThreadKey, std::uint32_t>, std::vector<Stay>> open;
    const trace::Log& log = run.log();
    log.each(0, log.size(), [&](const Event& e) {
        const bool isGot = e.kind == Kind::LockAcquire && e.phase != Phase::Begin && e.value == 1;
        if ((!isGot && e.kind != Kind::LockRelease) || !condition::isCalled(run.world(), e.object, wanted))
            return true;
        stays.wasTouched = true;
        auto& held = open[{{e.process.value, e.thread}, e.object.value}];
        if (isGot) {
            held.push_back(beginningAt(e));
        } else if (!held.empty()) {
            extend(held.back(), e);
            if (held.size() == 1) // an RLock is given back by its last release
                stays.list.push_back(held.back());
            held.pop_back();
        }
        return true;
    });
    sort(stays.list);
    return stays;
}

Stays staysIn(const RunView& run, const Guarded& guarded) {
    switch (guarded.by) {
    case Guarded::By::File:
        return fileStays(run, guarded.name);
    case Guarded::By::Object:
        return objectStays(run, guarded.name);
    case Guarded::By::Holding:
        return holdingStays(run, guarded.name);
    case Guarded::By::Region:
    case Guarded::By::Function:
        break;
    }
    return codeStays(run, guarded);
}

} // namespace forkscope::check
