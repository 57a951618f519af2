// SPDX-License-Identifier: GPL-3.0-or-later
// Orders of driven runs in the window: saved and followed by its dialogs, looked for by shuffling, and the
// same numbers each time.
#include "engine/run/driver.h"
#include "gui/drive/shuffle_dialog.h"
#include "tests/gui/drive/drive_fixture.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRegularExpression>
#include <QSpinBox>
#include <QTimer>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using Phase = DrivePicture::Phase;

class TestWindowOrders : public QObject {
    Q_OBJECT

  private slots:
    void init() { QCoreApplication::setAttribute(Qt::AA_DontUseNativeDialogs); }
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void theDialogsSaveAndFollow();
    void whatCannotBeWrittenOrReadIsSaid();
    void aShuffleFindsADeadlockAndFollowsIt();
    void aShuffleLooksForWhatIsPrinted();
    void aShuffleIsStopped();
    void aConditionThatIsNoneIsSaid();
    void anUndoFindsTheSameNumbers();
};

namespace {

// Answers the file dialog that `open` brings up.
template <class Open> void answerFileDialog(const QString& path, Open open) {
    bool answered = false;
    QTimer poll;
    QObject::connect(&poll, &QTimer::timeout, [&] {
        auto* dialog = qobject_cast<QFileDialog*>(QApplication::activeModalWidget());
        if (!dialog || answered)
            return;
        answered = true;
        dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit"))->setText(path);
        QTest::keyClick(dialog->findChild<QLineEdit*>(QStringLiteral("fileNameEdit")), Qt::Key_Return);
    });
    poll.start(20);
    open();
    QVERIFY(answered);
}

QByteArray textOf(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

void write(const QString& path, const QByteArray& text) {
    QFile file(path);
    QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    QCOMPARE(file.write(text), qint64(text.size()));
}

ShuffleDialog* openShuffle(WindowFixture& f, const QByteArray& program) {
    if (!f.window().open(f.writeProgram("program.py", program)))
        return nullptr;
    f.window().activateWindow(); // a dialog may have closed before
    if (!QTest::qWaitForWindowActive(&f.window()))
        return nullptr;
    f.press(Qt::Key_F5, Qt::AltModifier | Qt::ShiftModifier);
    return f.workspace().findChild<ShuffleDialog*>();
}

} // namespace

void TestWindowOrders::theDialogsSaveAndFollow() {
    WindowFixture f;
    holdAtTheStart(f, kLocks);
    stepUntil(f, Qt::Key_0, [&] { return rowOf(f, "P1") != nullptr; });
    const std::size_t steps = viewOf(f).picture().steps;
    const QString path = f.folder() + "/mine.schedule";
    answerFileDialog(path, [&] { f.window().actions().saveSchedule->trigger(); });
    QVERIFY2(f.message().contains(path), qPrintable(f.message()));
    QVERIFY2(textOf(path).contains("main process.start"), textOf(path));
    answerFileDialog(path, [&] { f.window().actions().followSchedule->trigger(); });
    QTRY_VERIFY_WITH_TIMEOUT(
        isMyTurn(f) && viewOf(f).picture().steps == steps && rowOf(f, "P1") && f.message().isEmpty(), kBound);
    QVERIFY(f.session()->spec().drive.fixSeeds);

    // Edited so that a line is no step: which one is said, and what runs goes on.
    QByteArray text = textOf(path);
    text += "main/1 juggles\n";
    write(path, text);
    answerFileDialog(path, [&] { f.window().actions().followSchedule->trigger(); });
    const QString line = QString::number(text.count('\n'));
    QVERIFY2(f.message().contains(path) && f.message().contains("ine " + line), qPrintable(f.message()));
    QVERIFY(isMyTurn(f));
}

void TestWindowOrders::whatCannotBeWrittenOrReadIsSaid() {
    WindowFixture f;
    holdAtTheStart(f, "print('one')\nprint('two')\n");
    f.press(Qt::Key_0);
    WAIT_FOR_TURN(f);
    write(f.folder() + "/file", "this is no folder");
    const QString nowhere = f.folder() + "/file/order.schedule";
    f.workspace().saveScheduleTo(nowhere);
    QVERIFY2(f.message().contains(nowhere) && f.message().contains("Choose another place"),
             qPrintable(f.message()));
    // The kernel takes no new files there, from whomever.
    f.workspace().saveScheduleTo("/proc/order.schedule");
    QVERIFY2(f.message().contains("/proc/order.schedule could not be written"), qPrintable(f.message()));
    f.workspace().followScheduleOf(f.folder() + "/none.schedule");
    QVERIFY2(f.message().contains("none.schedule could not be read"), qPrintable(f.message()));
    write(f.folder() + "/bytes.schedule", QByteArray("\x00\xff\x01 nothing\n", 12));
    f.workspace().followScheduleOf(f.folder() + "/bytes.schedule");
    QVERIFY2(f.message().contains("bytes.schedule") && f.message().contains("ine 1"),
             qPrintable(f.message()));
    QVERIFY(isMyTurn(f)); // the run is still there
}

void TestWindowOrders::aShuffleFindsADeadlockAndFollowsIt() {
    WindowFixture f;
    const QPointer<ShuffleDialog> dialog = openShuffle(f, kLocks);
    QVERIFY(dialog && dialog->isVisible());
    QVERIFY(!dialog->followButton()->isVisible());
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->shuffle() && !dialog->isRunning(), kBound);
    QVERIFY2(dialog->shuffle()->found(), qPrintable(dialog->told()));
    QVERIFY2(dialog->told().contains("standstill"), qPrintable(dialog->told()));
    const QString path = f.folder() + "/found.schedule";
    answerFileDialog(path, [&] { QTest::mouseClick(dialog->saveButton(), Qt::LeftButton); });
    QVERIFY2(textOf(path).contains("lock.acquire"), textOf(path));
    QTest::mouseClick(dialog->followButton(), Qt::LeftButton);
    QTRY_COMPARE_WITH_TIMEOUT(viewOf(f).picture().phase, Phase::Stuck, kBound);
    QVERIFY(!dialog);
    // The last step can be taken back, and with it the deadlock.
    f.window().activateWindow();
    QTRY_VERIFY(f.window().isActiveWindow());
    QTRY_VERIFY(f.window().actions().undoStep->isEnabled());
    f.window().actions().undoStep->trigger();
    QTRY_VERIFY2_WITH_TIMEOUT(viewOf(f).picture().phase == Phase::Choice,
                              qPrintable(viewOf(f).headline() + f.message()), kBound);
}

