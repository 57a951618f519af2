// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/options.h"

#include "engine/cli/commands.h"

namespace forkscope::cli {

Result<Options> readOptions(const QStringList& words, const QStringList& withValue,
                            const QStringList& without, bool stopAtPositional) {
    Options options;
    for (qsizetype i = 0; i < words.size(); ++i) {
        const QString& word = words[i];
        if (!word.startsWith(u"--")) {
            options.positional += stopAtPositional ? words.mid(i) : QStringList{word};
            if (stopAtPositional)
                break;
            continue;
        }
        if (word == u"--") {
            options.positional += words.mid(i + 1);
            break;
        }
        const QString name = word.section(u'=', 0, 0).mid(2);
        if (without.contains(name) && !word.contains(u'=')) {
            options.values.insert(name, {});
        } else if (!withValue.contains(name)) {
            return Error{
                tr("There is no option %1 here; 'forkscope --help' lists them.").arg(word).toStdString()};
        } else if (word.contains(u'=')) {
            options.values.insert(name, word.section(u'=', 1));
        } else if (i + 1 < words.size()) {
            options.values.insert(name, words[++i]);
        } else {
            return Error{tr("The option %1 needs a value after it.").arg(word).toStdString()};
        }
    }
    return options;
}

} // namespace forkscope::cli
