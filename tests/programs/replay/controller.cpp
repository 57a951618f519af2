// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/programs/replay/controller.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <linux/futex.h>
#include <poll.h>
#include <random>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::replay {

using trace::Kind;
using trace::wire::GateSlot;
using trace::wire::SlotState;
using Clock = std::chrono::steady_clock;

namespace {
constexpr auto kPatience = std::chrono::seconds(60); // for a program that hangs, not for a slow machine
constexpr std::int64_t kQuota = 64 << 20;
constexpr std::size_t kMostSteps = 10'000;

void futexWait(std::atomic<std::uint32_t>& word, std::uint32_t seen, long ns) {
    const timespec most{0, ns};
    syscall(SYS_futex, &word, FUTEX_WAIT, seen, &most, nullptr, 0);
}
void futexWake(std::atomic<std::uint32_t>& word) {
    syscall(SYS_futex, &word, FUTEX_WAKE, INT_MAX, nullptr, nullptr, 0);
}

SlotState stateOf(const GateSlot& slot) {
    return SlotState(slot.state.load(std::memory_order_acquire));
}
// `taken` first: the thread leaves its state before it uses its grant.
bool stands(const GateSlot& slot) {
    const bool used = slot.taken.load() == slot.grant.load();
    const SlotState state = stateOf(slot);
    return used && (state == SlotState::AtGate || state == SlotState::Blocked);
}
} // namespace

Choose chooseAtRandom(std::uint64_t seed) {
    return [random = std::mt19937_64(seed)](const Schedule&,
                                            const Schedule& possible) mutable -> Result<std::size_t> {
        return std::size_t(random() % possible.size());
    };
}

Choose follow(const Schedule& schedule) {
    return [schedule](const Schedule& done, const Schedule& possible) -> Result<std::size_t> {
        const std::string where = "Step " + std::to_string(done.size() + 1) + ": ";
        if (done.size() >= schedule.size())
            return Error{where + "the schedule has ended, but the program has not: " + describe(possible[0])};
        const Step& wanted = schedule[done.size()];
        const auto found = std::find(possible.begin(), possible.end(), wanted);
        if (found != possible.end())
            return std::size_t(found - possible.begin());
        std::string instead;
        for (const Step& step : possible)
            instead += (instead.empty() ? "" : ", ") + describe(step);
        return Error{where + "'" + describe(wanted) + "' is not possible; possible: " + instead};
    };
}

Controller::Controller(std::unique_ptr<trace::TraceStore> store) : store_(std::move(store)) {}

Controller::~Controller() {
    for (const auto& [pid, fd] : pidfds_)
        if (fd >= 0)
            close(fd);
}

Result<Run> Controller::drive(const Command& command, const Choose& choose) {
    auto store = trace::TraceStore::create(kQuota);
    if (!store)
        return Error{store.error()};
    Controller controller(std::move(*store));
    return controller.run(command, choose);
}

Result<Run> Controller::run(const Command& command, const Choose& choose) {
    const auto start = Clock::now();
    store_->header().gateMode = std::uint32_t(trace::wire::GateMode::Drive);
    if (const Outcome started = program_.start(command, store_->path()); !started)
        return Error{started.error()};
    Run run;
    for (;;) {
        Outcome outcome = waitUntilQuiet();
        if (outcome && program_.ended() && allTerminated())
            break;
        if (outcome)
            outcome = step(choose, run);
        if (!outcome) {
            const std::string where = situation();
            program_.abortWithStacks();
            return Error{outcome.error() + "\n" + where};
        }
    }
    run.output = program_.output();
    run.status = program_.status();
    run.gated = gatedOrder(log_, accounts_);
    run.gate = gateOrder(log_, accounts_);
    run.whole = wholeOrder(log_, accounts_);
    run.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return run;
}

