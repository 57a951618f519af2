// SPDX-License-Identifier: GPL-3.0-or-later
// condition: a condition at some moment of a run, at none, or at its end.
#include "engine/check/kinds.h"
#include "engine/check/words.h"
#include "engine/condition/sentence.h"
#include "engine/condition/watch.h"

namespace forkscope::check {

namespace {

enum class When { Ever, Never, AtEnd };

class ConditionCheck : public Check {
  public:
    ConditionCheck(condition::Condition condition, When when)
        : condition_(std::move(condition)), when_(when) {}

    std::optional<Finding> look(const RunView& run) override {
        const QString text = QString::fromStdString(condition::inWords(condition_));
        if (when_ == When::AtEnd) {
            const Time end = run.stoppedAt >= 0 ? run.stoppedAt : run.history.end();
            const world::World world = run.history.at(end);
            if (condition_.isMetBy({world, run.status, run.isStuck}))
                return std::nullopt;
            return Finding{
                .sentence = tr("At the end it was not so: %1.").arg(text), .run = run.number, .at = end};
        }
        const auto met = condition::firstMet(condition_, run.history, run.status);
        const bool wasMet = met && (run.stoppedAt < 0 || met->at <= run.stoppedAt);
        if (wasMet == (when_ == When::Ever))
            return std::nullopt;
        if (when_ == When::Ever)
            return Finding{.sentence = tr("It never came to this: %1.").arg(text), .run = run.number};
        Finding finding{.sentence = tr("It came to this: %1.").arg(text), .run = run.number, .at = met->at};
        if (met->event.process.value != 0)
            finding.processes.push_back(met->event.process);
        if (met->event.line != 0)
            finding.lines.push_back({met->event.line, met->event.file});
        return finding;
    }

  private:
    condition::Condition condition_;
    When when_;
};

} // namespace

CheckPtr conditionCheck(Fields& fields) {
    QString text;
    When when = When::Ever;
    int given = 0;
    const auto take = [&](const char* key, When meant) {
        if (const QString one = fields.textIf(key, "never = \"processes zombie > 0\""); !one.isEmpty()) {
            text = one;
            when = meant;
            ++given;
        }
    };
    take("ever", When::Ever);
    take("never", When::Never);
    take("at_end", When::AtEnd);
    fields.needs(given == 1, tr("one of ever, never and at_end must be given. Expected, for example: never = "
                                "\"processes zombie > 0\""));
    if (given != 1)
        return nullptr;
    auto condition = condition::Condition::read(text.toStdString());
    fields.needs(bool(condition), condition ? QString() : QString::fromStdString(condition.error()));
    return condition ? std::make_unique<ConditionCheck>(*condition, when) : nullptr;
}

} // namespace forkscope::check
