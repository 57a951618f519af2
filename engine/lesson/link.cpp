// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/link.h"

#include <QRegularExpression>
#include <QUrl>

namespace forkscope::lesson {

namespace {

Link::Kind kindOf(const QString& scheme) {
    static const QList<std::pair<QString, Link::Kind>> kinds = {
        {QStringLiteral("program"), Link::Kind::Program}, {QStringLiteral("exercise"), Link::Kind::Exercise},
        {QStringLiteral("lesson"), Link::Kind::Lesson},   {QStringLiteral("tour"), Link::Kind::Tour},
        {QStringLiteral("myth"), Link::Kind::Myth},       {QStringLiteral("term"), Link::Kind::Term},
        {QStringLiteral("moment"), Link::Kind::Moment},   {QStringLiteral("lab"), Link::Kind::Lab}};
    for (const auto& [name, kind] : kinds)
        if (name == scheme)
            return kind;
    return Link::Kind::Other;
}

// What is not text: fenced blocks and code between lines. Blanks stand in for it, so that places stay.
QString withoutCode(QString line, bool& isFenced) {
    static const QRegularExpression fence(QStringLiteral("^\\s*(```|~~~)")),
        code(QStringLiteral("`+[^`]*`+"));
    const bool isFence = fence.match(line).hasMatch();
    if (isFence)
        isFenced = !isFenced;
    return isFence || isFenced ? QString() : line.remove(code);
}

} // namespace

Link readLink(const QString& written) {
    const QString target = QUrl::fromPercentEncoding(written.toUtf8());
    Link link;
    const qsizetype colon = target.indexOf(u':');
    link.kind = colon > 0 ? kindOf(target.left(colon)) : Link::Kind::Other;
    link.target = link.kind == Link::Kind::Other ? target : target.mid(colon + 1);
    const QString query = QStringLiteral("?when=");
    if (const qsizetype at = link.target.indexOf(query); link.kind == Link::Kind::Moment && at >= 0) {
        link.when = link.target.mid(at + query.size()).trimmed();
        link.target.truncate(at);
    }
    const bool isOfALesson =
        link.kind != Link::Kind::Other && link.kind != Link::Kind::Lesson && link.kind != Link::Kind::Term;
    if (const qsizetype slash = link.target.indexOf(u'/'); isOfALesson && slash > 0) {
        link.lesson = link.target.left(slash);
        link.target = link.target.mid(slash + 1);
    }
    if (link.target.endsWith(u".py"))
        link.target.chop(3);
    if (link.kind == Link::Kind::Lab && link.target.endsWith(u".toml"))
        link.target.chop(5);
    return link;
}

QList<LinkInText> linksIn(const QString& markdown) {
    static const QRegularExpression destination(QStringLiteral("\\]\\(\\s*(?:<([^>]*)>|([^\\s)]+))"));
    QList<LinkInText> links;
    bool isFenced = false;
    int number = 0;
    for (const QString& line : markdown.split(u'\n')) {
        ++number;
        auto matches = destination.globalMatch(withoutCode(line, isFenced));
        while (matches.hasNext()) {
            const auto match = matches.next();
            const QString target = match.hasCaptured(1) ? match.captured(1) : match.captured(2);
            links.append({readLink(target), target, number});
        }
    }
    return links;
}

} // namespace forkscope::lesson
