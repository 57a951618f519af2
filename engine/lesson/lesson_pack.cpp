// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/lesson_pack.h"

#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"

#include <QDir>
#include <QFileInfo>
#include <QRegularExpression>

namespace forkscope::lesson {

namespace {

class PackReader {
  public:
    explicit PackReader(const QString& folder) : folder_(QDir(folder).absolutePath()) {}

    PackResult read() {
        const QString manifest = pathOf(QStringLiteral("lesson.toml"));
        readTomlFile(manifest, result_.problems,
                     [&](const toml::table& table) { readManifest(table, manifest); });
        return std::move(result_);
    }

  private:
    QString pathOf(const QString& relative) const { return folder_ + QLatin1Char('/') + relative; }

    void report(const QString& file, int line, const QString& message) {
        result_.problems.append({file, line, message});
    }

    void readManifest(const toml::table& table, const QString& manifest) {
        TomlFields fields(table, manifest, result_.problems);
        Lesson lesson;
        lesson.folder = folder_;
        lesson.id = fields.text("id", "id = \"08\"");
        lesson.slug = fields.text("slug", "slug = \"mutex\"");
        lesson.order = fields.number("order", "order = 8");
        lesson.title = fields.localText("title", "title = \"Mutex\"");
        lesson.gist = fields.localText("gist", "gist = \"One at a time: what a lock guards, and what not\"");
        lesson.group = fields.localText("group", "group = \"Getting in each other's way\"");
        if (fields.has("sees"))
            lesson.sees = fields.localText("sees", "sees = \"One ticket is sold ten times, and then once\"");
        if (fields.has("minutes"))
            lesson.minutes = fields.number("minutes", "minutes = 45");
        if (fields.has("needs"))
            lesson.needs = fields.texts("needs", "needs = [\"07\"]");
        lesson.languages = fields.texts("languages", "languages = [\"en\"]");
        for (const char* key : {"id", "slug"})
            checkName(fields, key, table[key].value_or(std::string()));
        if (!fields.complete())
            return;
        readTexts(lesson, fields);
        readPrograms(table, manifest, lesson);
        readTours(lesson, result_.problems);
        readExercises(lesson, exerciseOrder(fields), result_.problems);
        readMyths(lesson, table, manifest, result_.problems);
        readClaims(lesson, table, manifest, result_.problems);
        if (!lesson.text.isEmpty())
            result_.lesson = lesson;
    }

    static QStringList exerciseOrder(TomlFields& fields) {
        return fields.has("exercises") ? fields.texts("exercises", "exercises = [\"mend-the-office\"]")
                                       : QStringList();
    }

    /// Ids and slugs are typed on the command line and stand in file names.
    void checkName(TomlFields& fields, const char* key, const std::string& name) {
        static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9-]*$"));
        const QString text = QString::fromStdString(name);
        if (!text.isEmpty() && !allowed.match(text).hasMatch())
            fields.report(fields.lineOf(key),
                          packTr("\"%1\" may have small letters, digits and hyphens only, but is \"%2\".")
                              .arg(QString::fromUtf8(key), text));
    }

    void readTexts(Lesson& lesson, const TomlFields& fields) {
        static const QRegularExpression code(QStringLiteral("^[a-z]{2,3}(_[A-Z]{2})?$"));
        QStringList found;
        for (const QString& language : std::as_const(lesson.languages)) {
            if (!code.match(language).hasMatch()) {
                report(pathOf(QStringLiteral("lesson.toml")), fields.lineOf("languages"),
                       packTr("\"%1\" is not a language code. Expected, for example: \"en\"").arg(language));
                continue;
            }
            if (const auto text = readTextFile(pathOf(language + QStringLiteral(".md")), result_.problems)) {
                lesson.text.set(language, *text);
                found.append(language);
            }
        }
        lesson.languages = found;
    }

    void readPrograms(const toml::table& table, const QString& manifest, Lesson& lesson) {
        const toml::array* programs = table["programs"].as_array();
        if (!programs || !programs->is_array_of_tables()) {
            const toml::node* node = table.get("programs");
            report(manifest, node ? static_cast<int>(node->source().begin.line) : 0,
                   packTr("a lesson needs at least one program. Expected, for example: [[programs]]"));
            return;
        }
        for (const toml::node& node : *programs) {
            TomlFields fields(*node.as_table(), manifest, result_.problems);
            readProgram(fields, pathOf(QStringLiteral("programs")), lesson.programs);
        }
    }

    QString folder_;
    PackResult result_;
};

} // namespace

PackResult loadPack(const QString& folder) {
    return PackReader(folder).read();
}

} // namespace forkscope::lesson
