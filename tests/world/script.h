// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Runs written down by hand: what processes do, one short call for each event, one millisecond apart unless
// at() says otherwise. Gives the Log, the World at its end and the History.
//
//     Script run;
//     Actor main = run.main();
//     const ObjectId mutex = main.lock("mutex");
//     Actor buyer = main.startsAndBegins("buyer");
//     buyer.line(14).acquires(mutex);
#include "engine/world/history.h"

#include <QString>

#include <string>
#include <string_view>
#include <vector>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;

inline constexpr Time kMs = 1'000'000;

class Script;

// One process (or one further thread of it) of a Script.
class Actor {
  public:
    Actor(Script& script, std::uint32_t stream, std::int32_t pid)
        : script_(&script), stream_(stream), pid_(pid) {}

    ProcessId id() const { return {stream_}; }
    std::int32_t pid() const { return pid_; }

    Actor& line(std::uint32_t line) {
        line_ = line;
        return *this;
    }
    Actor thread(std::uint8_t number) const {
        Actor other = *this;
        other.thread_ = number;
        return other;
    }
    Event does(Kind kind, Phase phase = Phase::Point, ObjectId object = {}, std::int32_t value = 0,
               const std::vector<Field>& fields = {}, std::uint8_t flags = 0);

    // Processes
    Actor starts(std::string_view target, bool isDaemon = false, std::string_view name = "Process-1");
    void begins(std::string_view type = "child", std::int32_t parentPid = 0);
    Actor startsAndBegins(std::string_view target, bool isDaemon = false);
    void joins(const Actor& child) { does(Kind::ProcessJoin, Phase::Begin, {}, child.pid()); }
    void hasJoined() { does(Kind::ProcessJoin, Phase::End, {}, 1); }
    void givesUpJoin() { does(Kind::ProcessJoin, Phase::End, {}, 0); }
    void exits(std::int32_t status = 0) { does(Kind::ProcessExit, Phase::Point, {}, status); }
    void reaps(const Actor& child, std::int32_t status);
    void sleeps(std::int32_t milliseconds) { does(Kind::Sleep, Phase::Begin, {}, milliseconds); }
    void wakes() { does(Kind::Sleep, Phase::End); }

    // Locks
    ObjectId lock(std::string_view name, std::string_view kind = "Lock", std::int32_t initial = 1);
    void acquires(ObjectId lock) { does(Kind::LockAcquire, Phase::Point, lock, 1); }
    void failsToAcquire(ObjectId lock) { does(Kind::LockAcquire, Phase::Point, lock, 0); }
    void wants(ObjectId lock) { does(Kind::LockAcquire, Phase::Begin, lock); }
    void gets(ObjectId lock) { does(Kind::LockAcquire, Phase::End, lock, 1); }
    void givesUp(ObjectId lock) { does(Kind::LockAcquire, Phase::End, lock, 0, {}, trace::kFailed); }
    void releases(ObjectId lock) { does(Kind::LockRelease, Phase::Point, lock); }

    // Queues
    ObjectId queue(std::string_view name, std::string_view kind = "Queue", std::int32_t maxsize = 0);
    void beginsPut(ObjectId queue, std::string_view item);
    void waitsAtPut(ObjectId queue) { does(Kind::QueuePut, Phase::Wait, queue); }
    void hasPut(ObjectId queue) { does(Kind::QueuePut, Phase::End, queue); }
    void failsToPut(ObjectId queue) { does(Kind::QueuePut, Phase::End, queue, 0, {}, trace::kFailed); }
    void puts(ObjectId queue, std::string_view item) {
        beginsPut(queue, item);
        hasPut(queue);
    }
    void feeds(ObjectId queue, std::int32_t bytes = 5) {
        does(Kind::QueueFeed, Phase::Point, queue, bytes, {}, trace::kHelper);
    }
    void beginsGet(ObjectId queue) { does(Kind::QueueGet, Phase::Begin, queue); }
    void waitsAtGet(ObjectId queue) { does(Kind::QueueGet, Phase::Wait, queue); }
    void hasGot(ObjectId queue, std::string_view item, std::int32_t bytes = 5);
    void failsToGet(ObjectId queue) { does(Kind::QueueGet, Phase::End, queue, 0, {}, trace::kFailed); }
    void takes(ObjectId queue, std::string_view item) {
        beginsGet(queue);
        hasGot(queue, item);
    }
    void reportsTaskDone(ObjectId queue, std::int32_t left = -1) {
        does(Kind::QueueTaskDone, Phase::Point, queue, left);
    }

    // Everything else: a new object by the event that creates it; its id in a field of another event.
    ObjectId creates(Kind kind, std::string_view name, std::int32_t value = 0,
                     const std::vector<Field>& fields = {});
    Field field(Tag tag, ObjectId object) const;
    void begin(Kind kind, ObjectId object = {}, std::int32_t value = 0,
               const std::vector<Field>& fields = {}) {
        does(kind, Phase::Begin, object, value, fields);
    }
    void waitsIn(Kind kind, ObjectId object = {}, const std::vector<Field>& fields = {}) {
        does(kind, Phase::Begin, object, 0, fields, trace::kWaits);
    }
    void ends(Kind kind, ObjectId object = {}, std::int32_t value = 0,
              const std::vector<Field>& fields = {}) {
        does(kind, Phase::End, object, value, fields);
    }
    void fails(Kind kind, ObjectId object = {}) { does(kind, Phase::End, object, 0, {}, trace::kFailed); }

