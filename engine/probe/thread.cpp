// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/thread.h"

#include "engine/probe/self.h"
#include "engine/probe/stream.h"

#include <cstring>
#include <sys/syscall.h>
#include <unistd.h>

namespace forkscope::probe {

constinit thread_local ThreadState detail::tThread;

namespace {
constinit Name kActive{"_active"};
constinit Name kThreadName{"_name"};
constinit Name kTarget{"_target"};
constinit Name kFunctionName{"__name__"};
constinit Name kFunctionModule{"__module__"};
constinit Name kMethodFunction{"__func__"};
std::uint32_t gThreads = 0; // numbers given, not counting 0

// multiprocessing and concurrent.futures start their own threads with a function or method of theirs as
// target.
bool isHelper(PyObject* thread) {
    char name[64];
    copyTypeName(thread, name, sizeof name);
    if (std::strcmp(name, "_ExecutorManagerThread") == 0)
        return true;
    Ref target = plainAttribute(thread, kTarget);
    if (!target || target.get() == Py_None)
        return false;
    if (Ref function = attribute(target.get(), kMethodFunction))
        target = static_cast<Ref&&>(function);
    const Ref functionName = attribute(target.get(), kFunctionName);
    const Ref functionModule = attribute(target.get(), kFunctionModule);
    char module[64];
    copyText(functionName.get(), name, sizeof name);
    copyText(functionModule.get(), module, sizeof module);
    if (std::strncmp(module, "multiprocessing.", 16) != 0 &&
        std::strncmp(module, "concurrent.futures.", 19) != 0)
        return false;
    for (const char* own : {"_feed", "_handle_workers", "_handle_tasks", "_handle_results", "handle_request",
                            "accepter", "serve_client", "_serve", "_run_server"})
        if (std::strcmp(name, own) == 0)
            return true;
    return false;
}
} // namespace

Ref threadObject() {
    const Ref threading = loadedModule("threading");
    const Ref active = threading ? plainAttribute(threading.get(), kActive) : Ref();
    if (!active || !PyDict_Check(active.get()))
        return Ref();
    const Ref ident = Ref::take(PyLong_FromUnsignedLong(PyThread_get_thread_ident()));
    return Ref::share(ident ? PyDict_GetItemWithError(active.get(), ident.get()) : nullptr);
}

std::uint8_t takeThreadNumber() {
    return std::uint8_t(gThreads < 255 ? ++gThreads : 255);
}

void introduceThread(ThreadState& thread) {
    thread.known = true;
    thread.helper = isHelperProcess();
    if (syscall(SYS_gettid) == getpid())
        return;
    thread.number = takeThreadNumber();
    const ErrorGuard guard;
    const Ref object = threadObject();
    if (!object)
        return;
    thread.helper = thread.helper || isHelper(object.get());
    char name[128];
    const Ref text = plainAttribute(object.get(), kThreadName);
    FieldBuffer fields;
    fields.add(Tag::Name, name, copyText(text.get(), name, sizeof name));
    emit(Kind::ThreadName, Phase::Point, 0, 0, 0, thread.number, &fields);
}

void forgetThreads() {
    PyObject* starting = thisThread().starting;
    thisThread() = ThreadState{};
    thisThread().starting = starting;
    gThreads = 0;
}

} // namespace forkscope::probe
