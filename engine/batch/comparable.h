// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Text of two runs made comparable: what differs from run to run and means nothing is written the same.
#include <QHash>
#include <QString>

namespace forkscope::batch {

// Without colours and other terminal commands, lines ended by \n alone.
QString plainText(const QByteArray& printed);

// Whole numbers that are a process's number become its label in brackets, memory addresses become 0x…, and
// numbers with a decimal point before a unit of time ("0.83 s", "12.1 ms") become "… s".
QString comparableText(const QString& plain, const QHash<int, QString>& labelsByPid);

} // namespace forkscope::batch