  private:
    Script* script_;
    std::uint32_t stream_;
    std::int32_t pid_;
    std::uint8_t thread_ = 0;
    std::uint32_t line_ = 0;
};

class Script {
  public:
    // The next event happens then; those after it 1 ms apart.
    Script& at(Time milliseconds) {
        next_ = milliseconds * kMs;
        return *this;
    }
    Actor process() { // a stream that has not yet said anything
        ++streams_;
        return Actor(*this, streams_, 1000 + std::int32_t(streams_));
    }
    Actor main() {
        Actor main = process();
        main.begins("main");
        return main;
    }
    // What the engine saw: it is nobody's stream.
    Actor engine() { return Actor(*this, 0, 0); }
    void seesExit(const Actor& who, std::int32_t status) {
        engine().does(Kind::ProcessExit, Phase::Point, {}, status, {number(Tag::Pid, who.pid())});
    }
    void seesReap(const Actor& who, std::int32_t status) {
        engine().does(Kind::ProcessReap, Phase::Point, {}, status, {number(Tag::Pid, who.pid())});
    }
    void cpu(Kind kind, const Actor& who) {
        engine().does(kind, Phase::Point, log.intern(who.pid()), who.pid());
    }
    void names(ObjectId object, std::string_view name) {
        engine().does(Kind::ObjectName, Phase::Point, object, 0, {text(Tag::Name, name)});
    }

    ObjectId newObject() { return log.intern(0x1'0000'0000ull + ++objects_); }
    World world() const {
        World world(log);
        for (std::size_t i = 0; i < log.size(); ++i)
            world.apply(log[i]);
        return world;
    }
    static Field text(Tag tag, std::string_view text) { return {tag, true, 0, text}; }
    static Field number(Tag tag, std::int64_t number) { return {tag, false, number, {}}; }

    Log log;

  private:
    friend class Actor;
    Time next_ = kMs;
    std::uint32_t streams_ = 0;
    std::uint64_t objects_ = 0;
};

inline Event Actor::does(Kind kind, Phase phase, ObjectId object, std::int32_t value,
                         const std::vector<Field>& fields, std::uint8_t flags) {
    Event e;
    e.time = script_->next_;
    script_->next_ += kMs;
    e.process = {stream_};
    e.thread = thread_;
    e.object = object;
    e.value = value;
    e.line = line_;
    e.file = script_->log.internPath("/home/learner/shop.py");
    e.kind = kind;
    e.phase = phase;
    e.flags = flags;
    e.detail = script_->log.addFields(fields);
    return script_->log.append(e);
}

inline Actor Actor::starts(std::string_view target, bool isDaemon, std::string_view name) {
    Actor child = script_->process();
    does(Kind::ProcessStart, Phase::Point, {}, child.pid(),
         {Script::text(Tag::Name, name), Script::text(Tag::Target, target), Script::text(Tag::Method, "fork"),
          Script::number(Tag::Daemon, isDaemon)});
    return child;
}

inline void Actor::begins(std::string_view type, std::int32_t parentPid) {
    std::vector<Field> fields{Script::text(Tag::Type, type)};
    if (parentPid != 0)
        fields.push_back(Script::number(Tag::ParentPid, parentPid));
    does(Kind::ProcessBegin, Phase::Point, {}, pid_, fields);
}

inline Actor Actor::startsAndBegins(std::string_view target, bool isDaemon) {
    Actor child = starts(target, isDaemon);
    child.begins("child", pid_);
    return child;
}

inline void Actor::reaps(const Actor& child, std::int32_t status) {
    does(Kind::ProcessReap, Phase::Point, {}, status, {Script::number(Tag::Pid, child.pid())});
}

inline ObjectId Actor::lock(std::string_view name, std::string_view kind, std::int32_t initial) {
    const ObjectId id = script_->newObject();
    does(Kind::LockCreate, Phase::Point, id, initial, {Script::text(Tag::ObjectKind, kind)});
    if (!name.empty())
        script_->names(id, name);
    return id;
}

inline ObjectId Actor::queue(std::string_view name, std::string_view kind, std::int32_t maxsize) {
    const ObjectId id = script_->newObject();
    does(Kind::QueueCreate, Phase::Point, id, maxsize, {Script::text(Tag::ObjectKind, kind)});
    if (!name.empty())
        script_->names(id, name);
    return id;
}

inline ObjectId Actor::creates(Kind kind, std::string_view name, std::int32_t value,
                               const std::vector<Field>& fields) {
    const ObjectId id = script_->newObject();
    does(kind, Phase::Point, id, value, fields);
    if (!name.empty())
        script_->names(id, name);
    return id;
}

inline Field Actor::field(Tag tag, ObjectId object) const {
    return Script::number(tag, std::int64_t(script_->log.rawId(object)));
}

inline void Actor::beginsPut(ObjectId queue, std::string_view item) {
    does(Kind::QueuePut, Phase::Begin, queue, 0, {Script::text(Tag::Preview, item)});
}

inline void Actor::hasGot(ObjectId queue, std::string_view item, std::int32_t bytes) {
    does(Kind::QueueGet, Phase::End, queue, bytes, {Script::text(Tag::Preview, item)});
}

// For QCOMPARE of sentences and lists.
inline QString text(const std::string& s) {
    return QString::fromStdString(s);
}
inline QString text(std::string_view s) {
    return QString::fromUtf8(s.data(), qsizetype(s.size()));
}

} // namespace forkscope::world
