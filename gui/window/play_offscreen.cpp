// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/play_offscreen.h"

#include "engine/cli/cli.h"
#include "engine/cli/play.h"
#include "gui/window/picture.h"
#include "gui/window/program_desk.h"
#include "gui/window/settings.h"

#include "engine/lesson/lesson_library.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

#include <cstdio>

namespace forkscope::gui {

static void print(const QString& sentence) {
    std::printf("%s\n", qUtf8Printable(sentence));
    std::fflush(stdout);
}

static QString words(const char* text) {
    return QCoreApplication::translate("PlayOffscreen", text);
}

bool hasDisplay() {
    return qEnvironmentVariableIsSet("DISPLAY") || qEnvironmentVariableIsSet("WAYLAND_DISPLAY") ||
           qEnvironmentVariableIsSet("QT_QPA_PLATFORM");
}

// Opens the lesson's first program or the file on `desk` and gets it ready to run.
static Result<RunFiles> prepare(ProgramDesk& desk, const QString& what,
                                const lesson::LessonLibrary& library) {
    const lesson::Lesson* lesson = QFileInfo::exists(what) ? nullptr : library.find(what);
    if (lesson && lesson->programs.isEmpty())
        return Error{words("This lesson has no programs.").toStdString()};
    const Result<QString> text = lesson ? desk.openLesson(*lesson, lesson->programs.first())
                                        : desk.openFile(QFileInfo(what).absoluteFilePath());
    if (!text)
        return Error{text.error()};
    return desk.prepareRun(*text);
}

static int play(run::Session& session, const QString& what, const lesson::LessonLibrary& library,
                ProgramDesk& desk) {
    if (what.endsWith(QLatin1String(".fscope"))) {
        const Outcome opened = session.open(what);
        if (!opened)
            std::fprintf(stderr, "forkscope: %s\n", opened.error().c_str());
        return opened ? 0 : cli::kOwnFailure;
    }
    const Result<RunFiles> files = prepare(desk, what, library);
    if (!files) {
        std::fprintf(stderr, "forkscope: %s\n", files.error().c_str());
        return cli::kOwnFailure;
    }
    run::LaunchSpec spec;
    spec.program = files->program;
    spec.workingFolder = files->folder;
    spec.interpreter = Settings().interpreter();
    spec.keepOrphans = false;
    return cli::play(session, spec);
}

int playOffscreen(const QString& what) {
    const lesson::LessonLibrary library = lesson::LessonLibrary::load();
    QString chosen = what;
    if (chosen.isEmpty() && !library.lessons().isEmpty())
        chosen = library.lessons().first().id;
    print(words("There is no display, so the window can't open: %1 plays here in the terminal.")
              .arg(library.find(chosen) ? words("lesson %1").arg(chosen) : QFileInfo(chosen).fileName()));
    ProgramDesk desk;
    run::Session session;
    if (const int status = play(session, chosen, library, desk); status != 0)
        return status;
    const QString path =
        QDir::temp().filePath(QStringLiteral("forkscope-%1.png").arg(QFileInfo(chosen).completeBaseName()));
    if (!renderPicture(chosen, session, path)) {
        std::fprintf(stderr, "forkscope: %s\n",
                     qUtf8Printable(words("The picture could not be written to %1.").arg(path)));
        return cli::kOwnFailure;
    }
    print(words("A picture of the window: %1").arg(path));
    return 0;
}

} // namespace forkscope::gui
