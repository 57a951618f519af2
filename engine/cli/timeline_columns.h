// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The columns of a timeline in text: who has which place, and what a cell shows. A process keeps its place
// while it lives, then another may have it, so that a program with many short-lived processes stays narrow.
#include "engine/world/world.h"

#include <array>
#include <string>
#include <vector>

namespace forkscope::cli {

class TimelineColumns {
  public:
    // `width`: columns of the terminal that all cells together may take.
    TimelineColumns(bool colours, std::size_t width);

    // Gives new processes and objects a place.
    void update(const world::World& world);
    // Titles, when they have changed or have not been seen for a while; else nothing.
    std::vector<std::string> takeHeader(const world::World& world);
    // The cells, each with the space after it.
    std::string cells(const world::World& world) const;

    std::string bold(const std::string& text) const { return painted("1", text); }
    // What the signs mean, one line.
    std::string legend() const;

  private:
    struct ObjectColumn {
        trace::ObjectId object;
        std::size_t width = 0;
    };
    void place(const world::Process& process, std::size_t room);
    std::size_t objectsWidth() const;
    void addNewObjects(const world::World& world);
    void addObject(const world::World& world, trace::ObjectId id);
    std::string processCell(const world::Process& process) const;
    std::string objectCell(const world::World& world, const ObjectColumn& column) const;
    struct Cell {
        std::string text;
        const char* colour = "2"; // pale: there is nothing to see
    };
    static Cell lockCell(const world::World& world, const world::Lock& lock);
    static Cell cellOf(const world::World& world, trace::ObjectId id, std::size_t width);
    std::string painted(const char* colour, const std::string& text) const;

    bool colours_;
    std::size_t width_;
    std::vector<std::uint32_t> places_;    // index into World::processes(); kFree where nobody is
    std::size_t placed_ = 0;               // processes looked at
    std::vector<std::uint32_t> elsewhere_; // those who found no place
    std::vector<ObjectColumn> objects_;
    std::array<std::size_t, 9> counted_{}; // objects looked at, by the lists of addNewObjects()
    bool isNew_ = true;
    std::size_t rowsSinceHeader_ = 0;
};

} // namespace forkscope::cli
