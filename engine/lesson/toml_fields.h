// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/lesson.h"

#include <toml++/toml.h>

namespace forkscope::lesson {

/// Reads the fields of one TOML table and notes each that is missing or of another kind, with its line and an
/// example of what was expected. Only lesson_pack.cpp needs this: toml++ is slow to compile.
/// Keeps references to the table and the list of problems: use it while both live.
class TomlFields {
  public:
    TomlFields(const toml::table& table, const QString& file, QList<PackProblem>& problems)
        : table_(table), file_(file), problems_(problems) {}

    /// Each reports a problem and returns an empty value when the field is absent or wrong.
    QString text(const char* key, const char* example);
    /// Either one string (English) or a table of languages: { en = "…", zh = "…" }.
    LocalText localText(const char* key, const char* example);
    int number(const char* key, const char* example);
    bool yesOrNo(const char* key, const char* example);
    QStringList texts(const char* key, const char* example);

    /// True as long as every field asked for was there.
    bool complete() const { return complete_; }
    /// Where a field stands; where the table begins if it is absent.
    int lineOf(const char* key) const;
    void report(int line, const QString& message);

  private:
    void expected(const char* key, const char* example);

    const toml::table& table_;
    QString file_;
    QList<PackProblem>& problems_;
    bool complete_ = true;
};

} // namespace forkscope::lesson
