// SPDX-License-Identifier: GPL-3.0-or-later
// What is taken in, and when it is all.
#include "engine/run/trace_feed.h"
#include "engine/trace/store.h"

#include <QTest>

using namespace std::chrono_literals;

namespace forkscope::tests {

class TraceFeedTest : public QObject {
    Q_OBJECT
  private slots:
    void isNotAtItsEndWhileWhoSeesWrites();
};

// The Supervisor writes of an end when it sees who has begun: a run whose time for this tick is over by then
// has not been taken in whole.
void TraceFeedTest::isNotAtItsEndWhileWhoSeesWrites() {
    auto store = trace::TraceStore::create(1 << 20);
    QVERIFY(store);
    run::TraceFeed feed;
    (*store)->write(trace::Kind::Note, 0, 1000);
    int seen = 0;
    const auto see = [&](const trace::Event&) {
        if (++seen == 1)
            (*store)->write(trace::Kind::Note, 0, 2000);
    };
    feed.setLatest(1'000'000);
    feed.take((*store)->bytes(), 0ms, /*last*/ true, see);
    QCOMPARE(seen, 1);
    QVERIFY(!feed.exhausted());
    feed.take((*store)->bytes(), 0ms, true, see);
    QCOMPARE(seen, 2);
    QVERIFY(!feed.exhausted()); // more may have come
    feed.take((*store)->bytes(), 0ms, true, see);
    QVERIFY(feed.exhausted());
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::TraceFeedTest)
#include "trace_feed_test.moc"
