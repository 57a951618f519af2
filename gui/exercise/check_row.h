// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One check of an exercise: passed or not by icon, its condition, what was seen. A failed one can show its
// moment: click, Return or the link.
#include "gui/exercise/press_row.h"

class QLabel;

namespace forkscope::gui {

struct CheckPicture {
    bool passed = false;
    QString title, seen;
    bool hasMoment = false;
    QString shownAt; // "46.6 ms" while its moment is shown; else ""
};

class CheckRow : public PressRow {
    Q_OBJECT
  public:
    explicit CheckRow(QWidget* parent);

    void set(const CheckPicture& picture);
    const CheckPicture& picture() const { return picture_; }

  signals:
    void chosen();

  protected:
    void press() override { emit chosen(); }
    void paintEvent(QPaintEvent* event) override;

  private:
    CheckPicture picture_;
    QLabel *title_ = nullptr, *seen_ = nullptr, *link_ = nullptr;
};

} // namespace forkscope::gui
