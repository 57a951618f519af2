// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Where to save, and as what: the chosen kind of file gives the name its end, and the name's end, where one
// is typed, wins.
#include <QList>
#include <QString>

#include <optional>

class QWidget;

namespace forkscope::gui {

struct SaveKind {
    QString words;  // "PNG picture"
    QString suffix; // "png"
};

struct SavePlace {
    QString path;
    int kind = 0; // index of the chosen one
};

// `suggested`: folder and name without an end. Nothing: the learner thought better of it.
std::optional<SavePlace> askWhereToSave(QWidget* parent, const QString& title, const QString& suggested,
                                        const QList<SaveKind>& kinds);

} // namespace forkscope::gui
