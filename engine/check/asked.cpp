// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/asked.h"

#include "engine/check/fields.h"
#include "engine/check/talk_check.h"
#include "engine/check/words.h"

namespace forkscope::check {

Result<Asked> Asked::make(const Ask& ask) {
    QVariantMap own = ask.fields, common;
    for (const QString& key : {QStringLiteral("message"), QStringLiteral("runs")})
        if (own.contains(key))
            common.insert(key, own.take(key));
    Fields fields(common);
    Asked asked;
    asked.result_.title = ask.title;
    asked.message_ = fields.textIf("message", "message = \"two buyers were inside at once\"");
    const QString runs = fields.textIf("runs", "runs = \"some\"");
    if (runs == u"plain")
        asked.which_ = Which::Plain;
    else if (runs == u"shuffled")
        asked.which_ = Which::Shuffled;
    else if (runs == u"some")
        asked.which_ = Which::Some;
    else
        fields.needs(
            runs.isEmpty() || runs == u"all",
            tr("\"runs\" is \"all\", \"plain\", \"shuffled\" or \"some\", and not \"%1\".").arg(runs));
    if (const QString fault = fields.fault(); !fault.isEmpty())
        return Error{fault.toStdString()};
    auto check = makeCheck(ask.kind, own);
    if (!check)
        return Error{check.error()};
    asked.check_ = std::move(*check);
    return asked;
}

const TalkPlan* Asked::talk() const {
    const auto* talk = dynamic_cast<const TalkCheck*>(check_.get());
    return talk ? &talk->plan() : nullptr;
}

bool Asked::isMeant(const RunView& run) const {
    const bool isWanted = which_ == Which::Plain      ? !run.isShuffled
                          : which_ == Which::Shuffled ? run.isShuffled
                                                      : true;
    return isWanted && check_->isAbout(run);
}

bool Asked::look(const RunView& run) {
    if (!isMeant(run))
        return true;
    ++result_.runs;
    const auto finding = check_->look(run);
    if (finding) {
        ++result_.failed;
        result_.findings.push_back(*finding);
    }
    return !finding || which_ == Which::Some;
}

QString Asked::faultSoFar() const {
    return which_ == Which::Some || result_.failed == 0 ? QString() : sentence();
}

void Asked::conclude() {
    const bool isEnough = which_ == Which::Some ? result_.failed < result_.runs : result_.failed == 0;
    if (isEnough)
        result_.findings.clear();
    result_.passed = isEnough;
    if (const auto finding = isEnough ? check_->conclude() : std::nullopt) {
        result_.passed = false;
        result_.findings.push_back(*finding);
    }
    result_.sentence = result_.passed ? QString() : sentence();
}

// "Two buyers were inside at once. In 7 of 20 runs, for example run 4: P5 buyer read …"
QString Asked::sentence() const {
    QString lead = message_.trimmed();
    if (!lead.isEmpty() && !lead.endsWith(u'.') && !lead.endsWith(u'!'))
        lead += u'.';
    if (!lead.isEmpty())
        lead[0] = lead[0].toUpper();
    if (result_.findings.empty())
        return lead;
    const Finding& first = result_.findings.front();
    QString seen = first.sentence;
    if (first.run != 0 && result_.runs > 1)
        seen = (result_.failed == result_.runs
                    ? tr("In each of %1 runs; in run %2: %3")
                    : tr("In %4 of %1 runs, for example run %2: %3")
                          .replace(QStringLiteral("%4"), QString::number(result_.failed)))
                   .arg(QString::number(result_.runs), QString::number(first.run), seen);
    return lead.isEmpty() ? seen : lead + u' ' + seen;
}

} // namespace forkscope::check
