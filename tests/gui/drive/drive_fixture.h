// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What tests of the window that drive real programs share: programs, whose turn it is, stepping by number.
#include "gui/drive/drive_view.h"
#include "gui/window/drive_panel.h"
#include "tests/gui/window/window_fixture.h"

#include <QtTest>

namespace forkscope::tests {

using gui::DrivePicture;
using gui::DriveRow;
using gui::DriveView;

inline constexpr int kBound = 120'000; // ms, for a busy machine

inline const QByteArray kLocks = "import multiprocessing as mp\n"
                                 "def work(first, second):\n"
                                 "    with first:\n"
                                 "        with second:\n"
                                 "            print('both', flush=True)\n"
                                 "if __name__ == '__main__':\n"
                                 "    context = mp.get_context('fork')\n"
                                 "    left, right = context.Lock(), context.Lock()\n"
                                 "    both = [context.Process(target=work, args=(left, right)),\n"
                                 "            context.Process(target=work, args=(right, left))]\n"
                                 "    for process in both: process.start()\n"
                                 "    for process in both: process.join()\n";

inline DriveView& viewOf(WindowFixture& f) {
    return *f.workspace().drivePanel()->view();
}

inline const DriveRow* rowOf(WindowFixture& f, const QString& tag) {
    for (const DriveRow& row : viewOf(f).picture().rows)
        if (row.tag == tag)
            return &row;
    return nullptr;
}

inline bool isMyTurn(WindowFixture& f) {
    const DrivePicture::Phase phase = viewOf(f).picture().phase;
    return phase == DrivePicture::Phase::Choice || phase == DrivePicture::Phase::Stuck;
}

#define WAIT_FOR_TURN(f) QTRY_VERIFY2_WITH_TIMEOUT(isMyTurn(f), qPrintable(viewOf(f).headline()), kBound)

inline void holdAtTheStart(WindowFixture& f, const QByteArray& program) {
    QVERIFY(f.window().open(f.writeProgram("program.py", program)));
    f.press(Qt::Key_F5, Qt::AltModifier);
    WAIT_FOR_TURN(f);
    QVERIFY(viewOf(f).hasFocus());
    QCOMPARE(viewOf(f).picture().rows.size(), std::size_t(1));
}

// Presses the number of a process until `isThere`.
template <class Condition> void stepUntil(WindowFixture& f, Qt::Key number, Condition isThere) {
    for (int steps = 0; steps < 60 && !isThere(); ++steps) {
        f.press(number);
        WAIT_FOR_TURN(f);
    }
    QVERIFY(isThere());
}

inline bool standsAt(WindowFixture& f, const QString& tag, const QString& next, int line) {
    const DriveRow* row = rowOf(f, tag);
    return row && row->line == line && row->next.startsWith(next);
}

} // namespace forkscope::tests
