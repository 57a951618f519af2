// SPDX-License-Identifier: GPL-3.0-or-later
// Shared memory: the last known value, who wrote it, and whose update was lost.
//
// `counter.value += 1` is a read and a write. When another process writes between the two, its value is
// written over by one that does not know of it: that update is lost.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Field;
using trace::Kind;
using trace::Tag;

const SharedElement* Shared::element(std::int32_t index) const {
    const auto at = std::lower_bound(elements.begin(), elements.end(), index,
                                     [](const SharedElement& e, std::int32_t i) { return e.index < i; });
    return at != elements.end() && at->index == index ? &*at : nullptr;
}

namespace {

struct Told {
    std::string_view preview;
    std::int32_t index = -1;
};

Told toldBy(const std::vector<Field>& fields) {
    Told told;
    for (const Field& f : fields) {
        if (f.tag == Tag::Preview)
            told.preview = f.text;
        else if (f.tag == Tag::Index && !f.isText && f.number >= 0 && f.number <= INT32_MAX)
            told.index = std::int32_t(f.number);
    }
    return told;
}

// Null when it is one more of an Array than are remembered.
SharedElement* elementAt(Shared& block, std::int32_t index) {
    auto at = std::lower_bound(block.elements.begin(), block.elements.end(), index,
                               [](const SharedElement& e, std::int32_t i) { return e.index < i; });
    if (at != block.elements.end() && at->index == index)
        return &*at;
    if (block.elements.size() >= Shared::kElementsKept)
        return nullptr;
    SharedElement element;
    element.index = index;
    return &*block.elements.insert(at, element);
}

auto readerAt(Shared& block, ProcessId process, std::int32_t index) {
    return std::find_if(block.readers.begin(), block.readers.end(),
                        [&](const SharedReader& r) { return r.process == process && r.index == index; });
}

void read(Shared& block, const Event& e, const Told& told) {
    ++block.reads;
    if (SharedElement* element = elementAt(block, told.index); element && !told.preview.empty())
        element->value = told.preview;
    if (const auto before = readerAt(block, e.process, told.index); before != block.readers.end())
        block.readers.erase(before);
    if (block.readers.size() == Shared::kElementsKept)
        block.readers.erase(block.readers.begin());
    block.readers.push_back({e.process, told.index, deedOf(e)});
}

void write(Shared& block, const Event& e, const Told& told, Effects* out) {
    ++block.writes;
    block.lastWrite = deedOf(e);
    SharedElement* element = elementAt(block, told.index);
    if (!element)
        return;
    if (const auto own = readerAt(block, e.process, told.index); own != block.readers.end()) {
        const bool isLost = element->by.process.value != 0 && element->by.process != e.process &&
                            element->by.order > own->read.order;
        block.readers.erase(own);
        if (isLost) {
            ++block.lostUpdates;
            block.lostWrite = element->by;
            block.lostBy = deedOf(e);
            if (out)
                out->marks.push_back({MarkKind::Trouble, e.time, e.process, e.order});
        }
    }
    element->value = told.preview;
    element->by = deedOf(e);
}

void attach(Shared& block, ProcessId process) {
    if (std::find(block.attached.begin(), block.attached.end(), process) == block.attached.end())
        block.attached.push_back(process);
}

} // namespace

void World::applyShared(const Event& e, Effects* out) {
    Shared* block = edit(e.object, ObjectType::Shared, shared_, e);
    if (!block || e.has(trace::kFailed))
        return;
    if (out)
        out->objects.push_back(e.object);
    switch (e.kind) {
    case Kind::SharedCreate:
        created(*block, e);
        block->bytes = e.value;
        block->lock = log_->object(e, Tag::Lock);
        for (const Field& f : log_->fields(e)) {
            if (f.tag == Tag::ObjectKind && !f.text.empty())
                block->kind = f.text;
            else if (f.tag == Tag::Type)
                block->type = f.text;
            else if (f.tag == Tag::Name)
                block->blockName = f.text;
        }
        if (const ObjectId lock = block->lock; lock && typeOf(lock) == ObjectType::Lock)
            locks_[placeOf(lock)].owner =
                locks_[placeOf(lock)].owner ? locks_[placeOf(lock)].owner : e.object;
        return attach(*block, e.process);
    case Kind::SharedOpen:
        if (const auto name = log_->text(e, Tag::Name); name && block->blockName.empty())
            block->blockName = *name;
        return attach(*block, e.process);
    case Kind::SharedClose:
        std::erase(block->attached, e.process);
        return;
    case Kind::SharedUnlink:
        block->unlinked = true;
        return;
    case Kind::SharedRead:
        return read(*block, e, toldBy(log_->fields(e)));
    case Kind::SharedWrite:
        return write(*block, e, toldBy(log_->fields(e)), out);
    default:
        return;
    }
}

} // namespace forkscope::world
