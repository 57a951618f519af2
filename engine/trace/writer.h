// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Appends records to one stream of a trace. Header-only and free of allocation, exceptions and locks, because
// the probe includes it: a guest in another program. One writer per stream, and one thread at a time (the
// probe writes under the interpreter lock). Owned by whoever opened the mapping; keeps no descriptor.
#include "engine/trace/vocabulary.h"
#include "engine/trace/wire.h"

#include <cstring>

namespace forkscope::trace {

// How a writer gets its memory. The engine has the whole file mapped; a probe maps chunk by chunk.
struct ChunkSource {
    void* context = nullptr;
    // Address of `units` units from `unit` on, writable; null when it cannot be had.
    void* (*map)(void* context, std::uint32_t unit, std::uint32_t units) = nullptr;
    // The writer will not touch this chunk again.
    void (*release)(void* context, void* address, std::uint32_t units) = nullptr;
    // The quota is used up. Waits until it has been raised (true), or the record is to be dropped (false).
    bool (*onQuota)(void* context) = nullptr;
};

// Fields of one record, encoded for its continuations. Fixed room; what does not fit is cut and said so.
class FieldBuffer {
  public:
    void add(Tag tag, std::int64_t number) {
        if (used_ + sizeof(wire::FieldHeader) + sizeof number > sizeof bytes_)
            return;
        header(tag, wire::FieldType::Integer, sizeof number);
        std::memcpy(bytes_ + used_, &number, sizeof number);
        used_ += sizeof number;
    }
    // At most `bound` bytes of the text, cut at the start of a UTF-8 sequence.
    void add(Tag tag, const char* text, std::size_t length, std::size_t bound = 2048) {
        std::size_t room = sizeof bytes_ - used_;
        if (room < sizeof(wire::FieldHeader) + 16)
            return;
        room -= sizeof(wire::FieldHeader);
        const std::size_t most = bound < room ? bound : room;
        if (length > most) {
            length = most;
            while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80)
                --length;
            truncated_ = true;
        }
        header(tag, wire::FieldType::Text, std::uint16_t(length));
        std::memcpy(bytes_ + used_, text, length);
        used_ += std::uint32_t(length);
    }
    void add(Tag tag, const char* text) { add(tag, text, std::strlen(text)); }
    const unsigned char* data() const { return bytes_; }
    std::uint32_t size() const { return used_; }
    bool truncated() const { return truncated_; }

  private:
    void header(Tag tag, wire::FieldType type, std::uint16_t length) {
        const wire::FieldHeader h{std::uint8_t(tag), std::uint8_t(type), length};
        std::memcpy(bytes_ + used_, &h, sizeof h);
        used_ += sizeof h;
    }
    std::uint32_t used_ = 0;
    bool truncated_ = false;
    unsigned char bytes_[wire::kMaxFieldBytes - 32];
};

class StreamWriter {
  public:
    // `mapping` is the header region. Takes no chunk before the first record, so that a fork that execs at
    // once costs nothing.
    void open(void* mapping, std::uint32_t stream, ChunkSource source) {
        header_ = static_cast<wire::Header*>(mapping);
        directory_ =
            reinterpret_cast<wire::DirectoryEntry*>(static_cast<char*>(mapping) + wire::kDirectoryOffset);
        stream_ = stream;
        source_ = source;
        chunk_ = nullptr;
        position_ = end_ = nullptr;
        nextUnits_ = 1;
    }
    bool isOpen() const { return header_ != nullptr; }
    std::uint32_t stream() const { return stream_; }

    // Publishes one record; false when it could not be stored (counted in Header::lostRecords). `time` is in
    // ns since Header::startNs. `sequenced` false leaves the order to the time (kernel records).
    bool append(Kind kind, Phase phase, std::uint8_t flags, std::uint64_t object, std::uint32_t site,
                std::int32_t value, std::uint8_t thread, std::uint64_t time,
                const FieldBuffer* fields = nullptr, bool sequenced = true) {
        wire::Record r;
        r.object = object;
        r.site = site;
        r.value = value;
        const std::uint32_t continuations = fields ? (fields->size() + 31) / 32 : 0;
        if (continuations > 0 && fields->truncated())
            flags |= kTruncated;
        r.timeKind = (time & wire::kTimeMask) | std::uint64_t(kind) << 48 | std::uint64_t(phase) << 56 |
                     std::uint64_t(flags) << 58;
        r.seqThread = std::uint64_t(thread) << 40 | std::uint64_t(continuations) << 48;
        const std::size_t bytes = sizeof r * (1 + continuations);
        if (position_ + bytes > end_ && !takeChunk())
            return false;
        if (continuations > 0)
            writeFull(r, *fields, sequenced);
        else
            writeShape(r, sequenced);
        chunk_->used.store(std::uint32_t(position_ - reinterpret_cast<char*>(chunk_ + 1)),
                           std::memory_order_release);
        return true;
    }

