// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/staging.h"

#include "engine/lesson/pack_files.h"
#include "engine/lesson/staging_fields.h"
#include "engine/lesson/turns.h"

namespace forkscope::lesson {

EditedText edited(QString text, const QList<Edit>& edits) {
    for (const Edit& edit : edits) {
        const qsizetype count = text.count(edit.before);
        if (count != 1)
            return {text, packTr("\"%1\" should stand in the program once, and stands there %2 times.")
                              .arg(edit.before.trimmed())
                              .arg(count)};
        text.replace(edit.before, edit.after);
    }
    return {text, {}};
}

QString readCondition(TomlFields& fields, const char* key, const char* example) {
    const QString text = fields.text(key, example);
    if (text.isEmpty())
        return text;
    if (const auto condition = condition::Condition::read(text.toStdString()); !condition)
        fields.report(fields.lineOf(key), QString::fromStdString(condition.error()));
    return text;
}

QStringList readOrder(TomlFields& fields) {
    if (!fields.has("order"))
        return {};
    const QStringList order = fields.texts("order", "order = [\"consort until it blocks\"]");
    if (const auto turns = readTurns(order); !turns)
        fields.report(fields.lineOf("order"), QString::fromStdString(turns.error()));
    return order;
}

Staging readStaging(TomlFields& fields) {
    Staging staging;
    for (TomlFields& edit : fields.tables("edits")) {
        const QString before = edit.text("before", "before = \"range(1, 26)\"");
        staging.edits.append(
            {before, edit.has("after") ? edit.textOrEmpty("after", "after = \"\"") : QString()});
        if (!edit.has("after"))
            edit.missing("after", "after = \"range(1, 3)\"");
    }
    staging.order = readOrder(fields);
    if (auto kill = fields.table("kill", "kill = { process = \"main\", when = \"seen sleep by consort\" }"))
        staging.kill = {kill->text("process", "process = \"main\""),
                        readCondition(*kill, "when", "when = \"seen sleep by consort\"")};
    staging.inRealTime = fields.has("real_time") && fields.yesOrNo("real_time", "real_time = true");
    return staging;
}

Expectation readExpectation(TomlFields& fields) {
    using When = Expectation::When;
    Expectation expects;
    int found = 0;
    for (const auto& [key, when] :
         {std::pair("ever", When::Ever), std::pair("never", When::Never), std::pair("at_end", When::AtEnd)}) {
        if (!fields.has(key))
            continue;
        ++found;
        expects = {when, readCondition(fields, key, "at_end = \"output sold out\"")};
    }
    if (found != 1)
        fields.report(fields.lineOf("ever"),
                      packTr("one of ever, never and at_end must be there, with a condition, and only one. "
                             "Expected, for example: at_end = \"output sold out\""));
    return expects;
}

} // namespace forkscope::lesson
