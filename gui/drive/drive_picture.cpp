// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_picture.h"

#include "engine/run/driver.h"
#include "engine/world/reason.h"
#include "gui/drive/drive_words.h"
#include "gui/inspector/process_rows.h"

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

// "3.2 s": as often as it changes the panel is shown anew.
QString secondsWords(world::Time left) {
    return say(QT_TRANSLATE_NOOP("Drive", "%1 s"))
        .arg(double(std::max<world::Time>(0, left)) / 1e9, 0, 'f', 1);
}

QString timeLeft(world::Time left) {
    return say(QT_TRANSLATE_NOOP("Drive", "%1 left")).arg(secondsWords(left));
}

// Of who is held in a wait with a time-out.
QString timeWords(const Choice& choice, const DriveMoment& moment) {
    return moment.timeRuns ? timeLeft(world::Time(choice.dueNs) - moment.nowNs)
                           : say(QT_TRANSLATE_NOOP("Drive", "its time-out stands still"));
}

// "held by P1" of "mutex is held by P1": on a card the operation has named it.
QString withoutName(const QString& reason, const QString& name) {
    const QString start = name + say(QT_TRANSLATE_NOOP("Drive", " is "));
    return !name.isEmpty() && reason.startsWith(start) ? reason.mid(start.size()) : reason;
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
    case Able::Fails:
        row.verdict = Verdict::WouldFail;
        row.able = wouldWords(choice.what);
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

DriveRow rowOf(const World& world, const Choice& choice, const DriveMoment& moment) {
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
    row.shortReason = withoutName(row.reason, QString::fromStdString(choice.objectName));
    if (choice.hasTimeOut && choice.able != Able::Yes)
        row.timeText = timeWords(choice, moment);
    row.shortAble = row.able;
    if (choice.able == Able::TimesOut)
        row.shortAble = moment.timeRuns ? row.timeText : say(QT_TRANSLATE_NOOP("Drive", "Time stands"));
    addLocks(row, world, choice.object);
    if (choice.what == trace::Kind::LockAcquire && choice.object) {
        row.wants = choice.object;
        row.wantsName = QString::fromStdString(choice.objectName);
    }
    row.state = say(QT_TRANSLATE_NOOP("Drive", "Held"));
    if (choice.stance == Stance::Blocked) {
        row.isBegun = true;
        row.tone = choice.able == Able::Yes ? Tone::Ready : toneOfWait(choice.obstacle);
        row.state = choice.able == Able::Yes ? say(QT_TRANSLATE_NOOP("Drive", "Ready"))
                                             : say(QT_TRANSLATE_NOOP("Drive", "Waits"));
        if (choice.what == trace::Kind::Sleep) {
            row.tone = Tone::Sleeping;
            row.state = say(QT_TRANSLATE_NOOP("Drive", "Sleeps"));
            row.able = say(QT_TRANSLATE_NOOP("Drive", "A step ends its sleep"));
        }
    } else if (choice.stance == Stance::Stopped) {
        row.state = say(QT_TRANSLATE_NOOP("Drive", "Stopped"));
    }
    return row;
}

DriveRow rowOf(const World& world, const drive::BusyThread& busy, const DriveMoment& moment) {
    DriveRow row;
    row.actor = busy.actor;
    row.process = busy.process;
    row.thread = busy.thread;
    name(row, world);
    row.next = busyWords(world, busy, moment.nowNs);
    row.computes = busy.why == drive::Busy::Computes;
    const bool waits = busy.why == drive::Busy::Waits;
    const world::WaitFor wait = waits ? world::waitFor(world, {busy.process, busy.thread}) : world::WaitFor();
    row.tone = waits                              ? toneOfWait(wait)
               : busy.why == drive::Busy::Starts  ? Tone::New
               : busy.why == drive::Busy::Stopped ? Tone::Held
                                                  : Tone::Running;
    row.state = waits                              ? say(QT_TRANSLATE_NOOP("Drive", "Waits"))
                : busy.why == drive::Busy::Stopped ? say(QT_TRANSLATE_NOOP("Drive", "Stopped"))
                : row.computes                     ? say(QT_TRANSLATE_NOOP("Drive", "Computes"))
                                                   : say(QT_TRANSLATE_NOOP("Drive", "Runs"));
    if (waits && wait.until >= 0)
        row.timeText = timeLeft(wait.until - moment.at);
    row.able = say(QT_TRANSLATE_NOOP("Drive", "Not held"));
    row.shortAble = row.timeText.isEmpty() ? row.able : row.timeText;
    if (row.computes) {
        row.reason = say(QT_TRANSLATE_NOOP("Drive", "others may go on: order not exact"));
        row.shortReason = say(QT_TRANSLATE_NOOP("Drive", "order not exact"));
    }
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

DriveMode modeOf(drive::Mode mode) {
    switch (mode) {
    case drive::Mode::Hold:
        return DriveMode::Choose;
    case drive::Mode::Schedule:
        return DriveMode::Schedule;
    case drive::Mode::Shuffle:
        return DriveMode::Chance;
    default:
        return DriveMode::Free;
    }
}

} // namespace

static QString timeOf(const DrivePicture& picture, bool runs) {
    using Phase = DrivePicture::Phase;
    if (picture.phase != Phase::Choice && picture.phase != Phase::Moving && picture.phase != Phase::Stuck)
        return {};
    if (!runs)
        return say(QT_TRANSLATE_NOOP("Drive", "Time stands still while you choose."));
    QStringList waits;
    for (const DriveRow& row : picture.rows)
        if (!row.timeText.isEmpty())
            waits += QStringLiteral("%1 %2").arg(row.tag, row.timeText);
    return waits.isEmpty()
               ? say(QT_TRANSLATE_NOOP("Drive", "Time runs on while you choose."))
               : say(QT_TRANSLATE_NOOP("Drive", "Time runs on: %1.")).arg(waits.join(QStringLiteral(", ")));
}

DrivePicture drivePicture(const World& world, const run::Driver& driver, const DriveMoment& moment) {
    DrivePicture picture;
    picture.phase = phaseOf(driver);
    picture.mode = modeOf(driver.mode());
    picture.follows = picture.mode == DriveMode::Schedule || picture.mode == DriveMode::Chance;
    picture.timeRuns = moment.timeRuns;
    const drive::Schedule done = driver.done();
    picture.steps = done.operations();
    picture.isExact = done.isExact();
    picture.canUndo = stepsBeforeLast(driver) >= 0;
    for (const Choice& choice : driver.choices())
        picture.rows.push_back(rowOf(world, choice, moment));
    for (const drive::BusyThread& busy : driver.busy())
        if (busy.process.value != 0)
            picture.rows.push_back(rowOf(world, busy, moment));
    sortRows(picture.rows, world);
    if (picture.phase == DrivePicture::Phase::Stuck)
        tellStuck(picture, world);
    picture.timeText = timeOf(picture, moment.timeRuns);
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
