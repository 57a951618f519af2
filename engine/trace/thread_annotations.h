// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The thread rules of the project, as clang's analysis can check them (-Wthread-safety;
// tests/threads/check.sh runs it). https://clang.llvm.org/docs/ThreadSafetyAnalysis.html. Nothing for other
// compilers; no code at all.
//
// There are two rules, and both say where a call must *not* be made. So what is tracked is the exception, in
// a scope that names it, and not the rule:
//  - The engine and the window live in the main thread. The few places that run elsewhere (a watchdog's
//  thread, a
//    signal handler) open a NotMainThread; functions marked FORKSCOPE_MAIN_THREAD cannot be called there.
//  - The probe runs under the interpreter lock. The two places that give it up while they sleep do so by
//    probe::InterpreterReleased; functions marked FORKSCOPE_UNDER_INTERPRETER_LOCK cannot be called there.
#if defined(__clang__)
#define FORKSCOPE_THREAD_ATTRIBUTE(x) __attribute__((x))
#else
#define FORKSCOPE_THREAD_ATTRIBUTE(x)
#endif

#define FORKSCOPE_ROLE(name) FORKSCOPE_THREAD_ATTRIBUTE(capability(name))
#define FORKSCOPE_SCOPED_ROLE FORKSCOPE_THREAD_ATTRIBUTE(scoped_lockable)
#define FORKSCOPE_ENTERS(role) FORKSCOPE_THREAD_ATTRIBUTE(acquire_capability(role))
#define FORKSCOPE_LEAVES() FORKSCOPE_THREAD_ATTRIBUTE(release_capability())
#define FORKSCOPE_NOT_IN(role) FORKSCOPE_THREAD_ATTRIBUTE(locks_excluded(role))

#define FORKSCOPE_MAIN_THREAD FORKSCOPE_NOT_IN(::forkscope::otherThread)
#define FORKSCOPE_UNDER_INTERPRETER_LOCK FORKSCOPE_NOT_IN(::forkscope::interpreterGivenUp)

namespace forkscope {

class FORKSCOPE_ROLE("another thread than the main one") OtherThreadRole {};
class FORKSCOPE_ROLE("the interpreter lock given up") InterpreterGivenUpRole {};
inline constexpr OtherThreadRole otherThread;
inline constexpr InterpreterGivenUpRole interpreterGivenUp;

// While it lives, this code may run in any thread, or in the middle of any function of the main one.
class FORKSCOPE_SCOPED_ROLE NotMainThread {
  public:
    NotMainThread() FORKSCOPE_ENTERS(otherThread) {}
    ~NotMainThread() FORKSCOPE_LEAVES() {}
    NotMainThread(const NotMainThread&) = delete;
    NotMainThread& operator=(const NotMainThread&) = delete;
};

} // namespace forkscope
