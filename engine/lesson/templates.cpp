// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/templates.h"

#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"

#include <QFileInfo>

#include <algorithm>

namespace forkscope::lesson {

void readTemplates(const QString& folder, QList<Program>& templates, QList<PackProblem>& problems) {
    const QString path = folder + QStringLiteral("/templates.toml");
    if (!QFileInfo::exists(path))
        return;
    readTomlFile(path, problems, [&](const toml::table& table) {
        QList<Program> found;
        for (const TomlFields& each : TomlFields(table, path, problems).tables("templates")) {
            TomlFields fields(each.raw(), path, problems);
            readProgram(fields, folder, found);
        }
        for (const Program& program : std::as_const(found))
            if (std::ranges::find(templates, program.name, &Program::name) == templates.end())
                templates.append(program);
    });
}

} // namespace forkscope::lesson
