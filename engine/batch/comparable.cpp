// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/batch/comparable.h"

#include <QRegularExpression>

namespace forkscope::batch {

QString plainText(const QByteArray& printed) {
    // ECMA-48: control sequences, strings such as a title, and the short ones.
    static const QRegularExpression commands(
        QStringLiteral("\x1b(?:\\[[0-?]*[ -/]*[@-~]|\\][^\x07\x1b]*(?:\x07|\x1b\\\\)|[@-Z\\\\^_])"));
    QString text = QString::fromUtf8(printed);
    text.remove(commands);
    text.replace(QLatin1String("\r\n"), QLatin1String("\n"));
    return text;
}

QString comparableText(const QString& plain, const QHash<int, QString>& labelsByPid) {
    static const QRegularExpression varying(
        QStringLiteral("(?<address>\\b0x[0-9A-Fa-f]{6,}\\b)"
                       "|(?<![\\w.])\\d+\\.\\d+(?<unit>\\s?(?:ns|µs|us|ms|s|sec|secs|seconds?)\\b)"
                       "|(?<![\\w.])(?<pid>\\d{2,10})(?![\\w]|\\.\\d)"));
    QString out;
    qsizetype done = 0;
    for (auto found = varying.globalMatch(plain); found.hasNext();) {
        const QRegularExpressionMatch match = found.next();
        QString instead;
        if (match.hasCaptured(QStringLiteral("address")))
            instead = QStringLiteral("0x…");
        else if (match.hasCaptured(QStringLiteral("unit")))
            instead = QStringLiteral("…") + match.captured(QStringLiteral("unit"));
        else if (const QString label = labelsByPid.value(match.captured().toInt()); !label.isEmpty())
            instead = QLatin1Char('[') + label + QLatin1Char(']');
        else
            continue;
        out += QStringView(plain).sliced(done, match.capturedStart() - done);
        out += instead;
        done = match.capturedEnd();
    }
    out += QStringView(plain).sliced(done);
    return out;
}

} // namespace forkscope::batch
