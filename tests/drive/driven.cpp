// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/drive/driven.h"

#include "engine/trace/names.h"

#include <QTest>

namespace forkscope::tests {

namespace {
constexpr int kPatienceMs = 60'000;
constexpr int kMostSteps = 10'000;
} // namespace

run::DriveWish Driven::held() {
    run::DriveWish wish;
    wish.start = run::StartMode::Hold;
    wish.fixSeeds = true;
    wish.computesAfter = std::chrono::seconds(5); // a loaded machine is no computation
    return wish;
}

run::DriveWish Driven::by(const std::string& text) {
    run::DriveWish wish = held();
    wish.start = run::StartMode::Schedule;
    auto schedule = drive::readSchedule(text);
    if (schedule)
        wish.schedule = std::move(*schedule);
    else
        QTest::qFail(schedule.error().c_str(), __FILE__, __LINE__);
    return wish;
}

Driven::Driven(const QString& name, const QStringList& arguments, run::DriveWish wish,
               const QString& interpreter) {
    QObject::connect(&session_, &run::Session::outputArrived, &session_,
                     [this](const QByteArray& bytes) { output_ += bytes; });
    run::LaunchSpec spec;
    spec.program = testProgram(QStringLiteral("drive/") + name);
    spec.arguments = arguments;
    spec.interpreter = interpreter;
    spec.drive = std::move(wish);
    spec.keepOrphans = false;
    if (const Outcome started = session_.start(spec); !started)
        QTest::qFail(started.error().c_str(), __FILE__, __LINE__);
}

Driven::~Driven() {
    session_.stop();
    waitUntilEnded(session_, std::chrono::milliseconds(kPatienceMs));
}

bool Driven::settle() {
    const bool settled = QTest::qWaitFor(
        [this] {
            return session_.state() == run::SessionState::Ended ||
                   (driver().state() == drive::State::Quiet && !driver().choices().empty());
        },
        kPatienceMs);
    if (!settled)
        QTest::qFail(("The program does not come to rest.\n" + situation()).c_str(), __FILE__, __LINE__);
    return settled;
}

std::string Driven::order(drive::Order order) {
    if (!settle())
        return "it does not settle";
    const Outcome given = driver().give(order);
    settle();
    return given ? std::string() : given.error();
}

std::string Driven::step(const std::string& actor) {
    drive::Order step;
    step.actor = actor;
    return order(step);
}

const drive::Choice* Driven::choice(const std::string& actor) {
    for (const drive::Choice& c : driver().choices())
        if (c.actor == actor)
            return &c;
    return nullptr;
}

std::string Driven::next(const std::string& actor) {
    const drive::Choice* c = choice(actor);
    return c ? std::string(trace::kindName(c->what)) : std::string();
}

bool Driven::until(const std::string& actor, const std::string& operation, std::uint32_t line) {
    for (int n = 0; n < kMostSteps; ++n) {
        const drive::Choice* c = choice(actor);
        if (c && trace::kindName(c->what) == operation && (line == 0 || c->line == line))
            return true;
        if (const std::string error = step(actor); !error.empty()) {
            QTest::qFail((error + "\n" + situation()).c_str(), __FILE__, __LINE__);
            return false;
        }
    }
    return false;
}

bool Driven::finish() {
    driver().goOn();
    return waitUntilEnded(session_, std::chrono::milliseconds(kPatienceMs));
}

std::string Driven::situation() {
    std::string text;
    for (const drive::Choice& c : driver().choices())
        text += "  " + drive::sentenceOf(world(), c) + "\n";
    static constexpr const char* kWhy[] = {"starts", "runs",       "computes",   "feeds",
                                           "leaves", "is foreign", "is stopped", "waits"};
    for (const drive::BusyThread& b : driver().busy())
        text += "  " + b.actor + " " + kWhy[int(b.why)] + "\n";
    text += drive::textOf(driver().done());
    return text;
}

} // namespace forkscope::tests
