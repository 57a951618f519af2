// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Folders of lessons that were added by hand: the box that lists them.
#include <QStringList>

#include <optional>

class QWidget;

namespace forkscope::gui {

// A folder to add; "" when the box was left.
QString chooseLessonsFolder(QWidget* parent);
// The list as it is when the box is closed; nothing when it was left without a change.
std::optional<QStringList> editLessonFolders(QWidget* parent, const QStringList& current);

} // namespace forkscope::gui
