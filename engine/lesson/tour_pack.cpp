// SPDX-License-Identifier: GPL-3.0-or-later
// tours/NAME.toml
#include "engine/lesson/pack_files.h"
#include "engine/lesson/pack_parts.h"
#include "engine/lesson/staging_fields.h"

#include <QFileInfo>

namespace forkscope::lesson {

namespace {

constexpr auto kExampleOfPoints = "points = \"card consort, lane consort\"";

class TourReader {
  public:
    TourReader(const Lesson& lesson, const QString& path, QList<PackProblem>& problems)
        : lesson_(lesson), path_(path), problems_(problems) {}

    std::optional<Tour> read() {
        std::optional<Tour> tour;
        readTomlFile(path_, problems_, [&](const toml::table& table) { tour = readTable(table); });
        return tour;
    }

  private:
    std::optional<Tour> readTable(const toml::table& table) {
        TomlFields fields(table, path_, problems_);
        Tour tour;
        tour.path = path_;
        tour.name = QFileInfo(path_).completeBaseName();
        tour.program = fields.text("program", "program = \"emperor_and_consort\"");
        tour.title = fields.localText("title", "title = \"When main has nothing left to do\"");
        if (!tour.program.isEmpty() && tour.program != tour.name)
            fields.report(
                fields.lineOf("program"),
                packTr("the tour of the program \"%1\" must be in tours/%1.toml.").arg(tour.program));
        else if (!tour.program.isEmpty() && !lesson_.program(tour.program))
            fields.report(fields.lineOf("program"),
                          packTr("there is no program \"%1\" in lesson.toml.").arg(tour.program));
        readWay(fields, tour);
        for (TomlFields& step : fields.tables("steps"))
            tour.steps.append(readStep(step, tour.isByTheClock()));
        if (tour.steps.isEmpty() && !fields.has("steps"))
            fields.report(0, packTr("a tour needs at least one step. Expected, for example: [[steps]]"));
        return fields.complete() ? std::optional(tour) : std::nullopt;
    }

    static void readWay(TomlFields& fields, Tour& tour) {
        if (!fields.has("run"))
            return;
        const QString way = fields.text("run", "run = \"free\"");
        if (way == u"free")
            tour.way = Tour::Way::Free;
        else if (way == u"whole")
            tour.way = Tour::Way::Whole;
        else if (way != u"driven")
            fields.report(fields.lineOf("run"),
                          packTr("\"run\" is \"driven\", \"free\" or \"whole\", and not \"%1\".").arg(way));
    }

    TourStep readStep(TomlFields& fields, bool isByTheClock) {
        TourStep step;
        step.fileLine = fields.line();
        step.when = readCondition(fields, "when", "when = \"seen signal.send by main to consort\"");
        step.says = fields.localText("says", "says = \"Main's code has ended: its daemon goes with it.\"");
        const qsizetype letters = step.says.in(QStringLiteral("en")).size();
        if (letters > TourStep::kMostLetters)
            fields.report(fields.lineOf("says"), packTr("a step says at most %1 letters, and this one %2.")
                                                     .arg(TourStep::kMostLetters)
                                                     .arg(letters));
        step.order = readOrder(fields);
        if (isByTheClock && !step.order.isEmpty())
            fields.report(
                fields.lineOf("order"),
                packTr("a tour that goes by the clock has no order: nobody is held before a step happens."));
        const QString points = fields.text("points", kExampleOfPoints);
        for (const QString& part : points.split(u',', Qt::SkipEmptyParts))
            addPoint(part.trimmed(), step, fields);
        return step;
    }

    void addPoint(const QString& text, TourStep& step, TomlFields& fields) {
        using Kind = TourPoint::Kind;
        const QString word = text.section(u' ', 0, 0), name = text.section(u' ', 1).trimmed();
        if (text == u"output")
            step.points.append({Kind::Output, {}, 0});
        else if (name.isEmpty())
            fields.report(
                fields.lineOf("points"),
                packTr("\"%1\" points at nothing known. Known are: card PROCESS, lane PROCESS, lane "
                       "OBJECT, object NAME, line NUMBER, line TEXT, output. Expected, for example: %2")
                    .arg(text, QString::fromUtf8(kExampleOfPoints)));
        else if (word == u"card")
            step.points.append({Kind::Card, name, 0});
        else if (word == u"lane")
            step.points.append({Kind::Lane, name, 0});
        else if (word == u"object")
            step.points.append({Kind::Object, name, 0});
        else if (word == u"line")
            addLine(name, step, fields);
        else
            addPoint(QString(), step, fields);
    }

    void addLine(const QString& name, TourStep& step, TomlFields& fields) {
        bool isNumber = false;
        const int line = name.toInt(&isNumber);
        if (!isNumber || line < 1) {
            step.points.append({TourPoint::Kind::Line, name, 0});
            return;
        }
        // By its text, so that it is found again in a program that the learner has edited.
        const QStringList lines = programLines(fields);
        if (line > lines.size() || lines.at(line - 1).trimmed().isEmpty())
            fields.report(fields.lineOf("points"),
                          packTr("the program has no line %1 with something in it.").arg(line));
        else
            step.points.append({TourPoint::Kind::Line, lines.at(line - 1).trimmed(), line});
    }

    QStringList programLines(TomlFields& fields) {
        const Program* program = lesson_.program(QFileInfo(path_).completeBaseName());
        const auto text = program ? readTextFile(program->path, problems_) : std::nullopt;
        if (!text)
            fields.report(0, packTr("its program cannot be read."));
        return text.value_or(QString()).split(u'\n');
    }

    const Lesson& lesson_;
    QString path_;
    QList<PackProblem>& problems_;
};

} // namespace

void readTours(Lesson& lesson, QList<PackProblem>& problems) {
    QStringList files = filesIn(lesson.folder + QStringLiteral("/tours"), QStringLiteral(".toml"));
    const auto take = [&](const QString& path) {
        if (const std::optional<Tour> tour = TourReader(lesson, path, problems).read())
            lesson.tours.append(*tour);
    };
    for (const Program& program : std::as_const(lesson.programs)) {
        const QString path = lesson.folder + QStringLiteral("/tours/%1.toml").arg(program.name);
        if (files.removeOne(path))
            take(path);
    }
    for (const QString& path : std::as_const(files)) // of no program: says so
        take(path);
}

} // namespace forkscope::lesson
