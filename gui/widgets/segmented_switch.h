// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A choice of two or three things side by side, one of them on. Also used as tabs, then drawn with a line
// under the chosen one.
#include <QList>
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;
class QPushButton;

namespace forkscope::gui {

class SegmentedSwitch : public QWidget {
    Q_OBJECT
  public:
    explicit SegmentedSwitch(QWidget* parent = nullptr);

    int add(const QString& text, const QString& iconName = {});
    int current() const;
    void setCurrent(int index); // no signal
    QPushButton* button(int index) const;

  signals:
    void chosen(int index);

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QHBoxLayout* row_ = nullptr;
    QButtonGroup* group_ = nullptr;
};

} // namespace forkscope::gui
