// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The learner's own versions of the lessons' programs, one file each under the data folder, so that an edit
// is never lost. A lesson's original is never written to. Writing goes to a new file first: a crash leaves
// the old or the new text.
#include "engine/trace/result.h"

#include <QString>

namespace forkscope::gui {

class ProgramStore {
  public:
    // Under this folder, which is made when first needed. Default: programs/ in the application's data
    // folder.
    explicit ProgramStore(const QString& folder = defaultFolder());
    static QString defaultFolder();

    // The learner's text if there is one, else nothing (a null string).
    QString edited(const QString& lessonId, const QString& program) const;
    bool isEdited(const QString& lessonId, const QString& program) const;
    Outcome save(const QString& lessonId, const QString& program, const QString& text) const;
    // Back to the lesson's text. The learner's version is kept once more, as NAME.py.before-reset.
    Outcome reset(const QString& lessonId, const QString& program) const;

  private:
    QString pathOf(const QString& lessonId, const QString& program) const;
    QString folder_;
};

// Reads a program's text. Fails in words: not there, a folder, not readable, too large, not UTF-8.
Result<QString> readProgram(const QString& path);
// Writes it, by way of a new file in the same folder.
Outcome writeProgram(const QString& path, const QString& text);

} // namespace forkscope::gui
