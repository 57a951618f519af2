// SPDX-License-Identifier: GPL-3.0-or-later
// Which lines of a program belong to a region or a function.
#include "engine/check/stays.h"

#include <QRegularExpression>
#include <QSet>
#include <QStringList>

namespace forkscope::check {

namespace {

struct Function {
    QString name;
    qsizetype first = 0, last = 0; // indices of lines, without the line of `def`
};

qsizetype indentOf(const QString& line) {
    qsizetype indent = 0;
    while (indent < line.size() && (line[indent] == u' ' || line[indent] == u'\t'))
        ++indent;
    return indent;
}
bool isEmpty(const QString& line) {
    const QString text = line.trimmed();
    return text.isEmpty() || text.startsWith(u'#');
}

// All of them, by their indentation.
QList<Function> functionsIn(const QStringList& lines) {
    static const QRegularExpression def(QStringLiteral("^\\s*(?:async\\s+)?def\\s+(\\w+)"));
    QList<Function> functions;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = def.match(lines[i]);
        if (!match.hasMatch())
            continue;
        const qsizetype indent = indentOf(lines[i]);
        qsizetype last = i, at = i + 1;
        while (at < lines.size() && (isEmpty(lines[at]) || indentOf(lines[at]) > indent)) {
            last = isEmpty(lines[at]) ? last : at;
            ++at;
        }
        functions.append({match.captured(1), i + 1, last});
    }
    return functions;
}

void markFunctions(std::vector<bool>& lines, const QList<Function>& functions, const QString& name) {
    for (const Function& f : functions)
        if (f.name == name)
            for (qsizetype i = f.first; i <= f.last; ++i)
                lines[std::size_t(i) + 1] = true;
}

void markRegion(std::vector<bool>& marked, const QStringList& lines, const QString& name) {
    static const QRegularExpression begin(QStringLiteral("^\\s*#\\s*region:?\\s+(\\S+)"));
    static const QRegularExpression end(QStringLiteral("^\\s*#\\s*end\\s?region"));
    bool isInside = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const auto match = begin.match(lines[i]);
        if (match.hasMatch())
            isInside = match.captured(1) == name;
        else if (end.match(lines[i]).hasMatch())
            isInside = false;
        else if (isInside)
            marked[std::size_t(i) + 1] = true;
    }
}

// Called from marked lines and from no others: what it does is done inside.
bool isCalledFromInside(const QStringList& lines, const std::vector<bool>& marked, const QString& name) {
    const QRegularExpression call(QStringLiteral("\\b%1\\b").arg(QRegularExpression::escape(name)));
    const QRegularExpression def(QStringLiteral("\\bdef\\s+%1\\b").arg(QRegularExpression::escape(name)));
    bool isCalled = false;
    for (qsizetype i = 0; i < lines.size(); ++i) {
        const QString code = lines[i].section(u'#', 0, 0);
        if (!call.match(code).hasMatch() || def.match(code).hasMatch())
            continue;
        if (!marked[std::size_t(i) + 1])
            return false;
        isCalled = true;
    }
    return isCalled;
}

} // namespace

std::vector<bool> linesOf(const QByteArray& source, const Guarded& guarded) {
    const QStringList lines = QString::fromUtf8(source).split(u'\n');
    const QList<Function> functions = functionsIn(lines);
    std::vector<bool> marked(std::size_t(lines.size()) + 1);
    if (guarded.by == Guarded::By::Function)
        markFunctions(marked, functions, guarded.name);
    else
        markRegion(marked, lines, guarded.name);
    if (std::find(marked.begin(), marked.end(), true) == marked.end())
        return {};
    QSet<QString> added{guarded.name};
    for (bool isGrowing = true; isGrowing;) {
        isGrowing = false;
        for (const Function& f : functions)
            if (!added.contains(f.name) && isCalledFromInside(lines, marked, f.name)) {
                added.insert(f.name);
                markFunctions(marked, functions, f.name);
                isGrowing = true;
            }
    }
    return marked;
}

} // namespace forkscope::check
