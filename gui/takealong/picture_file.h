// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A painting as a file: PNG in pixels, SVG and PDF as lines and letters. Either the whole file is there
// afterwards or nothing has changed.
#include "engine/trace/result.h"
#include "gui/takealong/painting.h"

#include <QString>

#include <optional>

namespace forkscope::gui {

enum class PictureFormat { Png, Svg, Pdf };
// By the name's end, in capitals or not; nothing: another one, or none.
std::optional<PictureFormat> pictureFormatOf(const QString& path);

// `scale`: pixels of a PNG for one of the painting; the others have no pixels. The sentence of a failure
// names the path.
Outcome writePicture(const Painting& painting, const QString& path, double scale = 2);

} // namespace forkscope::gui
