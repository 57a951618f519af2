// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A fuzzer's few bytes as the steps of a hostile program: what it writes where in a shared trace, and when
// the reader looks. A trace has 851,968 bytes before its first record, so plain random bytes would hardly
// come as far; and records carry a check over themselves, which most steps put right.
//
// One step: a byte that says which (its remainder by Step::Count), then its operands, little-endian. Operands
// that are missing are zeros. make_seeds.py writes the same from real recordings.
#include "engine/trace/wire.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <utility>
#include <vector>

namespace forkscope::fuzz {

enum class Step : std::uint8_t {
    Header,    // u8 place in words of 4 bytes, u32 value
    Directory, // u8 unit, u8 units, u8 stream: an entry as a process makes it
    Entry,     // u8 unit, u64: any entry
    Chunk,     // u8 unit, u32 used, u8 closed
    Raw,       // u8 count, then as many bytes, at the cursor
    Wild,      // 32 bytes: a record but for its check, which is made right
    Record,    // u8 kind, u8 phase and flags, u8 thread, u8 sequence step, u8 object, u8 file, u8 line,
               // i32 value, u16 time step, u8 length, then as many bytes of fields
    Again,     // u8 which of the last records, u8 sequence step, u16 time step: it as a short record
    Short,     // u8 place, u8 sequence step, u16 tag, u16 time step: a short record of any shape
    Move,      // u8 unit, u16 offset in words of 16 bytes: the cursor
    Publish,   // the cursor's chunk says that it is written up to the cursor
    Read,      // u8: bit 0 patience, the rest how many events
    Count
};

// The shared memory of one execution. Played again and again; only what was touched is cleared in between.
class ScriptedTrace {
  public:
    static constexpr std::uint32_t kChunkUnits = 24;
    static constexpr std::uint32_t kUnits = trace::wire::kHeaderUnits + kChunkUnits;
    // How the reader is to read: at the places where the script says so, and by the caller at the end.
    using Look = std::function<void(std::size_t maxEvents, bool patient)>;

    ScriptedTrace();
    // Plays all steps from the beginning, on memory as a TraceStore leaves it.
    void play(std::span<const std::uint8_t> script, const Look& look);
    std::span<const std::byte> bytes() const { return {memory_.get(), kBytes}; }

  private:
    static constexpr std::size_t kBytes = std::size_t(kUnits) * trace::wire::kUnitBytes;
    struct Operands;

    void clear();
    void poke(std::size_t offset, const void* data, std::size_t length);
    template <class T> void pokeValue(std::size_t offset, T value) { poke(offset, &value, sizeof value); }
    void step(Step what, Operands& in, const Look& look);
    void put(const void* data, std::size_t length);
    void putRecord(trace::wire::Record record);
    void putShort(std::uint8_t place, std::uint16_t tag);
    void record(Operands& in);
    void again(Operands& in);
    void advance(std::uint8_t sequence, std::uint16_t time);
    std::size_t unitOffset(std::uint8_t unit) const;

    struct Free {
        void operator()(std::byte* p) const;
    };
    std::unique_ptr<std::byte[], Free> memory_;
    std::vector<std::pair<std::size_t, std::size_t>> touched_; // offset, length
    std::vector<trace::wire::Record> made_;
    std::size_t cursor_ = 0;
    std::size_t chunk_ = 0; // offset of the chunk that the cursor is in
    std::uint64_t sequence_ = 0, time_ = 0;
};

} // namespace forkscope::fuzz
