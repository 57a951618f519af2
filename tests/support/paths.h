// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// For tests: where things are in the source tree. Functions rather than macros, so that a test's object file does
// not depend on the folder that the tree lies in.
#include <QString>

namespace forkscope::tests {

// The folder of the installed lessons, in the source tree.
QString lessonsSource();
// A folder with small lessons for tests of the pages.
QString smallLessons();

} // namespace forkscope::tests
