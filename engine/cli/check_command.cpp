// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope check LESSON/EXERCISE [FILE.py | FOLDER]`: whether programs pass an exercise, for the terminal
// and for teachers.
#include "engine/cli/check_report.h"
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/options.h"
#include "engine/cli/submissions.h"
#include "engine/lesson/exercise_plan.h"
#include "engine/lesson/lesson_library.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>
#include <QThread>

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <unistd.h>

namespace forkscope::cli {

namespace {

constexpr int kNotPassed = 1;
constexpr int kProgressBar = 40; // columns

// What is asked for.
struct CheckWish {
    check::Plan plan;
    QStringList files;
    bool isFolder = false, asJson = false, isQuiet = false;
    QString csv;
    int atOnce = 1;
};

Error fault(const QString& sentence) {
    return Error{sentence.toStdString()};
}

Result<QStringList> filesOf(const QString& path, bool& isFolder) {
    const QFileInfo info(path);
    isFolder = info.isDir();
    if (!isFolder) {
        if (!info.isFile())
            return fault(tr("There is no file %1.").arg(path));
        return QStringList{path};
    }
    QStringList files;
    const QDir folder(path);
    for (const QString& name : folder.entryList({QStringLiteral("*.py")}, QDir::Files, QDir::Name))
        files += folder.filePath(name);
    if (files.isEmpty())
        return fault(tr("There is no .py file in %1.").arg(path));
    return files;
}

Result<CheckWish> readWish(const Options& options) {
    if (options.positional.isEmpty() || options.positional.size() > 2)
        return fault(tr("Say: forkscope check LESSON/EXERCISE [FILE.py or FOLDER], such as: forkscope check "
                        "08/let-go my_solution.py"));
    const QString name = options.positional[0];
    const auto library = lesson::LessonLibrary::load();
    const lesson::Lesson* found = library.find(name.section(u'/', 0, 0));
    if (!found)
        return fault(
            tr("There is no lesson %1; 'forkscope lessons' lists them.").arg(name.section(u'/', 0, 0)));
    QStringList slugs;
    const lesson::Exercise* exercise = nullptr;
    for (const lesson::Exercise& each : found->exercises) {
        slugs += each.slug;
        if (each.slug == name.section(u'/', 1))
            exercise = &each;
    }
    if (!exercise)
        return fault(tr("Lesson %1 has no exercise %2; it has: %3.")
                         .arg(found->id, name.section(u'/', 1), slugs.join(QStringLiteral(", "))));
    if (exercise->checks.isEmpty())
        return fault(
            tr("The exercise %1 is answered in the window: it asks for no program.").arg(exercise->slug));
    CheckWish wish;
    const Result<check::Plan> plan = lesson::planOf(*exercise, {});
    if (!plan)
        return fault(QString::fromStdString(plan.error()));
    wish.plan = *plan;
    wish.plan.interpreter = options.value("python");
    auto files = filesOf(options.positional.value(1, exercise->starter), wish.isFolder);
    if (!files)
        return fault(QString::fromStdString(files.error()));
    wish.files = *files;
    wish.asJson = options.has("json");
    wish.isQuiet = options.has("quiet");
    wish.csv = options.value("csv");
    bool isNumber = true;
    wish.atOnce =
        options.has("at-once") ? options.value("at-once").toInt(&isNumber) : QThread::idealThreadCount();
    if (!isNumber || wish.atOnce < 1)
        return fault(tr("--at-once needs a number of programs, such as: --at-once 2"));
    return wish;
}

void showProgress(int done, int wanted, const QString& of) {
    const int filled = wanted > 0 ? kProgressBar * done / wanted : 0;
    std::fputs(
        qUtf8Printable(QStringLiteral("\r[%1%2] %3 ")
                           .arg(QString(filled, u'#'), QString(kProgressBar - filled, u'.'),
                                tr("%1 of %2 %3").arg(QString::number(done), QString::number(wanted), of))),
        stderr);
    if (done == wanted)
        std::fputc('\n', stderr);
}

int tell(const CheckWish& wish, const std::vector<Submission>& all) {
    if (wish.asJson)
        std::fputs(jsonOf(all, wish.isFolder).constData(), stdout);
    else
        for (const Submission& s : all)
            std::fputs(qUtf8Printable(wish.isFolder ? lineOf(s) : reportOf(s)), stdout);
    if (!wish.csv.isEmpty())
        if (const Outcome written = writeCsv(wish.csv, all); !written) {
            complain(QString::fromStdString(written.error()));
            return kOwnFailure;
        }
    std::fflush(stdout);
    return std::all_of(all.begin(), all.end(), [](const auto& s) { return s.passed; }) ? 0 : kNotPassed;
}

} // namespace

int check(const QStringList& arguments) {
    const auto options =
        readOptions(arguments, {"csv", "python", "at-once"}, {"json", "quiet"}, /*stopAtPositional*/ false);
    const Result<CheckWish> wish = options ? readWish(*options) : Result<CheckWish>(Error{options.error()});
    if (!wish) {
        complain(QString::fromStdString(wish.error()));
        return kUsage;
    }
    Submissions submissions(wish->plan, wish->files, wish->atOnce);
    int signal = 0;
    const EndSignals signals_([&](int which, bool) {
        if (which == SIGWINCH)
            return;
        signal = which;
        submissions.cancel();
    });
    const bool showsProgress = !wish->isQuiet && isatty(STDERR_FILENO);
    QObject::connect(&submissions, &Submissions::oneDone, &submissions, [&] {
        if (showsProgress && wish->isFolder)
            showProgress(submissions.done(), int(wish->files.size()), tr("programs"));
    });
    QObject::connect(&submissions, &Submissions::runDone, &submissions, [&](int done) {
        if (showsProgress && !wish->isFolder)
            showProgress(done, wish->plan.runs.all(), tr("runs"));
    });
    QObject::connect(&submissions, &Submissions::finished, qApp, &QCoreApplication::quit,
                     Qt::QueuedConnection);
    submissions.start();
    QCoreApplication::exec();
    if (signal != 0)
        return 128 + signal;
    return tell(*wish, submissions.all());
}

} // namespace forkscope::cli
