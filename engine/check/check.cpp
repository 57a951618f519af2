// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/check.h"

#include "engine/check/kinds.h"
#include "engine/check/words.h"

#include <algorithm>

namespace forkscope::check {

namespace {

struct KindOfCheck {
    const char* name;
    CheckPtr (*make)(Fields&);
};
constexpr KindOfCheck kKinds[] = {
    {"one_at_a_time", oneAtATime},   {"at_most", atMost},
    {"no_deadlock", noDeadlock},     {"ends_within", endsWithin},
    {"exit_code", exitCode},         {"nothing_left", nothingLeft},
    {"output", printedOutput},       {"result", result},
    {"consumed_once", consumedOnce}, {"uses", uses},
    {"uses_not", usesNot},           {"speed_up", speedUp},
    {"tcp_talk", tcpTalk},           {"condition", conditionCheck},
};

} // namespace

QStringList checkKinds() {
    QStringList names;
    for (const KindOfCheck& kind : kKinds)
        names += QLatin1String(kind.name);
    return names;
}

Result<std::unique_ptr<Check>> makeCheck(const QString& kind, const QVariantMap& fields) {
    const auto* const found = std::find_if(std::begin(kKinds), std::end(kKinds), [&](const KindOfCheck& k) {
        return kind == QLatin1String(k.name);
    });
    if (found == std::end(kKinds))
        return Error{tr("\"%1\" is no kind of check. Known are: %2.")
                         .arg(kind, checkKinds().join(QStringLiteral(", ")))
                         .toStdString()};
    Fields read(fields);
    CheckPtr check = found->make(read);
    if (const QString fault = read.fault(); !fault.isEmpty())
        return Error{fault.toStdString()};
    return check;
}

} // namespace forkscope::check
