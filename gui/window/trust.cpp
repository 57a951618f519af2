// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/trust.h"

#include "engine/run/environment.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSettings>

#include <algorithm>

#include <sys/xattr.h>

namespace forkscope::gui {
namespace {

bool isTrusted(const QString& path) {
    QStringList folders = QSettings().value(QStringLiteral("trust/folders")).toStringList();
    folders << run::sharePath() + QStringLiteral("/lessons");
    const QString file = QFileInfo(path).canonicalFilePath();
    return std::ranges::any_of(folders, [&](const QString& folder) {
        const QString whole = QFileInfo(folder).canonicalFilePath();
        return !whole.isEmpty() && file.startsWith(whole + u'/');
    });
}

bool isMarked(const QString& path) {
    const QByteArray file = QFile::encodeName(path);
    for (const char* const name : {"user.forkscope.untrusted", "user.xdg.origin.url"}) {
        if (getxattr(file.constData(), name, nullptr, 0) >= 0)
            return true;
    }
    return false;
}

QString hashOf(const QString& text) {
    return QString::fromLatin1(
        QCryptographicHash::hash(text.toUtf8(), QCryptographicHash::Sha256).toHex().left(32));
}

QString keyOf(const OpenProgram& program) {
    return QStringLiteral("trust/") + hashOf(QFileInfo(program.path).absoluteFilePath());
}

bool isForeign(const OpenProgram& program) {
    switch (program.kind) {
    case OpenProgram::Kind::Lesson:
        return !isTrusted(program.path);
    case OpenProgram::Kind::OwnFile:
        // Writing a file can lose its mark; what was chosen stays.
        return isMarked(program.path) || QSettings().contains(keyOf(program));
    case OpenProgram::Kind::None:
    case OpenProgram::Kind::Recording:
    case OpenProgram::Kind::Shown:
        break;
    }
    return false;
}

} // namespace

Trust trustIn(const OpenProgram& program, const QString& text) {
    if (!isForeign(program))
        return Trust::Own;
    const QStringList kept = QSettings().value(keyOf(program)).toStringList();
    if (kept.size() != 2 || kept[0] != hashOf(text))
        return Trust::Unknown;
    return kept[1] == QLatin1String("sandbox") ? Trust::Sandbox : Trust::Plain;
}

void rememberTrust(const OpenProgram& program, const QString& text, Trust trust) {
    if (trust == Trust::Plain || trust == Trust::Sandbox)
        QSettings().setValue(keyOf(program),
                             QStringList{hashOf(text), trust == Trust::Sandbox ? QStringLiteral("sandbox")
                                                                               : QStringLiteral("plain")});
    else
        QSettings().remove(keyOf(program));
}

} // namespace forkscope::gui
