// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Something that went wrong (a deadlock, an exception): a box with a red edge and a warning sign, its name as
// heading, more about it below.
#include <QWidget>

class QLabel;

namespace forkscope::gui {

class TroubleBox : public QWidget {
    Q_OBJECT
  public:
    explicit TroubleBox(QWidget* parent);

    // `spoken`: how a screen reader calls it; empty: by its name alone.
    void say(const QString& name, const QString& richText, const QString& spoken = {});
    QLabel* heading() const { return heading_; }
    QLabel* body() const { return body_; }
    void applyTheme();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QLabel* heading_ = nullptr;
    QLabel* body_ = nullptr;
};

} // namespace forkscope::gui
