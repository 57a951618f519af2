// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The field that searches the timeline: Ctrl+F in the timeline opens it, Return and Shift+Return go on and
// back, Esc closes it and forgets what was found. The view outlives it.
#include <QWidget>

class QLabel;
class QLineEdit;
class QPushButton;

namespace forkscope::gui {

class TimelineView;

class TimelineSearchBar : public QWidget {
    Q_OBJECT
  public:
    TimelineSearchBar(TimelineView* view, QWidget* parent);

    void open();
    void close();
    QLineEdit* field() const { return field_; }
    QString verdict() const; // "3 of 17"

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showVerdict();

    TimelineView* view_;
    QLineEdit* field_ = nullptr;
    QLabel* verdict_ = nullptr;
    QPushButton* previous_ = nullptr;
    QPushButton* next_ = nullptr;
};

} // namespace forkscope::gui
