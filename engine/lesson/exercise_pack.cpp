// SPDX-License-Identifier: GPL-3.0-or-later
// exercises/SLUG/
#include "engine/check/plan.h"
#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"
#include "engine/lesson/staging_fields.h"
#include "engine/lesson/toml_values.h"

#include <QDir>
#include <QFileInfo>

namespace forkscope::lesson {

namespace {

constexpr qsizetype kHints = 3;

class ExerciseReader {
  public:
    ExerciseReader(const Lesson& lesson, const QString& slug, QList<PackProblem>& problems)
        : lesson_(lesson), problems_(problems) {
        exercise_.slug = slug;
        exercise_.folder = lesson.folder + QStringLiteral("/exercises/") + slug;
        exercise_.path = exercise_.folder + QStringLiteral("/exercise.toml");
    }

    std::optional<Exercise> read() {
        bool isComplete = false;
        readTomlFile(exercise_.path, problems_, [&](const toml::table& table) {
            TomlFields fields(table, exercise_.path, problems_);
            readTable(fields);
            isComplete = fields.complete();
        });
        return isComplete ? std::optional(exercise_) : std::nullopt;
    }

  private:
    bool isProgram() const { // the learner's answer is one
        return exercise_.kind == ExerciseKind::Fix || exercise_.kind == ExerciseKind::Build;
    }
    QString suffix() const {
        return exercise_.kind == ExerciseKind::Drive ? QStringLiteral(".schedule") : QStringLiteral(".py");
    }
    QString file(const QString& name) const { return exercise_.folder + u'/' + name; }

    void readTable(TomlFields& fields) {
        readKind(fields);
        exercise_.title = fields.localText("title", "title = \"Mend the ticket office\"");
        exercise_.hints = fields.localTexts(
            "hints", "hints = [\"Where is the gap?\", \"Between which two lines?\", \"Lines 9 to 12.\"]");
        if (!exercise_.hints.isEmpty() && exercise_.hints.size() != kHints)
            fields.report(fields.lineOf("hints"),
                          packTr("there must be %1 hints, from vague to concrete, and there are %2.")
                              .arg(kHints)
                              .arg(exercise_.hints.size()));
        if (!fields.complete())
            return;
        exercise_.task = text("task", fields);
        exercise_.explanation = text("explanation", fields);
        readStarter(fields);
        if (exercise_.kind == ExerciseKind::Predict)
            return readPrediction(fields);
        if (exercise_.kind == ExerciseKind::Drive)
            readGoal(fields);
        else
            readChecks(fields);
        readSolutions(fields);
    }

    void readKind(TomlFields& fields) {
        const QString kind = fields.text("kind", "kind = \"fix\"");
        for (const ExerciseKind known :
             {ExerciseKind::Predict, ExerciseKind::Fix, ExerciseKind::Build, ExerciseKind::Drive}) {
            exercise_.kind = known;
            if (nameOf(known) == kind)
                return;
        }
        if (!kind.isEmpty())
            fields.report(
                fields.lineOf("kind"),
                packTr("\"%1\" is no kind of exercise. Known are: predict, fix, build, drive.").arg(kind));
    }

    LocalText text(const QString& name, TomlFields& fields) {
        const LocalText text = readLocalTextFile(exercise_.folder, name, lesson_.languages, problems_);
        if (!text.has(QStringLiteral("en"))) // has been said
            fields.spoil();
        return text;
    }

    void readStarter(TomlFields& fields) {
        exercise_.starter = file(QStringLiteral("starter.py"));
        if (!fields.has("program")) {
            if (!QFileInfo(exercise_.starter).isFile())
                fields.report(
                    0, packTr("there must be a starter.py, or the name of one of the lesson's programs. "
                              "Expected, for example: program = \"tickets_oversold\""));
            return;
        }
        const QString name = fields.text("program", "program = \"tickets_oversold\"");
        const Program* program = lesson_.program(name);
        if (program)
            exercise_.starter = program->path;
        else if (!name.isEmpty())
            fields.report(fields.lineOf("program"),
                          packTr("there is no program \"%1\" in lesson.toml.").arg(name));
    }

