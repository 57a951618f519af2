// SPDX-License-Identifier: GPL-3.0-or-later
// exit_code, ends_within, no_deadlock and nothing_left: how a run comes to its end.
#include "engine/check/kinds.h"
#include "engine/check/stuck.h"
#include "engine/check/words.h"
#include "engine/check/work_time.h"
#include "engine/condition/names.h"
#include "engine/world/explain.h"
#include "engine/world/wait_chain.h"

#include <algorithm>

namespace forkscope::check {

using trace::Event;
using trace::Kind;
using trace::Phase;
using world::Process;
using world::ProcessRole;
using world::World;

namespace {

constexpr Time kSecond = 1'000'000'000;

// The World as it was when the run had not been stopped yet.
World beforeStop(const RunView& run) {
    return run.stoppedAt < 0 ? run.world() : run.history.at(run.stoppedAt);
}

// Why the first process that lives does not go on.
void explainWait(Finding& finding, const World& world, Time at) {
    for (const world::Deadlock& deadlock : world::deadlocks(world)) {
        finding.sentence = QString::fromStdString(world::wordsOf(world, deadlock).text());
        for (const world::WaitFor& link : deadlock.circle) {
            finding.processes.push_back(link.waiter.process);
            finding.lines.push_back({link.line, link.file});
        }
        return;
    }
    QStringList sentences;
    for (const Process& p : world.processes()) {
        if (!p.alive() || p.role == ProcessRole::Helper)
            continue;
        finding.processes.push_back(p.id);
        if (const world::Thread* main = p.mainThread())
            finding.lines.push_back({main->line, main->file});
        if (sentences.size() < 3)
            sentences += QString::fromStdString(world::explainProcess(world, p.id, at));
    }
    for (const std::string& sentence : world::explainFullPipes(world))
        sentences += QString::fromStdString(sentence);
    finding.sentence = sentences.join(u' ');
}

class NoDeadlock : public Check {
  public:
    std::optional<Finding> look(const RunView& run) override {
        if (run.stoppedAt < 0)
            return std::nullopt;
        const World world = beforeStop(run);
        if (!run.isStuck && world::deadlocks(world).empty() && hopelessWaits(world).empty())
            return std::nullopt;
        Finding finding{.run = run.number, .at = run.stoppedAt};
        explainWait(finding, world, run.stoppedAt);
        return finding;
    }
};

class EndsWithin : public Check {
  public:
    explicit EndsWithin(double seconds) : seconds_(seconds) {}

    std::optional<Finding> look(const RunView& run) override {
        if (run.stoppedAt >= 0) {
            const World world = beforeStop(run);
            Finding finding{.run = run.number, .at = run.stoppedAt};
            explainWait(finding, world, run.stoppedAt);
            finding.sentence = tr("It did not end by itself. %1").arg(finding.sentence);
            return finding;
        }
        if (run.isShuffled)
            return std::nullopt;
        const WorkTime time = workTimeOf(run.history);
        const double counted = (double(time.idle) + double(time.busy) / 4) / double(kSecond);
        if (counted <= seconds_)
            return std::nullopt;
        return Finding{.sentence = tr("It took %1 s, for %2 s of which nobody computed; %3 s were asked for.")
                                       .arg(double(time.idle + time.busy) / double(kSecond), 0, 'f', 1)
                                       .arg(double(time.idle) / double(kSecond), 0, 'f', 1)
                                       .arg(seconds_),
                       .run = run.number};
    }

  private:
    double seconds_;
};

class ExitCode : public Check {
  public:
    ExitCode(int status, QString who, bool children)
        : status_(status), who_(who.toStdString()), children_(children) {}

    std::optional<Finding> look(const RunView& run) override {
        const World& world = run.world();
        bool isThere = false;
        for (const Process& p : world.processes()) {
            const bool isMeant = condition::isCalled(world, p, who_);
            isThere = isThere || isMeant;
            if (isMeant ? p.status != status_ : children_ && hasFailed(p, run))
                return finding(run, p);
        }
        if (isThere)
            return std::nullopt;
        return Finding{.sentence = tr("There was no process called %1.").arg(QString::fromStdString(who_)),
                       .run = run.number};
    }

