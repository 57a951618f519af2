// SPDX-License-Identifier: GPL-3.0-or-later
// Threads of a process: those that the learner's lines start have a life of their own, with a lane.
#include "engine/world/effects.h"
#include "engine/world/world.h"

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

constexpr std::int64_t kNoThread = -1;

std::int64_t threadNamedBy(const std::vector<Field>& fields) {
    for (const Field& f : fields)
        if (f.tag == Tag::Thread && !f.isText && f.number > 0 && f.number <= UINT8_MAX)
            return f.number;
    return kNoThread;
}

void describe(Thread& t, const std::vector<Field>& fields) {
    for (const Field& f : fields) {
        if (f.tag == Tag::Name && !f.text.empty())
            t.name = f.text;
        else if (f.tag == Tag::Target)
            t.target = f.text;
        else if (f.tag == Tag::Daemon)
            t.daemon = f.number != 0;
    }
}

// A number is used again when its thread has ended.
void renew(Thread& t) {
    Thread fresh;
    fresh.number = t.number;
    fresh.seen = true;
    fresh.line = t.line;
    fresh.file = t.file;
    t = fresh;
}

} // namespace

void World::applyThread(const Event& e, Index who, Effects* out) {
    if (who == kNone)
        return;
    Process& p = processes_[who];
    if (e.kind == Kind::ThreadName) {
        if (e.value >= 0 && e.value <= UINT8_MAX)
            threadOf(p, std::uint8_t(e.value)).name = log_->text(e, Tag::Name).value_or("");
        return;
    }
    if (e.kind == Kind::ThreadJoin)
        return applyWait(e, who, out);
    if (!p.alive())
        return;
    const std::vector<Field> fields = log_->fields(e);
    std::uint8_t number = e.thread;
    if (e.kind == Kind::ThreadStart) {
        const std::int64_t named = threadNamedBy(fields);
        if (named == kNoThread || e.has(trace::kFailed))
            return;
        number = std::uint8_t(named);
    }
    if (number == 0)
        return;
    Thread& t = threadOf(p, number);
    switch (e.kind) {
    case Kind::ThreadStart:
        if (t.ended >= 0 || (t.started >= 0 && t.began < 0))
            renew(t);
        describe(t, fields);
        t.started = e.time;
        t.startOrder = e.order;
        t.starter = e.thread;
        t.line = e.line;
        t.file = e.file;
        break;
    case Kind::ThreadBegin:
        if (t.ended >= 0)
            renew(t);
        describe(t, fields);
        t.began = e.time;
        if (out && t.startOrder != 0)
            out->arrows.push_back({ArrowKind::Start,
                                   t.started,
                                   e.time,
                                   p.id,
                                   p.id,
                                   {},
                                   t.startOrder,
                                   e.order,
                                   t.starter,
                                   number});
        break;
    default:
        t.ended = e.time;
        t.failed = e.has(trace::kFailed);
        t.exceptionType = log_->text(e, Tag::Type).value_or("");
        t.wait = t.outer = t.interrupted = {};
        t.held = false;
        if (out && t.failed)
            out->marks.push_back({MarkKind::Raised, e.time, e.process, e.order});
        break;
    }
    refreshThread(who, number, e.time, out);
}

} // namespace forkscope::world
