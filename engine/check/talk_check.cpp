// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/talk_check.h"

#include "engine/check/kinds.h"
#include "engine/check/words.h"

namespace forkscope::check {

std::optional<Finding> TalkCheck::look(const RunView& run) {
    if (!run.talk || run.talk->isEmpty())
        return std::nullopt;
    return Finding{.sentence = *run.talk, .run = run.number, .at = run.stoppedAt};
}

CheckPtr tcpTalk(Fields& fields) {
    TalkPlan plan;
    plan.clients = fields.number("clients", "clients = 3").value_or(1);
    plan.port = fields.number("port", "port = 5000").value_or(0);
    plan.say = fields.texts("say", "say = [\"hello\\n\"]");
    plan.expect = fields.texts("expect", "expect = [\"HELLO\"]");
    plan.atOnce = fields.yesIf("at_once", true);
    fields.needs(plan.clients >= 1 && plan.clients <= 50, tr("\"clients\" must be 1 to 50."));
    fields.needs(
        !plan.say.isEmpty() && plan.say.size() == plan.expect.size(),
        tr("\"say\" and \"expect\" must have as many texts. Expected, for example: say = [\"hello\\n\"] and "
           "expect = [\"HELLO\"]"));
    return std::make_unique<TalkCheck>(plan);
}

} // namespace forkscope::check
