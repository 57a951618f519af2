// SPDX-License-Identifier: GPL-3.0-or-later
// A whole recording from somebody else. The first 64 bytes of the input are the file's own, the next 4 say
// how long it is; 256 bytes of directory, then a script for its chunks and sections follow.
#include "engine/trace/recording.h"
#include "tests/fuzz/read_script.h"

#include <algorithm>
#include <fcntl.h>
#include <string>
#include <sys/mman.h>
#include <unistd.h>

namespace {

using namespace forkscope;
namespace wire = trace::wire;

fuzz::ScriptedTrace memory;

void writeAt(int fd, std::span<const std::byte> bytes, std::size_t at) {
    fuzz::require(pwrite(fd, bytes.data(), bytes.size(), off_t(at)) == ssize_t(bytes.size()));
}

std::span<const std::uint8_t> take(std::span<const std::uint8_t>& from, std::size_t count) {
    const auto piece = from.first(std::min(count, from.size()));
    from = from.subspan(piece.size());
    return piece;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static const int fd = memfd_create("recording", MFD_CLOEXEC);
    static const std::string path = "/proc/self/fd/" + std::to_string(fd);
    fuzz::require(fd >= 0 && ftruncate(fd, 0) == 0);
    std::span<const std::uint8_t> input(data, size);
    const auto head = take(input, 64);
    std::uint32_t length = 0;
    const auto lengthBytes = take(input, sizeof length);
    std::copy(lengthBytes.begin(), lengthBytes.end(), reinterpret_cast<std::uint8_t*>(&length));
    const auto sections = take(input, input.size() / 2);
    memory.play(input, [](std::size_t, bool) {});

    constexpr std::size_t kRecords = std::size_t(wire::kHeaderUnits) * wire::kUnitBytes;
    constexpr std::size_t kUnitsWritten = 2;
    writeAt(fd, memory.bytes().first(4096), 0);
    writeAt(fd, std::as_bytes(head), 0);
    writeAt(fd, memory.bytes().subspan(wire::kDirectoryOffset, 4096), wire::kDirectoryOffset);
    writeAt(fd, memory.bytes().subspan(kRecords, kUnitsWritten * wire::kUnitBytes), kRecords);
    writeAt(fd, std::as_bytes(sections), memory.bytes().size());
    if (length != 0)
        fuzz::require(ftruncate(fd, off_t(length % (2 * memory.bytes().size()))) == 0);

    const Result<trace::Recording> loaded = trace::loadRecording(path);
    if (!loaded) {
        fuzz::require(loaded.error().ends_with('.'));
        return 0;
    }
    trace::Log log;
    trace::Reader reader(log, 64);
    while (reader.read(loaded->trace, 8192, false) > 0 || reader.backlog()) {
    }
    fuzz::require(!reader.waiting());
    return 0;
}
