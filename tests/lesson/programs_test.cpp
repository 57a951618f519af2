// SPDX-License-Identifier: GPL-3.0-or-later
// The lessons' programs, run by plain Python: what the texts say about them is what happens, also after the
// edits that the texts ask for.
#include "engine/lesson/lesson_library.h"
#include "tests/lesson/claims.h"

#include <QtTest>

#include <algorithm>
#include <memory>
#include <vector>

namespace forkscope::lesson {

namespace {

constexpr std::size_t kAtOnce = 4; // they mostly sleep

QString readAll(const QString& path) {
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Starts the runs one after another, so many at a time, and waits for all.
void runAll(const std::vector<std::unique_ptr<ProgramRun>>& runs) {
    std::vector<ProgramRun*> active;
    std::size_t next = 0;
    while (next < runs.size() || !active.empty()) {
        while (next < runs.size() && active.size() < kAtOnce) {
            active.push_back(runs[next++].get());
            active.back()->start();
        }
        QTest::qWait(20);
        std::erase_if(active, [](ProgramRun* run) { return run->isOver(); });
    }
}

} // namespace

class ProgramsTest : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void claim_data();
    void claim();
    void everyProgramHasAClaim();
    void programsAreShort();

  private:
    QString edited(const Claim& claim) const;
    Printed runAlone(const Claim& claim) const;

    LessonLibrary library_;
    QList<Claim> claims_;
    QList<Printed> results_;
};

QString ProgramsTest::edited(const Claim& claim) const {
    const Lesson* lesson = library_.find(claim.lesson);
    const Program* program = lesson ? lesson->program(claim.program) : nullptr;
    QString source = program ? readAll(program->path) : QString();
    for (const Edit& edit : claim.edits) {
        if (source.count(edit.before) != 1)
            return {};
        source.replace(edit.before, edit.after);
    }
    return source;
}

void ProgramsTest::initTestCase() {
    library_ = LessonLibrary::load({QStringLiteral(FORKSCOPE_LESSONS_SOURCE)});
    claims_ = claimsOfDaemonProcesses() + claimsOfMutex() + claimsOfProducerAndConsumer();
    std::vector<std::unique_ptr<ProgramRun>> runs;
    for (const Claim& claim : std::as_const(claims_)) {
        const QString source = edited(claim);
        QVERIFY2(!source.isEmpty(),
                 qPrintable(claim.name + ": no such program, or its text is not what the edit expects"));
        runs.push_back(std::make_unique<ProgramRun>(claim.program, source, claim.ends, claim.shown));
    }
    runAll(runs);
    for (const auto& run : runs)
        results_.append(run->printed());
}

Printed ProgramsTest::runAlone(const Claim& claim) const {
    std::vector<std::unique_ptr<ProgramRun>> runs;
    runs.push_back(std::make_unique<ProgramRun>(claim.program, edited(claim), claim.ends, claim.shown));
    runAll(runs);
    return runs.front()->printed();
}

void ProgramsTest::claim_data() {
    QTest::addColumn<qsizetype>("index");
    for (qsizetype i = 0; i < claims_.size(); ++i)
        QTest::newRow(qPrintable(claims_[i].program + ": " + claims_[i].name)) << i;
}

void ProgramsTest::claim() {
    QFETCH(qsizetype, index);
    const Claim& claim = claims_[index];
    Printed printed = results_[index];
    for (int more = 0; claim.restsOnPauses && more < 4 && !claim.check(printed).isEmpty(); ++more)
        printed = runAlone(claim);
    const QString all = printed.lines.join('\n') + '\n' + printed.errors;
    QVERIFY2(printed.ended == claim.ends, qPrintable("ended or not, against the claim:\n" + all));
    const QString failure = claim.check(printed);
    QVERIFY2(failure.isEmpty(), qPrintable(failure + ", but printed was:\n" + all));
}

void ProgramsTest::everyProgramHasAClaim() {
    for (const Lesson& lesson : library_.lessons()) {
        for (const Program& program : lesson.programs) {
            const bool found = std::any_of(claims_.begin(), claims_.end(), [&](const Claim& claim) {
                return claim.lesson == lesson.id && claim.program == program.name && claim.edits.isEmpty() &&
                       claim.ends == program.ends;
            });
            QVERIFY2(found, qPrintable(program.path));
        }
    }
}

void ProgramsTest::programsAreShort() {
    for (const Lesson& lesson : library_.lessons()) {
        for (const Program& program : lesson.programs) {
            const QString source = readAll(program.path);
            QVERIFY2(source.count('\n') < 60, qPrintable(program.path));
            QVERIFY2(source.contains("if __name__ == \"__main__\":"), qPrintable(program.path));
            QVERIFY2(source.contains("mp.set_start_method(") || source.contains("mp.get_context("),
                     qPrintable(program.path));
        }
    }
}

} // namespace forkscope::lesson

QTEST_GUILESS_MAIN(forkscope::lesson::ProgramsTest)
#include "programs_test.moc"
