// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/probe/driver.h"

#include "engine/trace/names.h"

#include <algorithm>
#include <chrono>
#include <climits>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <linux/futex.h>
#include <poll.h>
#include <signal.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

namespace forkscope::probe_test {

namespace {
using trace::Kind;
using trace::Phase;
using trace::Tag;
using trace::wire::SlotState;

constexpr auto kPatience = std::chrono::seconds(20);

void futex(std::atomic<std::uint32_t>& word, int operation, std::uint32_t value, const timespec* timeout) {
    syscall(SYS_futex, &word, operation, value, timeout, nullptr, 0);
}

// What a learner would call the same operation in two runs: no time, no pid, no sequence number.
std::string textOf(const trace::Log& log, const trace::Event& e, const std::string& path) {
    std::string text = path + " " + std::string(kindName(e.kind)) + "." + std::to_string(int(e.phase)) +
                       " object " + std::to_string(e.object.value) + " line " + std::to_string(e.line);
    const bool isPid = e.kind == Kind::ProcessJoin && e.phase == Phase::Begin;
    if (!isPid)
        text += " value " + std::to_string(e.value);
    return text + " " + std::string(log.text(e, Tag::Preview).value_or(""));
}
} // namespace

Driver::Driver(std::string probeFolder, std::vector<std::string> command)
    : probeFolder_(std::move(probeFolder)), command_(std::move(command)) {}

void Driver::start() {
    const std::string trace = store_->path(); // by this process's number, so not in the child
    int ends[2];
    if (pipe(ends) != 0)
        std::abort();
    child_ = fork();
    if (child_ == 0) {
        dup2(ends[1], STDOUT_FILENO);
        close(ends[0]);
        close(ends[1]);
        setenv("FORKSCOPE_TRACE", trace.c_str(), 1);
        setenv("PYTHONPATH", probeFolder_.c_str(), 1);
        setenv("PYTHONHASHSEED", "0", 1);
        std::vector<char*> arguments;
        for (std::string& word : command_)
            arguments.push_back(word.data());
        arguments.push_back(nullptr);
        execvp(arguments[0], arguments.data());
        _exit(127);
    }
    close(ends[1]);
    output_ = ends[0];
}

void Driver::see(const trace::Event& e) {
    switch (e.kind) {
    case Kind::ProcessStart:
        if (!processes_.contains(e.value))
            starting_.insert(e.value);
        break;
    case Kind::ProcessBegin:
        starting_.erase(e.value);
        processes_[e.value] = {std::string(log_.text(e, Tag::Path).value_or("")), e.process.value,
                               log_.text(e, Tag::Type) == "helper", false};
        break;
    case Kind::QueuePut:
        if (e.phase == Phase::End && !e.has(trace::kFailed))
            ++unfed_[e.object.value];
        break;
    case Kind::QueueFeed:
        --unfed_[e.object.value];
        break;
    default:
        break;
    }
    for (auto& [pid, process] : processes_) {
        if (process.stream != e.process.value)
            continue;
        process.leaving = process.leaving || e.kind == Kind::ProcessMainEnd || e.kind == Kind::ProcessExit ||
                          (e.kind == Kind::ProcessRun && e.phase == Phase::End);
        if (e.has(trace::kGated))
            result_.operations.push_back(textOf(log_, e, process.path));
    }
}

void Driver::readTrace() {
    reader_.read(store_->bytes(), 100'000, true);
    for (; seen_ < log_.size(); ++seen_)
        see(log_[seen_]);
}

// Ended, and with it all its threads: only then its parent can wait for it.
bool Driver::isGone(int pid) const {
    std::ifstream in("/proc/" + std::to_string(pid) + "/stat");
    std::string text;
    std::getline(in, text);
    const auto at = text.rfind(')');
    if (at == std::string::npos)
        return true;
    std::istringstream fields(text.substr(at + 1));
    std::string state, other;
    fields >> state;
    for (int field = 4; field < 20; ++field)
        fields >> other;
    int threads = 0;
    fields >> threads;
    return (state == "Z" || state == "X") && threads <= 1;
}

bool Driver::quiet(std::vector<Actor>& actors) {
    actors.clear();
    auto* slots = store_->gateSlots();
    const std::uint32_t count = store_->header().nextGateSlot.load();
    std::vector<std::uint32_t> states(count);
    for (std::uint32_t i = 0; i < count; ++i)
        states[i] = slots[i].state.load(std::memory_order_acquire);
    readTrace();
    if (reader_.waiting() || !starting_.empty() ||
        std::ranges::any_of(unfed_, [](const auto& queue) { return queue.second > 0; }))
        return false;
    for (const auto& [pid, process] : processes_) {
        if (process.helper || isGone(pid))
            continue;
        if (process.leaving)
            return false;
        bool stands = false;
        for (std::uint32_t i = 0; i < count; ++i) {
            if (slots[i].stream.load() != process.stream || states[i] == std::uint32_t(SlotState::Gone))
                continue;
            const bool waits = states[i] == std::uint32_t(SlotState::AtGate) ||
                               states[i] == std::uint32_t(SlotState::Blocked);
            if (!waits || slots[i].grant.load() != slots[i].taken.load() ||
                slots[i].state.load() != states[i])
                return false;
            stands = true;
            actors.push_back({process.path, i, states[i] == std::uint32_t(SlotState::Blocked)});
        }
        if (!stands)
            return false;
    }
    std::ranges::sort(actors, {}, &Actor::name);
    return !actors.empty();
}

bool Driver::waitUntilQuiet(std::vector<Actor>& actors) {
    const auto end = std::chrono::steady_clock::now() + kPatience;
    for (;;) {
        const std::uint32_t word = store_->header().engineWake.load();
        if (isGone(child_))
            return false;
        if (quiet(actors))
            return true;
        if (std::chrono::steady_clock::now() > end) {
            result_.trouble = "the program does not become quiet";
            return false;
        }
        const timespec millisecond{0, 1'000'000};
        futex(store_->header().engineWake, FUTEX_WAIT, word, &millisecond);
    }
}

void Driver::grant(std::uint32_t slot) {
    auto& word = store_->gateSlots()[slot].grant;
    word.fetch_add(1, std::memory_order_release);
    auto& bell = store_->gateQuestions()[slot].bell;
    bell.fetch_add(1);
    futex(bell, FUTEX_WAKE, INT_MAX, nullptr);
}

std::string Driver::finish() {
    if (!isGone(child_))
        kill(child_, SIGKILL);
    store_->setStopping();
    std::string text;
    char bytes[4096];
    for (ssize_t n; (n = read(output_, bytes, sizeof bytes)) > 0;)
        text.append(bytes, std::size_t(n));
    close(output_);
    while (wait(nullptr) > 0)
        continue;
    readTrace();
    return text;
}

DriveResult Driver::run(const Choose& choose) {
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    auto store = trace::TraceStore::create(std::int64_t(64) << 20);
    if (!store)
        return {{}, {}, {}, store.error()};
    store_ = std::move(*store);
    store_->header().gateMode.store(std::uint32_t(trace::wire::GateMode::Drive));
    start();
    std::vector<Actor> actors;
    while (waitUntilQuiet(actors)) {
        // Who was blocked and tried in vain may try again only after somebody else has done something.
        for (const Actor& actor : actors)
            if (actor.blocked)
                triedAt_.try_emplace(actor.slot, progress_);
        std::vector<Actor> able;
        std::ranges::copy_if(actors, std::back_inserter(able),
                             [&](const Actor& a) { return !a.blocked || triedAt_[a.slot] < progress_; });
        if (able.empty()) {
            result_.trouble = "all that are left wait for each other:";
            for (const Actor& actor : actors) {
                const auto& slot = store_->gateSlots()[actor.slot];
                result_.trouble += " " + actor.name + " " + std::string(kindName(Kind(slot.kind.load()))) +
                                   " line " + std::to_string(slot.line.load());
            }
            break;
        }
        const int chosen = choose(able, result_.choices.size());
        if (chosen < 0) {
            result_.trouble = "the schedule does not fit";
            break;
        }
        const Actor actor = able[std::size_t(chosen)];
        const std::uint64_t arrivals = store_->gateSlots()[actor.slot].count.load();
        result_.choices.push_back(actor.name);
        grant(actor.slot);
        if (!waitUntilQuiet(actors))
            break;
        const auto now = std::ranges::find(actors, actor.slot, &Actor::slot);
        const bool inVain =
            now != actors.end() && now->blocked && store_->gateSlots()[actor.slot].count.load() == arrivals;
        if (inVain)
            triedAt_[actor.slot] = progress_;
        else
            triedAt_.erase(actor.slot), ++progress_;
    }
    result_.output = finish();
    return result_;
}

} // namespace forkscope::probe_test
