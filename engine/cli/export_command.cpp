// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/options.h"
#include "engine/run/session.h"
#include "engine/trace/export_jsonl.h"
#include "engine/trace/export_perfetto.h"

#include <QSaveFile>

namespace forkscope::cli {

int exportRecording(const QStringList& arguments) {
    const auto options = readOptions(arguments, {"to"}, {}, /*stopAtPositional*/ false);
    if (!options || options->positional.size() != 2 ||
        (options->value("to") != u"jsonl" && options->value("to") != u"perfetto")) {
        complain(options ? tr("Say: forkscope export FILE.fscope --to jsonl|perfetto OUT")
                         : QString::fromStdString(options.error()));
        return kUsage;
    }
    run::Session session;
    QObject::connect(&session, &run::Session::noted, [](const QString& sentence) { complain(sentence); });
    if (const Outcome opened = session.open(options->positional[0]); !opened) {
        complain(QString::fromStdString(opened.error()));
        return kOwnFailure;
    }
    QSaveFile out(options->positional[1]);
    const auto sink = [&out](std::string_view text) {
        return out.write(text.data(), qint64(text.size())) == qint64(text.size());
    };
    const auto& log = session.history().log();
    const bool written = out.open(QIODevice::WriteOnly) &&
                         (options->value("to") == u"jsonl" ? trace::exportJsonLines(log, sink)
                                                           : trace::exportPerfetto(log, sink)) &&
                         out.commit();
    if (!written) {
        complain(tr("%1 could not be written: %2. Free some space or choose another place.")
                     .arg(options->positional[1], out.errorString()));
        return kOwnFailure;
    }
    return 0;
}

} // namespace forkscope::cli
