// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/lesson/claims_run.h"

#include "tests/support/watchdog.h"

#include <QFile>
#include <QFileInfo>
#include <QRegularExpression>
#include <QTest>

namespace forkscope::tests {
namespace {

using namespace std::chrono_literals;

constexpr trace::Time kWatchedLonger = 500'000'000;
constexpr std::size_t kAtOnce = 4;
constexpr auto kBound = 120s;

QString withoutColours(QString text) {
    static const QRegularExpression colours(QStringLiteral("\x1b\\[[0-9;]*m"));
    return text.remove(colours);
}

QString toQString(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

} // namespace

LessonRun::LessonRun(const QString& program, QList<LessonEdit> edits, IsStuck isStuck)
    : isStuck_(std::move(isStuck)) {
    QFile original(QStringLiteral(FORKSCOPE_LESSONS_SOURCE "/%1/programs/%2.py")
                       .arg(program.section(u'/', 0, 0), program.section(u'/', 1)));
    if (!original.open(QIODevice::ReadOnly))
        fault_ = QStringLiteral("There is no program ") + program;
    QString source = QString::fromUtf8(original.readAll());
    for (const LessonEdit& edit : edits) {
        if (source.count(edit.before) != 1)
            fault_ =
                QStringLiteral("The text of %1 is not what the edit expects: %2").arg(program, edit.before);
        source.replace(edit.before, edit.after);
    }
    lines_ = source.split(u'\n');
    path_ = QFileInfo(folder_.path()).canonicalFilePath() + u'/' + program.section(u'/', 1) +
            QStringLiteral(".py");
    QFile copy(path_);
    if (!copy.open(QIODevice::WriteOnly) || copy.write(source.toUtf8()) < 0)
        fault_ = copy.errorString();
}

QString LessonRun::start() {
    if (!fault_.isEmpty())
        return fault_;
    run::LaunchSpec spec;
    spec.program = path_;
    spec.workingFolder = folder_.path();
    const Outcome started = session_.start(spec);
    return started ? QString() : QString::fromStdString(started.error());
}

bool LessonRun::isOver() {
    if (session_.state() == run::SessionState::Ended)
        return true;
    if (!isStuck_ || stoppedAt_ >= 0)
        return false;
    if (!isStuck_(world()))
        stuckSince_ = -1;
    else if (stuckSince_ < 0)
        stuckSince_ = session_.now();
    else if (session_.now() - stuckSince_ > kWatchedLonger) {
        stoppedAt_ = session_.now();
        session_.stop();
    }
    return false;
}

const world::Process* LessonRun::process(const QString& name) const {
    for (const world::Process& p : world().processes())
        if (toQString(p.name) == name || (name == u"main" && p.role == world::ProcessRole::Main))
            return &p;
    return nullptr;
}

QString LessonRun::nameOf(trace::ProcessId id) const {
    const world::Process* const p = world().process(id);
    return !p ? QString() : p->role == world::ProcessRole::Main ? QStringLiteral("main") : toQString(p->name);
}

std::vector<trace::Event> LessonRun::events(trace::Kind kind, const world::Process* by) const {
    std::vector<trace::Event> found;
    for (std::size_t i = 0; i < log().size(); ++i)
        if (log()[i].kind == kind && (!by || log()[i].process == by->id))
            found.push_back(log()[i]);
    return found;
}

QString LessonRun::preview(const trace::Event& e) const {
    return withoutColours(toQString(log().text(e, trace::Tag::Preview).value_or("")));
}

QStringList LessonRun::printed(const world::Process* by) const {
    QStringList lines;
    for (const trace::Event& e : events(trace::Kind::Print, by))
        lines << preview(e);
    return lines;
}

trace::Event LessonRun::printOf(const QString& text) const {
    for (const trace::Event& e : events(trace::Kind::Print))
        if (preview(e) == text)
            return e;
    return {};
}

const world::Lane* LessonRun::lane(const world::Process* process) const {
    for (std::size_t i = 0; process && i < session_.history().laneCount(); ++i) {
        const world::Lane& lane = session_.history().lane(i);
        if (lane.kind == world::LaneKind::Process && lane.process == process->id)
            return &lane;
    }
    return nullptr;
}

const world::Lane* LessonRun::lane(const QString& objectName) const {
    for (std::size_t i = 0; i < session_.history().laneCount(); ++i) {
        const world::Lane& lane = session_.history().lane(i);
        if (lane.kind != world::LaneKind::Process &&
            QString::fromStdString(world().nameOf(lane.object)) == objectName)
            return &lane;
    }
    return nullptr;
}

world::LaneState LessonRun::stateAt(const world::Process* process, trace::Time t) const {
    const world::Lane* const found = lane(process);
    if (!found || found->track.empty() || t < found->track.start(0))
        return world::LaneState::Absent;
    return found->track.state(found->track.find(t));
}

trace::Time LessonRun::markAt(world::MarkKind kind, const world::Process* process) const {
    for (const world::Mark& mark : session_.history().marks())
        if (mark.kind == kind && process && mark.process == process->id)
            return mark.at;
    return -1;
}

std::vector<world::Arrow> LessonRun::arrows(world::ArrowKind kind) const {
    std::vector<world::Arrow> found;
    for (const world::Arrow& arrow : session_.history().arrows())
        if (arrow.kind == kind)
            found.push_back(arrow);
    return found;
}

namespace {

QString runTogether(std::span<const std::unique_ptr<LessonRun>> runs) {
    const Watchdog watchdog(kBound + 60s);
    std::vector<std::unique_ptr<WatchedSession>> watched;
    for (const auto& run : runs) {
        watched.push_back(std::make_unique<WatchedSession>(run->session()));
        if (const QString fault = run->start(); !fault.isEmpty())
            return fault;
    }
    const auto allOver = [&runs] {
        bool all = true;
        for (const auto& run : runs)
            all = run->isOver() && all;
        return all;
    };
    if (QTest::qWaitFor(allOver, int(std::chrono::milliseconds(kBound).count())))
        return {};
    QString what;
    for (const auto& run : runs)
        if (run->session().state() != run::SessionState::Ended)
            what += run->path() + QStringLiteral(" does not come to its end:\n") +
                    describeProcesses(&run->session());
    return what;
}

} // namespace

QString runAll(const LessonRuns& runs) {
    for (std::size_t i = 0; i < runs.size(); i += kAtOnce) {
        const std::size_t n = std::min(kAtOnce, runs.size() - i);
        if (const QString fault = runTogether(std::span(runs).subspan(i, n)); !fault.isEmpty())
            return fault;
    }
    return {};
}

} // namespace forkscope::tests