  private:
    // Who was ended by another process of the program did as the program wished.
    static bool hasFailed(const Process& p, const RunView& run) {
        const int status = p.status.value_or(0);
        const bool wasStopped = run.stoppedAt >= 0 && p.exited >= run.stoppedAt;
        return p.role != ProcessRole::Helper && p.role != ProcessRole::Foreign && status != 0 &&
               status != trace::kUnknownStatus && !wasStopped &&
               !(p.signalled.by.value != 0 && p.signalled.signal == -status);
    }
    Finding finding(const RunView& run, const Process& p) const {
        Finding finding{.run = run.number, .at = p.exited, .processes = {p.id}};
        QString how = p.status && *p.status != trace::kUnknownStatus
                          ? QString::fromStdString(world::explainStatus(*p.status))
                          : tr("never ended");
        if (!p.exceptionType.empty())
            how = tr("was ended by %1: %2").arg(textOf(p.exceptionType), textOf(p.exceptionMessage));
        if (run.stoppedAt >= 0 && (p.exited < 0 || p.exited >= run.stoppedAt)) {
            how = tr("did not end by itself");
            finding.at = run.stoppedAt;
        }
        finding.sentence = tr("%1 %2.").arg(labelOf(run.world(), p.id), how);
        if (const world::Thread* main = p.mainThread(); main && main->line != 0)
            finding.lines.push_back({main->line, main->file});
        return finding;
    }

    int status_;
    std::string who_;
    bool children_;
};

class NothingLeft : public Check {
  public:
    explicit NothingLeft(bool joined) : joined_(joined) {}

    std::optional<Finding> look(const RunView& run) override {
        const World& world = run.world();
        const Process* main = nullptr;
        for (const Process& p : world.processes())
            if (p.role == ProcessRole::Main)
                main = &p;
        if (!main)
            return std::nullopt;
        const Time mainEnd = run.stoppedAt >= 0 ? run.stoppedAt : main->exited;
        for (const Process& p : world.processes()) {
            const bool isChild = p.role == ProcessRole::Child || p.role == ProcessRole::Daemon ||
                                 p.role == ProcessRole::Foreign || p.role == ProcessRole::Worker;
            if (isChild && mainEnd >= 0 && (p.exited < 0 || p.exited > mainEnd))
                return finding(run, p,
                               tr("%1 was still there when main had ended.").arg(labelOf(world, p.id)));
            if (joined_ && isChild && !isReapedInTime(run, *main, p))
                return finding(
                    run, p, tr("Nobody joined %1 before main's code had ended.").arg(labelOf(world, p.id)));
        }
        return std::nullopt;
    }

  private:
    static Finding finding(const RunView& run, const Process& p, const QString& sentence) {
        return {.sentence = sentence, .run = run.number, .at = p.exited, .processes = {p.id}};
    }
    static bool isReapedInTime(const RunView& run, const Process& main, const Process& p) {
        if (p.parent != main.id || p.role == ProcessRole::Worker || p.role == ProcessRole::Foreign)
            return true;
        Time codeEnd = INT64_MAX;
        const trace::Log& log = run.log();
        log.each(0, log.size(), [&](const Event& e) {
            if (e.process == main.id && (e.kind == Kind::ProcessMainEnd || e.kind == Kind::ProcessFinalize))
                codeEnd = std::min(codeEnd, e.time);
            return codeEnd == INT64_MAX;
        });
        return p.reaped >= 0 && p.reaped <= codeEnd;
    }

    bool joined_;
};

} // namespace

CheckPtr endsWithin(Fields& fields) {
    const double seconds = fields.real("seconds", "seconds = 5").value_or(0);
    fields.needs(seconds > 0,
                 tr("\"seconds\" is missing or not more than 0. Expected, for example: seconds = 5"));
    return std::make_unique<EndsWithin>(seconds);
}

CheckPtr exitCode(Fields& fields) {
    const int status = fields.number("is", "is = 0").value_or(0);
    const QString who = fields.textIf("who", "who = \"main\"");
    return std::make_unique<ExitCode>(status, who.isEmpty() ? QStringLiteral("main") : who,
                                      fields.yesIf("children", true));
}

CheckPtr noDeadlock(Fields&) {
    return std::make_unique<NoDeadlock>();
}

CheckPtr nothingLeft(Fields& fields) {
    return std::make_unique<NothingLeft>(fields.yesIf("joined", false));
}

} // namespace forkscope::check
