// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/paths.h"

namespace forkscope::tests {

QString lessonsSource() {
    return QStringLiteral(FORKSCOPE_LESSONS_SOURCE);
}

QString smallLessons() {
    return QStringLiteral(FORKSCOPE_SMALL_LESSONS);
}

} // namespace forkscope::tests