    // In a forked child: the chunk is the parent's, and so is its mapping, which the caller unmaps or leaves.
    void forget() {
        chunk_ = nullptr;
        position_ = end_ = nullptr;
        nextUnits_ = 1;
    }
    wire::ChunkHeader* chunk() const { return chunk_; }
    std::uint32_t chunkUnits() const { return chunk_ ? chunk_->units : 0; }

  private:
    // The stamp comes last, so that little can happen between it and the publishing store.
    std::uint64_t stamp(bool sequenced) {
        return sequenced ? header_->nextSeq.fetch_add(1, std::memory_order_relaxed) & wire::kSeqMask : 0;
    }
    void put(const void* data, std::size_t bytes) {
        std::memcpy(position_, data, bytes);
        position_ += bytes;
    }
    void writeShape(wire::Record& r, bool sequenced) {
        const wire::Shape shape = wire::shapeOf(r);
        const std::uint32_t hash = shape.hash();
        wire::Shape& known = shapes_[hash % wire::kShapes];
        if (known != shape) {
            known = shape;
            r.seqThread |= stamp(sequenced);
            r.seqThread |= std::uint64_t(wire::checkOf(r)) << 56;
            return put(&r, sizeof r);
        }
        wire::ShortRecord s;
        s.timeShape = (r.timeKind & wire::kTimeMask) | std::uint64_t(wire::kShortMark) << 48 |
                      std::uint64_t(hash % wire::kShapes) << 56;
        s.seqTag = std::uint64_t(hash >> 8 & 0xffff) << 40 | stamp(sequenced);
        s.seqTag |= std::uint64_t(wire::checkOf(s)) << 56;
        put(&s, sizeof s);
    }
    void writeFull(wire::Record& r, const FieldBuffer& fields, bool sequenced) {
        r.seqThread |= stamp(sequenced);
        r.seqThread |= std::uint64_t(wire::checkOf(r)) << 56;
        put(&r, sizeof r);
        put(fields.data(), fields.size());
        const std::size_t padding = (32 - fields.size() % 32) % 32;
        std::memset(position_, 0, padding);
        position_ += padding;
    }

    // Chunks double from 64 KiB to 1 MiB: many short-lived processes stay small, busy ones map rarely.
    bool takeChunk() {
        if (chunk_) {
            chunk_->closed.store(1, std::memory_order_release);
            source_.release(source_.context, chunk_, chunk_->units);
            chunk_ = nullptr;
            position_ = end_ = nullptr;
        }
        const std::uint32_t units = nextUnits_;
        std::uint32_t unit;
        if (!reserve(units, unit))
            return lose();
        void* address = source_.map(source_.context, unit, units);
        if (!address)
            return lose();
        chunk_ = static_cast<wire::ChunkHeader*>(address);
        chunk_->magic = wire::kChunkMagic;
        chunk_->stream = stream_;
        chunk_->units = units;
        for (wire::Shape& shape : shapes_) // each chunk can be read without the one before
            shape = {};
        position_ = reinterpret_cast<char*>(chunk_ + 1);
        end_ = reinterpret_cast<char*>(chunk_) + std::size_t(units) * wire::kUnitBytes;
        directory_[unit].store(std::uint64_t(stream_) << 32 | std::uint64_t(units) << 1 | 1,
                               std::memory_order_release);
        if (nextUnits_ < 16)
            nextUnits_ *= 2;
        return true;
    }
    bool reserve(std::uint32_t units, std::uint32_t& unit) {
        unit = header_->nextUnit.load(std::memory_order_relaxed);
        for (;;) {
            // The engine may always tell what happened: its own stream knows no quota but the file's end.
            std::uint32_t limit = wire::kMaxUnits;
            if (stream_ != wire::kEngineStream && header_->unitLimit.load(std::memory_order_relaxed) < limit)
                limit = header_->unitLimit.load(std::memory_order_relaxed);
            // Anybody can have written any number here.
            if (unit < wire::kHeaderUnits)
                return false;
            if (unit > limit || units > limit - unit) {
                if (!source_.onQuota || !source_.onQuota(source_.context))
                    return false;
                unit = header_->nextUnit.load(std::memory_order_relaxed);
                continue;
            }
            if (header_->nextUnit.compare_exchange_weak(unit, unit + units, std::memory_order_relaxed))
                return true;
        }
    }
    bool lose() {
        header_->lostRecords.fetch_add(1, std::memory_order_relaxed);
        return false;
    }

    wire::Header* header_ = nullptr;
    wire::DirectoryEntry* directory_ = nullptr;
    ChunkSource source_;
    wire::ChunkHeader* chunk_ = nullptr;
    char* position_ = nullptr;
    char* end_ = nullptr;
    wire::Shape shapes_[wire::kShapes];
    std::uint32_t stream_ = 0;
    std::uint32_t nextUnits_ = 1;
};

} // namespace forkscope::trace
