// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Before there was a store, progress lay in the settings and the learner's texts in files under programs/ in
// the data folder. Both are brought into the store once, and left where they are.

namespace forkscope::progress {
class Store;
}

namespace forkscope::gui {

// No effect a second time, nor while the store is not kept in its file.
void takeOverOldProgress(progress::Store& store);

} // namespace forkscope::gui
