// SPDX-License-Identifier: GPL-3.0-or-later
// The balloon is as high as what it says, also after it has said more.
#include "gui/tour/tour_balloon.h"

#include <QtTest>

using namespace forkscope::gui;

class TourBalloonTest : public QObject {
    Q_OBJECT
  private slots:
    void isAsHighAsItsText();
};

static const QString kLong =
    QStringLiteral("Each of the five has read the number one, and none has written. The "
                   "check is done, the act is still to come, and nobody knows of it.");

void TourBalloonTest::isAsHighAsItsText() {
    QWidget page;
    page.resize(800, 600);
    TourBalloon balloon(&page);
    page.show();
    const auto heightOf = [&](const TourPicture& picture) {
        balloon.show(picture);
        return balloon.surfaceSize().height();
    };
    const int brief = heightOf({0, 3, false, QStringLiteral("One line."), {}});
    const int tall = heightOf({1, 3, false, kLong, {}});
    const int waiting = heightOf({1, 3, true, {}, kLong});
    QVERIFY(tall > brief + 40);
    QVERIFY(waiting > brief + 20);
    QCOMPARE(heightOf({2, 3, false, QStringLiteral("One line."), {}}), brief);
}

QTEST_MAIN(TourBalloonTest)
#include "tour_balloon_test.moc"
