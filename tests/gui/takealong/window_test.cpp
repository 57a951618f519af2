// SPDX-License-Identifier: GPL-3.0-or-later
// The menu's "Save picture" and "Save animation": offered once there is a run, said when they are done, said
// when they fail, and the window stays at its moment.
#include "gui/batch/outcome_model.h"
#include "gui/batch/runs_view.h"
#include "gui/takealong/film_writer.h"
#include "gui/theme/theme.h"
#include "gui/window/moment_sync.h"
#include "gui/window/playhead.h"
#include "gui/window/take_along.h"
#include "tests/gui/window/window_fixture.h"

#include <QAction>
#include <QImage>
#include <QImageReader>
#include <QMenu>
#include <QProgressDialog>
#include <QPushButton>
#include <QTest>

namespace forkscope::tests {

using gui::PictureOf;

class TestWindowTakeAlong : public QObject {
    Q_OBJECT
  private slots:
    void isOfferedOnceThereIsARun();
    void picturesAreSaved();
    void outcomesOfManyRunsAreSaved();
    void withoutFfmpegItIsSaidAndPicturesWork();
    void anAnimationIsSaved();
    void anAnimationIsCancelled();

  private:
    static bool runOne(WindowFixture& f);
};

static const char kProgram[] = "import multiprocessing as mp, time\n"
                               "if __name__ == '__main__':\n"
                               "    child = mp.Process(target=time.sleep, args=(0.3,), name='sleeper')\n"
                               "    child.start()\n"
                               "    child.join()\n";

bool TestWindowTakeAlong::runOne(WindowFixture& f) {
    return f.window().open(f.writeProgram("one.py", kProgram)) && f.runUntilEvents() && f.waitUntilEnded();
}

void TestWindowTakeAlong::isOfferedOnceThereIsARun() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("one.py", kProgram)));
    const auto enabled = [&f] {
        int count = 0;
        for (const char* name : {"pictureOfStage", "pictureOfTimeline", "pictureOfChart", "saveAnimation"})
            count += f.window().findChild<QAction*>(name)->isEnabled();
        return count;
    };
    QCOMPARE(enabled(), 0);
    QVERIFY(f.runUntilEvents());
    QCOMPARE(enabled(), 4);
    QVERIFY(f.waitUntilEnded());
    QMenu menu;
    f.window().actions().fillMenu(&menu);
    bool found = false;
    for (const QAction* action : menu.actions())
        found |= action->menu() && action->menu()->actions().contains(f.window().actions().pictureOfStage);
    QVERIFY(found);
}

void TestWindowTakeAlong::picturesAreSaved() {
    WindowFixture f;
    QVERIFY(runOne(f));
    f.workspace().playhead()->moveTo(f.session()->history().end() - 1'000'000);
    for (const auto& [what, name] : {std::pair(PictureOf::Stage, "stage.png"),
                                     {PictureOf::Timeline, "timeline.svg"},
                                     {PictureOf::Chart, "chart.pdf"}}) {
        const QString path = f.folder() + '/' + name;
        QVERIFY2(f.window().takeAlong()->writePicture(what, path, 2), qPrintable(f.message()));
        QCOMPARE(f.message(), QStringLiteral("The picture is in %1.").arg(path));
        QVERIFY(QFileInfo(path).size() > 1000);
    }
    QVERIFY(!QImage(f.folder() + "/stage.png").isNull());
    QVERIFY(!f.window().takeAlong()->writePicture(PictureOf::Stage, "/nowhere/stage.png", 2));
    QVERIFY(f.message().startsWith("/nowhere/stage.png could not be written: "));
}

void TestWindowTakeAlong::outcomesOfManyRunsAreSaved() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("says.py", "print('tea')\n")));
    const QAction* offered = f.window().actions().pictureOfRuns;
    QVERIFY(!offered->isEnabled());
    const gui::RunsView* runs = f.workspace().runsView();
    emit f.workspace().runsView()->startRequested(2, 60);
    QTRY_VERIFY_WITH_TIMEOUT(runs->batch() && !runs->isRunning() && runs->model()->rowCount() == 1, 60000);
    QVERIFY(offered->isEnabled());
    const QString path = f.folder() + "/runs.png";
    QVERIFY2(f.window().takeAlong()->writePicture(PictureOf::Runs, path, 1), qPrintable(f.message()));
    const QImage picture(path);
    const QRgb accent = gui::colors().accent.rgb();
    int blue = 0;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            blue += picture.pixel(x, y) == accent;
    QVERIFY2(blue > 12 * 300, qPrintable(QString::number(blue))); // the bar of both runs is full
}

void TestWindowTakeAlong::withoutFfmpegItIsSaidAndPicturesWork() {
    WindowFixture f;
    QVERIFY(runOne(f));
    const QByteArray path = qgetenv("PATH");
    const auto restore = qScopeGuard([&path] { qputenv("PATH", path); });
    qputenv("PATH", f.folder().toLocal8Bit());
    f.window().actions().saveAnimation->trigger(); // no dialog: it would be of no use
    QVERIFY(
        f.message().startsWith("Animations need ffmpeg, which is not installed: sudo apt install ffmpeg."));
    QVERIFY(f.window().takeAlong()->writePicture(PictureOf::Timeline, f.folder() + "/timeline.png", 1));
}

void TestWindowTakeAlong::anAnimationIsSaved() {
    WindowFixture f;
    QVERIFY(runOne(f));
    if (!gui::findFfmpeg())
        QSKIP("ffmpeg is missing: no animation was made");
    const trace::Time moment = 150'000'000;
    f.workspace().playhead()->moveTo(moment);
    const QString path = f.folder() + "/run.gif";
    f.window().takeAlong()->makeAnimation({{0, f.session()->history().end()}, 1, 10, 320, true}, path);
    QVERIFY(f.workspace().findChild<QProgressDialog*>());
    QTRY_COMPARE_WITH_TIMEOUT(f.message(), QStringLiteral("The animation is in %1.").arg(path), 60'000);
    QVERIFY(QImageReader(path).imageCount() > 5);
    QTRY_VERIFY(!f.workspace().findChild<QProgressDialog*>());
    QCOMPARE(f.workspace().playhead()->time(), moment);
    QCOMPARE(f.workspace().sync()->shownTime(), moment);
}

void TestWindowTakeAlong::anAnimationIsCancelled() {
    WindowFixture f;
    QVERIFY(runOne(f));
    if (!gui::findFfmpeg())
        QSKIP("ffmpeg is missing: there is nothing to cancel");
    const QStringList before = QDir(f.folder()).entryList(QDir::AllEntries | QDir::Hidden);
    f.window().takeAlong()->makeAnimation({{0, f.session()->history().end()}, 60, 10, 640, true},
                                          f.folder() + "/run.mp4");
    auto* box = f.workspace().findChild<QProgressDialog*>();
    QVERIFY(box);
    QTRY_VERIFY(box->value() > 2);
    box->findChild<QPushButton*>()->click();
    QTRY_COMPARE(f.message(), QStringLiteral("The animation was not saved."));
    QTRY_VERIFY(!f.workspace().findChild<QProgressDialog*>());
    QCOMPARE(QDir(f.folder()).entryList(QDir::AllEntries | QDir::Hidden), before);
}

} // namespace forkscope::tests

QTEST_MAIN(forkscope::tests::TestWindowTakeAlong)
#include "window_test.moc"
