// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/export_perfetto.h"

#include "engine/trace/directory.h"
#include "engine/trace/json.h"
#include "engine/trace/names.h"

#include <cstdio>
#include <set>
#include <utility>

namespace forkscope::trace {

namespace {
class Writer {
  public:
    Writer(const Log& log, const std::function<bool(std::string_view)>& sink)
        : log_(log), sink_(sink), directory_(log) {}

    bool run() {
        for (std::size_t i = 0; i < log_.size(); ++i)
            directory_.learn(log_[i]);
        emit("{\"displayTimeUnit\": \"ms\", \"traceEvents\": [\n");
        for (std::size_t i = 0; i < log_.size() && going_; ++i)
            event(log_[i]);
        closeHeldLocks();
        emit("\n]}\n");
        return going_;
    }

  private:
    void emit(std::string_view text) { going_ = going_ && sink_(text); }
    void object(const JsonObject& o) {
        emit(first_ ? "" : ",\n");
        first_ = false;
        emit(o.str());
    }

    static std::string microseconds(Time t) {
        char buffer[40];
        std::snprintf(buffer, sizeof buffer, "%lld.%03lld", static_cast<long long>(t / 1000),
                      static_cast<long long>(t % 1000));
        return buffer;
    }

    JsonObject head(const Event& e, std::string_view phase, std::string_view name) const {
        JsonObject o;
        const std::int64_t pid = directory_.actor(e).pid;
        o.add("name", name).add("ph", phase).addRaw("ts", microseconds(e.time));
        o.add("pid", pid).add("tid", e.thread == 0 ? pid : pid * 256 + e.thread);
        return o;
    }

    std::string title(const Event& e) const {
        const std::string_view name = directory_.nameOf(e.object);
        std::string t(kindName(e.kind));
        return name.empty() ? t : t + " " + std::string(name);
    }

    void event(const Event& e) {
        if (!isStep(e.kind))
            return;
        if (e.kind == Kind::ProcessBegin)
            describeProcess(e);
        switch (e.phase) {
        case Phase::Begin:
            return object(head(e, "B", title(e)).addRaw("args", arguments(e)));
        case Phase::End:
            object(head(e, "E", title(e)).addRaw("args", arguments(e)));
            break;
        case Phase::Point:
            object(head(e, "i", title(e)).add("s", "t").addRaw("args", arguments(e)));
            break;
        case Phase::Wait:
            return;
        }
        lockHeld(e);
        queueDepth(e);
    }

    std::string arguments(const Event& e) const {
        JsonObject o;
        if (e.file)
            o.add("file", log_.path(e.file)).add("line", std::int64_t(e.line));
        for (const Field& f : log_.fields(e)) {
            if (f.isText)
                o.add(fieldName(f.tag), f.text);
            else
                o.add(fieldName(f.tag), f.number);
        }
        return o.str();
    }

    void describeProcess(const Event& e) {
        const Directory::Actor& who = directory_.actor(e);
        const JsonObject name = JsonObject().add("name", who.path + " " + who.name);
        object(head(e, "M", "process_name").addRaw("args", name.str()));
    }

    // Who holds a lock overlaps freely with what its thread does, so it is an asynchronous slice of the
    // lock's own.
    void lockHeld(const Event& e) {
        const bool acquired = e.kind == Kind::LockAcquire && e.value == 1 && !e.has(kFailed);
        const bool released = e.kind == Kind::LockRelease && !e.has(kFailed);
        if (!acquired && !released)
            return;
        const auto key = std::pair(e.object.value, e.process.value);
        const auto held = held_.find(key);
        if (released && held == held_.end())
            return;
        std::string name(directory_.nameOf(e.object));
        name += " held by " + directory_.actor(e).path;
        object(
            head(e, acquired ? "b" : "e", name).add("cat", "lock").add("id", std::int64_t(e.object.value)));
        if (acquired)
            held_.insert(key);
        else
            held_.erase(held);
    }

    // A lock that is never released is held to the end of the run.
    void closeHeldLocks() {
        if (log_.empty())
            return;
        for (const auto& [lock, stream] : held_) {
            Event e = log_.back();
            e.process = {stream};
            e.object = {lock};
            std::string name(directory_.nameOf(e.object));
            name += " held by " + directory_.actor(e).path;
            object(head(e, "e", name).add("cat", "lock").add("id", std::int64_t(lock)));
        }
    }

    void queueDepth(const Event& e) {
        const bool put = e.kind == Kind::QueuePut && e.phase != Phase::Begin && !e.has(kFailed);
        const bool got = e.kind == Kind::QueueGet && e.phase != Phase::Begin && !e.has(kFailed);
        if (!put && !got)
            return;
        std::int64_t& depth = depths_[e.object.value];
        depth += put ? 1 : -1;
        const JsonObject items = JsonObject().add("items", depth);
        std::string name(directory_.nameOf(e.object));
        Event counter = e;
        counter.process = {1}; // one track for the queue, whoever moved the item
        object(head(counter, "C", name.empty() ? "queue " + std::to_string(e.object.value) : name)
                   .addRaw("args", items.str()));
    }

    const Log& log_;
    const std::function<bool(std::string_view)>& sink_;
    Directory directory_;
    bool going_ = true;
    bool first_ = true;
    std::multiset<std::pair<std::uint32_t, std::uint32_t>> held_; // lock, stream
    std::unordered_map<std::uint32_t, std::int64_t> depths_;
};
} // namespace

bool exportPerfetto(const Log& log, const std::function<bool(std::string_view)>& sink) {
    return Writer(log, sink).run();
}

} // namespace forkscope::trace
