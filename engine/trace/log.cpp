// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/log.h"

#include <algorithm>
#include <cstring>

namespace forkscope::trace {

namespace {
constexpr std::size_t kArenaBlock = std::size_t(1) << 18;

// An encoded list of fields: count, then for each tag, isText, number, length, text. Kept unaligned on
// purpose.
template <class T> void put(char*& to, T value) {
    std::memcpy(to, &value, sizeof value);
    to += sizeof value;
}
template <class T> T take(const char*& from) {
    T value;
    std::memcpy(&value, from, sizeof value);
    from += sizeof value;
    return value;
}

// The arena's blocks are addressed by one 32-bit handle: block << 18 | offset, plus one so that 0 is none.
std::uint32_t handleOf(std::size_t block, std::size_t offset) {
    return std::uint32_t(block * (kArenaBlock / 8) + offset / 8) + 1;
}

bool namesObject(Tag tag) {
    return tag == Tag::Lock || tag == Tag::Peer || tag == Tag::Owner || tag == Tag::Reader;
}
} // namespace

Log::Log() {
    paths_.emplace_back();
    rawIds_.push_back(0);
}

Event Log::append(Event e) {
    e.order = size() + 1;
    e.time = latest_ = std::max(e.time, latest_);
    events_.append(e.time, shapeOf(e));
    details_.append(e.detail);
    return e;
}

ObjectId Log::intern(std::uint64_t rawId) {
    if (rawId == 0)
        return {};
    const auto [it, isNew] = objectIndex_.try_emplace(rawId, std::uint32_t(rawIds_.size()));
    if (isNew)
        rawIds_.push_back(rawId);
    return {it->second};
}

std::uint64_t Log::rawId(ObjectId id) const {
    return id.value < rawIds_.size() ? rawIds_[id.value] : 0;
}

FileId Log::internPath(std::string_view path) {
    if (path.empty())
        return {};
    if (const auto it = pathIndex_.find(path); it != pathIndex_.end())
        return {it->second};
    if (paths_.size() > UINT16_MAX)
        return {};
    paths_.emplace_back(path);
    const auto id = std::uint16_t(paths_.size() - 1);
    pathIndex_.emplace(paths_.back(), id);
    return {id};
}

std::string_view Log::path(FileId id) const {
    return id.value < paths_.size() ? std::string_view(paths_[id.value]) : std::string_view();
}

std::uint32_t Log::addFields(std::span<const Field> fields) {
    if (fields.empty())
        return 0;
    for (const Field& f : fields)
        if (namesObject(f.tag) && !f.isText)
            intern(std::uint64_t(f.number));
    std::size_t bytes = 1;
    for (const Field& f : fields)
        bytes += 2 + (f.isText ? 4 + f.text.size() : 8);
    bytes = (bytes + 7) & ~std::size_t(7);
    if (bytes > kArenaBlock)
        return 0;
    if (arena_.empty() || arenaUsed_ + bytes > kArenaBlock) {
        arena_.push_back(std::make_unique<char[]>(kArenaBlock));
        arenaUsed_ = 0;
    }
    char* to = arena_.back().get() + arenaUsed_;
    const std::uint32_t handle = handleOf(arena_.size() - 1, arenaUsed_);
    arenaUsed_ += bytes;
    put(to, std::uint8_t(fields.size()));
    for (const Field& f : fields) {
        put(to, std::uint8_t(f.tag));
        put(to, std::uint8_t(f.isText));
        if (f.isText) {
            put(to, std::uint32_t(f.text.size()));
            std::memcpy(to, f.text.data(), f.text.size());
            to += f.text.size();
        } else {
            put(to, f.number);
        }
    }
    return handle;
}

static Field takeField(const char*& from) {
    Field f;
    f.tag = Tag(take<std::uint8_t>(from));
    f.isText = take<std::uint8_t>(from) != 0;
    if (f.isText) {
        const auto length = take<std::uint32_t>(from);
        f.text = {from, length};
        from += length;
    } else {
        f.number = take<std::int64_t>(from);
    }
    return f;
}

const char* Log::encodedFields(const Event& e) const {
    const std::size_t place = std::size_t(e.detail - 1) * 8;
    return arena_[place / kArenaBlock].get() + place % kArenaBlock;
}

std::vector<Field> Log::fields(const Event& e) const {
    std::vector<Field> found;
    if (e.detail == 0)
        return found;
    const char* from = encodedFields(e);
    const auto count = take<std::uint8_t>(from);
    found.reserve(count);
    for (unsigned i = 0; i < count; ++i)
        found.push_back(takeField(from));
    return found;
}

std::optional<Field> Log::field(const Event& e, Tag tag, bool isText) const {
    if (e.detail == 0)
        return {};
    const char* from = encodedFields(e);
    for (auto left = take<std::uint8_t>(from); left > 0; --left)
        if (const Field f = takeField(from); f.tag == tag && f.isText == isText)
            return f;
    return {};
}

std::optional<std::string_view> Log::text(const Event& e, Tag tag) const {
    const std::optional<Field> f = field(e, tag, true);
    return f ? std::optional(f->text) : std::nullopt;
}

std::optional<std::int64_t> Log::number(const Event& e, Tag tag) const {
    const std::optional<Field> f = field(e, tag, false);
    return f ? std::optional(f->number) : std::nullopt;
}

ObjectId Log::object(const Event& e, Tag tag) const {
    const auto raw = number(e, tag);
    const auto known = raw ? objectIndex_.find(std::uint64_t(*raw)) : objectIndex_.end();
    return known == objectIndex_.end() ? ObjectId{} : ObjectId{known->second};
}

} // namespace forkscope::trace
