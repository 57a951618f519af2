// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The head of the panel of a driven run: who decides who goes next, as a switch; how the run stands; how many
// steps there are, which unfolds them; whether its time runs.
#include "gui/drive/drive_picture.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace forkscope::gui {

class ElidedLabel;
class SegmentedSwitch;

class DriveHead : public QWidget {
    Q_OBJECT
  public:
    explicit DriveHead(QWidget* parent);

    // While a step is under way the headline may stay as it is: it takes a few milliseconds.
    void show(const DrivePicture& picture, bool keepsHeadline);
    void sayHeadline(const QString& text);

    QString headline() const;
    QString timeText() const;
    SegmentedSwitch* modes() const { return modes_; }
    QPushButton* stepsButton() const { return steps_; } // checked: the steps are shown
    QPushButton* timeButton() const { return time_; }

  signals:
    // The switch shows what is, not what was clicked: it moves when the run has another mode. `place`: where
    // a menu of ways would open, on the screen.
    void modeWanted(forkscope::gui::DriveMode mode, const QPoint& place);
    void stepsWanted(bool shown);
    void timeToggled();

  private:
    void showModes(const DrivePicture& picture);
    void showSteps(const DrivePicture& picture);
    void showTime(const DrivePicture& picture);

    DriveMode mode_ = DriveMode::Free;
    SegmentedSwitch* modes_ = nullptr;
    QLabel* headline_ = nullptr;
    QPushButton *steps_ = nullptr, *time_ = nullptr;
    ElidedLabel* clock_ = nullptr;
};

} // namespace forkscope::gui
