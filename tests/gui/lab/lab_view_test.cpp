// SPDX-License-Identifier: GPL-3.0-or-later
// The parts of the scheduling lab by themselves: the table as it is edited, a policy's numbers, cells and
// bars.
#include "engine/lab/job_file.h"
#include "engine/scheduling/reference.h"
#include "gui/charts/chart_canvas.h"
#include "gui/lab/figures_model.h"
#include "gui/lab/figures_view.h"
#include "gui/lab/job_model.h"
#include "gui/lab/policy_button.h"
#include "gui/lab/policy_chart.h"
#include "gui/lab/policy_editor.h"
#include "gui/theme/theme.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope;
using namespace forkscope::gui;
using scheduling::kMillisecond;
using scheduling::Policy;

namespace {

const std::vector<scheduling::Job> kTwo{{"A", 0, 200 * kMillisecond},
                                        {"B", 10 * kMillisecond, 100 * kMillisecond}};

lab::Comparison comparison(const Policy& policy) {
    const scheduling::Plan plan = scheduling::compute(kTwo, policy);
    return lab::compare(kTwo, plan, {{1, "A"}, {2, "B"}}, plan);
}

class LabViewTest : public QObject {
    Q_OBJECT
  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }

    void cellsTakeWhatCanBe();
    void cellsRefuseTheRest_data();
    void cellsRefuseTheRest();
    void jobsAreAddedAndRemoved();
    void numbersOfAPolicyAreKept();
    void aNumberThatIsNoneIsSaid();
    void theButtonSaysThePolicy();
    void figuresStandBesideEachOther();
    void whatIsNotKnownIsADash();
    void barsAreOfMeasuredPoliciesOnly();
};

void LabViewTest::cellsTakeWhatCanBe() {
    JobModel model;
    model.setJobs(kTwo);
    QSignalSpy edited(&model, &JobModel::edited);
    QVERIFY(model.setData(model.index(0, JobModel::Name), " long  job "));
    QVERIFY(model.setData(model.index(0, JobModel::Burst), "12.5"));
    QVERIFY(model.setData(model.index(1, JobModel::Arrival), "0"));
    QVERIFY(model.setData(model.index(1, JobModel::Arrival), "0")); // the same is no edit
    QCOMPARE(model.jobs()[0].name, std::string("long job"));
    QCOMPARE(model.jobs()[0].burst, 12'500'000);
    QCOMPARE(model.index(0, JobModel::Burst).data().toString(), QStringLiteral("12.5"));
    QCOMPARE(model.jobs()[1].arrival, 0);
    QCOMPARE(edited.count(), 3);
}

void LabViewTest::cellsRefuseTheRest_data() {
    QTest::addColumn<int>("column");
    QTest::addColumn<QString>("text");
    QTest::newRow("no name") << int(JobModel::Name) << "  ";
    QTest::newRow("a name that is there") << int(JobModel::Name) << "B";
    QTest::newRow("no burst") << int(JobModel::Burst) << "0";
    QTest::newRow("a word") << int(JobModel::Burst) << "long";
    QTest::newRow("too long") << int(JobModel::Burst) << "60001";
    QTest::newRow("before the start") << int(JobModel::Arrival) << "-1";
    QTest::newRow("not a number") << int(JobModel::Arrival) << "nan";
}

void LabViewTest::cellsRefuseTheRest() {
    QFETCH(int, column);
    QFETCH(QString, text);
    JobModel model;
    model.setJobs(kTwo);
    QSignalSpy refused(&model, &JobModel::refused), edited(&model, &JobModel::edited);
    const QVariant before = model.index(0, column).data();
    QVERIFY(!model.setData(model.index(0, column), text));
    QCOMPARE(refused.count(), 1);
    QVERIFY(!refused.first().first().toString().isEmpty());
    QCOMPARE(edited.count(), 0);
    QCOMPARE(model.index(0, column).data(), before);
}

void LabViewTest::jobsAreAddedAndRemoved() {
    JobModel model;
    model.setJobs({{"B", 0, 5 * kMillisecond}});
    QCOMPARE(model.add(), 1);
    QCOMPARE(model.add(), 2);
    QCOMPARE(model.jobs()[1].name, std::string("A")); // B is taken
    QCOMPARE(model.jobs()[2].name, std::string("C"));
    QVERIFY(model.remove(0));
    QVERIFY(model.remove(0));
    QVERIFY(!model.remove(0)); // one stays
    for (int n = 0; n < 100; ++n)
        model.add();
    QCOMPARE(model.rowCount(), lab::kMostJobs);
}

