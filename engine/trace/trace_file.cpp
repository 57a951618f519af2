// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/trace_file.h"

#include "engine/trace/wire.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::trace {

namespace {
constexpr std::size_t kHeadBytes = std::size_t(wire::kHeaderUnits) * wire::kUnitBytes;
} // namespace

OpenFile::~OpenFile() {
    if (descriptor_ >= 0)
        close(descriptor_);
}

bool readAt(int descriptor, std::size_t offset, std::byte* to, std::size_t length) {
    while (length > 0) {
        const ssize_t n = pread(descriptor, to, length, off_t(offset));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            errno = n == 0 ? 0 : errno;
            return false;
        }
        to += n;
        offset += std::size_t(n);
        length -= std::size_t(n);
    }
    return true;
}

Result<TraceFile> TraceFile::open(OpenFile file, const std::string& path, std::size_t bytes) {
    const std::size_t units = (bytes + wire::kUnitBytes - 1) / wire::kUnitBytes;
    auto memory = TraceBytes::zeros(units * wire::kUnitBytes);
    if (!memory)
        return Error{"The recording " + path +
                     " is larger than the memory that is free. Close other programs, then open it again."};
    TraceFile trace;
    trace.file_ = std::move(file);
    trace.path_ = path;
    trace.stampAtOpen_ = trace.stamp();
    trace.inFile_ = bytes;
    trace.memory_ = std::move(*memory);
    trace.isHere_.resize(units);
    trace.take(0, kHeadBytes);
    if (!trace.state_)
        return Error{trace.state_.error()};
    return trace;
}

TraceFile::Stamp TraceFile::stamp() const {
    struct stat info {};
    if (fstat(file_.descriptor(), &info) != 0)
        return {};
    return {info.st_size, std::int64_t(info.st_mtim.tv_sec) * 1'000'000'000 + info.st_mtim.tv_nsec};
}

void TraceFile::take(std::size_t offset, std::size_t length) {
    const std::size_t last =
        std::min((offset + length + wire::kUnitBytes - 1) / wire::kUnitBytes, isHere_.size());
    for (std::size_t unit = offset / wire::kUnitBytes; unit < last; ++unit) {
        const std::size_t first = unit;
        while (unit < last && !isHere_[unit])
            isHere_[unit++] = true;
        if (!read(first * wire::kUnitBytes, unit * wire::kUnitBytes) && state_)
            state_ = readError();
    }
}

void TraceFile::drop(std::size_t offset, std::size_t length) {
    const std::size_t first = std::max(offset, kHeadBytes) / wire::kUnitBytes;
    const std::size_t after = std::min((offset + length) / wire::kUnitBytes, isHere_.size());
    if (first >= after)
        return;
    madvise(memory_.data() + first * wire::kUnitBytes, (after - first) * wire::kUnitBytes, MADV_DONTNEED);
    std::fill(isHere_.begin() + std::ptrdiff_t(first), isHere_.begin() + std::ptrdiff_t(after), false);
}

void TraceFile::dropAll() {
    drop(0, memory_.size());
}

Outcome TraceFile::takeAll() {
    if (stamp() != stampAtOpen_)
        return Error{"The recording " + path_ +
                     " was changed by another program after it was opened, so it cannot be saved again. "
                     "Export its events instead."};
    take(0, memory_.size());
    return state_;
}

// Leaves holes as they are: a file may claim 4 GiB and be a few pages.
bool TraceFile::read(std::size_t from, std::size_t to) {
    const int fd = file_.descriptor();
    to = std::min(to, inFile_);
    while (from < to) {
        const off_t data = lseek(fd, off_t(from), SEEK_DATA);
        if (data < 0 && errno == ENXIO) { // nothing but a hole up to the end, unless that has come nearer
            errno = 0;
            return std::size_t(stamp().bytes) >= to;
        }
        const off_t hole = data < 0 ? -1 : lseek(fd, data, SEEK_HOLE);
        // Where the file system knows no holes all of it is data.
        const std::size_t begin = data < 0 ? from : std::min(std::size_t(data), to);
        const std::size_t end = hole < 0 ? to : std::min(std::size_t(hole), to);
        if (!readAt(fd, begin, memory_.data() + begin, end - begin))
            return false;
        from = std::max(end, from + 1);
    }
    return true;
}

Error TraceFile::readError() const {
    const std::string why = errno == 0 ? "it became shorter while it was read" : std::strerror(errno);
    return {"The recording " + path_ + " could not be read: " + why + "."};
}

} // namespace forkscope::trace
