// SPDX-License-Identifier: GPL-3.0-or-later
// Why: that it says what the engine's reason says, with links that lead somewhere, and that a deadlock is
// seen without anything chosen.
#include "gui/inspector/rich_words.h"
#include "gui/inspector/trouble_box.h"
#include "gui/inspector/why_view.h"
#include "gui/theme/theme.h"
#include "tests/world/script.h"

#include <QLabel>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QtTest>

using namespace forkscope::gui;
using namespace forkscope::world;

class TestWhyView : public QObject {
    Q_OBJECT

  private slots:
    void initTestCase() { Theme::instance().apply(ThemeMode::Dark); }
    void targetsComeBack();
    void namesAreNoMarkup();
    void saysWhyAndLinks();
    void nothingChosenTakesNoPlace();
    void deadlockIsSeenUnasked();
    void exceptionLeadsToTheIndex();
    void linksFollowTheTheme();
    void staysInsideItsPanel();
};

namespace {

struct Crossed {
    Script run;
    Actor main = run.main();
    ObjectId one = main.lock("one"), two = main.lock("two");
    Actor first = main.startsAndBegins("first"), second = main.startsAndBegins("second");
    Crossed() {
        first.line(4).acquires(one);
        second.line(7).acquires(two);
        first.line(5).wants(two);
    }
    void close() { second.line(8).wants(one); }
};

QLabel* textOf(WhyView& view) {
    return view.widget()->findChild<QLabel*>(QString(), Qt::FindDirectChildrenOnly);
}

QStringList linksIn(const QString& html) {
    QStringList links;
    static const QRegularExpression href(QStringLiteral("href=\"([^\"]*)\""));
    for (const auto& match : href.globalMatch(html))
        links << match.captured(1);
    return links;
}

} // namespace

void TestWhyView::targetsComeBack() {
    for (const Target& target : {Target::to(ProcessId{7}, 3), Target::to(ObjectId{12}),
                                 Target::toLine(40, FileId{2}), Target::toMoment(1'234'567'890'123)})
        QVERIFY(targetOf(linkTo(target)) == target);
    for (const char* const other : {"", "https://example.org", "process"})
        QVERIFY(targetOf(other).kind == Target::Kind::None || targetOf(other).process.value == 0);
}

void TestWhyView::namesAreNoMarkup() {
    const QString html = richText(Words("a<b>", Target::to(ObjectId{1})) + " & <i>");
    QVERIFY2(html.contains("a&lt;b&gt;") && html.contains("&amp; &lt;i&gt;"), qPrintable(html));
}

void TestWhyView::saysWhyAndLinks() {
    Crossed run;
    const World world = run.run.world();
    WhyView view;
    view.resize(360, 300);
    view.showWorld(world, world.time(), {run.first.id(), 0, {}});
    QCOMPARE(
        view.text().section('\n', 0, 0),
        QStringLiteral("P1 first waits for two, held since 11.0 ms by P2 second (line 7), which is running "
                       "(line 7)."));
    QSignalSpy followed(&view, &WhyView::linkActivated);
    const QStringList links = linksIn(textOf(view)->text());
    QCOMPARE(links.size(), 8);
    QCOMPARE(textOf(view)->textFormat(), Qt::RichText);
    emit textOf(view)->linkActivated(links[1]);
    QCOMPARE(followed.size(), 1);
    QVERIFY(followed[0][0].value<Target>() == Target::to(run.two));
    view.showWorld(world, world.time(), {{}, 0, run.one});
    QCOMPARE(view.text(), QStringLiteral("one is held since 10.0 ms by P1 first (line 4)."));
}

void TestWhyView::nothingChosenTakesNoPlace() {
    Crossed run;
    const World world = run.run.world();
    QWidget panel;
    WhyView view(&panel);
    panel.show();
    view.showWorld(world, world.time(), {});
    QVERIFY(!view.isVisible());
    view.showWorld(world, world.time(), {run.first.id(), 0, {}});
    QVERIFY(view.isVisible());
    view.showNothing();
    QVERIFY(!view.isVisible());
}

