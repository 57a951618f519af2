// SPDX-License-Identifier: GPL-3.0-or-later
// Semaphores that a run left behind are found in its trace and unlinked, and no others.
#include "engine/run/guard/kernel_names.h"
#include "engine/trace/store.h"

#include <QTest>

#include <fcntl.h>
#include <semaphore.h>
#include <unistd.h>

namespace forkscope::tests {

class KernelNamesTest : public QObject {
    Q_OBJECT
  private slots:
    void unlinksWhatTheTraceNames();
    void takesOnlyNamesOfMultiprocessing();
};

namespace {
bool exists(const std::string& name) {
    sem_t* const s = sem_open(name.c_str(), 0);
    if (s == SEM_FAILED)
        return false;
    sem_close(s);
    return true;
}
void make(const std::string& name) {
    sem_t* const s = sem_open(name.c_str(), O_CREAT | O_EXCL, 0600, 1);
    QVERIFY(s != SEM_FAILED);
    sem_close(s);
}
} // namespace

void KernelNamesTest::unlinksWhatTheTraceNames() {
    const std::string base = "/mp-test" + std::to_string(getpid());
    const std::string named = base + "a", silent = base + "b";
    make(named);
    make(silent);
    auto store = trace::TraceStore::create(1 << 20);
    QVERIFY(store);
    // Far enough apart to lie in different chunks.
    for (int i = 0; i < 5000; ++i)
        (*store)->write(trace::Kind::Print, 0, std::uint64_t(i));
    trace::FieldBuffer fields;
    fields.add(trace::Tag::Name, named.c_str());
    (*store)->write(trace::Kind::KernelName, 0, 6000, &fields);
    const auto names = run::semaphoreNames((*store)->bytes());
    QCOMPARE(names, std::vector<std::string>{named});
    QCOMPARE(run::unlinkSemaphores(names), std::size_t(1));
    QCOMPARE(run::unlinkSemaphores(names), std::size_t(0));
    QVERIFY(!exists(named));
    QVERIFY(exists(silent));
    sem_unlink(silent.c_str());
}

void KernelNamesTest::takesOnlyNamesOfMultiprocessing() {
    QVERIFY(run::isSemaphoreName("/mp-k3j2h1g0"));
    QVERIFY(!run::isSemaphoreName("/somebody-elses"));
    QVERIFY(!run::isSemaphoreName("/mp-a/../b"));
    QVERIFY(!run::isSemaphoreName("mp-a"));
    QVERIFY(!run::isSemaphoreName(""));
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::KernelNamesTest)
#include "kernel_names_test.moc"