void LabViewTest::numbersOfAPolicyAreKept() {
    PolicyEditor editor;
    QSignalSpy changed(&editor, &PolicyEditor::changed);
    editor.setWish({"rr", 40 * kMillisecond, {kMillisecond}, scheduling::kWithoutEnd});
    QCOMPARE(changed.count(), 0);
    QCOMPARE(editor.quantum()->text(), QStringLiteral("40"));
    QVERIFY(editor.quantum()->isVisibleTo(&editor));
    QVERIFY(!editor.slices()->isVisibleTo(&editor));
    editor.names()->setCurrentIndex(editor.names()->findData("mlfq"));
    QVERIFY(!editor.quantum()->isVisibleTo(&editor));
    editor.slices()->selectAll();
    QTest::keyClicks(editor.slices(), "40, 80.5,160");
    QCOMPARE(editor.wish().slices,
             (std::vector<scheduling::Time>{40 * kMillisecond, 80'500'000, 160 * kMillisecond}));
    QTest::keyClicks(editor.boost(), "500");
    QCOMPARE(editor.wish().boost, 500 * kMillisecond);
    editor.boost()->selectAll();
    QTest::keyClick(editor.boost(), Qt::Key_Delete);
    QCOMPARE(editor.wish().boost, scheduling::kWithoutEnd);
    QCOMPARE(editor.wish().quantum, 40 * kMillisecond); // of the other policy
    QVERIFY(editor.fault().isEmpty());
}

void LabViewTest::aNumberThatIsNoneIsSaid() {
    PolicyEditor editor;
    editor.setWish({"rr", 40 * kMillisecond, {kMillisecond}, scheduling::kWithoutEnd});
    for (const char* text : {"", "0", "-5", "x", "1e9"}) {
        editor.quantum()->setText("40");
        emit editor.quantum()->textEdited("40");
        editor.quantum()->setText(text);
        emit editor.quantum()->textEdited(text);
        QVERIFY2(!editor.fault().isEmpty(), text);
        QCOMPARE(editor.wish().quantum, 40 * kMillisecond);
    }
}

void LabViewTest::theButtonSaysThePolicy() {
    PolicyButton button;
    QCOMPARE(button.text(), QStringLiteral("Linux"));
    QVERIFY(!button.policy());
    button.setWish({"rr", 20 * kMillisecond, scheduling::usualSlices(), scheduling::kWithoutEnd});
    QCOMPARE(button.text(), QStringLiteral("RR 20 ms, one CPU"));
    QCOMPARE(button.accessibleName(), QStringLiteral("Policy: round robin, quantum 20 ms"));
    QCOMPARE(button.policy(), std::optional(Policy::roundRobin(20 * kMillisecond)));
}

void LabViewTest::figuresStandBesideEachOther() {
    FiguresModel model;
    lab::Comparison all = comparison(Policy::firstCome());
    all.measured.jobs[1].end += 7 * kMillisecond;
    model.show(all);
    QCOMPARE(model.rowCount(), 3);
    const auto text = [&](int row, int column) { return model.index(row, column).data().toString(); };
    QCOMPARE(text(0, FiguresModel::Job), QStringLiteral("A"));
    QCOMPARE(text(1, FiguresModel::Turnaround), QStringLiteral("297"));
    QCOMPARE(text(1, FiguresModel::TurnaroundComputed), QStringLiteral("290"));
    QCOMPARE(text(1, FiguresModel::Waiting), QStringLiteral("197"));
    QCOMPARE(text(1, FiguresModel::ResponseComputed), QStringLiteral("190"));
    QCOMPARE(text(model.meanRow(), FiguresModel::WaitingComputed), QStringLiteral("95"));
    QCOMPARE(model.index(1, FiguresModel::Waiting).data(Qt::AccessibleTextRole).toString(),
             QStringLiteral("B, Waiting measured: 197 ms"));
}

void LabViewTest::whatIsNotKnownIsADash() {
    FiguresModel model;
    lab::Comparison all = comparison(Policy::firstCome());
    all.measured.jobs[1].isDone = false;
    model.show(all);
    const QString dash = QStringLiteral("–");
    QCOMPARE(model.index(1, FiguresModel::Waiting).data().toString(), dash);
    QVERIFY(model.index(1, FiguresModel::WaitingComputed).data().toString() != dash);
    QCOMPARE(model.index(2, FiguresModel::Waiting).data().toString(), QStringLiteral("0")); // of A alone
    all.measured.jobs[0].isDone = false;
    all.hasComputed = false;
    model.show(all);
    for (int column = 1; column < FiguresModel::ColumnCount; ++column)
        for (int row = 0; row < model.rowCount(); ++row)
            QCOMPARE(model.index(row, column).data().toString(), dash);
}

void LabViewTest::barsAreOfMeasuredPoliciesOnly() {
    FiguresView view;
    view.resize(1000, 500);
    view.setPolicies({});
    QVERIFY(!view.canvas()->content());
    view.setPolicies({{"Linux", {30e6, 80e6, 1e6}, std::nullopt},
                      {"FCFS", {20e6, 70e6, 20e6}, scheduling::Means{19e6, 69e6, 19e6}}});
    const ChartContent* content = view.canvas()->content();
    QVERIFY(content);
    QCOMPARE(content->names(), (QStringList{"Linux", "FCFS"}));
    QCOMPARE(content->reach().value, 30.0);
    QVERIFY(content->headline().contains("FCFS, 20 ms"));
    // From the bottom: FCFS is row 0, Linux row 1.
    QVERIFY(content->hit({1, 1}, {}).words.contains("30 ms measured; nobody computes it"));
    QVERIFY(content->hit({1, 0}, {}).words.contains("20 ms measured, 19 ms computed"));
    QVERIFY(content->hit({1, 2}, {}).words.isEmpty());
}

} // namespace

QTEST_MAIN(LabViewTest)
#include "lab_view_test.moc"
