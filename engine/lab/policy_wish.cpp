// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/policy_wish.h"

#include "engine/lab/job_file.h"

#include <QCoreApplication>

namespace forkscope::lab {

using scheduling::Policy;
using scheduling::PolicyKind;

static const QString kLinux = QStringLiteral("linux");

static QString inWords(const char* text) {
    return QCoreApplication::translate("lab", text);
}

const QStringList& PolicyWish::names() {
    static const QStringList all{kLinux, QStringLiteral("fcfs"), QStringLiteral("sjf"), QStringLiteral("rr"),
                                 QStringLiteral("mlfq")};
    return all;
}

PolicyWish PolicyWish::of(const JobFile& file, const PolicyWish& otherwise) {
    PolicyWish wish = otherwise;
    if (!file.policy.isEmpty())
        wish.name = file.policy;
    wish.quantum = file.quantum.value_or(otherwise.quantum);
    wish.boost = file.boost.value_or(otherwise.boost);
    if (!file.slices.empty())
        wish.slices = file.slices;
    return wish;
}

Result<std::optional<Policy>> PolicyWish::policy() const {
    if (name == kLinux)
        return std::optional<Policy>();
    if (!names().contains(name))
        return Error{
            inWords("There is no policy \"%1\". Say linux, fcfs, sjf, rr or mlfq.").arg(name).toStdString()};
    const Result<Policy> ours = Policy::named(name.toStdString(), quantum, slices, boost);
    if (!ours)
        return Error{ours.error()};
    return std::optional<Policy>(*ours);
}

QString toText(const std::optional<Policy>& policy) {
    return policy ? QString::fromStdString(scheduling::toText(*policy)) : QStringLiteral("Linux");
}

QString shortText(const std::optional<Policy>& policy) {
    if (!policy)
        return QStringLiteral("Linux");
    switch (policy->kind) {
    case PolicyKind::FirstCome:
        return inWords("FCFS");
    case PolicyKind::ShortestJob:
        return inWords("SJF");
    case PolicyKind::RoundRobin:
        return inWords("RR %1 ms").arg(double(policy->slices.front()) / double(scheduling::kMillisecond));
    case PolicyKind::FeedbackQueue:
        break;
    }
    return inWords("MLFQ %1 levels").arg(policy->slices.size());
}

} // namespace forkscope::lab
