// SPDX-License-Identifier: GPL-3.0-or-later
// session_host PROGRAM [ARG…]: runs a program as the window does. A line "stop" on standard input is the Stop
// button, "close" the window being closed. What becomes of the run when this process is killed is for the
// test that started it to see.
#include "engine/run/session.h"

#include <QCoreApplication>
#include <QSocketNotifier>

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
        char order[16];
        const ssize_t n = read(0, order, sizeof order);
        orders.setEnabled(n > 0);
        if (n > 0 && order[0] == 's')
            session.stop();
        else if (n > 0)
            app.quit();
    });
    return app.exec();
}
