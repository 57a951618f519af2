// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/driver.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace forkscope::run {

using drive::Mode;

Driver::Driver(QObject* parent) : QObject(parent) {}
Driver::~Driver() = default;

Mode Driver::mode() const {
    return controller_ ? controller_->mode() : Mode::Free;
}

drive::State Driver::state() const {
    return controller_ ? controller_->state() : drive::State::Free;
}

const std::vector<drive::Choice>& Driver::choices() const {
    static const std::vector<drive::Choice> none;
    return controller_ ? controller_->choices() : none;
}

const std::vector<drive::BusyThread>& Driver::busy() const {
    static const std::vector<drive::BusyThread> none;
    return controller_ ? controller_->busy() : none;
}

bool Driver::isStandingStill() const {
    const auto onlyWaits = [](const drive::BusyThread& busy) {
        return busy.why == drive::Busy::Waits || busy.why == drive::Busy::Stopped;
    };
    return !isIdle() && controller_->state() == drive::State::Quiet && !controller_->settings().timeRuns &&
           std::ranges::all_of(controller_->busy(), onlyWaits);
}

bool Driver::isStuck() const {
    return controller_ && controller_->isStuck();
}

std::vector<drive::TakenStep> Driver::taken() const {
    return controller_ ? controller_->taken() : last_;
}

drive::Schedule Driver::done() const {
    return drive::scheduleOf(taken());
}

std::size_t Driver::stepCount() const {
    return controller_ ? controller_->stepCount() : last_.size();
}

const drive::Divergence* Driver::divergence() const {
    return controller_ && controller_->divergence() ? &*controller_->divergence() : nullptr;
}

void Driver::pause() {
    beganHeld_ = beganHeld_ && mode() != Mode::Free; // steps count from here
    if (controller_)
        controller_->hold();
    report();
}

void Driver::goOn() {
    if (controller_)
        controller_->goOn();
    report();
}

Outcome Driver::give(const drive::Order& order) {
    if (!controller_)
        return Error{tr("Nothing is running that could be driven.").toStdString()};
    const Outcome given = controller_->give(order);
    report();
    return given;
}

void Driver::follow(drive::Schedule schedule) {
    beganHeld_ = beganHeld_ && mode() != Mode::Free;
    if (controller_)
        controller_->follow(std::move(schedule));
    report();
}

void Driver::shuffle(std::uint64_t seed) {
    beganHeld_ = beganHeld_ && mode() != Mode::Free;
    if (controller_)
        controller_->shuffle(seed);
    report();
}

void Driver::setTimeRuns(bool runs) {
    if (!controller_)
        return;
    drive::Settings settings = controller_->settings();
    settings.timeRuns = runs;
    controller_->set(settings);
    report();
}

void Driver::setComputesAfter(std::chrono::milliseconds time) {
    if (!controller_)
        return;
    drive::Settings settings = controller_->settings();
    settings.computesAfter = time;
    controller_->set(settings);
    report();
}

Result<std::uint32_t> Driver::askVariables(drive::ProcessId process, std::uint8_t thread) {
    return ask(process, thread, 0);
}

Result<std::uint32_t> Driver::askRepr(drive::ProcessId process, std::uint8_t thread, bool global,
                                      const std::string& name) {
    return ask(process, thread, trace::wire::variableHash(global, name.c_str()));
}

Result<std::uint32_t> Driver::ask(drive::ProcessId process, std::uint8_t thread, std::uint32_t about) {
    if (!controller_)
        return Error{tr("Nothing is running whose variables could be looked at.").toStdString()};
    const std::uint32_t number = variables_.ask(
        process, thread, about == 0 ? drive::Variables::About::All : drive::Variables::About::OneRepr,
        history_->log().size());
    if (const Outcome asked = controller_->ask(process, thread, number, about); !asked) {
        variables_.takeBack(number);
        return Error{asked.error()};
    }
    report();
    return number;
}

// -- the Session's part

void Driver::attach(trace::TraceStore& store, const world::History& history, const DriveWish& wish) {
    drive::Settings settings;
    settings.timeRuns = wish.timeRuns;
    settings.computesAfter = wish.computesAfter;
    settings.goesOnFreely = wish.goesOnFreely;
    controller_ = std::make_unique<drive::Controller>(store, history, settings);
    history_ = &history;
    variables_.clear();
    toldDivergence_ = false;
    beganHeld_ = wish.start != StartMode::Free;
    switch (wish.start) {
    case StartMode::Free:
        return;
    case StartMode::Hold:
        controller_->hold(/*stops*/ false);
        break;
    case StartMode::Schedule:
        controller_->follow(wish.schedule);
        break;
    case StartMode::Shuffle:
        controller_->shuffle(wish.seed);
        break;
    }
    report();
}

void Driver::detach() {
    if (!controller_)
        return;
    last_ = controller_->taken();
    controller_.reset();
    history_ = nullptr;
    variables_.forgetOpen();
    told_ = 0;
    emit changed();
    hurries_ = false;
    emit hurryChanged(false);
}

void Driver::look() {
    if (controller_)
        controller_->look();
}

void Driver::decide(bool isRead) {
    if (!controller_)
        return;
    controller_->decide(isRead);
    report();
    if (!controller_) // whoever heard of it has ended the run
        return;
    for (const std::uint32_t number : variables_.update(history_->log()))
        emit variablesCame(number);
}

void Driver::report() {
    if (!controller_)
        return;
    if (const bool hurries = controller_->isSettling() || variables_.isExpecting(); hurries != hurries_) {
        hurries_ = hurries;
        emit hurryChanged(hurries);
    }
    // Whoever hears one of these may end the run, and with it the controller.
    if (controller_ && told_ != controller_->version()) {
        told_ = controller_->version();
        emit changed();
    }
    if (controller_ && controller_->divergence() && !std::exchange(toldDivergence_, true))
        emit diverged(QString::fromStdString(controller_->divergence()->sentence));
    if (controller_ && !controller_->divergence())
        toldDivergence_ = false;
}

} // namespace forkscope::run
