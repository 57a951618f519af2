// SPDX-License-Identifier: GPL-3.0-or-later
// The home page with the real lessons: what is listed, what search leaves, keys and mouse.
#include "gui/home/home_page.h"
#include "gui/home/path_model.h"
#include "gui/home/path_view.h"
#include "gui/theme/theme.h"
#include "tests/support/paths.h"

#include <QAbstractItemModelTester>
#include <QFontMetrics>
#include <QLineEdit>
#include <QSignalSpy>
#include <QtTest>

#include <algorithm>

using namespace forkscope;
using namespace forkscope::gui;

class TestHomePage : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase();
    void init();
    void cleanup() { page_.reset(); }
    void listsEveryLessonAndProgram();
    void searchFilters_data();
    void searchFilters();
    void returnOpens();
    void clickOpensAProgram();
    void controlReturnOpensTheFirst();
    void lastLessonIsOfferedFirst();
    void pasteReachesThePage();
    void fitsAnyWidth_data();
    void fitsAnyWidth();
    void nothingIsCut_data() { fitsAnyWidth_data(); }
    void nothingIsCut();

  private:
    QStringList names() const {
        QStringList names;
        for (int i = 0; i < model()->rowCount(); ++i)
            names += model()->row(i).name;
        return names;
    }
    PathModel* model() const { return page_->path()->path(); }
    lesson::LessonLibrary library_;
    std::unique_ptr<HomePage> page_;
};

void TestHomePage::initTestCase() {
    Theme::instance().apply(ThemeMode::Dark);
    library_ = lesson::LessonLibrary::load({tests::lessonsSource()});
    QVERIFY(library_.lessons().size() >= 3);
}

void TestHomePage::init() {
    page_ = std::make_unique<HomePage>();
    page_->resize(1400, 800);
    page_->setLibrary(library_);
    page_->setLastLesson(QString());
    page_->show();
    QVERIFY(QTest::qWaitForWindowExposed(page_.get()));
    page_->path()->setFocus();
}

void TestHomePage::listsEveryLessonAndProgram() {
    const QAbstractItemModelTester tester(model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    const QStringList shown = names();
    for (const lesson::Lesson& lesson : library_.lessons()) {
        QVERIFY(shown.contains(lesson.title.in("en")));
        QVERIFY(shown.contains(lesson.group.in("en")));
        for (const lesson::Program& program : lesson.programs) // they are found by a search
            QVERIFY(!shown.contains(program.name + ".py"));
    }
    model()->setFilter("lock");
    model()->setFilter("");
}

void TestHomePage::searchFilters_data() {
    QTest::addColumn<QString>("words");
    QTest::addColumn<QStringList>("there");
    QTest::addColumn<QStringList>("gone");
    QTest::newRow("title") << "mutex" << QStringList{"Mutex", "tickets_locked.py"}
                           << QStringList{"Daemon processes"};
    QTest::newRow("program") << "sentinels" << QStringList{"Producer and consumer", "sentinels.py"}
                             << QStringList{"never_ends.py", "Mutex"};
    QTest::newRow("number") << "06" << QStringList{"Daemon processes"}
                            << QStringList{"Producer and consumer"};
    QTest::newRow("two words") << "MUTEX oversold" << QStringList{"tickets_oversold.py"}
                               << QStringList{"tickets_locked.py"};
    QTest::newRow("nothing") << "zzzz" << QStringList{} << QStringList{"Mutex", "Daemon processes"};
}

void TestHomePage::searchFilters() {
    QFETCH(QString, words);
    QFETCH(QStringList, there);
    QFETCH(QStringList, gone);
    QTest::keyClicks(page_->search(), words);
    for (const QString& name : there)
        QVERIFY2(names().contains(name), qPrintable(name));
    for (const QString& name : gone)
        QVERIFY2(!names().contains(name), qPrintable(name));
}

void TestHomePage::returnOpens() {
    QSignalSpy chosen(page_.get(), &HomePage::lessonChosen);
    QTest::keyClick(page_->path(), Qt::Key_Down); // from the first lesson to the second
    QTest::keyClick(page_->path(), Qt::Key_Return);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), library_.lessons()[1].id);
    QCOMPARE(chosen[0][1].toString(), QString());
}

