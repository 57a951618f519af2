// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/check_report.h"

#include "engine/cli/commands.h"

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSaveFile>

#include <algorithm>

namespace forkscope::cli {

namespace {

QString verdictOf(const Submission& s) {
    return !s.wasChecked ? tr("not checked") : s.passed ? tr("passed") : tr("not passed");
}

QString firstFault(const Submission& s) {
    if (!s.fault.isEmpty())
        return s.fault;
    for (const check::CheckResult& result : s.results)
        if (!result.passed)
            return result.sentence;
    return {};
}

QJsonObject objectOf(const check::Finding& finding) {
    QJsonArray lines;
    for (const world::Place& place : finding.lines)
        lines.append(int(place.line));
    QJsonObject object{{"sentence", finding.sentence}, {"lines", lines}};
    if (finding.run != 0)
        object.insert("run", finding.run);
    if (finding.at >= 0)
        object.insert("t", qint64(finding.at));
    return object;
}

QJsonObject objectOf(const Submission& s) {
    QJsonArray checks;
    for (const check::CheckResult& result : s.results) {
        QJsonArray findings;
        for (const check::Finding& finding : result.findings)
            findings.append(objectOf(finding));
        QJsonObject object{{"title", result.title},
                           {"passed", result.passed},
                           {"runs", result.runs},
                           {"failed", result.failed},
                           {"findings", findings}};
        if (!result.passed)
            object.insert("sentence", result.sentence);
        checks.append(object);
    }
    QJsonObject object{{"file", s.file}, {"passed", s.passed}, {"runs", s.runs}, {"checks", checks}};
    if (!s.fault.isEmpty())
        object.insert("fault", s.fault);
    return object;
}

QByteArray csvField(const QString& text) {
    QString quoted = text;
    quoted.replace(u'"', QStringLiteral("\"\"")).replace(u'\n', u' ');
    // A spreadsheet takes a leading sign for a formula.
    if (!quoted.isEmpty() && QStringLiteral("=+-@").contains(quoted[0]))
        quoted.prepend(u'\'');
    return '"' + quoted.toUtf8() + '"';
}

QByteArray csvRow(const QStringList& fields) {
    QByteArray row;
    for (const QString& field : fields)
        row += (row.isEmpty() ? QByteArray() : QByteArray(",")) + csvField(field);
    return row + "\r\n";
}

} // namespace

QString reportOf(const Submission& s) {
    QString text = s.fault.isEmpty() ? QString() : s.fault + u'\n';
    for (const check::CheckResult& result : s.results) {
        text += QStringLiteral("%1  %2\n").arg(result.passed ? tr("ok    ") : tr("FAILED"), result.title);
        if (!result.passed)
            text += QStringLiteral("        %1\n").arg(result.sentence);
    }
    const auto passed =
        std::count_if(s.results.begin(), s.results.end(), [](const auto& r) { return r.passed; });
    text += tr("%1: %2 of %3 checks passed in %4 runs.")
                .arg(QFileInfo(s.file).fileName())
                .arg(passed)
                .arg(s.results.size())
                .arg(s.runs);
    return text + u'\n';
}

QString lineOf(const Submission& s) {
    const QString fault = firstFault(s);
    return QStringLiteral("%1  %2%3\n")
        .arg(verdictOf(s), -10)
        .arg(QFileInfo(s.file).fileName(), fault.isEmpty() ? QString() : QStringLiteral("  ") + fault);
}

QByteArray jsonOf(const std::vector<Submission>& all, bool asList) {
    if (!asList && all.size() == 1)
        return QJsonDocument(objectOf(all.front())).toJson();
    QJsonArray list;
    for (const Submission& s : all)
        list.append(objectOf(s));
    return QJsonDocument(list).toJson();
}

Outcome writeCsv(const QString& path, const std::vector<Submission>& all) {
    QSaveFile file(path);
    QStringList heading{tr("file"), tr("verdict"), tr("passed"), tr("checks"), tr("runs"), tr("reason")};
    const auto widest = std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) {
        return a.results.size() < b.results.size();
    });
    if (widest != all.end())
        for (const check::CheckResult& result : widest->results)
            heading += result.title;
    QByteArray text = csvRow(heading);
    for (const Submission& s : all) {
        const auto passed =
            std::count_if(s.results.begin(), s.results.end(), [](const auto& r) { return r.passed; });
        QStringList row{QFileInfo(s.file).fileName(), verdictOf(s),
                        QString::number(passed),      QString::number(s.results.size()),
                        QString::number(s.runs),      firstFault(s)};
        for (const check::CheckResult& result : s.results)
            row += result.passed ? tr("passed") : tr("not passed");
        text += csvRow(row);
    }
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size() || !file.commit())
        return Error{tr("%1 cannot be written: %2.").arg(path, file.errorString()).toStdString()};
    return Done{};
}

} // namespace forkscope::cli
