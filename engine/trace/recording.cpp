// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording.h"

#include "engine/trace/reader.h"
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

class File {
  public:
    File(const std::string& path, int flags) : fd_(open(path.c_str(), flags | O_CLOEXEC, 0644)) {}
    ~File() {
        if (fd_ >= 0)
            close(fd_);
    }
    File(const File&) = delete;
    File& operator=(const File&) = delete;
    bool isOpen() const { return fd_ >= 0; }
    int descriptor() const { return fd_; }

    bool write(const void* data, std::size_t length, std::uint64_t offset) {
        const char* from = static_cast<const char*>(data);
        while (length > 0) {
            const ssize_t n = pwrite(fd_, from, length, off_t(offset));
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

  private:
    int fd_;
};

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

// Pages of nothing but zeros become holes.
bool writeSparse(File& file, std::span<const std::byte> bytes) {
    static const std::byte zeros[kPage] = {};
    const std::vector<std::byte> head = soundHead(bytes);
    if (!file.write(head.data(), head.size(), 0))
        return false;
    for (std::size_t at = head.size(); at < bytes.size(); at += kPage) {
        const std::size_t n = std::min(kPage, bytes.size() - at);
        if (std::memcmp(bytes.data() + at, zeros, n) != 0 && !file.write(bytes.data() + at, n, at))
            return false;
    }
    return ftruncate(file.descriptor(), off_t(bytes.size())) == 0;
}

bool writeSections(File& file, std::uint64_t at, std::span<const Section> sections) {
    for (const Section& s : sections) {
        const std::string all = sectionBytes(s);
        if (!file.write(all.data(), all.size(), at))
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

// False where the file could not be read (errno), or is shorter by now (errno 0).
bool readAt(int fd, std::size_t offset, std::byte* to, std::size_t length) {
    while (length > 0) {
        const ssize_t n = pread(fd, to, length, off_t(offset));
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

// Leaves holes as they are: a file may claim 4 GiB and be a few pages.
bool readSparse(int fd, TraceBytes& to, std::size_t length) {
    std::size_t at = 0;
    while (at < length) {
        const off_t data = lseek(fd, off_t(at), SEEK_DATA);
        if (data < 0 && errno == ENXIO)
            return true; // nothing but a hole up to the end
        const off_t hole = data < 0 ? -1 : lseek(fd, data, SEEK_HOLE);
        // Where the file system knows no holes all of it is data.
        const std::size_t begin = data < 0 ? at : std::min(std::size_t(data), length);
        const std::size_t end = hole < 0 ? length : std::min(std::size_t(hole), length);
        if (!readAt(fd, begin, to.data() + begin, end - begin))
            return false;
        at = std::max(end, at + 1);
    }
    return true;
}

Error readError(const std::string& path) {
    const std::string why = errno == 0 ? "it became shorter while it was read" : std::strerror(errno);
    return {"The recording " + path + " could not be read: " + why + "."};
}
} // namespace

Outcome saveRecording(const std::string& path, std::span<const std::byte> trace,
                      std::span<const Section> sections) {
    const std::string part = path + ".part";
    int error = 0;
    {
        File file(part, O_WRONLY | O_CREAT | O_TRUNC);
        if (!file.isOpen())
            return saveError(path, errno);
        errno = 0;
        if (!writeSparse(file, trace) || !writeSections(file, trace.size(), sections) ||
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

Result<Recording> loadRecording(const std::string& path) {
    const File file(path, O_RDONLY | O_NONBLOCK); // a pipe without a writer must not hold us
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
        return readError(path);
    if (const Outcome sound = Reader::check(head); !sound)
        return Error{path + ": " + sound.error()};

    Recording recording;
    std::uint32_t units = 0;
    std::memcpy(&units, head.data() + offsetof(wire::Header, nextUnit), sizeof units);
    const std::size_t claimed =
        std::size_t(std::clamp(units, wire::kHeaderUnits, wire::kMaxUnits)) * wire::kUnitBytes;
    const std::size_t traceBytes = std::min(claimed, fileBytes);
    auto trace = TraceBytes::zeros((traceBytes + wire::kUnitBytes - 1) / wire::kUnitBytes * wire::kUnitBytes);
    if (!trace)
        return Error{"The recording " + path +
                     " is larger than the memory that is free. Close other programs, then open it again."};
    if (!readSparse(file.descriptor(), *trace, traceBytes))
        return readError(path);
    recording.trace = std::move(*trace);
    if (claimed > fileBytes) {
        recording.damage.push_back("The recording is cut short: its last events are missing.");
    } else if (fileBytes - traceBytes > kMostSectionBytes) {
        recording.damage.push_back("What follows the events is larger than 1 GiB and was left out.");
    } else {
        std::string rest(fileBytes - traceBytes, '\0');
        if (!readAt(file.descriptor(), traceBytes, reinterpret_cast<std::byte*>(rest.data()), rest.size()))
            return readError(path);
        recording.sections = readSections(rest, recording.damage);
    }
    return recording;
}

} // namespace forkscope::trace
