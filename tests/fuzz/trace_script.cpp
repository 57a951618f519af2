// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/trace_script.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>

namespace forkscope::fuzz {

namespace wire = trace::wire;

// What is left of the script.
struct ScriptedTrace::Operands {
    std::span<const std::uint8_t> left;

    template <class T> T take() {
        T value{};
        const std::size_t n = std::min(sizeof value, left.size());
        std::memcpy(&value, left.data(), n);
        left = left.subspan(n);
        return value;
    }
    std::span<const std::uint8_t> takeBytes(std::size_t count) {
        const auto bytes = left.first(std::min(count, left.size()));
        left = left.subspan(bytes.size());
        return bytes;
    }
};

ScriptedTrace::ScriptedTrace()
    : memory_(static_cast<std::byte*>(::operator new[](kBytes, std::align_val_t(4096)))) {
    std::memset(memory_.get(), 0, kBytes);
}

void ScriptedTrace::Free::operator()(std::byte* p) const {
    ::operator delete[](p, std::align_val_t(4096));
}

void ScriptedTrace::play(std::span<const std::uint8_t> script, const Look& look) {
    clear();
    Operands in{script};
    while (!in.left.empty())
        step(Step(in.take<std::uint8_t>() % std::uint8_t(Step::Count)), in, look);
}

void ScriptedTrace::clear() {
    for (const auto& [offset, length] : touched_)
        std::memset(memory_.get() + offset, 0, length);
    touched_.clear();
    made_.clear();
    sequence_ = 0;
    time_ = 0;
    poke(0, wire::kMagic, sizeof wire::kMagic);
    pokeValue(offsetof(wire::Header, version), wire::kVersion);
    pokeValue(offsetof(wire::Header, headerUnits), wire::kHeaderUnits);
    pokeValue(offsetof(wire::Header, nextUnit), kUnits);
    chunk_ = unitOffset(0);
    cursor_ = chunk_ + sizeof(wire::ChunkHeader);
}

void ScriptedTrace::poke(std::size_t offset, const void* data, std::size_t length) {
    if (offset >= kBytes)
        return;
    length = std::min(length, kBytes - offset);
    std::memcpy(memory_.get() + offset, data, length);
    touched_.emplace_back(offset, length);
}

std::size_t ScriptedTrace::unitOffset(std::uint8_t unit) const {
    return std::size_t(wire::kHeaderUnits + unit % kChunkUnits) * wire::kUnitBytes;
}

void ScriptedTrace::put(const void* data, std::size_t length) {
    poke(cursor_, data, length);
    cursor_ += (length + wire::kGrain - 1) / wire::kGrain * wire::kGrain;
}

void ScriptedTrace::putRecord(wire::Record r) {
    r.seqThread &= (1ull << 56) - 1;
    r.seqThread |= std::uint64_t(wire::checkOf(r)) << 56;
    put(&r, sizeof r);
    made_.push_back(r);
}

void ScriptedTrace::advance(std::uint8_t sequence, std::uint16_t time) {
    sequence_ += sequence;
    time_ += std::uint64_t(time) * 16;
}

void ScriptedTrace::putShort(std::uint8_t place, std::uint16_t tag) {
    wire::ShortRecord s{};
    s.timeShape =
        (time_ & wire::kTimeMask) | std::uint64_t(wire::kShortMark) << 48 | std::uint64_t(place) << 56;
    s.seqTag = (sequence_ & wire::kSeqMask) | std::uint64_t(tag) << 40;
    s.seqTag |= std::uint64_t(wire::checkOf(s)) << 56;
    put(&s, sizeof s);
}

void ScriptedTrace::record(Operands& in) {
    wire::Record r{};
    const auto kind = in.take<std::uint8_t>();
    const auto phase = in.take<std::uint8_t>();
    const auto thread = in.take<std::uint8_t>();
    const auto sequence = in.take<std::uint8_t>();
    r.object = in.take<std::uint8_t>();
    r.site = std::uint32_t(in.take<std::uint8_t>()) << 20;
    r.site |= in.take<std::uint8_t>();
    r.value = in.take<std::int32_t>();
    advance(sequence, in.take<std::uint16_t>());
    const auto fields = in.takeBytes(in.take<std::uint8_t>());
    const std::size_t continuations = (fields.size() + sizeof r - 1) / sizeof r;
    r.timeKind = (time_ & wire::kTimeMask) | std::uint64_t(kind) << 48 | std::uint64_t(phase) << 56;
    r.seqThread =
        (sequence_ & wire::kSeqMask) | std::uint64_t(thread) << 40 | std::uint64_t(continuations) << 48;
    putRecord(r);
    const std::size_t after = cursor_ + continuations * sizeof r;
    put(fields.data(), fields.size());
    cursor_ = after;
}

void ScriptedTrace::again(Operands& in) {
    const auto which = in.take<std::uint8_t>();
    const auto sequence = in.take<std::uint8_t>();
    advance(sequence, in.take<std::uint16_t>());
    if (made_.empty())
        return;
    const std::uint32_t hash = wire::shapeOf(made_[made_.size() - 1 - which % made_.size()]).hash();
    putShort(std::uint8_t(hash % wire::kShapes), std::uint16_t(hash >> 8));
}

void ScriptedTrace::step(Step what, Operands& in, const Look& look) {
    switch (what) {
    case Step::Header: {
        const auto place = in.take<std::uint8_t>();
        pokeValue(std::size_t(place) * 4, in.take<std::uint32_t>());
        return;
    }
    case Step::Directory: {
        const std::size_t unit = unitOffset(in.take<std::uint8_t>()) / wire::kUnitBytes;
        const auto units = in.take<std::uint8_t>();
        const auto stream = in.take<std::uint8_t>();
        pokeValue(wire::kDirectoryOffset + unit * 8,
                  std::uint64_t(stream) << 32 | std::uint64_t(units) << 1 | 1);
        return;
    }
    case Step::Entry: {
        const std::size_t unit = unitOffset(in.take<std::uint8_t>()) / wire::kUnitBytes;
        pokeValue(wire::kDirectoryOffset + unit * 8, in.take<std::uint64_t>());
        return;
    }
    case Step::Chunk: {
        const std::size_t at = unitOffset(in.take<std::uint8_t>());
        pokeValue(at + offsetof(wire::ChunkHeader, used), in.take<std::uint32_t>());
        pokeValue(at + offsetof(wire::ChunkHeader, closed), std::uint32_t(in.take<std::uint8_t>()));
        return;
    }
    case Step::Raw: {
        const auto bytes = in.takeBytes(in.take<std::uint8_t>());
        return put(bytes.data(), bytes.size());
    }
    case Step::Wild:
        return putRecord(in.take<wire::Record>());
    case Step::Record:
        return record(in);
    case Step::Again:
        return again(in);
    case Step::Short: {
        const auto place = in.take<std::uint8_t>();
        const auto sequence = in.take<std::uint8_t>();
        const auto tag = in.take<std::uint16_t>();
        advance(sequence, in.take<std::uint16_t>());
        return putShort(place, tag);
    }
    case Step::Move:
        chunk_ = unitOffset(in.take<std::uint8_t>());
        cursor_ = chunk_ + sizeof(wire::ChunkHeader) + std::size_t(in.take<std::uint16_t>()) * wire::kGrain;
        return;
    case Step::Publish:
        return pokeValue(chunk_ + offsetof(wire::ChunkHeader, used),
                         std::uint32_t(cursor_ - chunk_ - sizeof(wire::ChunkHeader)));
    case Step::Read: {
        const auto how = in.take<std::uint8_t>();
        return look(std::size_t(how >> 1), (how & 1) != 0);
    }
    case Step::Count:
        return;
    }
}

} // namespace forkscope::fuzz
