// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Chains of waiting as short texts, to compare.
#include "engine/world/wait_chain.h"
#include "tests/world/script.h"

#include <QStringList>

namespace forkscope::world {

// "P0 > P1 > P2": each waits for the next.
inline QString written(const World& world, const std::vector<WaitFor>& links) {
    QStringList labels;
    for (const WaitFor& link : links) {
        QString label = text(world.labelOf(link.waiter.process)).section(' ', 0, 0);
        if (link.waiter.thread != 0)
            label += QString("/%1").arg(link.waiter.thread);
        labels << label;
    }
    return labels.join(" > ");
}

} // namespace forkscope::world
