// SPDX-License-Identifier: GPL-3.0-or-later
// session_host PROGRAM [ARG…]: runs a program as the window does. A line "pause" on standard input is the
// Pause button, "stop" the Stop button, "close" the window being closed. What becomes of the run when this
// process is killed is for the test that started it to see.
#include "engine/run/driver.h"
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QSocketNotifier>

#include <algorithm>
#include <cstdio>

#include <unistd.h>

int main(int argc, char** argv) {
    QCoreApplication app(argc, argv);
    forkscope::run::Session session;
    forkscope::run::LaunchSpec spec;
    spec.program = app.arguments().value(1);
    spec.arguments = app.arguments().mid(2);
    QObject::connect(&session, &forkscope::run::Session::outputArrived, [](const QByteArray& bytes) {
        std::fwrite(bytes.constData(), 1, std::size_t(bytes.size()), stdout);
        std::fflush(stdout);
    });
    QObject::connect(&session, &forkscope::run::Session::ended, &app, &QCoreApplication::quit);
    if (const auto started = session.start(spec); !started) {
        std::fprintf(stderr, "%s\n", started.error().c_str());
        return 1;
    }
    QSocketNotifier orders(0, QSocketNotifier::Read);
    QObject::connect(&orders, &QSocketNotifier::activated, &app, [&] {
        char said[64];
        const ssize_t n = read(0, said, sizeof said);
        orders.setEnabled(n > 0);
        for (const QByteArray& order : QByteArray(said, std::max<ssize_t>(n, 0)).split('\n'))
            if (order == "pause")
                session.driver().pause();
            else if (order == "stop")
                session.stop();
            else if (order == "close")
                app.quit();
    });
    return app.exec();
}
