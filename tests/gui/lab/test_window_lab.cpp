// SPDX-License-Identifier: GPL-3.0-or-later
// The scheduling lab in the window: a table by the keyboard, real runs by a policy, what they measured beside
// what is computed; and a policy for any program.
#include "engine/lab/comparison.h"
#include "engine/run/dispatcher.h"
#include "engine/scheduling/reference.h"
#include "gui/editor/code_editor.h"
#include "gui/lab/figures_view.h"
#include "gui/lab/jobs_view.h"
#include "gui/lab/policy_button.h"
#include "gui/lab/policy_editor.h"
#include "gui/lesson/lesson_view.h"
#include "gui/window/editor_panel.h"
#include "gui/window/lab_desk.h"
#include "gui/window/toolbar.h"
#include "tests/gui/window/window_fixture.h"
#include "tests/lesson/pack_on_disk.h"
#include "tests/support/run_program.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QTableView>
#include <QtTest>

#include <cmath>

using namespace forkscope;
using namespace forkscope::gui;
using namespace forkscope::tests;
using scheduling::kMillisecond;
using scheduling::Policy;

namespace {

constexpr int kLong = 180'000; // ms

const QByteArray kComputing = "import multiprocessing as mp\n"
                              "import time\n"
                              "def work():\n"
                              "    while time.process_time() < 0.1: pass\n"
                              "if __name__ == '__main__':\n"
                              "    context = mp.get_context('fork')\n"
                              "    both = [context.Process(target=work, name=n) for n in ('one', 'two')]\n"
                              "    for each in both: each.start()\n"
                              "    for each in both: each.join()\n";

JobsView& jobsOf(WindowFixture& f) {
    return *f.workspace().lab()->jobs();
}
FiguresView& figuresOf(WindowFixture& f) {
    return *f.workspace().lab()->figures();
}

void openLab(WindowFixture& f) {
    f.window().actions().schedulingLab->trigger();
    QVERIFY(f.workspace().lab()->isOn());
    QTRY_VERIFY(jobsOf(f).jobs()->hasFocus());
}

void choose(PolicyEditor& editor, const char* name) {
    editor.names()->setCurrentIndex(editor.names()->findData(QString::fromLatin1(name)));
}

lab::JobFile twoShort() {
    lab::JobFile file;
    file.jobs = {{"A", 0, 60 * kMillisecond}, {"B", 0, 40 * kMillisecond}};
    return file;
}

QString cell(FiguresView& figures, int row, int column) {
    return figures.model()->index(row, column).data().toString();
}

} // namespace

class TestWindowLab : public QObject {
    Q_OBJECT

  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void aTableByKeysIsRunAndMeasured();
    void allPoliciesRunOneAfterAnother();
    void anotherTableForgetsWhatWasMeasured();
    void stopEndsTheSeries();
    void aLinkOpensTheTable();
    void aTableThatIsMissingIsSaid();
    void anyProgramSharesByAPolicy();
    void thePolicyIsRemembered();
};

void TestWindowLab::aTableByKeysIsRunAndMeasured() {
    WindowFixture f;
    openLab(f);
    JobsView& jobs = jobsOf(f);
    // Three jobs stand there. The last goes, the others get bursts of their own.
    jobs.jobs()->setCurrentIndex(jobs.model()->index(2, JobModel::Name));
    f.press(Qt::Key_Delete);
    QCOMPARE(jobs.model()->rowCount(), 2);
    jobs.jobs()->setCurrentIndex(jobs.model()->index(0, JobModel::Burst));
    for (const char* burst : {"90", "60"}) {
        for (const char* digit = burst; *digit; ++digit) // typing begins to edit
            QTest::keyClick(QApplication::focusWidget(), *digit);
        f.press(Qt::Key_Return);
        jobs.jobs()->setFocus();
        f.press(Qt::Key_Down);
    }
    QCOMPARE(jobs.model()->jobs()[0].burst, 90 * kMillisecond);
    QCOMPARE(jobs.model()->jobs()[1].burst, 60 * kMillisecond);
    choose(*jobs.policy(), "rr");
    jobs.policy()->quantum()->setFocus();
    jobs.policy()->quantum()->selectAll();
    QTest::keyClicks(jobs.policy()->quantum(), "30");
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.session());
    QCOMPARE(f.session()->dispatcher()->policy(), Policy::roundRobin(30 * kMillisecond));
    QVERIFY(!jobs.jobs()->isEnabled());
    QCOMPARE(jobs.runButton()->text(), QStringLiteral("Stop"));
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(jobs.runButton()->text(), QStringLiteral("Run"));
    QVERIFY(jobs.jobs()->isEnabled());

    // What stands there is this run's, to the last figure.
    FiguresView& figures = figuresOf(f);
    QVERIFY(figures.table()->isVisible());
    const lab::Comparison all = lab::compare(jobs.model()->jobs(), *f.session());
    QVERIFY(all.hasComputed);
    for (int job = 0; job < 2; ++job) {
        const scheduling::JobFigures& is = all.measured.jobs[std::size_t(job)];
        const scheduling::JobFigures& should = all.computed.jobs[std::size_t(job)];
        QVERIFY(is.isDone);
        const auto ms = [](scheduling::Time time) {
            return QString::number(std::llround(double(time) / kMillisecond));
        };
        QCOMPARE(cell(figures, job, FiguresModel::Waiting), ms(is.waiting()));
        QCOMPARE(cell(figures, job, FiguresModel::Turnaround), ms(is.turnaround()));
        QCOMPARE(cell(figures, job, FiguresModel::Response), ms(is.response()));
        QCOMPARE(cell(figures, job, FiguresModel::WaitingComputed), ms(should.waiting()));
        QCOMPARE(cell(figures, job, FiguresModel::TurnaroundComputed), ms(should.turnaround()));
    }
    QCOMPARE(figures.policies().size(), std::size_t(1));
    QCOMPARE(figures.policies()[0].name, QStringLiteral("RR 30 ms"));
    // The ordinary timeline shows it.
    QStringList names;
    const world::History& history = f.session()->history();
    for (std::size_t i = 0; i < history.laneCount(); ++i)
        if (const world::Process* process = history.now().process(history.lane(i).process))
            names += QString::fromUtf8(process->name.data(), qsizetype(process->name.size()));
    QVERIFY(names.contains("A") && names.contains("B") && !names.contains("C"));
}

