// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/self.h"

#include "engine/probe/interpreter.h"
#include "engine/probe/thread.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <sched.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
constinit Self gSelf;
constinit int gForks = 0;
constinit int gPrograms = 0;
constinit bool gForked = false; // a fork has happened, and who we are is not settled yet

constinit Name kIdentity{"_identity"};
constinit Name kProcessName{"_name"};
constinit Name kConfig{"_config"};
constexpr char kArgument[] = "--forkscope=";

// Field 22 of /proc/self/stat: when the process was started, in clock ticks since boot. proc(5)
std::int64_t birth() {
    char text[1024];
    if (readFile("/proc/self/stat", text, sizeof text) == 0)
        return 0;
    const char* at = std::strrchr(text, ')'); // end of field 2, which may hold anything
    for (int field = 2; at && field < 22; ++field)
        at = std::strchr(at + 1, ' ');
    return at ? std::strtoll(at, nullptr, 10) : 0;
}

void become(const char* type, const char* path, const char* name) {
    gSelf.type = type;
    std::snprintf(gSelf.path, sizeof gSelf.path, "%s", path);
    std::snprintf(gSelf.name, sizeof gSelf.name, "%s", name);
}

// "main" and the numbers of the identity, from the place that `from` says.
void appendIdentity(PyObject* identity, char* to, std::size_t room, bool lastOnly) {
    const Py_ssize_t count = identity && PyTuple_Check(identity) ? PyTuple_Size(identity) : 0;
    std::size_t used = std::strlen(to);
    for (Py_ssize_t i = lastOnly && count > 0 ? count - 1 : 0; i < count && used < room; ++i)
        used += std::size_t(std::snprintf(to + used, room - used, "/%lld",
                                          static_cast<long long>(numberOr(PyTuple_GetItem(identity, i), 0))));
}

bool isDaemon(PyObject* process) {
    const Ref config = plainAttribute(process, kConfig);
    return config && PyDict_Check(config.get()) && PyDict_GetItemString(config.get(), "daemon") == Py_True;
}

// PATH:DAEMON:NAME, the name last since it may hold anything.
void readArgument(const char* text) {
    const char* daemon = std::strchr(text, ':');
    if (!daemon || !std::strchr(daemon + 1, ':'))
        return;
    std::snprintf(gSelf.path, sizeof gSelf.path, "%.*s", int(daemon - text), text);
    gSelf.daemon = daemon[1] == '1';
    std::snprintf(gSelf.name, sizeof gSelf.name, "%s", std::strchr(daemon + 1, ':') + 1);
}
} // namespace

std::size_t readFile(const char* path, char* to, std::size_t room) {
    const int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return 0;
    std::size_t length = 0;
    for (ssize_t n; length + 1 < room && (n = read(fd, to + length, room - 1 - length)) > 0;)
        length += std::size_t(n);
    close(fd);
    to[length] = '\0';
    return length;
}

char kernelStateOf(int task) {
    char path[64], text[1024];
    std::snprintf(path, sizeof path, "/proc/%d/stat", task);
    if (readFile(path, text, sizeof text) == 0)
        return '\0';
    const char* at = std::strrchr(text, ')'); // end of the name, which may hold anything
    return at && at[1] == ' ' ? at[2] : '\0';
}

bool isZombie(int pid) {
    const char state = kernelStateOf(pid);
    return state == '\0' || state == 'Z' || state == 'X';
}

const Self& self() {
    return gSelf;
}

bool isMainProcess() {
    return gSelf.type && std::strcmp(gSelf.type, "main") == 0;
}

bool isHelperProcess() {
    return gSelf.type && std::strcmp(gSelf.type, "helper") == 0;
}

void findSelf() {
    static char line[65536];
    const std::size_t length = readFile("/proc/self/cmdline", line, sizeof line);
    bool code = false;
    for (const char* arg = line; arg < line + length; arg += std::strlen(arg) + 1) {
        if (code && std::strstr(arg, "from multiprocessing.resource_tracker import main"))
            become("helper", "main/resource_tracker", "resource tracker");
        else if (code && std::strstr(arg, "from multiprocessing.forkserver import main"))
            become("helper", "main/forkserver", "fork server");
        else if (code && std::strstr(arg, "from multiprocessing.spawn import spawn_main"))
            become("child", "", "");
        else if (gSelf.type && std::strncmp(arg, kArgument, sizeof kArgument - 1) == 0)
            readArgument(arg + sizeof kArgument - 1);
        code = std::strcmp(arg, "-c") == 0;
    }
}

