// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/cli/json_trace.h"

#include <QHash>
#include <QJsonDocument>
#include <QRegularExpression>

namespace forkscope::tests {

namespace {

QString describe(const QJsonObject& e) {
    return QString::fromUtf8(QJsonDocument(e).toJson(QJsonDocument::Compact));
}

// The documented vocabulary, as far as these programs go.
const QSet<QString> kNames = {"process.start",
                              "process.begin",
                              "process.main_end",
                              "process.exit",
                              "process.reap",
                              "process.join",
                              "process.close",
                              "process.run",
                              "process.exec",
                              "process.wait",
                              "process.signal",
                              "process.finalize",
                              "thread.start",
                              "thread.begin",
                              "thread.end",
                              "thread.join",
                              "lock.create",
                              "lock.acquire",
                              "process.terminate",
                              "process.kill",
                              "lock.release",
                              "queue.create",
                              "queue.put",
                              "queue.feed",
                              "queue.get",
                              "queue.task_done",
                              "queue.join",
                              "queue.close",
                              "sleep",
                              "input",
                              "print",
                              "file.open",
                              "file.read",
                              "file.write",
                              "file.close",
                              "exception",
                              "warning",
                              "signal.send",
                              "cpu.run",
                              "cpu.ready",
                              "cpu.block",
                              "pipe.create",
                              "pipe.send",
                              "pipe.recv",
                              "pipe.poll",
                              "pipe.close",
                              "pipe.eof",
                              "pipe.open",
                              "pipe.wait"};

QString keysFault(const QJsonObject& e) {
    for (const char* const key : {"t", "seq", "pid"})
        if (!e[QLatin1String(key)].isDouble())
            return QStringLiteral("no number under ") + key;
    for (const char* const key : {"proc", "ev", "phase"})
        if (e[QLatin1String(key)].toString().isEmpty())
            return QStringLiteral("no text under ") + key;
    if (!kNames.contains(e["ev"].toString()))
        return QStringLiteral("an unknown name");
    if (!QSet<QString>{"begin", "end", "point"}.contains(e["phase"].toString()))
        return QStringLiteral("an unknown phase");
    if (e.contains("file") != e.contains("line"))
        return QStringLiteral("a file without line, or the other way round");
    if (e.contains("line") && e["line"].toInt() < 1)
        return QStringLiteral("a line below 1");
    const bool isKernels = e["ev"].toString().startsWith("cpu.");
    static const QRegularExpression path(QStringLiteral("^main(/[^/]+)*$"));
    if (isKernels && (e.contains("obj") || !e["tid"].isDouble() || e["pid"].toInt() <= 0))
        return QStringLiteral("a kernel's event with an object, or without thread or process");
    if (!isKernels && !path.match(e["proc"].toString()).hasMatch())
        return QStringLiteral("a process that is no path from main");
    return {};
}

} // namespace

QString preview(const QJsonObject& event) {
    static const QRegularExpression colours(QStringLiteral("\x1b\\[[0-9;]*m"));
    return event["preview"].toString().remove(colours);
}

qint64 seqOf(const QJsonObject& event) {
    return event["seq"].toInteger();
}

JsonTrace::JsonTrace(const QByteArray& lines) {
    QHash<int, QString> names;
    for (const QByteArray& line : lines.split('\n')) {
        if (line.isEmpty())
            continue;
        const QJsonObject e = QJsonDocument::fromJson(line).object();
        QString fault = e.isEmpty() ? QStringLiteral("not an object of JSON") : keysFault(e);
        if (fault.isEmpty() && seqOf(e) != events_.size() + 1)
            fault = QStringLiteral("not the next number");
        if (fault.isEmpty() && !events_.isEmpty() && e["t"].toInteger() < events_.last()["t"].toInteger())
            fault = QStringLiteral("time goes back");
        // An object that has a name has it everywhere.
        if (e.contains("obj")) {
            const auto known = names.constFind(e["obj"].toInt());
            if (known != names.constEnd() && *known != e["name"].toString())
                fault = QStringLiteral("another name than before");
            names.insert(e["obj"].toInt(), e["name"].toString());
        }
        if (fault_.isEmpty() && !fault.isEmpty())
            fault_ = fault + ": " + QString::fromUtf8(line);
        events_ << e;
    }
    if (events_.isEmpty() || !lines.endsWith('\n'))
        fault_ = QStringLiteral("no whole line");
}

QString JsonTrace::formFault() const {
    return fault_;
}

QList<QJsonObject> JsonTrace::of(const QString& ev, const QString& phase, const QString& proc) const {
    QList<QJsonObject> found;
    for (const QJsonObject& e : events_)
        if (e["ev"].toString() == ev && (phase.isEmpty() || e["phase"].toString() == phase) &&
            (proc.isEmpty() || e["proc"].toString() == proc))
            found << e;
    return found;
}

QString JsonTrace::procNamed(const QString& processName) const {
    for (const QJsonObject& e : of("process.start"))
        if (e["process_name"].toString() == processName)
            return e["path"].toString();
    return {};
}

QStringList JsonTrace::printed(const QString& proc) const {
    QStringList lines;
    for (const QJsonObject& e : of("print", {}, proc))
        lines << preview(e);
    return lines;
}

QString JsonTrace::locksFault() const {
    QHash<int, QString> owners;
    for (const QJsonObject& e : events_) {
        const int lock = e["obj"].toInt();
        if (e["ev"].toString() == "lock.acquire" && e["got"].toBool()) {
            if (owners.contains(lock))
                return QStringLiteral("taken while %1 has it: ").arg(owners[lock]) + describe(e);
            owners[lock] = e["proc"].toString();
        } else if (e["ev"].toString() == "lock.release" && !e.contains("failed")) {
            if (owners.take(lock) != e["proc"].toString())
                return "given back by somebody else: " + describe(e);
        }
    }
    return {};
}

QString JsonTrace::queuesFault() const {
    QHash<QString, int> inside;
    for (const QJsonObject& e : events_) {
        const QString item = QString::number(e["obj"].toInt()) + u' ' + e["preview"].toString();
        const QString ev = e["ev"].toString(), phase = e["phase"].toString();
        if (ev == "queue.put" && phase == "begin")
            ++inside[item];
        else if (ev == "queue.get" && phase == "end" && !e.contains("failed") && --inside[item] < 0)
            return "got before it was put: " + describe(e);
    }
    return {};
}

} // namespace forkscope::tests