void TestWindowLab::allPoliciesRunOneAfterAnother() {
    WindowFixture f;
    openLab(f);
    JobsView& jobs = jobsOf(f);
    jobs.setTable(twoShort(), QString());
    jobs.runAllButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(figuresOf(f).policies().size(), std::size_t(5), kLong);
    const std::vector<MeasuredPolicy>& policies = figuresOf(f).policies();
    QCOMPARE(policies[0].name, QStringLiteral("Linux"));
    QVERIFY(!policies[0].computed);
    QVERIFY(policies[0].measured.turnaround > 0);
    for (std::size_t n = 1; n < policies.size(); ++n) {
        QVERIFY(policies[n].computed.has_value());
        QVERIFY(policies[n].measured.turnaround > 0);
    }
    QCOMPARE(policies[2].name, QStringLiteral("SJF"));
    QCOMPARE(policies[2].computed->waiting, 20e6); // B for 40 ms, then A
    QTRY_COMPARE(jobs.runButton()->text(), QStringLiteral("Run"));
    // Of Linux alone there is nothing computed, and the page says why.
    choose(*jobs.policy(), "linux");
    jobs.runButton()->click();
    QTRY_VERIFY(f.session() && !f.session()->dispatcher());
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(cell(figuresOf(f), 0, FiguresModel::WaitingComputed), QStringLiteral("–"));
    QVERIFY(cell(figuresOf(f), 0, FiguresModel::Turnaround) != QStringLiteral("–"));
    QVERIFY2(figuresOf(f).sentence().contains("nothing computed"), qPrintable(figuresOf(f).sentence()));
    QCOMPARE(policies.size(), std::size_t(5)); // the last run of each counts
}

void TestWindowLab::anotherTableForgetsWhatWasMeasured() {
    WindowFixture f;
    openLab(f);
    JobsView& jobs = jobsOf(f);
    jobs.setTable(twoShort(), QString());
    choose(*jobs.policy(), "fcfs");
    jobs.runButton()->click();
    QTRY_COMPARE_WITH_TIMEOUT(figuresOf(f).policies().size(), std::size_t(1), kLong);
    QVERIFY(jobs.model()->setData(jobs.model()->index(0, JobModel::Burst), "50"));
    QVERIFY(figuresOf(f).policies().empty());
    QVERIFY(!figuresOf(f).table()->isVisible());
    // A name that is taken is refused, with the reason.
    QVERIFY(!jobs.model()->setData(jobs.model()->index(0, JobModel::Name), "B"));
    QVERIFY2(jobs.said().contains("B already"), qPrintable(jobs.said()));
}

void TestWindowLab::stopEndsTheSeries() {
    WindowFixture f;
    openLab(f);
    lab::JobFile endless = twoShort();
    for (scheduling::Job& job : endless.jobs)
        job.burst = 50'000 * kMillisecond;
    jobsOf(f).setTable(endless, QString());
    jobsOf(f).runAllButton()->click();
    QTRY_VERIFY_WITH_TIMEOUT(f.session() && f.session()->history().laneCount() >= 3, kLong);
    const run::Session* first = f.session();
    jobsOf(f).runButton()->click(); // it is Stop now
    QVERIFY(f.waitUntilEnded());
    QTRY_COMPARE(jobsOf(f).runButton()->text(), QStringLiteral("Run"));
    QCOMPARE(f.session(), first); // no other run came after it
    QVERIFY(figuresOf(f).policies().empty());
    QVERIFY2(figuresOf(f).headline().contains("did not come to its end"),
             qPrintable(figuresOf(f).headline()));
    QCOMPARE(processesLeft(), QStringList());
}

