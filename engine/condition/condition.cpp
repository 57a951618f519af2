// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/condition.h"

#include "engine/condition/parser.h"
#include "engine/condition/watch.h"

namespace forkscope::condition {

Result<Condition> Condition::read(std::string_view text) {
    while (text.starts_with(' '))
        text.remove_prefix(1);
    while (text.ends_with(' '))
        text.remove_suffix(1);
    Result<Node> root = Parser(text).read();
    if (!root)
        return Error{root.error()};
    Condition condition;
    condition.text_ = text;
    condition.root_ = std::make_shared<const Node>(std::move(*root));
    return condition;
}

bool Condition::isMetBy(const Moment& moment) const {
    Watch watch(*this);
    const trace::Log& log = moment.world.log();
    log.each(0, std::min<std::size_t>(moment.world.order(), log.size()), [&](const trace::Event& e) {
        watch.take(e, moment.world);
        return true;
    });
    return watch.isMet(moment);
}

std::string exceptionIn(const world::World& world) {
    for (const world::Process& p : world.processes())
        if (!p.exceptionType.empty())
            return std::string(p.exceptionType) + " in " + world.labelOf(p.id);
    return {};
}

} // namespace forkscope::condition
