// SPDX-License-Identifier: GPL-3.0-or-later
// The sections of a recording from somebody else: what is read was there, and is written back as it was.
#include "engine/trace/recording_sections.h"
#include "tests/fuzz/read_script.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    std::vector<std::string> damage;
    const std::string_view bytes(reinterpret_cast<const char*>(data), size);
    const std::vector<trace::Section> sections = trace::readSections(bytes, damage);
    std::size_t total = 0;
    for (const trace::Section& s : sections)
        total += s.name.size() + s.content.size();
    fuzz::require(total <= size);
    fuzz::require(damage.size() <= size / 24 + 1);
    // What was sound is written as it was read.
    std::vector<std::string> again;
    std::string written;
    for (const trace::Section& s : sections)
        written += trace::sectionBytes(s);
    fuzz::require(trace::readSections(written, again) == sections && again.empty());
    return 0;
}
