// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Stroke icons from resources/icons, drawn as vectors in a colour of the theme, so they are sharp at any
// scale and follow the theme by themselves.
#include <QColor>
#include <QIcon>
#include <QRectF>

class QPainter;

namespace forkscope::gui {

enum class IconTone { Text, Dim, Accent, OnAccent, OnStop, Running };

// The tone is looked up at each painting.
QIcon icon(const QString& name, IconTone tone = IconTone::Text);
// The application's own mark, in its colours.
QIcon applicationIcon();
void paintIcon(QPainter& painter, const QString& name, const QRectF& where, const QColor& color);

} // namespace forkscope::gui
