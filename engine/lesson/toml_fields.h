// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/lesson/lesson.h"

#include <memory>
#include <optional>
#include <toml++/toml.h>
#include <vector>

namespace forkscope::lesson {

/// Reads the fields of one TOML table and notes each that is missing or of another kind, with its line and an
/// example of what was expected. Only the readers need this: toml++ is slow to compile.
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
    /// An array whose members are texts or tables of languages.
    QList<LocalText> localTexts(const char* key, const char* example);
    /// As text(), but may be "".
    QString textOrEmpty(const char* key, const char* example);
    /// None where it is absent, which is no problem, or no table, which is one. Its faults count as ours.
    std::optional<TomlFields> table(const char* key, const char* example);
    /// The tables of an array of tables, [[key]]; none where it is absent, which is no problem.
    std::vector<TomlFields> tables(const char* key);

    bool has(const char* key) const { return table_.contains(key); }
    const toml::table& raw() const { return table_; }
    /// True as long as every field asked for was there.
    bool complete() const { return *complete_; }
    int line() const { return static_cast<int>(table_.source().begin.line); }
    /// Where a field stands; where the table begins if it is absent.
    int lineOf(const char* key) const;
    void report(int line, const QString& message);
    /// Something else that belongs to it is not there, and has been reported.
    void spoil() { *complete_ = false; }
    void missing(const char* key, const char* example) { expected(key, example); }

  private:
    TomlFields(const toml::table& table, const TomlFields& outer)
        : table_(table), file_(outer.file_), problems_(outer.problems_), complete_(outer.complete_) {}
    void expected(const char* key, const char* example);

    const toml::table& table_;
    QString file_;
    QList<PackProblem>& problems_;
    std::shared_ptr<bool> complete_ = std::make_shared<bool>(true); ///< shared with the tables inside
};

} // namespace forkscope::lesson
