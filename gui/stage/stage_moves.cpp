// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_moves.h"

#include <algorithm>

namespace forkscope::gui {

using namespace motion;

namespace {
StageStop at(world::ProcessId process) {
    return {process, {}, Spot::None, 0};
}

// What happened to one process: signal, fall, reap follow each other, also where all of it happened between
// two pictures. `delay`: when its first beat begins.
void beatsOf(const StageCard& was, const StageCard& is, int delay, StageMoves& moves) {
    const auto fly = [&](MoveKind kind, std::vector<StageStop> way, const QString& text) {
        moves.flights.push_back(
            {kind, std::uint64_t(is.process.value), {}, text, 1, delay, kBeat, std::move(way)});
        delay += kBeat;
    };
    if (is.signalBy.value && is.signalAt != was.signalAt)
        fly(MoveKind::Bolt, {at(is.signalBy), at(is.process)}, {});
    if (is.ended && !was.ended && is.killed) {
        moves.cards.push_back({is.process, CardChange::Falls, delay, is.gone ? delay + kBeat : delay});
        delay += kBeat;
    } else if (was.tone != is.tone || was.gone != is.gone) {
        moves.cards.push_back({is.process, CardChange::Fades, delay, delay});
    }
    if (is.gone && !was.gone && is.parent.value)
        fly(MoveKind::ExitTag, {at(is.process), at(is.parent)}, is.exitText);
}
} // namespace

void processMoves(const StagePicture& before, const StagePicture& now, StageMoves& moves) {
    int delay = 0; // the end of main's code comes before what it does to others
    for (std::size_t i = 0; i < std::min(before.cards.size(), now.cards.size()); ++i)
        if (now.cards[i].mainEnded && !before.cards[i].mainEnded) {
            moves.flights.push_back({MoveKind::EndTag,
                                     now.cards[i].process.value,
                                     {},
                                     MomentModel::tr("end"),
                                     1,
                                     0,
                                     kBeat,
                                     {at(now.cards[i].process)}});
            delay = kBeat;
        }
    for (std::size_t i = 0; i < now.cards.size(); ++i) {
        if (i >= before.cards.size())
            moves.cards.push_back({now.cards[i].process, CardChange::Appears});
        else
            beatsOf(before.cards[i], now.cards[i],
                    now.cards[i].signalAt != before.cards[i].signalAt ? delay : 0, moves);
    }
}

StageMoves movesBetween(const StagePicture& before, const StagePicture& now) {
    StageMoves moves;
    processMoves(before, now, moves);
    for (const StageObject& is : now.objects) {
        const StageObject* was = before.object(is.id);
        if (!was || *was == is)
            continue;
        if (was->deeds != is.deeds)
            moves.pulses.push_back(is.id);
        objectMoves(before, *was, is, moves.flights);
    }
    return moves;
}

} // namespace forkscope::gui
