// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "engine/cli/commands.h"
#include "engine/cli/new_file.h"
#include "engine/cli/options.h"
#include "engine/run/session.h"
#include "engine/trace/export_jsonl.h"
#include "engine/trace/export_perfetto.h"

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
    NewFile out(options->positional[1]);
    const auto sink = [&out](std::string_view text) { return out.write(text); };
    const auto& log = session.history().log();
    if (options->value("to") == u"jsonl")
        trace::exportJsonLines(log, sink);
    else
        trace::exportPerfetto(log, sink);
    if (const Outcome written = out.finish(); !written) {
        complain(QString::fromStdString(written.error()));
        return kOwnFailure;
    }
    return 0;
}

} // namespace forkscope::cli
