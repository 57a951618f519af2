// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/picture.h"

#include "gui/console/console_text.h"
#include "gui/console/console_view.h"
#include "gui/window/main_window.h"
#include "gui/window/workspace.h"

#include <QApplication>
#include <QPixmap>

namespace forkscope::gui {

bool renderPicture(const QString& lessonOrFile, run::Session& session, const QString& pngPath) {
    Theme::instance().apply(Theme::instance().mode());
    MainWindow window;
    window.resize(1520, 900);
    window.setLibrary(lesson::LessonLibrary::load());
    window.open(lessonOrFile);
    window.show();
    window.workspace()->showForeign(&session);
    window.workspace()->console()->text()->settle();
    for (int turn = 0; turn < 3; ++turn) // what one turn computes, the next lays out
        QApplication::processEvents();
    const bool written = window.grab().save(pngPath);
    window.workspace()->showForeign(nullptr); // the session is the caller's and may go first
    return written;
}

} // namespace forkscope::gui