// Offers what is possible in an order that is the same in every run, and grants the choice.
Outcome Controller::step(const Choose& choose, Run& run) {
    const std::vector<Candidate> all = candidates();
    if (all.empty())
        return Error{"Nobody can go on: a deadlock."};
    if (run.steps.size() >= kMostSteps)
        return Error{"The program takes more steps than this trial is made for."};
    Schedule possible;
    for (const Candidate& c : all)
        possible.push_back(c.step);
    const Result<std::size_t> choice = choose(run.steps, possible);
    if (!choice)
        return Error{choice.error()};
    const Candidate& chosen = all[*choice];
    const std::uint64_t before = chosen.slot->count.load();
    grant(chosen);
    if (const Outcome quiet = waitUntilQuiet(); !quiet)
        return quiet;
    // A retry leaves Blocked for a moment; when it stands there again for the same operation, nothing
    // happened.
    const bool vain = chosen.step.retry && stands(*chosen.slot) && chosen.slot->count.load() == before + 1 &&
                      pendingStep(chosen.number) == chosen.step;
    if (vain) {
        ++run.vain;
        tried_.insert(chosen.number);
        if (run.vain > kMostSteps)
            return Error{"'" + describe(chosen.step) + "' was said to be possible and never is."};
        return Done{};
    }
    tried_.clear();
    run.steps.push_back(chosen.step);
    return Done{};
}

void Controller::grant(const Candidate& candidate) {
    candidate.slot->grant.fetch_add(1);
    futexWake(candidate.slot->grant);
}

// -- quiet

