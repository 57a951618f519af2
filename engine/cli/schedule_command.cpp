// SPDX-License-Identifier: GPL-3.0-or-later
// `forkscope schedule JOBS.toml`: real processes share one processor by a policy; measured beside computed.
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/end_signals.h"
#include "engine/cli/options.h"
#include "engine/cli/schedule_report.h"
#include "engine/lab/comparison.h"
#include "engine/lab/job_file.h"
#include "engine/lab/policy_wish.h"
#include "engine/run/session.h"

#include <QCoreApplication>

#include <csignal>
#include <cstdio>

namespace forkscope::cli {

namespace {

using scheduling::Policy;
using scheduling::Time;

struct ScheduleWish {
    lab::JobFile file;
    std::optional<Policy> policy; // none: the kernel's own
    QString interpreter;
    bool asJson = false;
};

Error sentence(const QString& text) {
    return Error{text.toStdString()};
}

std::optional<Time> timeIn(const QString& word) {
    bool isNumber = false;
    const double ms = word.toDouble(&isNumber);
    return isNumber ? scheduling::fromMilliseconds(ms) : std::nullopt;
}

Result<std::optional<Time>> timeOption(const Options& options, const QString& name) {
    if (!options.has(name))
        return std::optional<Time>();
    const std::optional<Time> time = timeIn(options.value(name));
    if (!time)
        return sentence(tr("--%1 wants milliseconds, such as 100.").arg(name));
    return time;
}

Result<std::vector<Time>> slicesOption(const Options& options, const std::vector<Time>& otherwise) {
    if (!options.has(QStringLiteral("slices")))
        return otherwise;
    std::vector<Time> slices;
    for (const QString& word : options.value(QStringLiteral("slices")).split(u',')) {
        const std::optional<Time> slice = timeIn(word);
        if (!slice)
            return sentence(tr("--slices wants milliseconds for each level, such as 400,300,200,100."));
        slices.push_back(*slice);
    }
    return slices;
}

// What the command line says, else what the file does.
Result<std::optional<Policy>> policyOf(const Options& options, const lab::JobFile& file) {
    const auto quantum = timeOption(options, QStringLiteral("quantum"));
    const auto boost = timeOption(options, QStringLiteral("boost"));
    const auto slices = slicesOption(options, file.slices);
    for (const auto* time : {&quantum, &boost})
        if (!*time)
            return Error{time->error()};
    if (!slices)
        return Error{slices.error()};
    lab::JobFile said = file;
    if (options.has(QStringLiteral("policy")))
        said.policy = options.value(QStringLiteral("policy"));
    if (said.policy.isEmpty())
        return sentence(tr("Which policy? Say --policy linux, fcfs, sjf, rr or mlfq."));
    said.quantum = *quantum ? *quantum : file.quantum;
    said.boost = *boost ? *boost : file.boost;
    said.slices = *slices;
    return lab::PolicyWish::of(said, {}).policy();
}

Result<ScheduleWish> readScheduleWish(const QStringList& words) {
    const auto options =
        readOptions(words,
                    {QStringLiteral("policy"), QStringLiteral("quantum"), QStringLiteral("slices"),
                     QStringLiteral("boost"), QStringLiteral("python")},
                    {QStringLiteral("json")}, false);
    if (!options)
        return Error{options.error()};
    if (options->positional.size() != 1)
        return sentence(tr("'schedule' wants one file with jobs, such as jobs.toml."));
    auto file = lab::readJobs(options->positional.first());
    if (!file)
        return Error{file.error()};
    const auto policy = policyOf(*options, *file);
    if (!policy)
        return Error{policy.error()};
    return ScheduleWish{*file, *policy, options->value(QStringLiteral("python")),
                        options->has(QStringLiteral("json"))};
}
} // namespace

int schedule(const QStringList& words) {
    const Result<ScheduleWish> wish = readScheduleWish(words);
    if (!wish) {
        complain(QString::fromStdString(wish.error()));
        return kUsage;
    }
    run::LaunchSpec spec = lab::launchOf(wish->file.jobs, wish->policy, wish->interpreter);
    spec.keepOrphans = false;
    run::Session session;
    int signal = 0;
    const EndSignals signals_([&](int number, bool) {
        if (number != SIGWINCH) {
            signal = number;
            session.stop();
        }
    });
    QObject::connect(&session, &run::Session::noted, &session, [](const QString& s) { complain(s); });
    QObject::connect(&session, &run::Session::ended, qApp, &QCoreApplication::quit, Qt::QueuedConnection);
    if (const Outcome started = session.start(spec); !started) {
        complain(QString::fromStdString(started.error()));
        return kOwnFailure;
    }
    QCoreApplication::exec();
    if (signal != 0)
        return 128 + signal;
    const lab::Comparison comparison = lab::compare(wish->file.jobs, session);
    const QByteArray text = wish->asJson ? scheduleJson(comparison, wish->policy)
                                         : scheduleReport(comparison, wish->policy, session.kernelStates());
    std::fwrite(text.constData(), 1, std::size_t(text.size()), stdout);
    return session.ending().status;
}

} // namespace forkscope::cli