void TestWindowLab::aLinkOpensTheTable() {
    WindowFixture f;
    PackOnDisk pack;
    pack.write("en.md", "# Sample\n[Try it](lab:convoy) and [program](program:hello)\n");
    pack.writeManifest();
    pack.write("jobs/convoy.toml", "policy = \"rr\"\nquantum = 25\n[[jobs]]\nname = \"slow\"\nburst = 80\n"
                                   "[[jobs]]\nname = \"quick\"\narrival = 5\nburst = 20\n");
    f.window().setLibrary(lesson::LessonLibrary::load({pack.parent()}));
    f.window().openLesson("21", QString());
    emit f.workspace().lessonView()->linkRequested("lab", "convoy", QString());
    QVERIFY(f.workspace().lab()->isOn());
    QCOMPARE(jobsOf(f).model()->rowCount(), 2);
    QCOMPARE(jobsOf(f).model()->jobs()[1].name, std::string("quick"));
    QCOMPARE(jobsOf(f).wish().name, QStringLiteral("rr"));
    QCOMPARE(jobsOf(f).wish().quantum, 25 * kMillisecond);
    QVERIFY(f.workspace().editorPanel()->editor()->isReadOnly());
    f.window().actions().backToLesson->trigger();
    QVERIFY(!f.workspace().lab()->isOn());
    QCOMPARE(f.workspace().lesson().id, QStringLiteral("21"));
    QTRY_VERIFY(f.workspace().lessonView()->isVisible());
    QVERIFY(!f.workspace().editorPanel()->editor()->isReadOnly());
}

void TestWindowLab::aTableThatIsMissingIsSaid() {
    WindowFixture f;
    PackOnDisk pack;
    pack.writeManifest();
    f.window().setLibrary(lesson::LessonLibrary::load({pack.parent()}));
    f.window().openLesson("21", QString());
    emit f.workspace().lessonView()->linkRequested("lab", "convoy", QString());
    QVERIFY(!f.workspace().lab()->isOn());
    QVERIFY2(f.message().contains("convoy.toml"), qPrintable(f.message()));
}

void TestWindowLab::anyProgramSharesByAPolicy() {
    WindowFixture f;
    QVERIFY(f.window().open(f.writeProgram("program.py", kComputing)));
    PolicyButton& policy = *f.workspace().toolbar()->policyButton();
    QVERIFY(policy.isVisible());
    QCOMPARE(policy.text(), QStringLiteral("Linux"));
    policy.click();
    QVERIFY(policy.popup()->isVisible());
    choose(*policy.editor(), "rr");
    policy.editor()->quantum()->selectAll();
    QTest::keyClicks(policy.editor()->quantum(), "20");
    QTest::keyClick(policy.editor()->quantum(), Qt::Key_Escape);
    QTRY_VERIFY(!policy.popup()->isVisible());
    QCOMPARE(policy.text(), QStringLiteral("RR 20 ms, one CPU"));
    QVERIFY(!f.workspace().toolbar()->cpusButton()->isVisible());
    QVERIFY(!f.window().actions().runHeld->isEnabled()); // it can't be driven as well
    f.press(Qt::Key_F5);
    QTRY_VERIFY(f.session());
    QVERIFY(f.session()->dispatcher());
    QCOMPARE(f.session()->dispatcher()->policy(), Policy::roundRobin(20 * kMillisecond));
    QTRY_VERIFY_WITH_TIMEOUT(f.session()->history().laneCount() > 0, kLong);
    QVERIFY(!f.window().actions().pauseRun->isEnabled());
    QVERIFY(f.waitUntilEnded());
    QCOMPARE(f.session()->ending().status, 0);
    QCOMPARE(f.session()->dispatcher()->jobs().size(), std::size_t(2));
    for (const scheduling::JobFigures& job : f.session()->dispatcher()->measured().jobs)
        QVERIFY(job.isDone);
    choose(*policy.editor(), "linux");
    QVERIFY(f.workspace().toolbar()->cpusButton()->isVisible());
    QVERIFY(f.window().actions().runHeld->isEnabled());
    const run::Session* before = f.session();
    f.workspace()
        .toolbar()
        ->runButton()
        ->click(); // the keys are still the popup's where there is no window manager
    QTRY_VERIFY2(f.session() != before, qPrintable(f.message()));
    QVERIFY(!f.session()->dispatcher());
    QVERIFY(f.waitUntilEnded());
}

void TestWindowLab::thePolicyIsRemembered() {
    WindowFixture f;
    lab::PolicyWish wish;
    wish.name = QStringLiteral("mlfq");
    wish.slices = {40 * kMillisecond, 80 * kMillisecond};
    wish.boost = 500 * kMillisecond;
    f.workspace().toolbar()->policyButton()->setWish(wish);
    emit f.workspace().toolbar()->policyButton()->changed();
    f.restart();
    QCOMPARE(f.workspace().toolbar()->policyButton()->wish(), wish);
    QCOMPARE(f.workspace().toolbar()->policyButton()->text(), QStringLiteral("MLFQ 2 levels, one CPU"));
}

QTEST_MAIN(TestWindowLab)
#include "test_window_lab.moc"
