// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_picture.h"

#include "engine/run/driver.h"
#include "engine/world/reason.h"
#include "gui/drive/drive_words.h"
#include "gui/inspector/process_rows.h"
#include "gui/widgets/counted.h"

#include <QCoreApplication>
#include <QStringList>

#include <algorithm>

namespace forkscope::gui {
namespace {

using drive::Able;
using drive::Choice;
using drive::Stance;
using world::Obstacle;
using world::World;

QString say(const char* text) {
    return QCoreApplication::translate("Drive", text);
}

Tone toneOfWait(const world::WaitFor& wait) {
    switch (wait.obstacle) {
    case Obstacle::ProcessAlive:
    case Obstacle::AnyChild:
    case Obstacle::ThreadAlive:
        return Tone::WaitsProcess;
    case Obstacle::QueueEmpty:
    case Obstacle::QueueInBuffer:
    case Obstacle::QueueFull:
    case Obstacle::QueueUnfinished:
    case Obstacle::PipeEmpty:
    case Obstacle::PipeFull:
    case Obstacle::Task:
    case Obstacle::Result:
    case Obstacle::Answer:
        return Tone::WaitsQueue;
    case Obstacle::Sleep:
        return Tone::Sleeping;
    default:
        return Tone::WaitsLock;
    }
}

void name(DriveRow& row, const World& world) {
    const QString label = QString::fromStdString(world.labelOf(row.process));
    row.tag = label.section(u' ', 0, 0);
    row.name = label.section(u' ', 1);
    bool isNumber = false;
    row.number = row.tag.mid(1).toInt(&isNumber);
    if (isNumber && row.number < 10 && row.thread == 0)
        row.key = row.number;
    if (row.thread == 0)
        return;
    const world::Process* process = world.process(row.process);
    const bool isNamed =
        process && row.thread < process->threads.size() && !process->threads[row.thread].name.empty();
    const auto thread = isNamed ? process->threads[row.thread].name : std::string_view();
    row.name +=
        QStringLiteral(" · ") + (isNamed ? QString::fromUtf8(thread.data(), qsizetype(thread.size()))
                                         : say(QT_TRANSLATE_NOOP("Drive", "thread %1")).arg(row.thread));
}

void addLocks(DriveRow& row, const World& world, trace::ObjectId wanted) {
    for (const world::Lock& lock : world.locks()) {
        const bool holds = std::ranges::any_of(
            lock.holders, [&](const world::Holder& holder) { return holder.process == row.process; });
        if (holds || lock.id == wanted)
            row.locks.emplace_back(lock.id, QString::fromStdString(world.nameOf(lock.id)));
    }
}

void judge(DriveRow& row, const World& world, const Choice& choice) {
    row.reason = obstacleWords(world, choice.obstacle);
    row.wait = toneOfWait(choice.obstacle);
    switch (choice.able) {
    case Able::Yes:
        row.verdict = Verdict::CanGoOn;
        row.able = say(QT_TRANSLATE_NOOP("Drive", "Can go on"));
        row.reason.clear();
        return;
    case Able::Blocks:
        row.verdict = Verdict::WouldBlock;
        row.able = say(QT_TRANSLATE_NOOP("Drive", "Would block"));
        return;
    case Able::TimesOut:
        row.verdict = Verdict::TimesOut;
        row.able = say(QT_TRANSLATE_NOOP("Drive", "Its time can run out"));
        return;
    case Able::No:
        row.verdict = Verdict::Cannot;
        row.able = say(QT_TRANSLATE_NOOP("Drive", "Cannot go on"));
        return;
    case Able::Unknown:
        row.verdict = Verdict::MayTry;
        row.able = say(QT_TRANSLATE_NOOP("Drive", "A try will tell"));
        return;
    }
}

DriveRow rowOf(const World& world, const Choice& choice) {
    DriveRow row;
    row.actor = choice.actor;
    row.process = choice.process;
    row.thread = choice.thread;
    name(row, world);
    row.next = nextWords(world, choice);
    row.line = int(choice.line);
    const std::string_view path = world.log().path(choice.file);
    row.file.assign(path);
    judge(row, world, choice);
    addLocks(row, world, choice.object);
    row.state = say(QT_TRANSLATE_NOOP("Drive", "Held"));
    if (choice.stance == Stance::Blocked) {
        row.isBegun = true;
        row.tone = choice.able == Able::Yes ? Tone::Ready : toneOfWait(choice.obstacle);
        row.state = choice.able == Able::Yes ? say(QT_TRANSLATE_NOOP("Drive", "Ready"))
                                             : say(QT_TRANSLATE_NOOP("Drive", "Waits"));
    } else if (choice.stance == Stance::Stopped) {
        row.state = say(QT_TRANSLATE_NOOP("Drive", "Stopped"));
    }
    return row;
}

DriveRow rowOf(const World& world, const drive::BusyThread& busy, std::int64_t nowNs) {
    DriveRow row;
    row.actor = busy.actor;
    row.process = busy.process;
    row.thread = busy.thread;
    name(row, world);
    row.next = busyWords(world, busy, nowNs);
    const bool waits = busy.why == drive::Busy::Waits;
    row.tone = waits ? toneOfWait(world::waitFor(world, {busy.process, busy.thread}))
               : busy.why == drive::Busy::Starts ? Tone::New
                                                 : Tone::Running;
    row.state = waits ? say(QT_TRANSLATE_NOOP("Drive", "Waits")) : say(QT_TRANSLATE_NOOP("Drive", "Runs"));
    row.able = say(QT_TRANSLATE_NOOP("Drive", "Not held"));
    return row;
}

// As they appeared, not as they come to the gate.
void sortRows(std::vector<DriveRow>& rows, const World& world) {
    const auto place = [&](const DriveRow& row) {
        const auto& all = world.processes();
        return std::ranges::find(all, row.process, &world::Process::id) - all.begin();
    };
    std::ranges::stable_sort(rows, [&](const DriveRow& a, const DriveRow& b) {
        return std::pair(place(a), a.thread) < std::pair(place(b), b.thread);
    });
}

void tellStuck(DrivePicture& picture, const World& world) {
    const std::vector<world::Deadlock> deadlocks = world::deadlocks(world);
    if (deadlocks.empty()) {
        picture.stuckName = say(QT_TRANSLATE_NOOP("Drive", "Nobody can go on"));
        picture.stuckDetails = say(
            QT_TRANSLATE_NOOP("Drive", "Everybody who is left waits, and nobody is there who could end it."));
        return;
    }
    picture.stuckName = QString::fromStdString(world::titleOf(world, deadlocks.front()));
    picture.stuckDetails = QString::fromStdString(world::detailsOf(world, deadlocks.front()).text());
}

DrivePicture::Phase phaseOf(const run::Driver& driver) {
    using Phase = DrivePicture::Phase;
    if (!driver.isThere())
        return Phase::Over;
    if (driver.mode() == drive::Mode::Free)
        return Phase::Free;
    if (driver.state() != drive::State::Quiet)
        return Phase::Moving;
    return driver.isStuck() ? Phase::Stuck : Phase::Choice;
}

} // namespace

QString DriveRow::nextText() const {
    if (verdict == Verdict::Busy)
        return next;
    return isBegun ? say(QT_TRANSLATE_NOOP("Drive", "has begun to %1")).arg(next)
                   : say(QT_TRANSLATE_NOOP("Drive", "will %1")).arg(next);
}

QString DriveRow::spoken() const {
    QStringList parts{QStringLiteral("%1 %2").arg(tag, name), state, nextText()};
    if (line > 0)
        parts += say(QT_TRANSLATE_NOOP("Drive", "line %1")).arg(line);
    parts += reason.isEmpty() ? able : QStringLiteral("%1: %2").arg(able, reason);
    return parts.join(QStringLiteral(", "));
}

int DrivePicture::held() const {
    return int(std::ranges::count_if(rows, [](const DriveRow& row) { return row.canStep(); }));
}

QString DrivePicture::headline() const {
    switch (phase) {
    case Phase::Nothing:
        return say(QT_TRANSLATE_NOOP("Drive", "Nothing runs"));
    case Phase::Free:
        return say(QT_TRANSLATE_NOOP("Drive", "Runs freely"));
    case Phase::Moving:
        return follows ? say(QT_TRANSLATE_NOOP("Drive", "Follows the schedule"))
                       : say(QT_TRANSLATE_NOOP("Drive", "On its way"));
    case Phase::Stuck:
        return say(QT_TRANSLATE_NOOP("Drive", "Nobody can go on"));
    case Phase::Over:
        return say(QT_TRANSLATE_NOOP("Drive", "The run has ended"));
    case Phase::Choice:
        break;
    }
    return held() == 0 ? say(QT_TRANSLATE_NOOP("Drive", "Nobody is held yet"))
                       : say(QT_TRANSLATE_NOOP("Drive", "%1 held: your choice")).arg(held());
}

QString DrivePicture::stepsText() const {
    const QString count = counted(qint64(steps), say(QT_TRANSLATE_NOOP("Drive", "1 step")),
                                  say(QT_TRANSLATE_NOOP("Drive", "%1 steps")));
    return count + QStringLiteral(" · ") +
           (isExact ? say(QT_TRANSLATE_NOOP("Drive", "exact"))
                    : say(QT_TRANSLATE_NOOP("Drive", "not exact")));
}

DrivePicture drivePicture(const World& world, const run::Driver& driver, std::int64_t nowNs) {
    DrivePicture picture;
    picture.phase = phaseOf(driver);
    picture.follows = driver.mode() == drive::Mode::Schedule;
    const drive::Schedule done = driver.done();
    picture.steps = std::size_t(
        std::ranges::count_if(done.steps, [](const drive::Step& s) { return s.what != trace::Kind::None; }));
    picture.isExact = done.isExact();
    picture.canUndo = stepsBeforeLast(driver) >= 0;
    for (const Choice& choice : driver.choices())
        picture.rows.push_back(rowOf(world, choice));
    for (const drive::BusyThread& busy : driver.busy())
        if (busy.process.value != 0)
            picture.rows.push_back(rowOf(world, busy, nowNs));
    sortRows(picture.rows, world);
    if (picture.phase == DrivePicture::Phase::Stuck)
        tellStuck(picture, world);
    return picture;
}

int stepsBeforeLast(const run::Driver& driver) {
    if (!driver.beganHeld())
        return -1;
    const std::vector<drive::Step> steps = driver.done().steps;
    for (std::size_t i = steps.size(); i-- > 0;)
        if (steps[i].what != trace::Kind::None)
            return int(i);
    return -1;
}

} // namespace forkscope::gui
