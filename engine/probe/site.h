// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The learner's file and line behind an event: the innermost frame that is neither the standard library's,
// nor an installed package's, nor made up (`<string>`, frozen modules). The walk ends at the first frame of a
// process started by multiprocessing: below it, in a forked child, lie the parent's frames. Needs the
// interpreter lock, never leaves an exception, runs no code of the program.
#include "engine/probe/python.h"

#include <cstdint>

namespace forkscope::probe {

// Packed as wire::Record::site; 0 when no line of the learner's is on the stack. Announces the file in this
// stream.
std::uint32_t currentSite();

// The frame of that line; empty where there is none.
Ref currentFrame();

// Where an object is made: the line, and the function or class that the line calls ("Lock", "Value").
struct CallSite {
    std::uint32_t site = 0;
    char call[64] = {};
};
CallSite currentCallSite();
// What the line calls; `otherwise` where it calls no function of Python's own library or a constructor of a
// class of its own.
const char* callName(const CallSite& site, const char* otherwise);

// Of the library's functions on the stack, from the one that the learner's line calls on: its file without
// the folder, and its name and that of the next one ("" none). All "" where the learner's own frame runs.
struct CalledThrough {
    char file[64] = {};
    char first[64] = {}, second[64] = {};
};
CalledThrough calledThrough();

// True when the frame that runs right now is the learner's own, not one that the standard library put
// between. pathlib may stand between: `Path.write_text` is an open of the learner's.
bool calledByLearner();
// The same, with frames of one file of the standard library ("/socket.py") between.
bool calledByLearnerThrough(const char* file);
// True when the frame that runs right now is a library's own business: neither the learner's, nor the run()
// of a process or thread whose target was called directly.
bool calledByLibrary();

// Site of a frame of a traceback; 0 when it is not the learner's.
std::uint32_t siteOf(PyObject* code, int line);

// Libraries live below `stdlib` and `probe`.
void findLibraries(const char* stdlib, const char* probe);
// The walk ends at frames of this Python function.
void endWalkAt(PyObject* function);
// In the child of a fork: the new stream knows no files yet.
void forgetAnnouncedFiles();

} // namespace forkscope::probe