void TestHomePage::clickOpensAProgram() {
    QSignalSpy chosen(page_.get(), &HomePage::lessonChosen);
    QTest::keyClicks(page_->search(), "tickets_locked");
    const int row = int(names().indexOf("tickets_locked.py"));
    QTest::mouseClick(page_->path()->viewport(), Qt::LeftButton, {},
                      page_->path()->visualRect(model()->index(row)).center());
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][1].toString(), QStringLiteral("tickets_locked"));
}

void TestHomePage::controlReturnOpensTheFirst() {
    QSignalSpy chosen(page_.get(), &HomePage::lessonChosen);
    QTest::keyClick(page_.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen.size(), 1);
    QCOMPARE(chosen[0][0].toString(), library_.lessons().first().id);
}

void TestHomePage::lastLessonIsOfferedFirst() {
    const QString last = library_.lessons().last().id;
    page_->setLastLesson(last);
    QCOMPARE(model()->row(page_->path()->currentIndex().row()).lessonId, last);
    QSignalSpy chosen(page_.get(), &HomePage::lessonChosen);
    QTest::keyClick(page_.get(), Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(chosen[0][0].toString(), last);
}

void TestHomePage::pasteReachesThePage() {
    QSignalSpy pasted(page_.get(), &HomePage::pasteRequested);
    QTest::keyClick(page_->path(), Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(pasted.size(), 1);
}

void TestHomePage::fitsAnyWidth_data() {
    QTest::addColumn<int>("width");
    for (const int width : {760, 900, 999, 1000, 1199, 1366, 1400, 1600, 2200})
        QTest::addRow("%d", width) << width;
}

void TestHomePage::fitsAnyWidth() {
    QFETCH(int, width);
    page_->resize(width, 600);
    QTest::qWait(0);
    QByteArray widest;
    for (const QWidget* child : page_->findChildren<QWidget*>())
        if (child->isVisible() && child->minimumSizeHint().width() > width / 2)
            widest += QByteArray(child->metaObject()->className()) + ' ' +
                      QByteArray::number(child->minimumSizeHint().width()) + "; ";
    QVERIFY2(page_->width() == width, widest.constData());
    QVERIFY(page_->search()->width() >= 120);
    for (const QWidget* child : page_->findChildren<QWidget*>()) {
        if (!child->isVisible() || child->parentWidget() != page_->path())
            continue;
        QVERIFY(child->mapTo(page_.get(), QPoint(child->width(), 0)).x() <= width);
    }
}

// Names and gists have room at any width, beside each other or one below the other.
void TestHomePage::nothingIsCut() {
    QFETCH(int, width);
    page_->resize(width, 600);
    QTest::qWait(0);
    const PathView* path = page_->path();
    const QFontMetrics names(uiFont(14, QFont::DemiBold)), gists(uiFont(13));
    int widestName = 0, widestGist = 0;
    for (int i = 0; i < model()->rowCount(); ++i) {
        if (model()->row(i).kind != PathRow::Kind::Lesson)
            continue;
        widestName = std::max(widestName, names.horizontalAdvance(model()->row(i).name));
        widestGist = std::max(widestGist, gists.horizontalAdvance(model()->row(i).gist));
    }
    QVERIFY(widestName > 0 && widestGist > 0);
    const int pips = path->showsPips() ? path->toursFromRight() : 0;
    const int nameLeft = 72, room = path->viewport()->width() - pips;
    QVERIFY(!path->showsGist() || path->showsPips());
    if (path->showsGist()) {
        QVERIFY(nameLeft + widestName < path->gistLeft());
        QVERIFY(path->gistLeft() + widestGist < room);
    } else {
        QVERIFY(nameLeft + std::max(widestName, widestGist) < room);
    }
    QVERIFY(path->showsGist() || width < 2200);
}

QTEST_MAIN(TestHomePage)
#include "test_home_page.moc"
