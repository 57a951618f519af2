// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/environment.h"
#include "engine/run/guard/kernel_names.h"
#include "engine/run/program_command.h"
#include "engine/run/sandbox.h"
#include "engine/run/session_private.h"
#include "engine/run/sources.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>

namespace forkscope::run {
namespace {
constexpr int kTickMs = 16;
const QString kHashSeed = QStringLiteral("PYTHONHASHSEED");
} // namespace

// Everything that can be found wrong before anything has started.
Outcome Session::Private::prepare() {
    Result<Interpreter> found = findInterpreter(spec.interpreter);
    if (!found)
        return Error{found.error()};
    interpreter = *found;
    if (const ProgramFault fault = checkLaunch(interpreter, spec))
        return Error{fault.sentence.toStdString()};
    if (spec.sandbox) {
        if (const Outcome possible = checkSandbox(); !possible)
            return possible;
        if (spec.form == ProgramForm::File) // it starts in another folder
            spec.program = QDir::cleanPath(QDir(spec.workingFolder).absoluteFilePath(spec.program));
    }
    findings = selfTest(interpreter, SelfTestDepth::Deep);
    if (const Outcome verdict = verdictOf(findings); !verdict)
        return verdict;
    auto made = trace::TraceStore::create(spec.limits.traceBytes);
    if (!made)
        return Error{made.error()};
    store = std::move(*made);
    sources = snapshotSources(programSource(spec));
    return Done{};
}

Outcome Session::Private::launch() {
    supervisor = std::make_unique<Supervisor>(*store);
    connect(supervisor.get(), &Supervisor::untraced, q,
            [this](const QString& sentence) { note("untraced", sentence); });
    cpu = CpuStates::create();
    names = std::make_unique<NameResolver>(interpreter,
                                           [this](const QString& path) { return q->snapshot(path); });
    if (spec.terminal == Terminal::Pty) {
        terminal = std::make_unique<PseudoTerminal>();
        if (const Outcome opened = terminal->open(spec.columns, spec.rows); !opened)
            return opened;
        connect(terminal.get(), &PseudoTerminal::arrived, q, [this](const QByteArray& b) { takeOutput(b); });
    }
    store->header().seed = spec.drive.fixSeeds ? 1 : 0;
    driver.attach(*store, feed.history(), spec.drive);
    store->tend(); // from its first record on the program has memory and a clock that cost nothing
    if (spec.dispatch) {
        names->prepare(programSource(spec)); // once it has started the dispatcher must be there for it
        spare = std::make_unique<SpareProcessor>();
    }
    guard = std::make_unique<GuardClient>();
    connect(guard.get(), &GuardClient::reaped, q, [this](int pid, int status) {
        supervisor->reaped(pid, WaitStatus(status));
        if (pid == guard->programPid())
            mainReaped(status);
    });
    connect(guard.get(), &GuardClient::tooManyProcesses, q, [this] { endRun(EndCause::TooManyProcesses); });
    connect(guard.get(), &GuardClient::endedFromOutside, q, [this] { endRun(EndCause::FromOutside); });
    connect(guard.get(), &GuardClient::guardLost, q, [this] { endRun(EndCause::GuardKilled); });
    connect(guard.get(), &GuardClient::allGone, q, [this] { allGone = true; });
    if (const Outcome started = guard->start(guardOrder()); !started) {
        guard.reset();
        spare.reset();
        terminal.reset();
        supervisor.reset();
        driver.detach();
        store.reset();
        return started;
    }
    if (terminal)
        terminal->closeProgramSide();
    timer.start(kTickMs);
    if (spec.dispatch) {
        dispatcher = std::make_unique<Dispatcher>(spec.dispatch->policy, [this] { return q->now(); });
        dispatch();
    }
    setState(SessionState::Running);
    for (const Finding& f : findings) {
        if (f.verdict == Verdict::Warn)
            note("self-test", f.sentence);
    }
    if (!spec.dispatch)
        names->prepare(programSource(spec)); // while the program starts
    return Done{};
}

GuardOrder Session::Private::guardOrder() {
    const auto native = [](const QString& s) { return QFile::encodeName(s).toStdString(); };
    GuardOrder order;
    order.guard = native(guardExecutable());
    order.options = {"--processes", std::to_string(spec.limits.processes),
                     "--memory",    std::to_string(spec.limits.memoryBytes),
                     "--file-size", std::to_string(spec.limits.fileBytes)};
    if (!spec.workingFolder.isEmpty())
        order.options.insert(order.options.end(), {"--folder", native(spec.workingFolder)});
    order.command = programCommand(interpreter, spec);
    if (spec.sandbox) {
        scratch = std::make_unique<QTemporaryDir>();
        order.options.insert(order.options.end(), {"--sandbox", "--scratch", native(scratch->path())});
        order.command = sandboxed(order.command, interpreter, spec, scratch->path());
    }
    QProcessEnvironment environment =
        programEnvironment(QProcessEnvironment::systemEnvironment(), QString::fromStdString(store->path()),
                           spec.terminal, turnsPythonPathOff(spec.pythonOptions));
    if (spec.drive.fixSeeds && !environment.contains(kHashSeed))
        environment.insert(kHashSeed, QStringLiteral("0"));
    if (spare) // probe/self.cpp
        environment.insert(QStringLiteral("FORKSCOPE_DISPATCH"), QString::number(spare->number()));
    order.environment = environmentBlock(environment);
    order.trace = store->descriptor();
    order.terminal = terminal ? terminal->programSide() : -1;
    order.beforeBegin = [this](pid_t pid) {
        if (spec.drive.cpus == Cpus::One) // what the guard starts inherits it
            keepToOneProcessor(pid);
        if (const Outcome attached = cpu->attach(pid); !attached)
            note("cpu", QString::fromStdString(attached.error()));
        kernelStates = cpu->source();
    };
    order.kernelNames = [this] { return namesIn(store->bytes()); };
    order.outputToErrors = spec.terminal == Terminal::EventsOnStdout;
    return order;
}

} // namespace forkscope::run
