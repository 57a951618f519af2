// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/directory.h"

#include "engine/trace/names.h"
#include "engine/trace/wire.h"

namespace forkscope::trace {

namespace {
// The pid an engine's event is about; 0 when it is about the run as a whole.
std::int32_t subjectOf(const Log& log, const Event& e) {
    if (isKernels(e.kind) || e.kind == Kind::ProcessBegin)
        return e.value;
    return std::int32_t(log.number(e, Tag::Pid).value_or(0));
}
} // namespace

void Directory::learn(const Event& e) {
    if (e.kind == Kind::ObjectName) {
        if (names_.size() <= e.object.value)
            names_.resize(e.object.value + 1);
        names_[e.object.value] = log_.text(e, Tag::Name).value_or("");
    }
    if (e.kind == Kind::ProcessStart && !e.has(kFailed) && e.value > 0)
        learnStarted(e);
    else if (e.kind == Kind::ProcessBegin)
        learnBegun(e);
}

void Directory::learnBegun(const Event& e) {
    const auto parent = std::int32_t(log_.number(e, Tag::ParentPid).value_or(0));
    const Actor a = described(e, pathOf(parent));
    if (e.process.value != wire::kEngineStream)
        byStream_[e.process.value] = a;
    byPid_[a.pid] = a;
}

// A child may be gone before it could say a word: then this is all that was ever said of it.
void Directory::learnStarted(const Event& e) {
    const auto it = byStream_.find(e.process.value);
    byPid_.try_emplace(e.value, described(e, it == byStream_.end() ? std::string() : it->second.path));
}

Directory::Actor Directory::described(const Event& e, std::string_view parentPath) const {
    Actor a;
    a.pid = e.value;
    a.name = log_.text(e, Tag::Name).value_or("");
    a.path = log_.text(e, Tag::Path).value_or("");
    if (a.path.empty())
        a.path = std::string(parentPath.empty() ? "main" : parentPath) + "/" +
                 (a.name.empty() ? std::to_string(a.pid) : a.name);
    return a;
}

const Directory::Actor& Directory::actor(const Event& e) const {
    if (e.process.value != wire::kEngineStream) {
        const auto it = byStream_.find(e.process.value);
        return it == byStream_.end() ? engine_ : it->second;
    }
    const auto it = byPid_.find(subjectOf(log_, e));
    return it == byPid_.end() ? engine_ : it->second;
}

std::string_view Directory::pathOf(std::int32_t pid) const {
    const auto it = byPid_.find(pid);
    return it == byPid_.end() ? std::string_view() : std::string_view(it->second.path);
}

std::string_view Directory::nameOf(ObjectId object) const {
    return object.value < names_.size() ? names_[object.value] : std::string_view();
}

} // namespace forkscope::trace
