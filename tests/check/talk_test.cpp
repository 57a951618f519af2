// SPDX-License-Identifier: GPL-3.0-or-later
// Real clients talk to servers that are right, and to some that are not.
#include "tests/check/checked.h"

using namespace forkscope;
using namespace forkscope::tests;

#define SERVER(SERVE)                                                                                        \
    "import socket\n"                                                                                        \
    "def serve(conn):\n"                                                                                     \
    "    with conn:\n"                                                                                       \
    "        while data := conn.recv(1024): conn.sendall(data.upper())\n"                                    \
    "if __name__ == '__main__':\n"                                                                           \
    "    listener = socket.socket()\n"                                                                       \
    "    listener.bind(('127.0.0.1', 0))\n"                                                                  \
    "    listener.listen()\n"                                                                                \
    "    while True:\n"                                                                                      \
    "        conn, peer = listener.accept()\n" SERVE

class TalkTest : public QObject {
    Q_OBJECT
  private slots:
    void talks_data();
    void talks() { runRow(runs(1, 0, 4)); }
};

void TalkTest::talks_data() {
    checkColumns();
    const QVariantMap three{
        {"clients", 3}, {"say", QVariantList{"hello\n", "bye\n"}}, {"expect", QVariantList{"HELLO", "BYE"}}};
    const char* const eachAProcess =
        SERVER("        mp.Process(target=serve, args=(conn,), daemon=True).start()\n");
    checkRow("a process for each", eachAProcess, "tcp_talk", three, "");
    checkRow("one after the other", SERVER("        serve(conn)\n"), "tcp_talk", three,
             "client 2 of 3 said \"hello\" and waited for \"HELLO\"");
    QVariantMap inTurn = three;
    inTurn["at_once"] = false;
    checkRow("which may be enough", SERVER("        serve(conn)\n"), "tcp_talk", inTurn, "");
    checkRow("hangs up", SERVER("        conn.close()\n"), "tcp_talk", three, "client");
    checkRow("another answer", eachAProcess, "tcp_talk", {{"say", "hello\n"}, {"expect", "Hello"}},
             "waited for \"Hello\"; it heard \"HELLO\"");
    checkRow("does not listen", "time.sleep(0.5)\n", "tcp_talk", three, "has not listened on any port");
}

QTEST_GUILESS_MAIN(TalkTest)
#include "talk_test.moc"
