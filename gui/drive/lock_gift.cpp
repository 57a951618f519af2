// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/lock_gift.h"

#include "engine/run/driver.h"
#include "gui/drive/drive_words.h"
#include "gui/inspector/process_rows.h"

#include <QCoreApplication>

#include <algorithm>

namespace forkscope::gui {
namespace {

constexpr int kMostSteps = 1000;

QString giftWords(const char* text) {
    return QCoreApplication::translate("Drive", text);
}

const drive::Choice* choiceOf(const run::Driver& driver, const std::string& actor) {
    const auto found = std::ranges::find(driver.choices(), actor, &drive::Choice::actor);
    return found == driver.choices().end() ? nullptr : &*found;
}

bool canGoOn(const drive::Choice& choice) {
    return choice.able == drive::Able::Yes || choice.able == drive::Able::Unknown;
}

drive::Order stepOf(const std::string& actor) {
    drive::Order order;
    order.actor = actor;
    return order;
}

} // namespace

std::optional<drive::Order> nextOrder(const LockGift& gift, const world::World& world,
                                      const run::Driver& driver, QString& why) {
    const world::Lock* lock = world.lock(gift.lock);
    const drive::Choice* wants = choiceOf(driver, gift.actor);
    if (!lock || !wants)
        return {};
    const auto has = [&](trace::ProcessId process) {
        return std::ranges::find(lock->holders, process, &world::Holder::process) != lock->holders.end();
    };
    const QString name = QString::fromStdString(world.nameOf(gift.lock)), tag = tagOf(world, wants->process);
    const bool isThere = wants->what == trace::Kind::LockAcquire && wants->object == gift.lock;
    if (!isThere) {
        if (!has(wants->process))
            why = giftWords(QT_TRANSLATE_NOOP("Drive", "%1 is not about to take “%2”.")).arg(tag, name);
        return {};
    }
    if (canGoOn(*wants))
        return stepOf(gift.actor);
    for (const drive::Choice& choice : driver.choices())
        if (gift.steps < kMostSteps && choice.process != wants->process && has(choice.process) &&
            canGoOn(choice))
            return stepOf(choice.actor);
    const QString obstacle = obstacleWords(world, wants->obstacle);
    why = giftWords(QT_TRANSLATE_NOOP("Drive",
                                      "“%1” cannot be given to %2 now: %3, and whoever has it cannot go on."))
              .arg(name, tag,
                   obstacle.isEmpty() ? giftWords(QT_TRANSLATE_NOOP("Drive", "it is not free")) : obstacle);
    return {};
}

} // namespace forkscope::gui
