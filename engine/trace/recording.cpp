// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording.h"

#include "engine/trace/reader.h"
#include "engine/trace/wire.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::trace {

namespace {
constexpr std::uint32_t kSectionMagic = 0x54434553; // "SECT"
constexpr std::size_t kPage = 4096;

// Before each section's name and content.
struct SectionHeader {
    std::uint32_t magic;
    std::uint32_t kind;
    std::uint32_t nameBytes;
    std::uint32_t sum; // of name and content
    std::uint64_t contentBytes;
};
static_assert(sizeof(SectionHeader) == 24);

// FNV-1a: enough to notice a damaged file.
std::uint32_t sumOf(std::string_view a, std::string_view b) {
    std::uint32_t h = 2166136261u;
    for (const std::string_view part : {a, b})
        for (const char c : part)
            h = (h ^ std::uint8_t(c)) * 16777619u;
    return h;
}

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

// Pages of nothing but zeros become holes.
bool writeSparse(File& file, std::span<const std::byte> bytes) {
    static const std::byte zeros[kPage] = {};
    for (std::size_t at = 0; at < bytes.size(); at += kPage) {
        const std::size_t n = std::min(kPage, bytes.size() - at);
        if (std::memcmp(bytes.data() + at, zeros, n) != 0 && !file.write(bytes.data() + at, n, at))
            return false;
    }
    return ftruncate(file.descriptor(), off_t(bytes.size())) == 0;
}

bool writeSections(File& file, std::uint64_t at, std::span<const Section> sections) {
    for (const Section& s : sections) {
        const SectionHeader h{kSectionMagic, std::uint32_t(s.kind), std::uint32_t(s.name.size()),
                              sumOf(s.name, s.content), s.content.size()};
        std::string all(reinterpret_cast<const char*>(&h), sizeof h);
        all += s.name;
        all += s.content;
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

bool readAll(int fd, std::string& into) {
    char buffer[1 << 16];
    for (;;) {
        const ssize_t n = read(fd, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0)
            return false;
        if (n == 0)
            return true;
        into.append(buffer, std::size_t(n));
    }
}

void parseSections(std::string_view bytes, Recording& to) {
    while (!bytes.empty()) {
        SectionHeader h;
        if (bytes.size() < sizeof h) {
            to.damage.push_back("The recording breaks off inside a section; what follows is lost.");
            return;
        }
        std::memcpy(&h, bytes.data(), sizeof h);
        bytes.remove_prefix(sizeof h);
        if (h.magic != kSectionMagic || h.nameBytes > bytes.size() ||
            h.contentBytes > bytes.size() - h.nameBytes) {
            to.damage.push_back("A section of the recording is damaged; it and what follows are lost.");
            return;
        }
        Section s{SectionKind(h.kind), std::string(bytes.substr(0, h.nameBytes)),
                  std::string(bytes.substr(h.nameBytes, h.contentBytes))};
        bytes.remove_prefix(h.nameBytes + std::size_t(h.contentBytes));
        if (sumOf(s.name, s.content) == h.sum)
            to.sections.push_back(std::move(s));
        else
            to.damage.push_back("A section of the recording (" + s.name + ") is damaged and was left out.");
    }
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
    const File file(path, O_RDONLY);
    struct stat info {};
    if (!file.isOpen())
        return Error{"The recording " + path + " could not be opened: " + std::strerror(errno) + "."};
    if (fstat(file.descriptor(), &info) == 0 && S_ISDIR(info.st_mode))
        return Error{path + " is a folder, not a recording."};
    std::string all;
    if (!readAll(file.descriptor(), all))
        return Error{"The recording " + path + " could not be read: " + std::strerror(errno) + "."};
    const std::span<const std::byte> bytes = std::as_bytes(std::span(all));
    if (const Outcome sound = Reader::check(bytes); !sound)
        return Error{path + ": " + sound.error()};

    Recording recording;
    std::uint32_t units = 0;
    std::memcpy(&units, all.data() + offsetof(wire::Header, nextUnit), sizeof units);
    std::size_t traceBytes =
        std::size_t(std::clamp(units, wire::kHeaderUnits, wire::kMaxUnits)) * wire::kUnitBytes;
    if (traceBytes > all.size()) {
        recording.damage.push_back("The recording is cut short: its last events are missing.");
        traceBytes = all.size();
    } else {
        parseSections(std::string_view(all).substr(traceBytes), recording);
    }
    recording.trace.assign(bytes.begin(), bytes.begin() + std::ptrdiff_t(traceBytes));
    recording.trace.resize((traceBytes + wire::kUnitBytes - 1) / wire::kUnitBytes * wire::kUnitBytes);
    return recording;
}

} // namespace forkscope::trace
