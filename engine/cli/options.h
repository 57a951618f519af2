// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads the words after a command. Options stand before the first positional word of `run`: what comes after
// the program's name belongs to the program.
#include "engine/trace/result.h"

#include <QHash>
#include <QStringList>

namespace forkscope::cli {

struct Options {
    QHash<QString, QString> values; // by name without dashes; "" for one that takes no value
    QStringList positional;
    bool has(const QString& name) const { return values.contains(name); }
    QString value(const QString& name) const { return values.value(name); }
};

// `withValue` and `without` list the known options. `stopAtPositional`: everything from the first positional
// word on is positional.
Result<Options> readOptions(const QStringList& words, const QStringList& withValue,
                            const QStringList& without, bool stopAtPositional);

} // namespace forkscope::cli
