// SPDX-License-Identifier: GPL-3.0-or-later
// What can be asked of what carries data: queues, pipes, shared memory, managers, pools, files, sockets.
#include "engine/condition/field_table.h"
#include "engine/condition/names.h"

#include <algorithm>

namespace forkscope::condition {

using world::World;

namespace {

Value ownersOf(const World& world, const world::Managed& m) {
    std::vector<std::string> words;
    for (const auto& owner : m.owners)
        for (std::string& name : namesOf(world, owner.process))
            words.push_back(std::move(name));
    if (words.empty())
        words.emplace_back("nobody");
    return {0, words};
}

bool serverLives(const World& world, const world::Manager& m) {
    const world::Process* server = world.process(m.server);
    return !m.shutDown && (!server || server->alive());
}

void addQueues(std::vector<Entry>& to) {
    using world::Queue;
    const auto field = [&](std::string_view name, Answer answer, Get<Queue> get) {
        to.push_back(entry<Queue>("queue", name, answer, get));
    };
    field("items", Answer::Number, [](const World&, const Queue& q) { return count(q.depth()); });
    field("pipe", Answer::Number, [](const World&, const Queue& q) { return count(q.pipe.size()); });
    field("buffered", Answer::Number, [](const World&, const Queue& q) { return count(q.buffered); });
    field("waiters", Answer::Number, [](const World&, const Queue& q) { return count(q.getters.size()); });
    field("putters", Answer::Number, [](const World&, const Queue& q) { return count(q.putters.size()); });
    field("joiners", Answer::Number, [](const World&, const Queue& q) { return count(q.joiners.size()); });
    field("unfinished", Answer::Number, [](const World&, const Queue& q) { return Value{q.unfinished}; });
    field("puts", Answer::Number, [](const World&, const Queue& q) { return count(q.puts); });
    field("gets", Answer::Number, [](const World&, const Queue& q) { return count(q.gets); });
    field("lost", Answer::Number, [](const World&, const Queue& q) { return count(q.lost.size()); });
    field("maxsize", Answer::Number, [](const World&, const Queue& q) { return Value{q.maxsize}; });
}

void addPipes(std::vector<Entry>& to) {
    using world::PipeEnd;
    const auto field = [&](std::string_view name, Answer answer, Get<PipeEnd> get) {
        to.push_back(entry<PipeEnd>("pipe", name, answer, get));
    };
    field("items", Answer::Number, [](const World&, const PipeEnd& p) { return count(p.items.size()); });
    field("waiters", Answer::Number, [](const World&, const PipeEnd& p) { return count(p.readers.size()); });
    field("writers", Answer::Number, [](const World&, const PipeEnd& p) { return count(p.writers.size()); });
    field("sent", Answer::Number, [](const World&, const PipeEnd& p) { return count(p.sent); });
    field("received", Answer::Number, [](const World&, const PipeEnd& p) { return count(p.received); });
    field("eof", Answer::YesNo, [](const World&, const PipeEnd& p) { return yesIf(p.eof.at >= 0); });
}

void addShared(std::vector<Entry>& to) {
    using world::Shared;
    to.push_back(entry<SharedValue>("shared", "value", Answer::Text, [](const World&, const SharedValue& v) {
        return Value{0, {std::string(v.element.value)}};
    }));
    const auto field = [&](std::string_view name, Get<Shared> get) {
        to.push_back(entry<Shared>("shared", name, Answer::Number, get));
    };
    field("reads", [](const World&, const Shared& s) { return count(s.reads); });
    field("writes", [](const World&, const Shared& s) { return count(s.writes); });
    field("lost", [](const World&, const Shared& s) { return count(s.lostUpdates); });
}

void addManagers(std::vector<Entry>& to) {
    using world::Managed;
    to.push_back(
        entry<world::Manager>("manager", "alive", Answer::YesNo, [](const World& w, const world::Manager& m) {
            return yesIf(serverLives(w, m));
        }));
    const auto field = [&](std::string_view name, Answer answer, Get<Managed> get) {
        to.push_back(entry<Managed>("managed", name, answer, get));
    };
    field("calls", Answer::Number, [](const World&, const Managed& m) { return count(m.count); });
    field("waiters", Answer::Number, [](const World&, const Managed& m) { return count(m.calls.size()); });
    field("method", Answer::Text, [](const World&, const Managed& m) {
        return Value{0, {std::string(m.lastMethod)}};
    });
    field("result", Answer::Text, [](const World&, const Managed& m) {
        return Value{0, {std::string(m.lastResult)}};
    });
    field("owner", Answer::Text, ownersOf);
    field("items", Answer::Number, [](const World&, const Managed& m) { return Value{m.size}; });
    field("set", Answer::YesNo, [](const World&, const Managed& m) { return yesIf(m.isSet); });
}

void addPools(std::vector<Entry>& to) {
    using world::Pool;
    const auto field = [&](std::string_view name, Answer answer, Get<Pool> get) {
        to.push_back(entry<Pool>("pool", name, answer, get));
    };
    field("workers", Answer::Number, [](const World&, const Pool& p) {
        return Value{
            std::count_if(p.workers.begin(), p.workers.end(), [](const auto& w) { return !w.gone; })};
    });
    field("busy", Answer::Number, [](const World&, const Pool& p) {
        return Value{std::count_if(p.workers.begin(), p.workers.end(),
                                   [](const auto& w) { return w.busy && !w.gone; })};
    });
    field("waiting", Answer::Number, [](const World&, const Pool& p) { return Value{p.pending}; });
    field("running", Answer::Number, [](const World&, const Pool& p) { return Value{p.running}; });
    field("done", Answer::Number, [](const World&, const Pool& p) { return Value{p.done}; });
    field("lost", Answer::Number, [](const World&, const Pool& p) { return Value{p.lost}; });
    field("submitted", Answer::Number, [](const World&, const Pool& p) { return count(p.submitted); });
    field("results", Answer::Number, [](const World&, const Pool& p) { return count(p.results); });
    field("closed", Answer::YesNo, [](const World&, const Pool& p) { return yesIf(p.closed); });
    field("terminated", Answer::YesNo, [](const World&, const Pool& p) { return yesIf(p.terminated); });
    field("broken", Answer::YesNo, [](const World&, const Pool& p) { return yesIf(p.broken); });
}

void addFilesAndSockets(std::vector<Entry>& to) {
    using world::File;
    using world::Socket;
    to.push_back(entry<File>("file", "open", Answer::Number,
                             [](const World&, const File& f) { return count(f.openers.size()); }));
    to.push_back(entry<File>("file", "read", Answer::Number,
                             [](const World&, const File& f) { return count(f.bytesRead); }));
    to.push_back(entry<File>("file", "written", Answer::Number,
                             [](const World&, const File& f) { return count(f.bytesWritten); }));
    to.push_back(entry<Socket>("socket", "accepted", Answer::Number,
                               [](const World&, const Socket& s) { return count(s.accepted); }));
    to.push_back(entry<Socket>("socket", "listening", Answer::YesNo,
                               [](const World&, const Socket& s) { return yesIf(s.listening); }));
    to.push_back(entry<Socket>("socket", "connected", Answer::YesNo,
                               [](const World&, const Socket& s) { return yesIf(s.connected); }));
    to.push_back(entry<Socket>("socket", "waiters", Answer::Number,
                               [](const World&, const Socket& s) { return count(s.waiters.size()); }));
}

} // namespace

std::vector<Entry> carryingFields() {
    std::vector<Entry> fields;
    addQueues(fields);
    addPipes(fields);
    addShared(fields);
    addManagers(fields);
    addPools(fields);
    addFilesAndSockets(fields);
    return fields;
}

} // namespace forkscope::condition
