// SPDX-License-Identifier: GPL-3.0-or-later
// Where the balloon of a tour stands, on a page of 1600 × 1000 with cards beside each other.
#include "gui/tour/balloon_place.h"

#include <QtTest>

using namespace forkscope::gui;

class BalloonPlaceTest : public QObject {
    Q_OBJECT
  private slots:
    void places_data();
    void places();
    void coversLeastWhereSomethingIsCovered();
    void noTarget();
};

static const QRect kPage(0, 0, 1600, 1000);
static const QSize kSize(326, 160);

void BalloonPlaceTest::places_data() {
    QTest::addColumn<QRect>("target");
    QTest::addColumn<QList<QRect>>("cards");
    QTest::addColumn<QList<QRect>>("lit");
    QTest::addColumn<int>("side");
    const QRect target(600, 300, 190, 90);
    const QRect below(600, 400, 190, 90), right(810, 300, 190, 90), above(600, 200, 190, 80);
    const auto row = [&](const char* name, const QList<QRect>& cards, const QList<QRect>& lit,
                         BalloonSide side) { QTest::newRow(name) << target << cards << lit << int(side); };
    row("alone", {target}, {}, BalloonSide::Below);
    row("a card below", {target, below}, {}, BalloonSide::Right);
    row("cards below and right", {target, below, right}, {}, BalloonSide::Above);
    row("cards below, right, above", {target, below, right, above}, {}, BalloonSide::Left);
    row("what is lit below", {target}, {below}, BalloonSide::Right);
    // Left of it there is room when the balloon goes up beside it.
    row("a card at its lower left", {target, below, right, above, QRect(300, 400, 190, 90)}, {},
        BalloonSide::Left);
}

void BalloonPlaceTest::places() {
    QFETCH(QRect, target);
    QFETCH(QList<QRect>, cards);
    QFETCH(QList<QRect>, lit);
    QFETCH(int, side);
    const BalloonPlace place = placeBalloon({kSize, target, kPage, lit, cards});
    QCOMPARE(int(place.side), side);
    QCOMPARE(place.rect.size(), kSize);
    QVERIFY(kPage.contains(place.rect));
    for (const QRect& other : cards + lit)
        QVERIFY(!place.rect.intersects(other));
    const bool isVertical = place.side == BalloonSide::Below || place.side == BalloonSide::Above;
    QVERIFY(isVertical ? place.rect.left() < target.right() && place.rect.right() > target.left()
                       : place.rect.top() < target.center().y() && place.rect.bottom() > target.center().y());
}

// A stage full of cards: the side with the fewest under it, never what is lit.
void BalloonPlaceTest::coversLeastWhereSomethingIsCovered() {
    const QRect target(600, 300, 190, 90), lit(810, 200, 700, 300);
    const QList<QRect> cards{target, {300, 200, 280, 300}, {500, 400, 400, 500}, {700, 100, 100, 180}};
    const BalloonPlace place = placeBalloon({kSize, target, kPage, {lit}, cards});
    QCOMPARE(int(place.side), int(BalloonSide::Above));
    QVERIFY(!place.rect.intersects(lit));
}

void BalloonPlaceTest::noTarget() {
    const BalloonPlace place = placeBalloon({kSize, {}, kPage, {}, {QRect(1000, 700, 600, 300)}});
    QCOMPARE(int(place.side), int(BalloonSide::Free));
    QVERIFY(kPage.contains(place.rect));
    QVERIFY(!place.rect.intersects(QRect(1000, 700, 600, 300)));
}

QTEST_GUILESS_MAIN(BalloonPlaceTest)
#include "balloon_place_test.moc"
