// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/reader.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <cstring>

namespace forkscope::trace {

namespace {
// The one place that takes values out of foreign bytes: `offset` has been checked against the span.
template <class T> T copyOut(std::span<const std::byte> bytes, std::size_t offset) {
    T value;
    std::memcpy(&value, bytes.data() + offset, sizeof value);
    return value;
}
// Live bytes have a writer on the other side: its release store is what makes the rest visible.
template <class T> T loadAcquire(std::span<const std::byte> bytes, std::size_t offset) {
    auto* place = reinterpret_cast<const T*>(bytes.data() + offset);
    return __atomic_load_n(place, __ATOMIC_ACQUIRE);
}
// Whatever the times claim, a file cannot make the screen show more than this.
constexpr std::size_t kMaxFilesPerStream = 4095;
} // namespace

Reader::Reader(Log& log, std::size_t window) : log_(log), seen_(wire::kMaxUnits), window_(window) {}

Outcome Reader::check(std::span<const std::byte> bytes) {
    if (bytes.size() < wire::kHeaderBytes ||
        std::memcmp(bytes.data(), wire::kMagic, sizeof wire::kMagic) != 0)
        return Error{"This is not a Forkscope recording."};
    const auto version = copyOut<std::uint32_t>(bytes, offsetof(wire::Header, version));
    if (version != wire::kVersion)
        return Error{"This recording has format " + std::to_string(version) +
                     ", this Forkscope reads format " + std::to_string(wire::kVersion) +
                     ". Open it with the Forkscope that made it."};
    return Done{};
}

bool Reader::waiting() const {
    return inWindow_ > 0 || !far_.empty();
}

std::size_t Reader::read(std::span<const std::byte> bytes, std::size_t maxEvents, bool patient) {
    damage_.lost = loadAcquire<std::uint64_t>(bytes, offsetof(wire::Header, lostRecords));
    damage_.untraced = loadAcquire<std::uint32_t>(bytes, offsetof(wire::Header, untracedProcesses));
    findChunks(bytes);
    backlog_ = false;
    // A share for each process, so that a busy one does not keep the others' older events waiting.
    const std::size_t share =
        std::max<std::size_t>(64, maxEvents / std::max<std::size_t>(1, streams_.size()));
    // Whoever is so far ahead that the window does not reach there waits for the others, or most of a trace
    // would stand in far_. When nobody else has anything, what they wait for is missing.
    std::size_t taken = 0;
    bool isSomebodyAhead = false;
    for (auto& [number, stream] : streams_) {
        if (isAhead(number, stream))
            isSomebodyAhead = true;
        else
            taken += readStream(bytes, stream, share);
        if (number == wire::kEngineStream)
            isKernelUnread_ = stream.hasMore;
    }
    if (isSomebodyAhead && taken > 0)
        backlog_ = true;
    else if (isSomebodyAhead)
        for (auto& [number, stream] : streams_) {
            readStream(bytes, stream, share);
            if (number == wire::kEngineStream)
                isKernelUnread_ = stream.hasMore;
        }
    return deliver(patient, backlog_ ? -1 : INT64_MAX);
}

// A unit without an entry may belong to a process that was killed between taking and telling: it is passed
// over once units after it have entries, and looked at again only while it is at the end.
void Reader::findChunks(std::span<const std::byte> bytes) {
    const std::size_t units = std::min<std::size_t>(bytes.size() / wire::kUnitBytes, wire::kMaxUnits);
    std::uint32_t unit = nextUnit_;
    bool hole = false;
    while (unit < units) {
        const auto entry =
            loadAcquire<std::uint64_t>(bytes, wire::kDirectoryOffset + unit * sizeof(std::uint64_t));
        const auto length = std::uint32_t(entry >> 1 & 0x7fffffff);
        if ((entry & 1) == 0) {
            hole = true;
            ++unit;
            continue;
        }
        const auto stream = std::uint32_t(entry >> 32);
        const bool sane = length >= 1 && length <= 16 && unit + length <= units && stream < wire::kMaxStreams;
        const std::size_t offset = std::size_t(unit) * wire::kUnitBytes;
        if (!seen_[unit]) {
            seen_[unit] = true;
            if (sane)
                streams_[stream].chunks.push_back(
                    {offset, std::size_t(length) * wire::kUnitBytes, 0, stream, 0, false, false, {}});
            else
                ++damage_.badChunks;
        }
        unit += sane ? length : 1;
        if (!hole)
            nextUnit_ = unit;
    }
}

bool Reader::isAhead(std::uint32_t number, const Stream& stream) const {
    if (stream.chunks.empty())
        return false;
    return (stream.newest >= nextSeq_ && stream.newest - nextSeq_ >= window_.size()) ||
           (number == wire::kEngineStream && kernel_.size() - kernelAt_ >= window_.size());
}

// The chunks of one process in the order of time. Returns how many records it took.
std::size_t Reader::readStream(std::span<const std::byte> bytes, Stream& stream, std::size_t maxEvents) {
    std::deque<Chunk>& chunks = stream.chunks;
    newest_ = stream.newest;
    std::size_t taken = 0;
    bool mayGrow = false;
    while (!chunks.empty() && taken < maxEvents) {
        taken += readChunk(bytes, chunks.front(), maxEvents - taken);
        if (chunks.front().read < chunks.front().available)
            break; // maxEvents
        // One that was not closed is only left when its owner has gone on: it was forked away from.
        mayGrow = !chunks.front().done && chunks.size() == 1;
        if (mayGrow)
            break;
        if (keeper_ != nullptr)
            keeper_->drop(chunks.front().offset, chunks.front().bytes);
        chunks.pop_front();
    }
    stream.newest = newest_;
    stream.hasMore = !chunks.empty() && !mayGrow;
    backlog_ = backlog_ || stream.hasMore;
    return taken;
}

std::size_t Reader::readChunk(std::span<const std::byte> bytes, Chunk& chunk, std::size_t maxEvents) {
    if (keeper_ != nullptr && !chunk.taken)
        keeper_->take(chunk.offset, chunk.bytes);
    chunk.taken = true;
    bool closed = loadAcquire<std::uint32_t>(bytes, chunk.offset + offsetof(wire::ChunkHeader, closed)) == 1;
    std::size_t used = loadAcquire<std::uint32_t>(bytes, chunk.offset + offsetof(wire::ChunkHeader, used));
    const std::size_t room = chunk.bytes - sizeof(wire::ChunkHeader);
    if (used > room || used % wire::kGrain != 0 || used < chunk.read) { // it only ever grows
        ++damage_.badChunks;
        used = std::clamp(used - used % wire::kGrain, chunk.read, room);
        closed = true; // nothing that comes later here can be trusted
    }
    chunk.available = used;
    const auto records = bytes.subspan(chunk.offset + sizeof(wire::ChunkHeader), used);
    std::size_t taken = 0;
    while (chunk.read < used && taken < maxEvents) {
        chunk.read += decode(records, chunk);
        ++taken;
    }
    if (chunk.read < used)
        backlog_ = true;
    else if (closed)
        chunk.done = true;
    return taken;
}

// The full record that the short one at chunk.read stands for; false where there is none.
bool Reader::expandShort(std::span<const std::byte> records, const Chunk& chunk, wire::Record& to) const {
    const auto s = copyOut<wire::ShortRecord>(records, chunk.read);
    const std::size_t place = s.timeShape >> 56;
    if (std::uint8_t(s.seqTag >> 56) != wire::checkOf(s) || chunk.shapes.empty())
        return false;
    to = chunk.shapes[place];
    const bool known = isKind(std::uint8_t(to.timeKind >> 48));
    if (!known || (wire::shapeOf(to).hash() >> 8 & 0xffff) != (s.seqTag >> 40 & 0xffff))
        return false;
    to.timeKind = (to.timeKind & ~wire::kTimeMask) | (s.timeShape & wire::kTimeMask);
    to.seqThread = (to.seqThread & ~wire::kSeqMask) | (s.seqTag & wire::kSeqMask);
    return true;
}

void Reader::remember(const wire::Record& record, Chunk& chunk) {
    if (chunk.shapes.empty())
        chunk.shapes.resize(wire::kShapes);
    chunk.shapes[wire::shapeOf(record).hash() % wire::kShapes] = record;
}

// Takes the record at chunk.read and its continuations; returns how many bytes that was. Bad bytes are passed
// over one grain at a time, until something sound comes again.
std::size_t Reader::decode(std::span<const std::byte> records, Chunk& chunk) {
    const std::size_t at = chunk.read;
    const bool isShort = std::uint8_t(copyOut<std::uint64_t>(records, at) >> 48) == wire::kShortMark;
    wire::Record r{};
    std::size_t bytes = sizeof(wire::ShortRecord);
    bool sound = false;
    if (isShort) {
        sound = expandShort(records, chunk, r);
    } else if (at + sizeof r <= records.size()) {
        r = copyOut<wire::Record>(records, at);
        bytes = sizeof r * (1 + (r.seqThread >> 48 & 0xff));
        sound = std::uint8_t(r.seqThread >> 56) == wire::checkOf(r) &&
                isKind(std::uint8_t(r.timeKind >> 48)) && at + bytes <= records.size();
        if (sound && bytes == sizeof r)
            remember(r, chunk);
    }
    if (!sound || Time(r.timeKind & wire::kTimeMask) > latest_) {
        ++damage_.badRecords;
        return wire::kGrain;
    }
    const auto kind = std::uint8_t(r.timeKind >> 48);
    const std::uint32_t stream = chunk.stream;
    Pending p;
    p.seq = r.seqThread & wire::kSeqMask;
    p.object = r.object;
    p.site = r.site;
    p.event.time = Time(r.timeKind & wire::kTimeMask);
    p.event.kind = Kind(kind);
    p.event.phase = Phase(r.timeKind >> 56 & 3);
    p.event.flags = std::uint8_t(r.timeKind >> 58);
    p.event.process = {stream};
    p.event.thread = std::uint8_t(r.seqThread >> 40);
    p.event.value = r.value;
    if (bytes > sizeof r)
        p.detail =
            decodeFields(records.subspan(at + sizeof r, bytes - sizeof r), p.event.kind, r.value, stream);
    if (p.seq == 0) {
        kernel_.push_back(p);
        newestKernel_ = std::max(newestKernel_, p.event.time);
    } else {
        keep(p);
    }
    newest_ = std::max(newest_, p.seq);
    return bytes;
}

std::uint32_t Reader::decodeFields(std::span<const std::byte> bytes, Kind kind, std::int32_t value,
                                   std::uint32_t stream) {
    scratch_.clear();
    std::size_t at = 0;
    while (at + sizeof(wire::FieldHeader) <= bytes.size() && scratch_.size() < 255) {
        const auto head = copyOut<wire::FieldHeader>(bytes, at);
        at += sizeof head;
        if (head.tag == 0)
            break;
        if (at + head.length > bytes.size() || head.tag >= std::uint8_t(Tag::Last)) {
            ++damage_.badRecords;
            break;
        }
        Field f;
        f.tag = Tag(head.tag);
        f.isText = head.type == std::uint8_t(wire::FieldType::Text);
        if (f.isText)
            f.text = {reinterpret_cast<const char*>(bytes.data()) + at, head.length};
        else if (head.length == sizeof(std::int64_t))
            f.number = copyOut<std::int64_t>(bytes, at);
        at += head.length;
        scratch_.push_back(f);
    }
    if (kind == Kind::FileName && value > 0 && std::size_t(value) <= kMaxFilesPerStream)
        for (const Field& f : scratch_)
            if (f.tag == Tag::Path && f.isText) {
                if (files_.size() <= stream)
                    files_.resize(stream + 1);
                auto& table = files_[stream];
                if (table.size() <= std::size_t(value))
                    table.resize(std::size_t(value) + 1);
                table[std::size_t(value)] = log_.internPath(f.text);
            }
    return log_.addFields(scratch_);
}

void Reader::keep(const Pending& p) {
    if (p.seq >= nextSeq_ && p.seq - nextSeq_ < window_.size()) {
        Pending& place = window_[p.seq & (window_.size() - 1)];
        if (place.seq != p.seq) { // a number that comes twice is damage: the first one counts
            inWindow_ += 1;
            place = p;
        }
        return;
    }
    far_.push_back(p);
    std::ranges::push_heap(far_, std::greater{}, &Pending::seq);
}

// The smallest number that is held back; only when waiting(). A scan ends soon, since numbers are dense;
// where they are not, it is the window's length at most.
std::uint64_t Reader::nextKept() const {
    const std::uint64_t far = far_.empty() ? UINT64_MAX : far_.front().seq;
    if (inWindow_ == 0)
        return far;
    std::uint64_t seq = nextSeq_;
    // Not past what stands in far_: the window may have come to reach there, and be empty before it.
    while (seq < far && window_[seq & (window_.size() - 1)].seq != seq)
        ++seq;
    return std::min(seq, far);
}

// No record of the kernel that has not been read yet goes before the one with this number. They are told in
// batches, a few times a second, and out of order within one.
bool Reader::isBeforeTheKernel(std::uint64_t seq) const {
    constexpr Time kBatch = 100'000'000;
    const bool isFar = !far_.empty() && far_.front().seq == seq;
    const Pending& next = isFar ? far_.front() : window_[seq & (window_.size() - 1)];
    return next.event.time <= newestKernel_ - kBatch;
}

Reader::Pending Reader::takeNext() {
    const std::uint64_t seq = nextKept();
    Pending& place = window_[seq & (window_.size() - 1)];
    const bool isInWindow = inWindow_ > 0 && place.seq == seq;
    Pending p = place;
    if (!far_.empty() && far_.front().seq == seq) {
        std::ranges::pop_heap(far_, std::greater{}, &Pending::seq);
        p = far_.back();
        far_.pop_back();
    }
    // Also where the same number stood in both: one that is left behind in the window is never found again.
    if (isInWindow) {
        place.seq = 0;
        --inWindow_;
    }
    return p;
}

// Those that have come since the last time go where they belong.
void Reader::sortKernel() {
    if (kernelSorted_ == kernel_.size())
        return;
    const auto byTime = [](const Pending& a, const Pending& b) { return a.event.time < b.event.time; };
    const auto first = kernel_.begin() + std::ptrdiff_t(kernelAt_);
    const auto added = kernel_.begin() + std::ptrdiff_t(std::max(kernelSorted_, kernelAt_));
    std::sort(added, kernel_.end(), byTime);
    std::inplace_merge(first, added, kernel_.end(), byTime);
    kernelSorted_ = kernel_.size();
}

void Reader::deliverKernelUpTo(Time t) {
    while (kernelAt_ < kernel_.size() && kernel_[kernelAt_].event.time <= t)
        append(kernel_[kernelAt_++]);
}

// Hands over everything whose turn has come: the next sequence number, and before it the kernel's records
// that are not later.
std::size_t Reader::deliver(bool patient, Time kernelUntil) {
    const std::size_t before = log_.size();
    sortKernel();
    while (waiting()) {
        const std::uint64_t seq = nextKept();
        if (isKernelUnread_ && !isBeforeTheKernel(seq))
            break;
        // While there is a backlog the missing one may simply not have been read yet.
        if (seq > nextSeq_) {
            if (patient || backlog_)
                break;
            damage_.missing += seq - nextSeq_;
            nextSeq_ = seq;
        }
        const Pending p = takeNext();
        if (p.seq < nextSeq_ && damage_.missing > 0)
            --damage_.missing; // it came after all
        nextSeq_ = std::max(nextSeq_, p.seq + 1);
        deliverKernelUpTo(p.event.time);
        append(p);
    }
    if (!waiting())
        deliverKernelUpTo(kernelUntil);
    if (kernelAt_ > 4096 && kernelAt_ * 2 > kernel_.size()) {
        kernel_.erase(kernel_.begin(), kernel_.begin() + std::ptrdiff_t(kernelAt_));
        kernelSorted_ -= kernelAt_;
        kernelAt_ = 0;
    }
    return log_.size() - before;
}

void Reader::finish() {
    streams_.clear();
    seen_.assign(wire::kMaxUnits, true);
    window_ = std::vector<Pending>(1);
    far_ = {};
    kernel_ = {};
    inWindow_ = kernelAt_ = kernelSorted_ = 0;
    keeper_ = nullptr;
}

void Reader::append(const Pending& p) {
    Event e = p.event;
    e.object = log_.intern(p.object);
    e.line = p.site & 0xfffff;
    e.detail = p.detail;
    const std::uint32_t number = p.site >> 20;
    const std::uint32_t stream = e.process.value;
    if (number > 0 && stream < files_.size() && number < files_[stream].size())
        e.file = files_[stream][number];
    log_.append(e);
}

} // namespace forkscope::trace
