// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/rich_words.h"

#include "gui/theme/theme.h"

#include <QStringList>

namespace forkscope::gui {

using world::Target;

QString linkTo(const Target& target) {
    switch (target.kind) {
    case Target::Kind::Process:
        return QStringLiteral("process:%1:%2").arg(target.process.value).arg(target.thread);
    case Target::Kind::Object:
        return QStringLiteral("object:%1").arg(target.object.value);
    case Target::Kind::Line:
        return QStringLiteral("line:%1:%2").arg(target.line).arg(target.file.value);
    case Target::Kind::Moment:
        return QStringLiteral("moment:%1").arg(target.moment);
    case Target::Kind::None:
        break;
    }
    return {};
}

Target targetOf(const QString& link) {
    const QStringList parts = link.split(QLatin1Char(':'));
    const auto number = [&](int i) { return parts.value(i).toLongLong(); };
    if (parts[0] == QLatin1String("process"))
        return Target::to(trace::ProcessId{quint32(number(1))}, quint8(number(2)));
    if (parts[0] == QLatin1String("object"))
        return Target::to(trace::ObjectId{quint32(number(1))});
    if (parts[0] == QLatin1String("line"))
        return Target::toLine(quint32(number(1)), trace::FileId{decltype(trace::FileId::value)(number(2))});
    if (parts[0] == QLatin1String("moment"))
        return Target::toMoment(number(1));
    return {};
}

QString richText(const world::Words& words) {
    const QString color = colors().link.name();
    QString text;
    for (const world::Span& span : words.spans()) {
        QString shown = QString::fromStdString(span.text).toHtmlEscaped();
        const bool isNumber =
            span.target.kind == Target::Kind::Line || span.target.kind == Target::Kind::Moment;
        if (isNumber) // "line 9" and "0.41 s" stay on one row
            shown.replace(QLatin1Char(' '), QChar(QChar::Nbsp));
        text += span.target ? QStringLiteral("<a href=\"%1\" style=\"color:%2\">%3</a>")
                                  .arg(linkTo(span.target), color, shown)
                            : shown;
    }
    return text;
}

} // namespace forkscope::gui