void TestWindowOrders::aShuffleLooksForWhatIsPrinted() {
    WindowFixture f;
    ShuffleDialog* dialog =
        openShuffle(f, "import multiprocessing as mp\n"
                       "def say(name):\n"
                       "    print(name, flush=True)\n"
                       "if __name__ == '__main__':\n"
                       "    context = mp.get_context('fork')\n"
                       "    all = [context.Process(target=say, args=(n,)) for n in 'ab']\n"
                       "    for one in all: one.start()\n"
                       "    for one in all: one.join()\n");
    QVERIFY(dialog);
    dialog->condition()->setFocus();
    QTest::keyClicks(dialog->condition(), "output b");
    QTest::keyClick(dialog->condition(), Qt::Key_Return); // starts
    QTRY_VERIFY_WITH_TIMEOUT(dialog->shuffle() && !dialog->isRunning(), kBound);
    QVERIFY2(dialog->shuffle()->found(), qPrintable(dialog->told()));
    QVERIFY2(dialog->told().contains("output b"), qPrintable(dialog->told()));
    dialog->close();
    QTRY_VERIFY(!f.workspace().findChild<ShuffleDialog*>());

    // Nothing to be found, and that is said too.
    dialog = openShuffle(f, "print('one')\n");
    QVERIFY(dialog);
    dialog->times()->setValue(2);
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(dialog->shuffle() && !dialog->isRunning(), kBound);
    QVERIFY2(dialog->told().startsWith("2 runs") && dialog->told().contains("no deadlock"),
             qPrintable(dialog->told()));
    QVERIFY(!dialog->followButton()->isVisible());
}

void TestWindowOrders::aShuffleIsStopped() {
    WindowFixture f;
    ShuffleDialog* dialog =
        openShuffle(f, "import time\nprint('one', flush=True)\nwhile True: time.sleep(0.05)\n");
    QVERIFY(dialog);
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
    QTRY_VERIFY(dialog->isRunning());
    QCOMPARE(dialog->startButton()->text(), QStringLiteral("Stop"));
    QVERIFY(dialog->told().startsWith("0 of 50 runs"));
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
    QTRY_VERIFY_WITH_TIMEOUT(!dialog->isRunning(), kBound);
    QVERIFY2(dialog->told().startsWith("Stopped after 0 runs"), qPrintable(dialog->told()));
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton); // again, and closed over it
    QTRY_VERIFY(dialog->isRunning());
    dialog->close();
    QTRY_COMPARE_WITH_TIMEOUT(processesLeft(), QStringList(), kBound);
}

void TestWindowOrders::aConditionThatIsNoneIsSaid() {
    WindowFixture f;
    ShuffleDialog* dialog = openShuffle(f, kLocks);
    QVERIFY(dialog);
    dialog->condition()->setText("soon");
    QTest::mouseClick(dialog->startButton(), Qt::LeftButton);
    QVERIFY(!dialog->shuffle());
    QVERIFY2(dialog->told().contains("'soon' is no condition"), qPrintable(dialog->told()));
    dialog->close();
}

void TestWindowOrders::anUndoFindsTheSameNumbers() {
    WindowFixture f;
    holdAtTheStart(f, "import random\n"
                      "print('drawn', random.random(), hash('a word'), flush=True)\n"
                      "print('two', flush=True)\n"
                      "print('three', flush=True)\n");
    const QRegularExpression drawn("drawn (.*)");
    stepUntil(f, Qt::Key_0, [&] { return viewOf(f).picture().steps == 2; });
    QTRY_VERIFY(drawn.match(f.output()).hasMatch());
    const QString first = drawn.match(f.output()).captured(1).trimmed();
    QVERIFY(!first.isEmpty());
    const run::Session* before = f.session();
    f.press(Qt::Key_F7, Qt::ShiftModifier);
    QTRY_VERIFY_WITH_TIMEOUT(f.session() != before && isMyTurn(f) && viewOf(f).picture().steps == 1, kBound);
    QTRY_VERIFY(drawn.match(f.output()).hasMatch());
    QCOMPARE(drawn.match(f.output()).captured(1).trimmed(), first);
}

QTEST_MAIN(TestWindowOrders)
#include "test_window_orders.moc"
