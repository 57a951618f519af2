// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/error_notes.h"

#include <algorithm>

namespace forkscope::gui {

static constexpr std::size_t kMostNotes = 12; // patterns are looked through for each

static QString wordsOfTrace(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// Names of a message that takes several lines: the first one with something in it.
static QString firstLine(const QString& message) {
    for (const QString& line : message.split(u'\n'))
        if (!line.trimmed().isEmpty())
            return line.trimmed();
    return {};
}

QList<ErrorNote> errorNotes(const world::World& world, const lesson::SubjectIndex& index) {
    std::vector<const world::Process*> raised;
    for (const world::Process& process : world.processes())
        if (process.raised.at >= 0)
            raised.push_back(&process);
    std::ranges::stable_sort(
        raised, [](const world::Process* a, const world::Process* b) { return a->raised.at > b->raised.at; });
    raised.resize(std::min(raised.size(), kMostNotes));
    QList<ErrorNote> notes;
    for (const world::Process* process : raised) {
        const lesson::RaisedException what{wordsOfTrace(process->raised.type),
                                           wordsOfTrace(process->raised.message),
                                           wordsOfTrace(process->raised.traceback)};
        if (const lesson::KnownError* known = index.recognise(what))
            notes.append({process->id, QString::fromStdString(world.labelOf(process->id)),
                          what.type.section(u'.', -1), firstLine(what.message), known->slug,
                          known->pattern.otherwise});
    }
    return notes;
}

} // namespace forkscope::gui