Outcome Controller::waitUntilQuiet() {
    const auto end = Clock::now() + kPatience;
    for (;;) {
        // Read first, then looked at: what changes after the look wakes us.
        const std::uint32_t seen = store_->header().engineWake.load();
        const std::string why = whyNotQuiet();
        if (why.empty())
            return Done{};
        if (Clock::now() > end)
            return Error{"The program does not come to rest: " + why + "."};
        futexWait(store_->header().engineWake, seen, 500'000); // ends of processes and feeds do not wake
    }
}

// First who stands, then the trace: whatever somebody who stands has done before is in the trace by then.
std::string Controller::whyNotQuiet() {
    const std::string runs = whoRuns();
    if (!runs.empty())
        return runs;
    readTrace();
    if (reader_.waiting())
        return "a record is missing";
    if (accounts_.processes().empty())
        return program_.ended() ? "" : "the main process has not begun";
    return whoIsExpected();
}

std::string Controller::whoRuns() {
    const std::uint32_t slots = std::min(store_->header().nextGateSlot.load(), trace::wire::kMaxGateSlots);
    for (std::uint32_t i = 0; i < slots; ++i) {
        const GateSlot& slot = store_->gateSlots()[i];
        if (stands(slot) || stateOf(slot) == SlotState::Gone)
            continue;
        const auto process = accounts_.processes().find(slot.stream.load());
        if (process == accounts_.processes().end()) {
            readTrace(); // it has begun just now
            return "a thread is new at the gate";
        }
        if (!terminated(process->second.pid))
            return process->second.path + " runs";
    }
    return {};
}

std::string Controller::whoIsExpected() {
    for (const auto& [pid, path] : accounts_.expected())
        if (!terminated(pid))
            return path + " has not begun";
    const std::uint32_t slots = std::min(store_->header().nextGateSlot.load(), trace::wire::kMaxGateSlots);
    std::set<std::uint32_t> atGate; // streams whose main thread has a slot
    for (std::uint32_t i = 0; i < slots; ++i) {
        const GateSlot& slot = store_->gateSlots()[i];
        const auto process = accounts_.processes().find(slot.stream.load());
        if (process != accounts_.processes().end() &&
            slot.thread.load() == std::uint32_t(process->second.pid))
            atGate.insert(process->first);
    }
    for (const auto& [stream, process] : accounts_.processes()) {
        // Helpers are not driven; but when nobody else is left, the run ends with them.
        const bool awaited =
            process.helper ? program_.ended() : !atGate.count(stream) || accounts_.feeding(stream);
        if (awaited && !terminated(process.pid))
            return process.path + (accounts_.feeding(stream) ? " has an item to feed" : " is on its way");
    }
    return {};
}

void Controller::readTrace() {
    do
        reader_.read(store_->bytes(), 65536, true);
    while (reader_.backlog());
    accounts_.update(log_);
    for (const auto& [stream, process] : accounts_.processes())
        terminated(process.pid); // opens a pidfd while the pid is surely its own
}

// A pidfd becomes readable when the process has terminated, reaped or not. pidfd_open(2)
bool Controller::terminated(std::int32_t pid) {
    auto [at, isNew] = pidfds_.try_emplace(pid, -1);
    if (isNew)
        at->second = int(syscall(SYS_pidfd_open, pid, 0));
    if (at->second < 0)
        return true;
    pollfd waiting{at->second, POLLIN, 0};
    if (poll(&waiting, 1, 0) <= 0)
        return false;
    program_.ended(); // reaps the main process
    close(at->second);
    at->second = -1;
    return true;
}

bool Controller::allTerminated() {
    return std::all_of(accounts_.processes().begin(), accounts_.processes().end(),
                       [this](const auto& p) { return terminated(p.second.pid); });
}

// -- what is possible

std::vector<Controller::Candidate> Controller::candidates() {
    std::vector<Candidate> all;
    const std::uint32_t slots = std::min(store_->header().nextGateSlot.load(), trace::wire::kMaxGateSlots);
    for (std::uint32_t i = 0; i < slots; ++i) {
        GateSlot& slot = store_->gateSlots()[i];
        const auto process = accounts_.processes().find(slot.stream.load());
        if (!stands(slot) || process == accounts_.processes().end() || terminated(process->second.pid))
            continue;
        const Step step = pendingStep(i);
        if (!step.retry || (canGoOn(slot, step.kind) && !tried_.count(i)))
            all.push_back({step, &slot, i});
    }
    if (all.empty() && !tried_.empty()) { // what is not counted (a child's status on its way) takes a moment
        tried_.clear();
        futexWait(store_->header().engineWake, store_->header().engineWake.load(), 1'000'000);
        return candidates();
    }
    std::sort(all.begin(), all.end(), [](const Candidate& a, const Candidate& b) { return a.step < b.step; });
    return all;
}

bool Controller::canGoOn(const GateSlot& slot, Kind kind) {
    if (kind != Kind::ProcessJoin)
        return accounts_.isFree(kind, slot.object.load());
    const std::int32_t child = accounts_.childJoined(slot.stream.load());
    return child == 0 || terminated(child);
}

Step Controller::pendingStep(std::uint32_t number) {
    const GateSlot& slot = store_->gateSlots()[number];
    const Process& process = accounts_.processes().at(slot.stream.load());
    std::string actor = process.path;
    if (slot.thread.load() != std::uint32_t(process.pid)) {
        int ordinal = 2; // among the threads of this process, in the order in which they came to the gate
        for (std::uint32_t i = 0; i < number; ++i) {
            const GateSlot& other = store_->gateSlots()[i];
            ordinal += other.stream.load() == slot.stream.load() &&
                       other.thread.load() != std::uint32_t(process.pid);
        }
        actor += "#" + std::to_string(ordinal);
    }
    return {actor, Kind(slot.kind.load()), stateOf(slot) == SlotState::Blocked,
            accounts_.objectName(slot.object.load()), slot.line.load()};
}

std::string Controller::situation() {
    std::string text;
    const std::uint32_t slots = std::min(store_->header().nextGateSlot.load(), trace::wire::kMaxGateSlots);
    for (std::uint32_t i = 0; i < slots; ++i) {
        const GateSlot& slot = store_->gateSlots()[i];
        if (!accounts_.processes().count(slot.stream.load()))
            continue;
        static constexpr const char* kStates[] = {"free", "running since", "at the gate", "blocked", "gone"};
        const auto state = std::min(slot.state.load(), 4u);
        text += "  " + describe(pendingStep(i)) + ": " + kStates[state] + ", grants " +
                std::to_string(slot.grant.load()) + ", taken " + std::to_string(slot.taken.load()) + "\n";
    }
    const std::size_t last = std::min<std::size_t>(log_.size(), 12);
    const std::vector<std::string> whole = wholeOrder(log_, accounts_);
    for (std::size_t i = whole.size() - std::min(last, whole.size()); i < whole.size(); ++i)
        text += "  … " + whole[i] + "\n";
    return text;
}

} // namespace forkscope::replay
