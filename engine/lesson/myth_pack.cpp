// SPDX-License-Identifier: GPL-3.0-or-later
// [[myths]] and [[claims]] of lesson.toml
#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"
#include "engine/lesson/staging_fields.h"

#include <QRegularExpression>

#include <array>

namespace forkscope::lesson {

namespace {

Staging stagingOfProgram(const Lesson& lesson, TomlFields& fields) {
    Staging staging = readStaging(fields);
    staging.program = fields.text("program", "program = \"emperor_and_consort\"");
    const Program* program = lesson.program(staging.program);
    if (!program) {
        if (!staging.program.isEmpty())
            fields.report(fields.lineOf("program"),
                          packTr("there is no program \"%1\" in [[programs]].").arg(staging.program));
        return staging;
    }
    staging.program = program->name;
    QList<PackProblem> ignored;
    const QString fault =
        edited(readTextFile(program->path, ignored).value_or(QString()), staging.edits).fault;
    if (!fault.isEmpty())
        fields.report(fields.lineOf("edits"), fault);
    return staging;
}

Verdict readVerdict(TomlFields& fields) {
    const QString word = fields.text("verdict", "verdict = \"myth\"");
    for (const Verdict verdict : {Verdict::Myth, Verdict::Fact, Verdict::HalfTrue})
        if (nameOf(verdict) == word)
            return verdict;
    if (!word.isEmpty())
        fields.report(fields.lineOf("verdict"),
                      packTr("\"%1\" is no verdict. Known are: myth, fact, half true.").arg(word));
    return Verdict::Myth;
}

void checkSlug(const Lesson& lesson, const QString& slug, TomlFields& fields) {
    static const QRegularExpression allowed(QStringLiteral("^[a-z0-9][a-z0-9-]*$"));
    if (!slug.isEmpty() && !allowed.match(slug).hasMatch())
        fields.report(
            fields.lineOf("slug"),
            packTr("\"slug\" may have small letters, digits and hyphens only, but is \"%1\".").arg(slug));
    if (lesson.myth(slug))
        fields.report(fields.lineOf("slug"), packTr("there are two myths \"%1\".").arg(slug));
}

// One TomlFields for each table: a fault in one costs only that one.
template <class Read>
void eachTable(const char* key, const toml::table& table, const QString& manifest,
               QList<PackProblem>& problems, Read&& read) {
    TomlFields outer(table, manifest, problems);
    for (const TomlFields& found : outer.tables(key)) {
        TomlFields fields(found.raw(), manifest, problems);
        read(fields);
    }
}

} // namespace

void readMyths(Lesson& lesson, const toml::table& table, const QString& manifest,
               QList<PackProblem>& problems) {
    eachTable("myths", table, manifest, problems, [&](TomlFields& fields) {
        Myth myth;
        myth.fileLine = fields.line();
        myth.slug = fields.text("slug", "slug = \"daemon-dies-with-its-parent\"");
        checkSlug(lesson, myth.slug, fields);
        myth.claim = fields.localText("claim", "claim = \"A daemon always dies with its parent\"");
        myth.staging = stagingOfProgram(lesson, fields);
        myth.expects = readExpectation(fields);
        myth.verdict = readVerdict(fields);
        myth.explanation =
            fields.localText("explanation", "explanation = \"Nobody has sent it the signal.\"");
        if (fields.complete())
            lesson.myths.append(myth);
    });
}

void readClaims(Lesson& lesson, const toml::table& table, const QString& manifest,
                QList<PackProblem>& problems) {
    eachTable("claims", table, manifest, problems, [&](TomlFields& fields) {
        Claim claim;
        claim.fileLine = fields.line();
        claim.says = fields.text("says", "says = \"`end123` is missing\"");
        claim.staging = stagingOfProgram(lesson, fields);
        claim.expects = readExpectation(fields);
        if (fields.complete())
            lesson.claims.append(claim);
    });
}

} // namespace forkscope::lesson
