// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Names as tabs in a row, as high as a panel's title, a line under the chosen one. Left and Right walk over
// them.
#include <QWidget>

class QButtonGroup;
class QHBoxLayout;

namespace forkscope::gui {

class TabStrip : public QWidget {
    Q_OBJECT
  public:
    explicit TabStrip(QWidget* parent = nullptr);

    void add(const QString& name);
    void setName(int index, const QString& name);
    void clear();
    int count() const { return count_; }
    int current() const;        // -1: none
    void setCurrent(int index); // no signal

  signals:
    void chosen(int index); // by the learner

  protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    int count_ = 0;
    QHBoxLayout* row_ = nullptr;
    QButtonGroup* buttons_ = nullptr;
};

} // namespace forkscope::gui
