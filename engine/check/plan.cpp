// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/plan.h"

#include "engine/check/asked.h"
#include "engine/check/fields.h"
#include "engine/check/words.h"

namespace forkscope::check {

namespace {
constexpr int kMostRuns = 200;
}

Result<Runs> readRuns(const QVariantMap& table) {
    Fields fields(table);
    Runs runs;
    runs.plain = fields.number("plain", "plain = 3").value_or(runs.plain);
    runs.shuffled = fields.number("shuffled", "shuffled = 5").value_or(runs.shuffled);
    fields.needs(runs.plain >= 0 && runs.shuffled >= 0 && runs.all() >= 1 && runs.all() <= kMostRuns,
                 tr("There must be 1 to %1 runs. Expected, for example: plain = 3").arg(kMostRuns));
    if (const auto seconds = fields.real("seconds", "seconds = 20")) {
        fields.needs(*seconds > 0 && *seconds <= 600, tr("\"seconds\" must be more than 0 and at most 600."));
        runs.limit = std::chrono::milliseconds(qint64(*seconds * 1000));
    }
    runs.files = fields.texts("files", "files = [\"stock.json\"]");
    for (const QString& file : runs.files)
        fields.needs(!file.contains(u'/') && !file.startsWith(u'.'),
                     tr("\"%1\" is not the plain name of a file.").arg(file));
    runs.input = fields.textIf("input", "input = \"yes\\n\"").toUtf8();
    if (const QString fault = fields.fault(); !fault.isEmpty())
        return Error{fault.toStdString()};
    return runs;
}

Outcome areUnderstood(const QList<Ask>& asks, qsizetype* where) {
    int talks = 0;
    for (qsizetype i = 0; i < asks.size(); ++i) {
        if (where)
            *where = i;
        const auto asked = Asked::make(asks[i]);
        if (!asked)
            return Error{asked.error()};
        talks += asked->talk() != nullptr;
        if (talks > 1)
            return Error{tr("There can be one check tcp_talk in an exercise.").toStdString()};
    }
    return Done{};
}

} // namespace forkscope::check
