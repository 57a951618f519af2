// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The page "What Forkscope cannot see" (resources/help), in a window of its own that may stay open beside the
// main one.
#include <QString>

class QWidget;

namespace forkscope::gui {

// One such window for each `parent`: asked for again, it comes to the front.
void showUnseenPage(QWidget* parent);
// Its Markdown; never empty.
QString unseenPageText();

} // namespace forkscope::gui
