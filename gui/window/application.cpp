// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/application.h"

#include "engine/batch/run_folder.h"
#include "gui/window/main_window.h"
#include "gui/window/play_offscreen.h"

#include <QApplication>
#include <QDir>

namespace forkscope::gui {

static void nameApplication() {
    QApplication::setApplicationName(QStringLiteral("forkscope"));
    QApplication::setOrganizationName(QStringLiteral("forkscope"));
    QApplication::setApplicationDisplayName(QStringLiteral("Forkscope"));
    QApplication::setApplicationVersion(QStringLiteral(FORKSCOPE_VERSION));
    QApplication::setDesktopFileName(QStringLiteral("org.forkscope.Forkscope"));
}

int runWindow(int argc, char** argv) {
    nameApplication();
    const bool display = hasDisplay();
    if (!display)
        qputenv("QT_QPA_PLATFORM", "offscreen");
    QApplication application(argc, argv);
    if (!display)
        return playOffscreen(QApplication::arguments().value(1));
    batch::removeLeftRunFolders(QDir::tempPath());
    Settings settings;
    Theme::instance().apply(settings.theme().value_or(Theme::systemMode()));
    MainWindow window;
    window.setLibrary(
        lesson::LessonLibrary::load(lesson::LessonLibrary::defaultFolders(settings.lessonFolders())));
    window.show();
    if (const QStringList arguments = QApplication::arguments(); arguments.size() > 1)
        window.open(arguments[1]);
    return QApplication::exec();
}

} // namespace forkscope::gui
