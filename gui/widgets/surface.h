// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A plain ground in a colour of the theme, for whatever lies on it.
#include "gui/theme/theme.h"

#include <QPainter>
#include <QWidget>

namespace forkscope::gui {

class Surface : public QWidget {
  public:
    Surface(QColor Colors::*role, QWidget* parent) : QWidget(parent), role_(role) {}

  protected:
    void paintEvent(QPaintEvent*) override { QPainter(this).fillRect(rect(), colors().*role_); }

  private:
    QColor Colors::*role_;
};

} // namespace forkscope::gui
