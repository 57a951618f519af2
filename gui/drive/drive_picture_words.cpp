// SPDX-License-Identifier: GPL-3.0-or-later
// What rows and picture say of themselves.
#include "gui/drive/drive_picture.h"
#include "gui/drive/drive_words.h"
#include "gui/inspector/process_rows.h"
#include "gui/widgets/counted.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace forkscope::gui {

QString DriveRow::nextText() const {
    if (verdict == Verdict::Busy)
        return next;
    return isBegun ? say(QT_TRANSLATE_NOOP("Drive", "has begun to %1")).arg(next)
                   : say(QT_TRANSLATE_NOOP("Drive", "will %1")).arg(next);
}

QString DriveRow::shortNext() const {
    if (verdict == Verdict::Busy)
        return next;
    return isBegun ? say(QT_TRANSLATE_NOOP("Drive", "began to %1")).arg(next)
                   : say(QT_TRANSLATE_NOOP("Drive", "next: %1")).arg(next);
}

static QString lineWords(int line) {
    return say(QT_TRANSLATE_NOOP("Drive", "line %1")).arg(line);
}

QString DriveRow::fullText() const {
    QString text = QStringLiteral("%1 %2: %3").arg(tag, name, shortNext());
    if (line > 0)
        text += QStringLiteral(", ") + lineWords(line);
    text += QStringLiteral("; ") + able.left(1).toLower() + able.mid(1);
    if (!reason.isEmpty())
        text += QStringLiteral(": ") + reason;
    if (!timeText.isEmpty())
        text += QStringLiteral("; ") + timeText;
    return text;
}

QString DriveRow::spoken() const {
    QStringList parts{QStringLiteral("%1 %2").arg(tag, name), state, nextText()};
    if (line > 0)
        parts += lineWords(line);
    parts += reason.isEmpty() ? able : QStringLiteral("%1: %2").arg(able, reason);
    if (!timeText.isEmpty())
        parts += timeText;
    return parts.join(QStringLiteral(", "));
}

Tone DriveRow::verdictTone() const {
    switch (verdict) {
    case Verdict::CanGoOn:
        return Tone::Running;
    case Verdict::MayTry:
        return Tone::Ready;
    case Verdict::Busy:
        return Tone::Sleeping;
    default:
        return wait == Tone::WaitsQueue ? Tone::WaitsQueue : Tone::WaitsLock;
    }
}

QString DriveRow::verdictSign() const {
    switch (verdict) {
    case Verdict::CanGoOn:
        return QStringLiteral("tick");
    case Verdict::MayTry:
        return QStringLiteral("question");
    case Verdict::TimesOut:
        return QStringLiteral("moon");
    case Verdict::Busy:
        return QStringLiteral("play");
    default:
        return symbolFor(wait);
    }
}

int DrivePicture::held() const {
    return int(std::ranges::count_if(rows, [](const DriveRow& row) { return row.canStep(); }));
}

QString DrivePicture::headline() const {
    switch (phase) {
    case Phase::Nothing:
        return say(QT_TRANSLATE_NOOP("Drive", "Nothing runs"));
    case Phase::Free:
        return say(QT_TRANSLATE_NOOP("Drive", "Runs freely"));
    case Phase::Moving:
        return !follows                      ? say(QT_TRANSLATE_NOOP("Drive", "On its way"))
               : mode == DriveMode::Chance   ? say(QT_TRANSLATE_NOOP("Drive", "Goes on at random"))
               : mode == DriveMode::Schedule ? say(QT_TRANSLATE_NOOP("Drive", "Follows the schedule"))
                                             : say(QT_TRANSLATE_NOOP("Drive", "Goes back"));
    case Phase::Stuck:
        return say(QT_TRANSLATE_NOOP("Drive", "Nobody can go on"));
    case Phase::Over:
        return say(QT_TRANSLATE_NOOP("Drive", "The run has ended"));
    case Phase::Choice:
        break;
    }
    return held() == 0 ? say(QT_TRANSLATE_NOOP("Drive", "Nobody is held yet"))
                       : say(QT_TRANSLATE_NOOP("Drive", "%1 held: your choice")).arg(held());
}

QString DrivePicture::stepsText() const {
    const QString count = counted(qint64(steps), say(QT_TRANSLATE_NOOP("Drive", "1 step")),
                                  say(QT_TRANSLATE_NOOP("Drive", "%1 steps")));
    return count + QStringLiteral(" · ") +
           (isExact ? say(QT_TRANSLATE_NOOP("Drive", "exact"))
                    : say(QT_TRANSLATE_NOOP("Drive", "not exact")));
}

} // namespace forkscope::gui
