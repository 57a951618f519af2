// SPDX-License-Identifier: GPL-3.0-or-later
// The page "What Forkscope cannot see" (resources/help): each thing that it says is not seen is done by a
// program here, and is indeed not there, while what it says is seen all the same is. When one of these fails
// because more is seen than before, the page has to be mended.
#include "tests/cli/command.h"
#include "tests/cli/json_trace.h"
#include "tests/support/run_program.h"

#include <QFile>
#include <QTest>

namespace forkscope::tests {

class UnseenTest : public QObject {
    Q_OBJECT
  private slots:
    void cleanup() { QCOMPARE(processesLeft(), QStringList()); }

    void foreignCodeSleepsUnseen();
    void bytesToADescriptorAreOutputButNoPrint();
    void memoryBehindPythonsBack();
    void contentsOfOwnClassesAreNotShown();
    void otherProgramsFromOutsideOnly();
    void isolatedPythonIsShown_data();
    void isolatedPythonIsShown();

  private:
    // The program's events; its output and status are checked.
    JsonTrace run(const QByteArray& source, const QByteArray& output) {
        const QString program = folder_.write("unseen.py", source);
        const Finished done = forkscope({"run", "--events", folder_.path("events.jsonl"), program});
        if (done.status != 0 || done.out != output)
            QTest::qFail(done.out + done.err, __FILE__, __LINE__);
        return JsonTrace(folder_.read("events.jsonl"));
    }
    Folder folder_;
};

// "Calls that go around Python's own names."
void UnseenTest::foreignCodeSleepsUnseen() {
    const JsonTrace trace = run("import ctypes, time\n"
                                "ctypes.CDLL(None).usleep(50000)\n"
                                "time.sleep(0.01)\n",
                                "");
    QCOMPARE(trace.of("sleep", "begin").size(), 1);
    QCOMPARE(trace.of("sleep", "begin").first()["line"].toInt(), 3);
}

// "Bytes written straight to a descriptor."
void UnseenTest::bytesToADescriptorAreOutputButNoPrint() {
    const JsonTrace trace = run("import os\n"
                                "os.write(1, b'straight\\n')\n"
                                "print('printed', flush=True)\n",
                                "straight\nprinted\n");
    QCOMPARE(trace.printed(), QStringList("printed"));
}

// "Memory that is shared behind Python's back."
void UnseenTest::memoryBehindPythonsBack() {
    const JsonTrace trace = run("import ctypes, multiprocessing as mp\n"
                                "value = mp.Value('i', 0)\n"
                                "value.value = 1\n"
                                "ctypes.c_int.from_address(ctypes.addressof(value.get_obj())).value = 2\n"
                                "memoryview(value.get_obj()).cast('B').cast('i')[0] = 3\n"
                                "print(value.get_obj().value)\n",
                                "3\n");
    QCOMPARE(trace.of("shared.write").size(), 1);
    QCOMPARE(trace.of("shared.write").first()["line"].toInt(), 3);
}

// "Your own variables … No code of yours is run to show anything."
void UnseenTest::contentsOfOwnClassesAreNotShown() {
    const JsonTrace trace = run("import multiprocessing as mp\n"
                                "class Mine:\n"
                                "    def __repr__(self): print('asked'); return 'secret'\n"
                                "q = mp.Queue()\n"
                                "q.put(Mine())\n"
                                "q.get()\n"
                                "print('done')\n",
                                "done\n");
    QVERIFY(!trace.of("queue.put").isEmpty());
    for (const QJsonObject& put : trace.of("queue.put"))
        QVERIFY2(!preview(put).contains("secret"), qPrintable(preview(put)));
}

// "Programs that are not Python."
void UnseenTest::otherProgramsFromOutsideOnly() {
    const JsonTrace trace = run("import subprocess\n"
                                "subprocess.run(['sleep', '0.7'])\n",
                                "");
    QCOMPARE(trace.of("sleep").size(), 0);
    QJsonObject seen;
    for (const QJsonObject& begin : trace.of("process.begin"))
        if (begin["process_name"] == "sleep")
            seen = begin;
    QVERIFY(!seen.isEmpty());
    const auto ends = trace.of("process.exit", "end", seen["proc"].toString());
    QCOMPARE(ends.size(), 1);
    QCOMPARE(ends.first()["status"].toInt(), 0);
}

// "Python that shuts the door."
void UnseenTest::isolatedPythonIsShown_data() {
    QTest::addColumn<QByteArray>("option");
    for (const char* option : {"-S", "-I", "-E"})
        QTest::newRow(option) << QByteArray(option);
}

void UnseenTest::isolatedPythonIsShown() {
    QFETCH(QByteArray, option);
    const QString program = folder_.write("isolated.py", "import os, subprocess, sys, time\n"
                                                         "child = subprocess.Popen([sys.executable, '" +
                                                             option +
                                                             "', '-c', 'input()'], stdin=subprocess.PIPE)\n"
                                                             "while not os.path.exists('go'):\n"
                                                             "    time.sleep(0.05)\n"
                                                             "child.communicate(b'\\n')\n");
    QFile::remove(folder_.path("go"));
    Live live({"run", "--events", "-", program}, folder_.path());
    QVERIFY(live.prints("seen from outside only: it was started with " + option));
    folder_.write("go", "");
    QCOMPARE(live.end().status, 0);
}

} // namespace forkscope::tests

QTEST_GUILESS_MAIN(forkscope::tests::UnseenTest)
#include "unseen_test.moc"
