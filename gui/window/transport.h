// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The buttons that play a run: an event back, backwards, play, an event on, and how fast. A row for a title
// bar; the Actions do the work, this shows them and the speed.
#include <QWidget>

class QActionGroup;
class QPushButton;

namespace forkscope::gui {

struct Actions;
class Playback;

class Transport : public QWidget {
    Q_OBJECT
  public:
    // Neither is owned. Connects the Actions to the Playback.
    Transport(const Actions& actions, Playback* playback, QWidget* parent);

  private:
    void connectActions(const Actions& actions);
    void makeSpeedMenu();
    void changeSpeed(int by);
    void show();

    const Actions& actions_;
    Playback* playback_;
    QPushButton* play_ = nullptr;
    QPushButton* back_ = nullptr;
    QPushButton* speed_ = nullptr;
    QActionGroup* speeds_ = nullptr;
};

// "0.25×": how a speed is written.
QString speedText(double speed);

} // namespace forkscope::gui
