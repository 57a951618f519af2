// SPDX-License-Identifier: GPL-3.0-or-later
// one_at_a_time and at_most: how many processes are inside at once.
#include "engine/check/kinds.h"
#include "engine/check/stays.h"
#include "engine/check/words.h"

#include <algorithm>

namespace forkscope::check {

namespace {

Guarded guardedBy(Fields& fields) {
    Guarded guarded;
    int given = 0;
    const auto take = [&](const char* key, Guarded::By by, const char* example) {
        if (const QString name = fields.textIf(key, example); !name.isEmpty()) {
            guarded = {by, name};
            ++given;
        }
    };
    take("file", Guarded::By::File, "file = \"stock.json\"");
    take("object", Guarded::By::Object, "object = \"counter\"");
    take("region", Guarded::By::Region, "region = \"sell\"");
    take("function", Guarded::By::Function, "function = \"sell\"");
    take("holding", Guarded::By::Holding, "holding = \"slots\"");
    fields.needs(given == 1,
                 tr("one of file, object, region, function and holding must be given. Expected, for "
                    "example: file = \"stock.json\""));
    return guarded;
}

// Those who are inside when `stay` begins, itself last; one stay for each process.
std::vector<Stay> insideAt(const std::vector<Stay>& stays, std::size_t i) {
    std::vector<Stay> inside;
    for (std::size_t k = 0; k < i; ++k) {
        const bool isThere = stays[k].toOrder > stays[i].fromOrder && stays[k].process != stays[i].process;
        if (isThere && std::none_of(inside.begin(), inside.end(),
                                    [&](const Stay& s) { return s.process == stays[k].process; }))
            inside.push_back(stays[k]);
    }
    inside.push_back(stays[i]);
    return inside;
}

class Inside : public Check {
  public:
    Inside(Guarded guarded, int most, int least, bool mustBeUsed)
        : guarded_(std::move(guarded)), most_(most), least_(least), mustBeUsed_(mustBeUsed) {}

    std::optional<Finding> look(const RunView& run) override {
        const Stays stays = staysIn(run, guarded_);
        if (!stays.missing.isEmpty())
            return Finding{.sentence = tr("It cannot be looked at: %1.").arg(stays.missing),
                           .run = run.number};
        if (!stays.wasTouched && mustBeUsed_)
            return Finding{.sentence = nobodySentence(), .run = run.number};
        for (std::size_t i = 0; i < stays.list.size(); ++i) {
            std::vector<Stay> inside = insideAt(stays.list, i);
            if (int(inside.size()) > greatest_)
                greatest_ = int(inside.size());
            if (int(inside.size()) > most_)
                return finding(run, inside);
        }
        return std::nullopt;
    }

    std::optional<Finding> conclude() override {
        if (greatest_ >= least_)
            return std::nullopt;
        return Finding{.sentence = tr("In no run were more than %1 %2 at once; %3 should be able to.")
                                       .arg(greatest_)
                                       .arg(where())
                                       .arg(least_)};
    }

  private:
    QString where() const {
        switch (guarded_.by) {
        case Guarded::By::File:
        case Guarded::By::Object:
            return tr("between reading and writing %1").arg(guarded_.name);
        case Guarded::By::Holding:
            return tr("holding %1").arg(guarded_.name);
        case Guarded::By::Region:
        case Guarded::By::Function:
            break;
        }
        return tr("inside %1").arg(guarded_.name);
    }
    QString nobodySentence() const {
        switch (guarded_.by) {
        case Guarded::By::File:
        case Guarded::By::Object:
            return tr("Nobody reads or writes %1.").arg(guarded_.name);
        case Guarded::By::Holding:
            return tr("Nobody gets %1.").arg(guarded_.name);
        case Guarded::By::Region:
        case Guarded::By::Function:
            break;
        }
        return tr("Nobody does anything inside %1.").arg(guarded_.name);
    }

    Finding finding(const RunView& run, const std::vector<Stay>& inside) const {
        const Stay& last = inside.back();
        const Stay& before = inside.front();
        const bool isData = guarded_.by == Guarded::By::File || guarded_.by == Guarded::By::Object;
        Finding finding{.run = run.number, .at = last.from, .stays = inside};
        for (const Stay& s : inside) {
            finding.processes.push_back(s.process);
            finding.lines.push_back({s.fromLine, {}});
        }
        const QString who = labelOf(run.world(), last.process), other = labelOf(run.world(), before.process);
        if (most_ > 1) {
            QStringList names;
            for (const Stay& s : inside)
                names += labelOf(run.world(), s.process);
            finding.sentence = tr("%1 were %2 at once: %3.")
                                   .arg(inside.size())
                                   .arg(where(), names.join(QStringLiteral(", ")));
        } else if (isData) {
            finding.sentence =
                tr("%1 read %2%3 while %4, who had read it too, had not written it yet%5.")
                    .arg(who, guarded_.name, inLine(last.fromLine), other, inLine(before.toLine));
        } else {
            finding.sentence = tr("%1 was %2%3 while %4 was there too%5.")
                                   .arg(who, where(), inLine(last.fromLine), other, inLine(before.fromLine));
        }
        return finding;
    }

    Guarded guarded_;
    int most_, least_;
    bool mustBeUsed_;
    int greatest_ = 0;
};

} // namespace

CheckPtr oneAtATime(Fields& fields) {
    const Guarded guarded = guardedBy(fields);
    return std::make_unique<Inside>(guarded, 1, 0, true);
}

CheckPtr atMost(Fields& fields) {
    const Guarded guarded = guardedBy(fields);
    const int n = fields.number("n", "n = 3").value_or(0);
    const int least = fields.number("least", "least = 2").value_or(0);
    fields.needs(n >= 1, tr("\"n\" must be at least 1. Expected, for example: n = 3"));
    fields.needs(least <= n, tr("\"least\" must not be more than \"n\"."));
    return std::make_unique<Inside>(guarded, n, least, true);
}

} // namespace forkscope::check
