// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Pictures of a lesson in the theme that is shown. An author draws them in the light theme's colours, so that
// they look right in any viewer; in the dark theme each of those becomes its counterpart.
#include <QByteArray>
#include <QImage>

namespace forkscope::gui {

QByteArray inThemeColors(QByteArray svg);
// Not wider than `width` logical pixels; null: it is no picture. `ratio`: device pixels for one logical.
QImage themePicture(const QString& path, int width, double ratio);

} // namespace forkscope::gui
