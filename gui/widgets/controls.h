// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Makers of the few kinds of button and label the window is built from, so that each looks the same
// everywhere.
#include "gui/theme/icons.h"

#include <QString>

class QAction;
class QColor;
class QLabel;
class QPushButton;
class QWidget;

namespace forkscope::gui {

QPushButton* makeButton(const QString& text, const QString& iconName, QWidget* parent);
// Flat, for tool bars.
QPushButton* makeToolButton(const QString& text, const QString& iconName, QWidget* parent);
// Flat and small, for title bars.
QPushButton* makeSmallButton(const QString& text, const QString& iconName, QWidget* parent);
// The one filled button of a page.
QPushButton* makePrimaryButton(const QString& text, const QString& iconName, QWidget* parent);
QPushButton* makeLinkButton(const QString& text, QWidget* parent);
QLabel* makeLabel(const QString& text, int pixels, int weight, bool dim, QWidget* parent);
void setTextColor(QLabel* label, const QColor& color);

// The look of the style sheet; refreshes the widget when it changes.
void setLook(QWidget* widget, const char* look);
// A button that shows an action's name, icon, tooltip with keys and enabledness, and triggers it.
void bindButton(QPushButton* button, QAction* action);

} // namespace forkscope::gui
