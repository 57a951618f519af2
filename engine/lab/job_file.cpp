// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lab/job_file.h"

#include "engine/lab/policy_wish.h"
#include "engine/lesson/pack_files.h"
#include "engine/run/environment.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSet>

namespace forkscope::lab {

using lesson::PackProblem;
using scheduling::kMillisecond;
using scheduling::Time;

namespace {
QString tr(const char* text) {
    return QCoreApplication::translate("lab", text);
}

// Milliseconds, whole or not. None where the field is absent; one that is no time is reported.
std::optional<Time> readTime(lesson::TomlFields& fields, const char* key, double atLeast) {
    const toml::node* node = fields.raw().get(key);
    if (!node)
        return std::nullopt;
    const std::optional<double> ms = node->value<double>();
    if (ms && *ms == 0 && atLeast == 0)
        return Time(0);
    if (const auto time = scheduling::fromMilliseconds(ms.value_or(-1)); time && *ms >= atLeast)
        return time;
    fields.report(fields.lineOf(key), tr("\"%1\" is a time in milliseconds, from %2 to %3.")
                                          .arg(QString::fromLatin1(key))
                                          .arg(atLeast)
                                          .arg(scheduling::kLongestMilliseconds));
    return std::nullopt;
}

std::vector<Time> readSlices(lesson::TomlFields& fields) {
    std::vector<Time> slices;
    const toml::array* list = fields.raw().get_as<toml::array>("slices");
    if (!list && !fields.has("slices"))
        return slices;
    for (const toml::node& node : list ? *list : toml::array{})
        if (const auto slice = scheduling::fromMilliseconds(node.value<double>().value_or(-1)))
            slices.push_back(*slice);
    if (slices.empty() || slices.size() != list->size())
        fields.report(fields.lineOf("slices"),
                      tr("\"slices\" is a list of milliseconds, such as [400, 300, 200, 100]."));
    return slices;
}

void readJob(lesson::TomlFields& fields, QSet<QString>& names, JobFile& file) {
    const QString name = fields.text("name", "name = \"A\"");
    const std::optional<Time> burst = readTime(fields, "burst", 1);
    if (!fields.has("burst"))
        fields.missing("burst", "burst = 400");
    const Time arrival = readTime(fields, "arrival", 0).value_or(0);
    if (name.isEmpty())
        return;
    if (names.contains(name))
        fields.report(fields.line(),
                      tr("there are two jobs with the name %1. Names tell them apart.").arg(name));
    names.insert(name);
    file.jobs.push_back({name.toStdString(), arrival, burst.value_or(0)});
}

void readTable(const toml::table& table, const QString& path, QList<PackProblem>& problems, JobFile& file) {
    lesson::TomlFields fields(table, path, problems);
    if (fields.has("policy"))
        file.policy = fields.text("policy", "policy = \"rr\"");
    if (!file.policy.isEmpty() && !PolicyWish::names().contains(file.policy))
        fields.report(fields.lineOf("policy"),
                      tr("there is no policy \"%1\". Say linux, fcfs, sjf, rr or mlfq.").arg(file.policy));
    file.quantum = readTime(fields, "quantum", 1);
    file.boost = readTime(fields, "boost", 1);
    file.slices = readSlices(fields);
    QSet<QString> names;
    for (lesson::TomlFields& job : fields.tables("jobs"))
        readJob(job, names, file);
    if (file.jobs.empty())
        fields.report(
            0, tr("there are no jobs in it. A job looks so: [[jobs]] name = \"A\" arrival = 0 burst = 400"));
    if (file.jobs.size() > std::size_t(kMostJobs))
        fields.report(0, tr("there are more than %1 jobs in it.").arg(kMostJobs));
}

// A basic string of TOML.
QByteArray quoted(const std::string& text) {
    QByteArray result = QByteArray::fromStdString(text);
    result.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n").replace('\t', "\\t");
    return '"' + result + '"';
}

QByteArray inMilliseconds(Time time) {
    return QByteArray::number(double(time) / double(kMillisecond), 'g', 9);
}
} // namespace

Result<JobFile> readJobs(const QString& path) {
    JobFile file;
    QList<PackProblem> problems;
    lesson::readTomlFile(path, problems,
                         [&](const toml::table& table) { readTable(table, path, problems, file); });
    if (problems.isEmpty())
        return file;
    const PackProblem& first = problems.first();
    const QString where = first.line > 0 ? tr("%1, line %2").arg(path).arg(first.line) : path;
    return Error{tr("%1: %2").arg(where, first.message).toStdString()};
}

QByteArray textOf(const JobFile& file) {
    QByteArray text;
    if (!file.policy.isEmpty())
        text += "policy = " + quoted(file.policy.toStdString()) + "\n";
    if (file.quantum)
        text += "quantum = " + inMilliseconds(*file.quantum) + "\n";
    if (!file.slices.empty()) {
        QByteArrayList slices;
        for (const Time slice : file.slices)
            slices += inMilliseconds(slice);
        text += "slices = [" + slices.join(", ") + "]\n";
    }
    if (file.boost)
        text += "boost = " + inMilliseconds(*file.boost) + "\n";
    for (const scheduling::Job& job : file.jobs)
        text += "\n[[jobs]]\nname = " + quoted(job.name) + "\narrival = " + inMilliseconds(job.arrival) +
                "\nburst = " + inMilliseconds(job.burst) + "\n";
    return text;
}

run::LaunchSpec launchOf(const std::vector<scheduling::Job>& jobs,
                         const std::optional<scheduling::Policy>& policy, const QString& interpreter) {
    run::LaunchSpec spec;
    spec.program = run::sharePath() + QStringLiteral("/jobs.py");
    spec.interpreter = interpreter;
    spec.drive.cpus = run::Cpus::One;
    if (policy)
        spec.dispatch = run::DispatchWish{*policy, {}};
    for (const scheduling::Job& job : jobs) {
        spec.arguments << QString::fromStdString(job.name) << QString::fromLatin1(inMilliseconds(job.arrival))
                       << QString::fromLatin1(inMilliseconds(job.burst));
        if (spec.dispatch)
            spec.dispatch->bursts[job.name] = job.burst;
    }
    return spec;
}

} // namespace forkscope::lab