void childPath(PyObject* process, char* to, std::size_t room) {
    const Ref identity = plainAttribute(process, kIdentity);
    std::snprintf(to, room, "%s", isHelperProcess() ? "main" : gSelf.path);
    appendIdentity(identity.get(), to, room, !isHelperProcess());
}

void forkedSelf() {
    gForked = true;
}

namespace {
void takeNameOf(PyObject* process) {
    gSelf.type = "child";
    gSelf.daemon = isDaemon(process);
    const Ref name = plainAttribute(process, kProcessName);
    copyText(name.get(), gSelf.name, sizeof gSelf.name);
}

void settleFork() {
    if (!gForked)
        return;
    gForked = false;
    const ErrorGuard guard;
    char path[sizeof gSelf.path + 16];
    if (PyObject* starting = thisThread().starting) {
        childPath(starting, path, sizeof gSelf.path);
        takeNameOf(starting);
        std::snprintf(gSelf.path, sizeof gSelf.path, "%s", path);
    } else if (isHelperProcess()) {
        become("child", "", ""); // of the fork server: who it is comes through a pipe
    } else {
        std::snprintf(path, sizeof path, "%s/fork%d", gSelf.path, gForks ? gForks : 1);
        become("fork", path, "");
    }
    gForks = gPrograms = 0;
}
} // namespace

void becomeChild(PyObject* process) {
    settleFork();
    const ErrorGuard guard;
    const bool known = gSelf.type && std::strcmp(gSelf.type, "child") == 0 && gSelf.path[0] != '\0';
    if (!known) {
        std::strcpy(gSelf.path, "main");
        appendIdentity(plainAttribute(process, kIdentity).get(), gSelf.path, sizeof gSelf.path, false);
    }
    takeNameOf(process);
}

int nextFork() {
    return ++gForks;
}

int nextProgram() {
    return ++gPrograms;
}

void addProcessFields(FieldBuffer& fields, PyObject* process) {
    char text[256];
    const Ref name = plainAttribute(process, kProcessName);
    fields.add(Tag::Name, text, copyText(name.get(), text, sizeof text));
    fields.add(Tag::Daemon, isDaemon(process) ? 1 : 0);
}

// In a run by a policy (run/dispatcher.h) a child goes to the processor that the children share, stops as it
// begins, and goes on when it is told to. Else one with little to do would be over before anybody had seen
// it.
static void waitForTurn() {
    const bool isJob = std::strcmp(gSelf.type, "child") == 0 || std::strcmp(gSelf.type, "fork") == 0;
    const char* processor = isJob ? std::getenv("FORKSCOPE_DISPATCH") : nullptr;
    if (!processor)
        return;
    cpu_set_t shared;
    CPU_ZERO(&shared);
    CPU_SET(std::size_t(std::atoi(processor)), &shared); // one that is no number of theirs has no effect
    sched_setaffinity(0, sizeof shared, &shared);
    kill(getpid(), SIGSTOP);
}

void writeProcessBegin() {
    settleFork();
    if (!gSelf.type) {
        if (ensureStream() == 1)
            gSelf.type = "main";
        else
            become("program", "", "program");
    }
    FieldBuffer fields;
    fields.add(Tag::Type, gSelf.type);
    if (gSelf.path[0])
        fields.add(Tag::Path, gSelf.path);
    if (gSelf.name[0])
        fields.add(Tag::Name, gSelf.name);
    fields.add(Tag::ParentPid, getppid());
    fields.add(Tag::Birth, birth());
    fields.add(Tag::Daemon, gSelf.daemon ? 1 : 0);
    fields.add(Tag::Version, interpreter().version);
    emit(Kind::ProcessBegin, Phase::Point, 0, 0, 0, getpid(), &fields);
    waitForTurn();
}

void childArgument(PyObject* process, char* to, std::size_t room) {
    char path[sizeof gSelf.path], name[sizeof gSelf.name];
    childPath(process, path, sizeof path);
    const Ref text = plainAttribute(process, kProcessName);
    copyText(text.get(), name, sizeof name);
    std::snprintf(to, room, "%s%s:%d:%s", kArgument, path, isDaemon(process) ? 1 : 0, name);
}

} // namespace forkscope::probe
