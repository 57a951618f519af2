// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/world/phrases.h"

#include "engine/world/explain.h"

#include <algorithm>
#include <cstdio>

namespace forkscope::world {

std::string formatTime(Time t) {
    const double magnitude = double(t < 0 ? -t : t);
    char text[40];
    if (magnitude >= 1e8)
        std::snprintf(text, sizeof text, "%.2f s", double(t) / 1e9);
    else if (magnitude >= 1e6)
        std::snprintf(text, sizeof text, "%.1f ms", double(t) / 1e6);
    else if (magnitude >= 1e3 || t == 0)
        std::snprintf(text, sizeof text, "%.0f µs", double(t) / 1e3);
    else
        std::snprintf(text, sizeof text, "%lld ns", static_cast<long long>(t));
    return text;
}

std::string listed(const std::vector<std::string>& words) {
    std::string text;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0)
            text += i + 1 == words.size() ? " and " : ", ";
        text += words[i];
    }
    return text;
}

std::string plain(std::string_view text) {
    std::string shown;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\x1b' && i + 1 < text.size() && text[i + 1] == '[') {
            // ECMA-48, 5.4: a control sequence ends with a byte from '@' to '~'.
            i += 2;
            while (i < text.size() && (text[i] < '@' || text[i] > '~'))
                ++i;
        } else if (static_cast<unsigned char>(text[i]) >= ' ' && text[i] != '\x7f') {
            shown += text[i];
        } else if (text[i] != '\x1b' && !shown.empty() && shown.back() != ' ') {
            shown += ' ';
        }
    }
    return shown;
}

std::string counted(std::size_t n, std::string_view one) {
    return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

std::string atLine(std::uint32_t line) {
    return line == 0 ? "" : " (line " + std::to_string(line) + ")";
}

std::string signalName(std::int32_t signal) {
    // Linux on x86 and ARM; signal(7).
    static constexpr const char* kNames[] = {
        "",        "SIGHUP",  "SIGINT",    "SIGQUIT", "SIGILL",   "SIGTRAP", "SIGABRT", "SIGBUS",
        "SIGFPE",  "SIGKILL", "SIGUSR1",   "SIGSEGV", "SIGUSR2",  "SIGPIPE", "SIGALRM", "SIGTERM",
        "",        "SIGCHLD", "SIGCONT",   "SIGSTOP", "SIGTSTP",  "SIGTTIN", "SIGTTOU", "SIGURG",
        "SIGXCPU", "SIGXFSZ", "SIGVTALRM", "SIGPROF", "SIGWINCH", "SIGIO",   "SIGPWR",  "SIGSYS"};
    if (signal > 0 && std::size_t(signal) < std::size(kNames) && *kNames[signal])
        return kNames[signal];
    return "signal " + std::to_string(signal);
}

std::string explainStatus(std::int32_t status) {
    if (status == trace::kUnknownStatus)
        return "ended (its exit code is not known)";
    if (status == 0)
        return "ended normally (exit code 0)";
    if (status > 0)
        return "ended with exit code " + std::to_string(status);
    return "was ended by " + signalName(-status) + " (" + std::to_string(status) + ")";
}

std::string shortLabelOf(const World& world, ProcessId id) {
    const std::string label = world.labelOf(id);
    const Process* p = world.process(id);
    return p && p->role != ProcessRole::Helper ? label.substr(0, label.find(' ')) : label;
}

std::string threadName(const Thread& thread) {
    const bool isMadeUp = thread.name.starts_with("Thread-");
    if (isMadeUp && !thread.target.empty())
        return plain(thread.target);
    return thread.name.empty() ? "thread " + std::to_string(thread.number) : plain(thread.name);
}

namespace {
const Thread* learnersThread(const World& world, ProcessId id, std::uint8_t number) {
    const Process* p = world.process(id);
    if (!p || number >= p->threads.size() || !p->threads[number].isLearners())
        return nullptr;
    return &p->threads[number];
}
} // namespace

std::string actorLabelOf(const World& world, ProcessId id, std::uint8_t thread) {
    const Thread* t = learnersThread(world, id, thread);
    return world.labelOf(id) + (t ? ", thread " + threadName(*t) : "");
}

std::string shortActorLabelOf(const World& world, ProcessId id, std::uint8_t thread) {
    const Thread* t = learnersThread(world, id, thread);
    return t ? "thread " + threadName(*t) + " of " + shortLabelOf(world, id) : shortLabelOf(world, id);
}

std::string waitersOf(const World& world, const std::vector<Waiter>& waiters) {
    std::vector<std::string> labels;
    for (const Waiter& w : waiters) {
        const std::string label = shortActorLabelOf(world, w.process, w.thread);
        if (std::find(labels.begin(), labels.end(), label) == labels.end())
            labels.push_back(label);
    }
    return listed(labels);
}

std::string processWithPid(const World& world, std::int32_t pid) {
    const Process* p = world.processByPid(pid);
    return p ? world.labelOf(p->id) : "process " + std::to_string(pid);
}

} // namespace forkscope::world
