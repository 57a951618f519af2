// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One function a command. Each gets the words after its name, has a QCoreApplication around it, and returns
// the exit status.
#include <QCoreApplication>
#include <QString>
#include <QStringList>

namespace forkscope::cli {

int run(const QStringList& arguments);
struct RunWish;
int runManyTimes(const RunWish& wish);
int shuffleMany(const RunWish& wish);
int show(const QStringList& arguments);
int exportRecording(const QStringList& arguments);
int lessons(const QStringList& arguments);
int check(const QStringList& arguments);
int schedule(const QStringList& arguments);

// A text of the command line in the user's language; `n` for %n.
inline QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("forkscope::cli", text, nullptr, n);
}
// One sentence to stderr, "forkscope: …".
void complain(const QString& sentence);
// One sentence to stdout.
void say(const QString& sentence);
// The text of `--help`.
QString usage();

} // namespace forkscope::cli
