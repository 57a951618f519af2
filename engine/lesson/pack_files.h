// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the readers of a pack's files share: text files and TOML files whose faults become PackProblems.
// Internal to the readers: toml++ is slow to compile.
#include "engine/lesson/toml_fields.h"

#include <QCoreApplication>
#include <QStringList>

#include <functional>
#include <optional>

namespace forkscope::lesson {

/// A sentence for the author of a pack.
inline QString packTr(const char* text) {
    return QCoreApplication::translate("lesson", text);
}

/// The file as UTF-8 text, at most 1 MiB; else a problem says why not.
std::optional<QString> readTextFile(const QString& path, QList<PackProblem>& problems);

/// Reads a TOML file and hands its table to `read`. False where that could not be; a problem says why.
bool readTomlFile(const QString& path, QList<PackProblem>& problems,
                  const std::function<void(const toml::table&)>& read);

/// A text in all languages: NAME.en.md and, for the others of the lesson, NAME.zh.md where it is there.
LocalText readLocalTextFile(const QString& folder, const QString& name, const QStringList& languages,
                            QList<PackProblem>& problems);

/// Files in a folder that end in `suffix` (".py"), absolute, by name; empty where there is no such folder.
QStringList filesIn(const QString& folder, const QString& suffix);

} // namespace forkscope::lesson