void TestWhyView::deadlockIsSeenUnasked() {
    Crossed run;
    run.close();
    const World world = run.run.world();
    QWidget panel;
    panel.resize(380, 700);
    WhyView view(&panel);
    view.resize(380, 300);
    panel.show();
    view.showWorld(world, world.time(), {});
    QVERIFY(view.isVisible());
    QCOMPARE(view.deadlockBoxes().size(), std::size_t(1));
    TroubleBox* box = view.deadlockBoxes()[0];
    QVERIFY(box->isVisible());
    QCOMPARE(box->heading()->text(), QStringLiteral("P1 and P2 wait for each other for ever"));
    QCOMPARE(box->body()->textFormat(), Qt::RichText);
    QVERIFY(box->body()->text().contains("held since"));
    QVERIFY(!box->body()->text().contains("for ever")); // that is the heading
    QCOMPARE(view.deadlockNames(), QStringList{box->heading()->text()});
    // Its edge is red.
    const QColor edge = view.grab().toImage().pixelColor(box->mapTo(&view, QPoint(2, box->height() / 2)));
    QCOMPARE(edge.name(), colors().ended.fill.name());
    World before(run.run.log);
    for (std::size_t i = 0; i + 1 < run.run.log.size(); ++i)
        before.apply(run.run.log[i]);
    view.showWorld(before, before.time(), {});
    QVERIFY(!view.isVisible());
}

void TestWhyView::exceptionLeadsToTheIndex() {
    Crossed run;
    const World world = run.run.world();
    QWidget panel;
    panel.resize(380, 700);
    WhyView view(&panel);
    panel.show();
    const auto note = [](forkscope::trace::ProcessId id, const QString& who) {
        return ErrorNote{id, who, "ValueError", "<b> is no number", "bad-number", false};
    };
    const QList<ErrorNote> errors{note(run.second.id(), "P2"), note(run.first.id(), "P1"), note({9}, "P9")};
    const auto shown = [&] {
        QStringList names;
        for (const TroubleBox* box : view.errorBoxes())
            if (!box->isHidden())
                names += box->heading()->text();
        return names;
    };
    view.showWorld(world, world.time(), {}, errors); // nothing chosen: the newest two
    QCOMPARE(shown(), (QStringList{"P2: ValueError", "P1: ValueError"}));
    QVERIFY(view.isVisible());
    QVERIFY(view.errorBoxes()[0]->body()->text().contains("&lt;b&gt;")); // as text
    QVERIFY(view.errorBoxes()[0]->accessibleName().contains("ValueError"));
    QSignalSpy asked(&view, &WhyView::errorRequested);
    QSignalSpy followed(&view, &WhyView::linkActivated);
    emit view.errorBoxes()[0]->body()->linkActivated("error:bad-number");
    QCOMPARE(asked.size(), 1);
    QCOMPARE(asked[0][0].toString(), QString("bad-number"));
    QVERIFY(followed.isEmpty());
    view.showWorld(world, world.time(), {run.first.id(), 0, {}}, errors);
    QCOMPARE(shown(), QStringList{"P1: ValueError"});
    view.showWorld(world, world.time(), {{}, 0, run.one}, errors); // a lock is asked about
    QCOMPARE(shown(), QStringList());
    view.showWorld(world, world.time(), {}, errors);
    view.showNothing();
    QCOMPARE(shown(), QStringList());
    QVERIFY(!view.isVisible());
}

void TestWhyView::linksFollowTheTheme() {
    Crossed run;
    const World world = run.run.world();
    WhyView view;
    view.showWorld(world, world.time(), {run.first.id(), 0, {}});
    QVERIFY(textOf(view)->text().contains(darkColors().link.name()));
    Theme::instance().apply(ThemeMode::Light);
    QVERIFY(textOf(view)->text().contains(lightColors().link.name()));
    Theme::instance().apply(ThemeMode::Dark);
}

void TestWhyView::staysInsideItsPanel() {
    Crossed run;
    run.close();
    const World world = run.run.world();
    QWidget panel;
    panel.resize(300, 260);
    WhyView view(&panel);
    view.resize(300, 200);
    panel.show();
    view.showWorld(world, world.time(), {run.first.id(), 0, {}});
    QVERIFY(view.height() <= panel.height() * 6 / 10);
}

QTEST_MAIN(TestWhyView)
#include "test_why_view.moc"
