// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/trace/recording_sections.h"

#include <cstdint>
#include <cstring>
#include <utility>

namespace forkscope::trace {

namespace {
constexpr std::uint32_t kSectionMagic = 0x54434553; // "SECT"
constexpr std::size_t kLongestNameShown = 200;

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
} // namespace

std::vector<Section> readSections(std::string_view bytes, std::vector<std::string>& damage) {
    std::vector<Section> sections;
    while (!bytes.empty()) {
        SectionHeader h;
        if (bytes.size() < sizeof h) {
            damage.push_back("The recording breaks off inside a section; what follows is lost.");
            break;
        }
        std::memcpy(&h, bytes.data(), sizeof h);
        bytes.remove_prefix(sizeof h);
        if (h.magic != kSectionMagic || h.nameBytes > bytes.size() ||
            h.contentBytes > bytes.size() - h.nameBytes) {
            damage.push_back("A section of the recording is damaged; it and what follows are lost.");
            break;
        }
        const std::string_view name = bytes.substr(0, h.nameBytes);
        const std::string_view content = bytes.substr(h.nameBytes, h.contentBytes);
        bytes.remove_prefix(h.nameBytes + std::size_t(h.contentBytes));
        if (sumOf(name, content) == h.sum)
            sections.push_back({SectionKind(h.kind), std::string(name), std::string(content)});
        else
            damage.push_back("A section of the recording (" + std::string(name.substr(0, kLongestNameShown)) +
                             ") is damaged and was left out.");
    }
    return sections;
}

std::string sectionBytes(const Section& s) {
    const SectionHeader h{kSectionMagic, std::uint32_t(s.kind), std::uint32_t(s.name.size()),
                          sumOf(s.name, s.content), s.content.size()};
    std::string all(reinterpret_cast<const char*>(&h), sizeof h);
    all += s.name;
    all += s.content;
    return all;
}

} // namespace forkscope::trace
