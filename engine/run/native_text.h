// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bytes of command lines, paths and environments, which need not be UTF-8, as QString and back without
// loss: a byte that is no UTF-8 becomes a lone low surrogate U+DC80…U+DCFF, as with Python's
// "surrogateescape" (PEP 383).
#include <QByteArray>
#include <QString>

namespace forkscope::run {

QString fromNative(const QByteArray& bytes);
QByteArray toNative(const QString& text);

} // namespace forkscope::run
