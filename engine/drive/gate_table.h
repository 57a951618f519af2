// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The engine's side of the gate's words in shared memory (wire::GateSlot, Header::gateMode). The program can
// scribble over all of them: look() copies, and what makes no sense in a copy is left out. Nothing here
// waits. One owner, main thread.
#include "engine/trace/store.h"

#include <cstdint>
#include <vector>

namespace forkscope::drive {

struct Slot {
    std::uint32_t index = 0;
    trace::wire::SlotState state = trace::wire::SlotState::Free;
    std::uint32_t grant = 0, taken = 0;
    std::uint32_t stream = 0, tid = 0;
    std::uint8_t number = 0;
    trace::Kind kind = trace::Kind::None;
    std::uint32_t line = 0;
    std::uint64_t object = 0;
    std::uint64_t count = 0;
    std::uint64_t deadline = 0; // of its own time-out, as wire::GateSlot has it
    bool hasDeadline() const { return deadline > trace::wire::kNoPatience; }
    bool neverWaits() const { return deadline == trace::wire::kNoPatience; }

    // Before an operation or blocked in one, with all its grants used.
    bool stands() const {
        return grant == taken &&
               (state == trace::wire::SlotState::AtGate || state == trace::wire::SlotState::Blocked);
    }
    bool isBlocked() const { return state == trace::wire::SlotState::Blocked; }
    bool operator==(const Slot&) const = default;
};

class GateTable {
  public:
    explicit GateTable(trace::TraceStore& store) : store_(&store) {}

    void close(); // everybody stops before the next operation
    void open();  // everybody goes on
    bool isClosed() const;
    // Whether the program's time-outs run on while it is held: else its clock (wire::programNs) stands.
    void letTimeRun(bool runs);

    // ns by which the program's clock is behind CLOCK_MONOTONIC just now.
    std::uint64_t clockLag() const;

    std::vector<Slot> look() const;
    Slot look(std::uint32_t index) const;
    // Lets go who stands at `slot`.
    void grant(std::uint32_t slot, trace::wire::Wish wish, std::uint32_t line = 0);
    // Asks who stands at `slot` for its variables (wire::GateQuestion); it stays where it is.
    void ask(std::uint32_t slot, std::uint32_t number, std::uint32_t about);

  private:
    trace::TraceStore* store_;
};

} // namespace forkscope::drive
