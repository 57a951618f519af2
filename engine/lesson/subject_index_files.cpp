// SPDX-License-Identifier: GPL-3.0-or-later
// The reader of index/errors.toml and index/topics.toml.
#include "engine/lesson/pack_files.h"
#include "engine/lesson/subject_index.h"

#include <QFileInfo>
#include <QRegularExpression>

namespace forkscope::lesson {

namespace {

QStringList listOf(TomlFields& fields, const char* key, const char* example) {
    return fields.has(key) ? fields.texts(key, example) : QStringList();
}

ErrorPattern readPattern(TomlFields& fields) {
    ErrorPattern pattern;
    pattern.types = listOf(fields, "type", "type = [\"AssertionError\"]");
    pattern.says = listOf(fields, "says", "says = [\"cannot start a process twice\"]");
    pattern.through = listOf(fields, "through", "through = [\"managers.py\"]");
    pattern.otherwise = fields.has("otherwise") && fields.yesOrNo("otherwise", "otherwise = true");
    const bool isEmpty = pattern.types.isEmpty() && pattern.says.isEmpty() && pattern.through.isEmpty();
    if (isEmpty != pattern.otherwise && fields.complete()) {
        fields.report(fields.line(),
                      isEmpty
                          ? packTr("nothing says how this error is known. Expected: type, says or through")
                          : packTr("otherwise = true stands alone: without type, says and through."));
        fields.spoil();
    }
    return pattern;
}

void readProgramOf(KnownError& error, TomlFields& fields, const QString& folder) {
    static const QRegularExpression allowed(QStringLiteral("^([a-z0-9-]+/)?[A-Za-z_][A-Za-z0-9_]*$"));
    if (error.program.isEmpty())
        return;
    if (!allowed.match(error.program).hasMatch()) {
        fields.report(fields.lineOf("program"),
                      packTr("\"%1\" is no name of a program. Expected: program = \"task_after_close\" of "
                             "index/programs, or program = \"06/daemon_has_child\" of a lesson")
                          .arg(error.program));
        return fields.spoil();
    }
    if (error.program.contains(u'/'))
        return;
    error.ownProgram = QStringLiteral("%1/programs/%2.py").arg(folder, error.program);
    const QFileInfo file(error.ownProgram);
    if (file.isFile() && file.isReadable())
        return;
    fields.report(fields.lineOf("program"),
                  packTr("the program \"%1\" is named, but programs/%1.py is missing or unreadable.")
                      .arg(error.program));
    fields.spoil();
}

std::optional<KnownError> readError(TomlFields& fields, const QString& folder) {
    KnownError error;
    error.path = folder + QStringLiteral("/errors.toml");
    error.fileLine = fields.line();
    error.slug = fields.text("slug", "slug = \"start-twice\"");
    error.message = fields.text("message", "message = \"AssertionError: cannot start a process twice\"");
    error.means = fields.localText("means", "means = \"A process can be started once.\"");
    error.help = fields.localText("help", "help = \"Make a new Process for the same work.\"");
    error.reading = {fields.text("lesson", "lesson = \"02\""),
                     fields.has("heading") ? fields.text("heading", "heading = \"Once only\"") : QString()};
    error.program = fields.text("program", "program = \"02/start_twice\"");
    error.pattern = readPattern(fields);
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9-]*$"));
    if (!error.slug.isEmpty() && !allowed.match(error.slug).hasMatch()) {
        fields.report(fields.lineOf("slug"),
                      packTr("\"%1\" may have small letters, digits and hyphens only, but is \"%2\".")
                          .arg(QStringLiteral("slug"), error.slug));
        fields.spoil();
    }
    readProgramOf(error, fields, folder);
    return fields.complete() ? std::optional(error) : std::nullopt;
}

std::optional<Topic> readTopic(TomlFields& fields) {
    Topic topic;
    topic.fileLine = fields.line();
    topic.name = fields.text("name", "name = \"exit code\"");
    topic.also = listOf(fields, "also", "also = [\"exit status\"]");
    if (fields.has("says"))
        topic.says = fields.localText("says", "says = \"The number that a process leaves behind.\"");
    // "06", or "06 Ended by whom?"
    for (const QString& place : fields.texts("read", "read = [\"06 Ended by whom?\"]"))
        topic.readings.append({place.section(u' ', 0, 0), place.section(u' ', 1)});
    return fields.complete() ? std::optional(topic) : std::nullopt;
}

// One that the same file has already is a fault; one of a folder that is searched earlier stays.
template <typename Part>
void addOnce(const std::optional<Part>& part, const QString& name, TomlFields& fields,
             SubjectIndex& ofThisFile, SubjectIndex& index) {
    if (part && !ofThisFile.add(*part))
        fields.report(fields.line(), packTr("\"%1\" stands in this file twice.").arg(name));
    else if (part)
        index.add(*part);
}

} // namespace

void readSubjectIndex(const QString& folder, SubjectIndex& index, QList<PackProblem>& problems) {
    SubjectIndex ofThisFolder;
    const QString errors = folder + QStringLiteral("/errors.toml");
    if (QFileInfo::exists(errors))
        readTomlFile(errors, problems, [&](const toml::table& table) {
            for (const TomlFields& found : TomlFields(table, errors, problems).tables("errors")) {
                TomlFields fields(found.raw(), errors, problems);
                const auto error = readError(fields, folder);
                addOnce(error, error ? error->slug : QString(), fields, ofThisFolder, index);
            }
        });
    const QString topics = folder + QStringLiteral("/topics.toml");
    if (QFileInfo::exists(topics))
        readTomlFile(topics, problems, [&](const toml::table& table) {
            for (const TomlFields& found : TomlFields(table, topics, problems).tables("topics")) {
                TomlFields fields(found.raw(), topics, problems);
                std::optional<Topic> topic = readTopic(fields);
                if (topic)
                    topic->path = topics;
                addOnce(topic, topic ? topic->name : QString(), fields, ofThisFolder, index);
            }
        });
}

} // namespace forkscope::lesson
