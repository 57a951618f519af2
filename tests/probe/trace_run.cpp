// SPDX-License-Identifier: GPL-3.0-or-later
// Runs one program under the probe, with nothing else of Forkscope around it, and writes what the trace holds
// as JSON Lines:
//     trace_run PROBE-FOLDER OUT.jsonl PYTHON [ARG…]
// The program inherits the three standard streams. Exits with the program's status (128+n for signal n), 125
// for a failure of its own. A last line says what was damaged, lost or untraced.
// TRACE_RUN_QUOTA in the environment: bytes that the trace may take at first; a program that is held for want
// of room gets a little more each time.
#include "engine/trace/export_jsonl.h"
#include "engine/trace/log.h"
#include "engine/trace/reader.h"
#include "engine/trace/store.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {
using namespace forkscope;

int runProgram(char** command, trace::TraceStore& store, const std::string& probe) {
    const std::string trace = store.path();
    const pid_t child = fork();
    if (child == 0) {
        setenv("FORKSCOPE_TRACE", trace.c_str(), 1);
        const char* path = getenv("PYTHONPATH");
        setenv("PYTHONPATH", path && *path ? (probe + ":" + path).c_str() : probe.c_str(), 1);
        execvp(command[0], command);
        _exit(127);
    }
    int status = 0;
    while (child > 0 && waitpid(child, &status, WNOHANG) == 0) {
        store.tend();
        if (store.quotaReached())
            store.raiseQuota(std::int64_t(1) << 20);
        usleep(2000);
    }
    if (child < 0)
        return 125;
    while (wait(nullptr) > 0) // what main has left behind is ours to wait for
        continue;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

bool write(trace::TraceStore& store, const char* path) {
    trace::Log log;
    trace::Reader reader(log);
    while (reader.read(store.bytes(), 1'000'000, true) > 0 || reader.backlog())
        continue;
    while (reader.read(store.bytes(), 1'000'000, false) > 0)
        continue;
    std::ofstream out(path);
    trace::exportJsonLines(log, [&](std::string_view line) { return bool(out << line); });
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].kind == trace::Kind::Note)
            out << "{\"note\": \"" << log.text(log[i], trace::Tag::Message).value_or("") << "\"}\n";
    for (std::size_t i = 0; i < log.size(); ++i)
        if (log[i].kind == trace::Kind::KernelName)
            out << "{\"kernel_name\": \"" << log.text(log[i], trace::Tag::Name).value_or("") << "\"}\n";
    const trace::Damage& d = reader.damage();
    out << "{\"bad\": " << d.badRecords + d.badChunks << ", \"missing\": " << d.missing
        << ", \"lost\": " << d.lost << ", \"untraced\": " << d.untraced << ", \"records\": " << log.size()
        << "}\n";
    return bool(out.flush());
}
} // namespace

int main(int argc, char** argv) {
    if (argc < 4) {
        std::fprintf(stderr, "usage: trace_run PROBE-FOLDER OUT.jsonl PYTHON [ARG…]\n");
        return 125;
    }
    prctl(PR_SET_CHILD_SUBREAPER, 1);
    const char* quota = std::getenv("TRACE_RUN_QUOTA");
    auto store = trace::TraceStore::create(quota ? std::atoll(quota) : std::int64_t(1) << 30);
    if (!store) {
        std::fprintf(stderr, "%s\n", store.error().c_str());
        return 125;
    }
    const int status = runProgram(argv + 3, **store, argv[1]);
    return write(**store, argv[2]) ? status : 125;
}
