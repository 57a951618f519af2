// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/run_outcome.h"

#include "engine/batch/comparable.h"
#include "engine/batch/words.h"
#include "engine/run/driver.h"
#include "engine/world/explain.h"
#include "engine/world/wait_chain.h"

#include <QCryptographicHash>
#include <QStringList>

#include <algorithm>

namespace forkscope::batch {

using trace::ProcessId;
using world::Process;
using world::World;

namespace {

constexpr int kTimeOutStatus = 124; // run::Ending

QString labelOf(const World& world, ProcessId id) {
    return QString::fromStdString(world.labelOf(id));
}

// The run as it was before anything was stopped from outside.
class Ends {
  public:
    Ends(const run::Session& session, Time stoppedAt)
        : world_(session.history().now()), stoppedAt_(stoppedAt < 0 ? INT64_MAX : stoppedAt) {
        for (const Process& p : world_.processes())
            if (p.role != world::ProcessRole::Helper)
                shown_.push_back(&p);
    }

    // In the order in which they ended; those that had to be stopped last, in order of appearance.
    QString order() const {
        std::vector<const Process*> ended;
        QStringList words, stopped;
        for (const Process* p : shown_)
            if (endedByItself(*p))
                ended.push_back(p);
            else
                stopped += labelOf(world_, p->id);
        std::stable_sort(ended.begin(), ended.end(),
                         [](const Process* a, const Process* b) { return endOf(*a) < endOf(*b); });
        for (const Process* p : ended)
            words += labelOf(world_, p->id);
        QString all = words.join(QStringLiteral(" → "));
        if (!stopped.isEmpty())
            all = tr("%1 (never ended: %2)")
                      .arg(all.isEmpty() ? tr("nobody") : all, stopped.join(QStringLiteral(", ")));
        return all;
    }

    // Children that failed. Who was ended by another process of the program did as the program wished.
    QStringList failures() const {
        QStringList failed;
        for (const Process* p : shown_) {
            const int status = p->status.value_or(0);
            if (p->role == world::ProcessRole::Main || !endedByItself(*p) || status == 0 ||
                status == trace::kUnknownStatus ||
                (p->signalled.by.value != 0 && p->signalled.signal == -status))
                continue;
            const QString how = p->exceptionType.empty()
                                    ? QString::fromStdString(world::explainStatus(status))
                                    : tr("ended by %1")
                                          .arg(QString::fromUtf8(p->exceptionType.data(),
                                                                 qsizetype(p->exceptionType.size())));
            failed += QStringLiteral("%1 %2").arg(labelOf(world_, p->id), how);
        }
        return failed;
    }

    // -1 where nobody has ended.
    Time last() const {
        Time last = -1;
        for (const Process* p : shown_)
            last = std::max(last, endedByItself(*p) ? endOf(*p) : stoppedAt_);
        return last;
    }

    QHash<int, QString> labelsByPid() const {
        QHash<int, QString> labels;
        for (const Process* p : shown_)
            labels.insert(p->pid, labelOf(world_, p->id));
        return labels;
    }

  private:
    static Time endOf(const Process& p) { return p.exited >= 0 ? p.exited : p.reaped; }
    bool endedByItself(const Process& p) const { return endOf(p) >= 0 && endOf(p) < stoppedAt_; }

    const World& world_;
    Time stoppedAt_;
    std::vector<const Process*> shown_;
};

// Who waited for whom for ever at that moment; empty where nobody did.
QStringList deadlocksAt(const run::Session& session, Time at) {
    const World world = session.history().at(at);
    QStringList told;
    for (const world::Deadlock& deadlock : world::deadlocks(world)) {
        QStringList who;
        for (const world::WaitFor& link : deadlock.circle)
            if (const QString label = labelOf(world, link.waiter.process); !who.contains(label))
                who += label;
        told += who.size() == 1 ? tr("%1 waits for ever").arg(who.first())
                                : tr("a deadlock of %1").arg(who.join(QStringLiteral(", ")));
    }
    return told;
}

QByteArray hashOf(const QString& text, const QByteArray& rest) {
    QCryptographicHash hash(QCryptographicHash::Sha1);
    hash.addData(text.toUtf8());
    hash.addData(rest);
    return hash.result();
}

// What is beyond the kept text is compared as it came.
TextKeys keysOf(const QString& kept, const QByteArray& rest) {
    QStringList lines = kept.split(QLatin1Char('\n'));
    lines.sort();
    return {hashOf(kept, rest), hashOf(lines.join(QLatin1Char('\n')), rest)};
}

void setPrinted(RunOutcome& outcome, const QByteArray& printed, const QHash<int, QString>& labelsByPid) {
    const QByteArray rest = printed.mid(RunOutcome::kKeptText);
    outcome.printed = plainText(printed.left(RunOutcome::kKeptText));
    outcome.comparable = comparableText(outcome.printed, labelsByPid);
    outcome.printedKeys = keysOf(outcome.printed, rest);
    outcome.comparableKeys = keysOf(outcome.comparable, rest);
}

} // namespace

RunOutcome outcomeOf(const run::Session& session, Time stoppedAt) {
    const Ends ends(session, stoppedAt);
    RunOutcome outcome;
    const QStringList failures = ends.failures();
    QStringList words{session.ending().sentence};
    words += failures;
    if (stoppedAt >= 0)
        words += deadlocksAt(session, stoppedAt);
    outcome.ending = words.join(QStringLiteral("; "));
    outcome.status = session.ending().status;
    outcome.isInTime = stoppedAt < 0 || outcome.status != kTimeOutStatus;
    outcome.isGood = outcome.status == 0 && failures.isEmpty() && session.ending().leftOver == 0;
    outcome.endOrder = ends.order();
    outcome.order = session.driver().done();
    const Time last = ends.last();
    outcome.duration = last < 0 ? session.now() : std::min(last, session.now());
    setPrinted(outcome, session.outputUntil(session.now()), ends.labelsByPid());
    return outcome;
}

} // namespace forkscope::batch
