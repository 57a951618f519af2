// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A picture of the window showing a run, for a machine without a display: rendered offscreen, written as PNG.
#include "engine/run/session.h"

#include <QString>

namespace forkscope::gui {

// What `lessonOrFile` names is opened and the run of `session`, which stays the caller's, is shown at its end
// (or now, if it still runs). Needs a QApplication. False when the picture could not be written.
bool renderPicture(const QString& lessonOrFile, run::Session& session, const QString& pngPath);

} // namespace forkscope::gui
