// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Who this process is: its path in the tree ("main", "main/1", "main/1/2", "main/fork1"), its name, what kind
// of process. Known from the command line for an interpreter that was started, from the parent's memory for a
// forked one, and from multiprocessing's Process object in both when it reaches the child.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

#include <cstddef>

namespace forkscope::probe {

struct Self {
    char path[256] = "main";
    char name[128] = "MainProcess";
    const char* type = nullptr; // null: "main" if it is the run's first process, else "program"
    bool daemon = false;
};

const Self& self();
bool isMainProcess();   // the first process of the run
bool isHelperProcess(); // resource tracker, fork server

// Reads /proc/self/cmdline: how multiprocessing starts its interpreters says what they are for.
void findSelf();
// This process runs the given Process object. Uses what was found before for the path where that is better.
void becomeChild(PyObject* process);
// In the child of a fork, where nothing of the interpreter may be touched yet: who it is, is found out by the
// first record, from the Process object whose start() forked (ThreadState::starting) or, without one, as a
// bare fork.
void forkedSelf();
// Number of the bare fork that follows, so that parent and child give it the same path.
int nextFork();
// Number of the program that is started next without multiprocessing (subprocess, posix_spawn).
int nextProgram();
// Path of the child that `process` will be or is.
void childPath(PyObject* process, char* to, std::size_t room);
// Name and daemon flag of a Process object, as fields.
void addProcessFields(FieldBuffer& fields, PyObject* process);

// A file of /proc, as far as it fits, with a 0 behind it. The number of bytes; 0: it cannot be read.
std::size_t readFile(const char* path, char* to, std::size_t room);

// Of a process, or a thread: the letter of proc(5), "stat"; 0: it has gone.
char kernelStateOf(int task);
// Another process has ended, reaped or not.
bool isZombie(int pid);

// The first record of a stream.
void writeProcessBegin();
// The argument that tells a spawned interpreter who it is, "--forkscope=…".
void childArgument(PyObject* process, char* to, std::size_t room);

} // namespace forkscope::probe
