// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording.h"

#include "engine/trace/recording_sections.h"
#include "engine/trace/wire.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace forkscope::trace {

namespace {
constexpr std::size_t kPage = 4096;
constexpr std::size_t kMostSectionBytes = std::size_t(1) << 30;

bool writeAt(const OpenFile& file, const void* data, std::size_t length, std::uint64_t offset) {
    const char* from = static_cast<const char*>(data);
    while (length > 0) {
        const ssize_t n = pwrite(file.descriptor(), from, length, off_t(offset));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        from += n;
        length -= std::size_t(n);
        offset += std::uint64_t(n);
    }
    return true;
}

// The first page as a reader wants it, whatever a program has made of it meanwhile.
std::vector<std::byte> soundHead(std::span<const std::byte> trace) {
    std::vector<std::byte> head(trace.begin(), trace.begin() + std::ptrdiff_t(std::min(kPage, trace.size())));
    const auto poke = [&](std::size_t at, const void* value, std::size_t length) {
        if (at + length <= head.size())
            std::memcpy(&head[at], value, length);
    };
    const auto units = std::uint32_t(trace.size() / wire::kUnitBytes);
    poke(0, wire::kMagic, sizeof wire::kMagic);
    poke(offsetof(wire::Header, version), &wire::kVersion, sizeof wire::kVersion);
    poke(offsetof(wire::Header, headerUnits), &wire::kHeaderUnits, sizeof wire::kHeaderUnits);
    poke(offsetof(wire::Header, nextUnit), &units, sizeof units);
    return head;
}

struct Extent {
    std::size_t begin, end;
};

// The next part from `at` on that is no hole of the file; all of the rest where that cannot be told.
Extent nextData(int descriptor, std::size_t at, std::size_t size) {
    const off_t begin = descriptor < 0 ? off_t(at) : lseek(descriptor, off_t(at), SEEK_DATA);
    if (begin < 0)
        return {errno == ENXIO ? size : at, size};
    const off_t end = descriptor < 0 ? off_t(size) : lseek(descriptor, begin, SEEK_HOLE);
    return {std::min(std::size_t(begin), size), end < 0 ? size : std::min(std::size_t(end), size)};
}

// Pages of nothing but zeros become holes.
bool writePages(const OpenFile& file, std::span<const std::byte> bytes, Extent part) {
    static const std::byte zeros[kPage] = {};
    for (std::size_t at = part.begin; at < part.end; at += kPage) {
        const std::size_t n = std::min(kPage, part.end - at);
        if (std::memcmp(bytes.data() + at, zeros, n) != 0 && !writeAt(file, bytes.data() + at, n, at))
            return false;
    }
    return true;
}

bool writeSparse(const OpenFile& file, std::span<const std::byte> bytes, int mappedFrom) {
    const std::vector<std::byte> head = soundHead(bytes);
    if (!writeAt(file, head.data(), head.size(), 0))
        return false;
    for (std::size_t at = head.size(); at < bytes.size();) {
        const Extent part = nextData(mappedFrom, at, bytes.size());
        if (!writePages(file, bytes, part))
            return false;
        at = part.end;
    }
    return ftruncate(file.descriptor(), off_t(bytes.size())) == 0;
}

bool writeSections(const OpenFile& file, std::uint64_t at, std::span<const Section> sections) {
    for (const Section& s : sections) {
        const std::string all = sectionBytes(s);
        if (!writeAt(file, all.data(), all.size(), at))
            return false;
        at += all.size();
    }
    return true;
}

Error saveError(const std::string& path, int error) {
    const std::string why = error == ENOSPC || error == EDQUOT
                                ? "the disk is full. Free some space or choose another place"
                                : std::string(std::strerror(error)) + ". Choose another place";
    return {"The recording could not be saved as " + path + ": " + why + "."};
}

} // namespace

Outcome saveRecording(const std::string& path, std::span<const std::byte> trace,
                      std::span<const Section> sections, int mappedFrom) {
    const std::string part = path + ".part";
    int error = 0;
    {
        const OpenFile file(open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
        if (!file.isOpen())
            return saveError(path, errno);
        errno = 0;
        if (!writeSparse(file, trace, mappedFrom) || !writeSections(file, trace.size(), sections) ||
            fsync(file.descriptor()) != 0)
            error = errno ? errno : EIO;
    }
    if (error == 0 && rename(part.c_str(), path.c_str()) != 0)
        error = errno;
    if (error != 0) {
        unlink(part.c_str());
        return saveError(path, error);
    }
    return Done{};
}

// The sections, of a file whose trace ends at `at`.
static Outcome takeSections(const OpenFile& file, const std::string& path, std::size_t at,
                            std::size_t fileBytes, Recording& to) {
    if (fileBytes - at > kMostSectionBytes) {
        to.damage.push_back("What follows the events is larger than 1 GiB and was left out.");
        return Done{};
    }
    std::string rest(fileBytes - at, '\0');
    if (!readAt(file.descriptor(), at, reinterpret_cast<std::byte*>(rest.data()), rest.size()))
        return Error{"The recording " + path + " could not be read: " +
                     (errno == 0 ? "it became shorter while it was read" : std::strerror(errno)) + "."};
    to.sections = readSections(rest, to.damage);
    return Done{};
}

Result<Recording> openRecording(const std::string& path) {
    OpenFile file(
        open(path.c_str(), O_RDONLY | O_NONBLOCK | O_CLOEXEC)); // a pipe without a writer must not hold us
    struct stat info {};
    if (!file.isOpen() || fstat(file.descriptor(), &info) != 0)
        return Error{"The recording " + path + " could not be opened: " + std::strerror(errno) + "."};
    if (S_ISDIR(info.st_mode))
        return Error{path + " is a folder, not a recording."};
    if (!S_ISREG(info.st_mode))
        return Error{path + " is a device or a pipe, not a recording."};
    const auto fileBytes = std::size_t(info.st_size);
    std::vector<std::byte> head(std::min(fileBytes, wire::kHeaderBytes));
    if (!readAt(file.descriptor(), 0, head.data(), head.size()))
        return Error{"The recording " + path + " could not be read."};
    if (const Outcome sound = Reader::check(head); !sound)
        return Error{path + ": " + sound.error()};

    Recording recording;
    std::uint32_t units = 0;
    std::memcpy(&units, head.data() + offsetof(wire::Header, nextUnit), sizeof units);
    const std::size_t claimed =
        std::size_t(std::clamp(units, wire::kHeaderUnits, wire::kMaxUnits)) * wire::kUnitBytes;
    if (claimed > fileBytes)
        recording.damage.push_back("The recording is cut short: its last events are missing.");
    else if (const Outcome taken = takeSections(file, path, claimed, fileBytes, recording); !taken)
        return Error{taken.error()};
    Result<TraceFile> trace = TraceFile::open(std::move(file), path, std::min(claimed, fileBytes));
    if (!trace)
        return Error{trace.error()};
    recording.trace = std::move(*trace);
    return recording;
}

Result<Recording> loadRecording(const std::string& path) {
    Result<Recording> recording = openRecording(path);
    if (!recording)
        return recording;
    if (const Outcome taken = recording->trace.takeAll(); !taken)
        return Error{taken.error()};
    return recording;
}

} // namespace forkscope::trace
