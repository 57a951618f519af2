// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/names.h"

namespace forkscope::condition {

using trace::ObjectId;
using trace::ProcessId;
using world::Process;
using world::ProcessRole;
using world::World;

namespace {

// "P1 buyer" → "P1" and "buyer"
std::pair<std::string_view, std::string_view> partsOf(std::string_view label) {
    const std::size_t blank = label.find(' ');
    if (blank == std::string_view::npos)
        return {label, {}};
    return {label.substr(0, blank), label.substr(blank + 1)};
}

} // namespace

bool isCalled(const World& world, const Process& process, std::string_view name) {
    if (name == "*")
        return true;
    if (name == "main")
        return process.role == ProcessRole::Main;
    if ((!process.name.empty() && process.name == name) || (!process.path.empty() && process.path == name))
        return true;
    const std::string label = world.labelOf(process.id);
    const auto [number, own] = partsOf(label);
    return number == name || own == name || label == name;
}

bool isCalled(const World& world, ProcessId id, std::string_view name) {
    const Process* p = world.process(id);
    return p && isCalled(world, *p, name);
}

bool isCalled(const World& world, ObjectId id, std::string_view name) {
    if (!id)
        return false;
    if (name == "*" || world.nameOf(id) == name)
        return true;
    const world::File* file = world.openedFile(id);
    return file && (file->path == name || (file->path.size() > name.size() && file->path.ends_with(name) &&
                                           file->path[file->path.size() - name.size() - 1] == '/'));
}

std::vector<std::string> namesOf(const World& world, ProcessId id) {
    const Process* p = world.process(id);
    if (!p)
        return {};
    const std::string label = world.labelOf(id);
    const auto [number, own] = partsOf(label);
    std::vector<std::string> names{label, std::string(number), std::string(p->name), std::string(p->path)};
    if (!own.empty())
        names.emplace_back(own);
    return names;
}

} // namespace forkscope::condition
