// SPDX-License-Identifier: GPL-3.0-or-later
// Files that the program has open, and how much went in and out.
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Tag;

File* World::fileOf(const Event& e) {
    if (!e.object)
        return nullptr;
    const ObjectType type = typeOf(e.object);
    if (type == ObjectType::File)
        return &files_[placeOf(e.object)];
    if (type != ObjectType::None)
        return nullptr;
    setObject(e.object, ObjectType::File, files_.size());
    File& file = files_.emplace_back();
    file.id = e.object;
    return &file;
}

void World::applyFile(const Event& e) {
    if (e.has(trace::kFailed))
        return;
    File* file = fileOf(e);
    if (!file)
        return;
    switch (e.kind) {
    case Kind::FileOpen: {
        OpenFile& opener = file->openers.emplace_back(OpenFile{e.process, e.value, {}, e.time});
        for (const Field& f : log_->fields(e)) {
            if (f.tag == Tag::Path)
                file->path = f.text;
            else if (f.tag == Tag::Mode)
                opener.mode = f.text;
        }
        return;
    }
    case Kind::FileRead:
        file->bytesRead += std::uint64_t(std::max(e.value, 0));
        return;
    case Kind::FileWrite:
        file->bytesWritten += std::uint64_t(std::max(e.value, 0));
        return;
    case Kind::FileClose: {
        // Which of several, when a process has the file open more than once, is not told: the latest.
        const auto opener = std::find_if(file->openers.rbegin(), file->openers.rend(),
                                         [&](const OpenFile& o) { return o.process == e.process; });
        if (opener != file->openers.rend())
            file->openers.erase(std::next(opener).base());
        return;
    }
    default:
        return;
    }
}

void World::leaveFiles(const Process& p) {
    for (File& file : files_)
        std::erase_if(file.openers, [&](const OpenFile& o) { return o.process == p.id; });
}

} // namespace forkscope::world
