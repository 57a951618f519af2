// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A whole window with the real lessons, settings and data of its own, and the few waits that every window
// test needs.
#include "gui/window/main_window.h"
#include "gui/window/workspace.h"
#include "tests/support/watchdog.h"

#include <QTemporaryDir>

#include <chrono>
#include <memory>

namespace forkscope::tests {

class WindowFixture {
  public:
    // Shown, 1400 × 860, home page. `bound`: for all that is done with it.
    explicit WindowFixture(std::chrono::seconds bound = std::chrono::seconds(240));
    ~WindowFixture();

    // The window goes away and comes again, as after a restart: settings and data stay.
    void restart();

    gui::MainWindow& window() { return *window_; }
    gui::Workspace& workspace() { return *window_->workspace(); }
    run::Session* session() { return workspace().runner()->session(); }

    // A program of the learner's own in a folder of its own.
    QString writeProgram(const QString& name, const QByteArray& text);
    QString folder() const { return folder_.path(); }

    // Presses the key where the focus is.
    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = {});
    // Presses Run and waits for the first events.
    bool runUntilEvents();
    bool waitUntilEnded();
    // What the console shows, all of it.
    QString output();
    QString message(); // in the workspace's bar, "" for none
    // Names of the processes in the list of the moment.
    QStringList processStates();

  private:
    QTemporaryDir folder_;
    std::unique_ptr<gui::MainWindow> window_;
    Watchdog watchdog_;
};

} // namespace forkscope::tests
