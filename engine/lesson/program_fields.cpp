// SPDX-License-Identifier: GPL-3.0-or-later
// The table of one program: of a lesson, or of a template.
#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"

#include <QFileInfo>
#include <QRegularExpression>

#include <algorithm>

namespace forkscope::lesson {

void readProgram(TomlFields& fields, const QString& folder, QList<Program>& programs) {
    Program program;
    const QString file = fields.text("file", "file = \"tickets_locked.py\"");
    program.title = fields.localText("title", "title = \"Tickets, locked\"");
    program.shows = fields.localText("shows", "shows = \"One ticket, five buyers, sold once\"");
    program.ends = fields.yesOrNo("ends", "ends = true");
    program.raises = fields.has("raises") && fields.yesOrNo("raises", "raises = true");
    program.isLong = fields.has("long") && fields.yesOrNo("long", "long = true");
    if (!fields.complete())
        return;
    const auto fail = [&](const QString& sentence) { fields.report(fields.lineOf("file"), sentence); };
    const QString place = QFileInfo(folder).fileName();
    static const QRegularExpression plain(QStringLiteral("^([A-Za-z_][A-Za-z0-9_]*)\\.py$"));
    const auto match = plain.match(file);
    if (!match.hasMatch())
        return fail(packTr("\"%1\" is not the plain name of a Python file in %2/. "
                           "Expected, for example: file = \"tickets_locked.py\"")
                        .arg(file, place));
    program.name = match.captured(1);
    program.path = folder + u'/' + file;
    if (std::ranges::find(programs, program.name, &Program::name) != programs.end())
        return fail(packTr("the program \"%1\" is listed twice.").arg(file));
    if (!QFileInfo(program.path).isFile() || !QFileInfo(program.path).isReadable())
        return fail(
            packTr("the program \"%1\" is listed, but %2/%1 is missing or unreadable.").arg(file, place));
    programs.append(program);
}

} // namespace forkscope::lesson
