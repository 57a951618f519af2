// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Asks what an animation shall show: which stretch of the run, how fast, how large. Says how long it will be.
#include "gui/takealong/film_frames.h"

#include <QDialog>

class QCheckBox;
class QComboBox;
class QLabel;
class QPushButton;

namespace forkscope::gui {

class FilmChoice : public QDialog {
    Q_OBJECT
  public:
    static constexpr double kLongest = 300; // seconds of film

    // `measured`: the stretch drawn on the timeline, if there is one.
    FilmChoice(timeline::TimeRange whole, std::optional<timeline::TimeRange> measured, QWidget* parent);

    FilmPlan plan() const;
    bool canSave() const;
    QString verdict() const; // "The animation lasts 10 s."

    QComboBox* stretch() const { return stretch_; }
    QComboBox* speed() const { return speed_; }
    QComboBox* width() const { return width_; }
    QCheckBox* timeline() const { return timeline_; }

  private:
    void build();
    void fill(std::optional<timeline::TimeRange> measured);
    void chooseSpeed();
    void refresh();

    timeline::TimeRange whole_;
    QList<timeline::TimeRange> stretches_; // as in stretch_
    QComboBox *stretch_ = nullptr, *speed_ = nullptr, *width_ = nullptr;
    QCheckBox* timeline_ = nullptr;
    QLabel* verdict_ = nullptr;
    QPushButton* save_ = nullptr;
};

} // namespace forkscope::gui
