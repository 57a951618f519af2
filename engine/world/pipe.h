// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Ends of pipes and connections as the World knows them, and who holds which. An end is known by the device
// and inode of its descriptor: the two ends of a one-way pipe are one PipeEnd, those of a duplex one are two,
// each the other's peer. pipe(2), socketpair(2), Lib/multiprocessing/connection.py.
#include "engine/world/item_list.h"
#include "engine/world/thing.h"

#include <memory>
#include <vector>

namespace forkscope::world {

struct PipeEnd : Thing {
    static constexpr std::string_view kUsualKind = "Pipe";
    ObjectId peer; // of a duplex one; 0 or its own id where both ends have one id, 0 when not known
    bool duplex = false;
    ItemList items;                       // sent to here and not yet received
    std::vector<OpenPut> openSends;       // begun here and not ended
    std::vector<Waiter> readers, writers; // that wait
    std::uint64_t sent = 0, received = 0;
    Deed eof; // somebody met the end of file

    bool hasPeer() const { return peer && peer != id; } // what is sent into it arrives at the peer
    bool operator==(const PipeEnd&) const = default;
};

// What a process holds of an end.
enum EndUse : std::uint8_t { kReads = 1, kWrites = 2, kReadsAndWrites = 3 };
struct HeldEnd {
    ObjectId end;
    std::uint8_t use = 0; // EndUse bits

    bool operator==(const HeldEnd&) const = default;
};

// The ends that one process holds, sorted by id. A fork has its parent's: copies share one list until one of
// them changes.
class HeldEnds {
  public:
    std::uint8_t use(ObjectId end) const; // 0: does not hold it
    void open(ObjectId end, std::uint8_t use);
    void close(ObjectId end, std::uint8_t use);
    void clear() { ends_.reset(); }
    bool empty() const { return !ends_ || ends_->empty(); }
    const std::vector<HeldEnd>& list() const;
    bool operator==(const HeldEnds& other) const { return ends_ == other.ends_ || list() == other.list(); }

  private:
    std::vector<HeldEnd>& edit();

    std::shared_ptr<std::vector<HeldEnd>> ends_;
};

} // namespace forkscope::world
