// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/progress/facts.h"

#include <QStringList>

#include <tuple>

namespace forkscope::progress {

bool onlyGrows(const QString& field) {
    static const QStringList kGrowing{QStringLiteral("read"),  QStringLiteral("reached"),
                                      QStringLiteral("done"),  QStringLiteral("checks"),
                                      QStringLiteral("hints"), QStringLiteral("solution"),
                                      QStringLiteral("passed")};
    return kGrowing.contains(field);
}

FactValue merged(const QString& field, const FactValue& one, const FactValue& other) {
    const auto rank = [&](const FactValue& value) {
        return std::tuple(onlyGrows(field) ? value.text.toInt() : 0, value.at, value.text);
    };
    return rank(one) < rank(other) ? other : one;
}

} // namespace forkscope::progress