    void readPrediction(TomlFields& fields) {
        exercise_.staging = readStaging(fields);
        if (fields.has("moment"))
            exercise_.moment = readCondition(fields, "moment", "moment = \"seen exception by P1\"");
        for (TomlFields& option : fields.tables("options")) {
            const LocalText words = option.localText("text", "text = \"100\"");
            exercise_.options.append({words, readExpectation(option), option.line()});
        }
        if (exercise_.options.size() < 2 && fields.complete())
            fields.report(
                fields.lineOf("options"),
                packTr("a prediction needs at least two answers. Expected, for example: [[options]]"));
    }

    void readGoal(TomlFields& fields) {
        exercise_.goal = readCondition(fields, "goal", "goal = \"printed has a ticket > 1\"");
        exercise_.par = fields.number("par", "par = 6");
        if (fields.has("avoid"))
            exercise_.avoid = readCondition(fields, "avoid", "avoid = \"deadlock\"");
    }

    void readChecks(TomlFields& fields) {
        for (TomlFields& check : fields.tables("checks")) {
            CheckSpec spec;
            spec.fileLine = check.line();
            spec.kind = check.text("kind", "kind = \"no_deadlock\"");
            spec.title = check.localText("title", "title = \"Nobody waits for ever\"");
            spec.fields = valuesOf(check.raw());
            spec.fields.remove(QStringLiteral("kind"));
            spec.fields.remove(QStringLiteral("title"));
            exercise_.checks.append(spec);
            if (check.complete())
                if (const Outcome understood = check::areUnderstood({{spec.kind, {}, spec.fields}});
                    !understood)
                    fields.report(spec.fileLine, QString::fromStdString(understood.error()));
        }
        readRuns(fields);
        if (exercise_.checks.isEmpty() && fields.complete())
            fields.report(fields.lineOf("checks"),
                          packTr("there must be at least one check. Expected, for example: [[checks]]"));
    }

    void readRuns(TomlFields& fields) {
        const auto runs = fields.table("runs", "[runs] with plain = 3 and shuffled = 5");
        if (!runs)
            return;
        exercise_.runs = valuesOf(runs->raw());
        const Result<check::Runs> understood = check::readRuns(exercise_.runs);
        if (!understood)
            return fields.report(runs->line(), QString::fromStdString(understood.error()));
        for (const QString& name : understood->files)
            if (!QFileInfo(file(name)).isFile())
                fields.report(runs->line(), packTr("there is no file %1 in the exercise.").arg(name));
    }

    void readSolutions(TomlFields& fields) {
        exercise_.solution = file(QStringLiteral("solution") + suffix());
        if (!QFileInfo(exercise_.solution).isFile())
            fields.report(0, packTr("solution%1 is missing.").arg(suffix()));
        exercise_.right = filesIn(file(QStringLiteral("right")), suffix());
        QStringList inFolder = filesIn(file(QStringLiteral("wrong")), suffix());
        for (TomlFields& wrong : fields.tables("wrong")) {
            const QString name = wrong.text("file", "file = \"sleeps_instead.py\"");
            const QString message = wrong.text("message", "message = \"two buyers were inside at once\"");
            const QString path = file(QStringLiteral("wrong/") + name);
            if (!name.isEmpty() && !inFolder.removeOne(path))
                fields.report(wrong.lineOf("file"),
                              packTr("there is no file wrong/%1, or it is listed twice.").arg(name));
            exercise_.wrong.append({path, message, wrong.line()});
        }
        for (const QString& path : std::as_const(inFolder))
            fields.report(
                fields.lineOf("wrong"),
                packTr("wrong/%1 is not listed. Expected, for example: [[wrong]] with its file and the "
                       "message that the learner must get")
                    .arg(QFileInfo(path).fileName()));
    }

    const Lesson& lesson_;
    QList<PackProblem>& problems_;
    Exercise exercise_;
};

} // namespace

void readExercises(Lesson& lesson, const QStringList& order, QList<PackProblem>& problems) {
    const QDir folder(lesson.folder + QStringLiteral("/exercises"));
    QStringList rest = folder.entryList(QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    QStringList slugs;
    for (const QString& slug : order) {
        if (rest.removeOne(slug))
            slugs.append(slug);
        else
            problems.append(
                {lesson.folder + QStringLiteral("/lesson.toml"), 0,
                 packTr("\"exercises\" lists \"%1\", but there is no folder exercises/%1, or it is "
                        "listed twice.")
                     .arg(slug)});
    }
    for (const QString& slug : slugs + rest)
        if (const std::optional<Exercise> exercise = ExerciseReader(lesson, slug, problems).read())
            lesson.exercises.append(*exercise);
}

} // namespace forkscope::lesson
