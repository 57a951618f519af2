// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/replay_report.h"

#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/schedule_file.h"

#include <QFileInfo>

#include <algorithm>
#include <cstdio>

namespace forkscope::cli {

namespace {

using batch::RunOutcome;
using drive::Schedule;
using drive::Step;

QString stepText(const Schedule& order, std::size_t number) {
    return number < order.steps.size() ? QString::fromStdString(textOf(order.steps[number])) : tr("the end");
}

// Who computes is a matter of time, and no step that the file could ask for.
Schedule withoutComputing(Schedule order) {
    std::erase_if(order.steps, [](const Step& s) { return s.how == drive::How::Computes; });
    return order;
}

bool isAsTheFileSays(const Schedule& file, const Schedule& order) {
    return std::ranges::equal(withoutComputing(file).steps, withoutComputing(order).steps,
                              [](const Step& wanted, const Step& there) { return fits(wanted, there); });
}

struct Likeness {
    std::size_t order = 0, printed = 0, ending = 0, followed = 0;
    bool isAll(std::size_t count) const {
        return order == count && printed == count && ending == count && followed == count;
    }
};

bool hasOrderOf(const RunOutcome& first, const RunOutcome& outcome) {
    return textOf(outcome.order) == textOf(first.order);
}

Likeness likenessOf(const Schedule& file, const std::vector<RunOutcome>& outcomes) {
    const RunOutcome& first = outcomes.front();
    Likeness same;
    for (const RunOutcome& o : outcomes) {
        same.followed += o.notFollowed.isEmpty();
        same.order += isAsTheFileSays(file, o.order) && hasOrderOf(first, o);
        same.printed += o.comparableKeys.inOrder == first.comparableKeys.inOrder;
        same.ending += o.status == first.status && o.isInTime == first.isInTime;
    }
    return same;
}

void tellFirstDifference(const std::vector<RunOutcome>& outcomes) {
    const RunOutcome& first = outcomes.front();
    for (const RunOutcome& o : outcomes) {
        if (!o.notFollowed.isEmpty())
            return say(tr("Replay %1: %2").arg(o.number).arg(o.notFollowed));
        if (hasOrderOf(first, o))
            continue;
        std::size_t step = 0;
        while (stepText(first.order, step) == stepText(o.order, step))
            ++step;
        return say(tr("Replay %1, step %2: '%3', and in the first replay '%4'.")
                       .arg(o.number)
                       .arg(step + 1)
                       .arg(stepText(o.order, step), stepText(first.order, step)));
    }
}

void tell(const RunWish& wish, const std::vector<RunOutcome>& outcomes, const Likeness& same) {
    say(tr("%1 replays of %2, %3 steps each: %4 in the same order, %5 printed the same, %6 ended the same.")
            .arg(outcomes.size())
            .arg(QFileInfo(wish.scheduleFile).fileName())
            .arg(outcomes.front().order.steps.size())
            .arg(same.order)
            .arg(same.printed)
            .arg(same.ending));
    if (!outcomes.front().order.isExact())
        say(tr("The order is not exact: somebody computed for long, and others were let go on meanwhile."));
    tellFirstDifference(outcomes);
    say(tr("The first has printed:"));
}

} // namespace

int tellReplays(const RunWish& wish, const std::vector<RunOutcome>& outcomes) {
    const Likeness same = likenessOf(wish.spec.drive.schedule, outcomes);
    if (!wish.isQuiet)
        tell(wish, outcomes, same);
    std::fputs(qUtf8Printable(outcomes.front().printed), stdout);
    std::fflush(stdout);
    if (!wish.saveSchedule.isEmpty())
        if (const Outcome saved = writeSchedule(wish.saveSchedule, outcomes.back().order); !saved) {
            complain(QString::fromStdString(saved.error()));
            return kOwnFailure;
        }
    return same.followed < outcomes.size() ? kNotFollowed : same.isAll(outcomes.size()) ? 0 : 1;
}

} // namespace forkscope::cli
