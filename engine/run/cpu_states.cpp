// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/cpu_states.h"

#include "engine/run/cpu_sampler.h"
#include "engine/run/cpu_switches.h"

#include <QCoreApplication>

#include <cerrno>
#include <csignal>
#include <utility>

namespace forkscope::run {
namespace {

struct CpuWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::CpuStates)
};

bool forbiddenByEnvironment() {
    const QByteArray value = qgetenv("FORKSCOPE_NO_PERF");
    return !value.isEmpty() && value != "0";
}

} // namespace

std::unique_ptr<CpuStates> CpuStates::create() {
    if (forbiddenByEnvironment())
        return std::make_unique<CpuStates>(std::make_unique<CpuSampler>(), true,
                                           CpuWords::tr("FORKSCOPE_NO_PERF is set"));
    if (const Outcome permitted = CpuSwitches::permitted(); !permitted)
        return std::make_unique<CpuStates>(std::make_unique<CpuSampler>(), true,
                                           QString::fromStdString(permitted.error()));
    return std::make_unique<CpuStates>(std::make_unique<CpuSwitches>(), false, QString());
}

CpuStates::CpuStates(std::unique_ptr<CpuSource> source, bool sampled, QString reason)
    : source_(std::move(source)), sampled_(sampled), reason_(std::move(reason)) {}

void CpuStates::useSampler(QString reason) {
    source_ = std::make_unique<CpuSampler>();
    sampled_ = true;
    reason_ = std::move(reason);
}

Outcome CpuStates::attach(pid_t root) {
    if (root <= 0 || (::kill(root, 0) != 0 && errno == ESRCH))
        return Error{
            CpuWords::tr("The processors cannot be watched: process %1 is gone.").arg(root).toStdString()};
    if (const Outcome attached = source_->attach(root); !attached)
        useSampler(QString::fromStdString(attached.error()));
    return Done{};
}

void CpuStates::track(pid_t pid) {
    source_->track(pid);
}

void CpuStates::drain(std::uint64_t startNs, std::vector<CpuChange>& out, std::size_t max) {
    source_->drain(startNs, out, max);
}

QString CpuStates::source() const {
    return sampled_ ? CpuWords::tr("sampled from /proc") : CpuWords::tr("kernel context switches");
}

QString CpuStates::reason() const {
    return reason_;
}

std::optional<QString> CpuStates::takeNote() {
    if (lossSaid_ || lost() == 0)
        return std::nullopt;
    lossSaid_ = true;
    return CpuWords::tr(
        "The program switches between processes faster than can be recorded: some changes between "
        "running and ready are missing.");
}

} // namespace forkscope::run
