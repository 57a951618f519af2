// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/signals.h"

#include "engine/probe/builtin_twin.h"
#include "engine/probe/callable_name.h"
#include "engine/probe/dying.h"
#include "engine/probe/operation.h"
#include "engine/probe/site.h"

#include <unistd.h>

namespace forkscope::probe {

namespace {
constinit PyObject* gRealSetHandler = nullptr;
constinit PyObject* gRealGetHandler = nullptr;
constinit PyObject* gRealRaise = nullptr;
constinit Name kHandlerCode{"__code__"};

// handler(signum, frame). It breaks into whatever its thread does: what it does itself is no part of that.
PyObject* handlerRuns(PyObject* handler, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (!tracing())
        return callFast(handler, args, count, names);
    ThreadState& t = thisThread();
    Operation* const interrupted = t.operation;
    t.operation = nullptr;
    const auto number = std::int32_t(count > 0 ? numberOr(args[0], 0) : 0);
    const std::uint32_t site = currentSite();
    char name[128];
    FieldBuffer fields;
    fields.add(Tag::Target, name, copyCallableName(handler, name, sizeof name));
    emit(Kind::ProcessSignal, Phase::Begin, 0, 0, site, number, &fields);
    PyObject* result = callFast(handler, args, count, names);
    emit(Kind::ProcessSignal, Phase::End, result ? 0 : trace::kFailed, 0, site, number);
    t.operation = interrupted;
    return result;
}
PyMethodDef gHandlerRuns = {"handler", asMethod(handlerRuns), METH_FASTCALL | METH_KEYWORDS, nullptr};

bool isLearners(PyObject* handler) {
    if (!isPythonCallable(handler))
        return false;
    const Ref code = attribute(handler, kHandlerCode);
    return code && siteOf(code.get(), 1) != 0;
}

// New reference to the learner's handler within ours; any other object as it is.
PyObject* learnersOwn(PyObject* handler) {
    if (!handler || !PyCFunction_Check(handler) || PyCFunction_GetFunction(handler) != asMethod(handlerRuns))
        return handler;
    const Ref ours = Ref::take(handler);
    return Ref::share(PyCFunction_GetSelf(handler)).release();
}

PyObject* setHandler(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    Ref ours;
    if (tracing() && count == 2 && !names) {
        const ErrorGuard guard;
        if (isLearners(args[1]))
            ours = Ref::take(PyCFunction_NewEx(&gHandlerRuns, args[1], nullptr));
    }
    PyObject* const changed[] = {count > 0 ? args[0] : nullptr, ours.get()};
    return learnersOwn(callFast(gRealSetHandler, ours ? changed : args, count, names));
}

PyObject* getHandler(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    return learnersOwn(callFast(gRealGetHandler, args, count, names));
}

PyObject* raiseSignal(PyObject*, PyObject* const* args, Py_ssize_t count, PyObject* names) {
    if (tracing() && count == 1)
        tellSignalSent(getpid(), std::int32_t(numberOr(args[0], 0)));
    return callFast(gRealRaise, args, count, names);
}
} // namespace

void tellSignalSent(std::int64_t pid, std::int32_t signal) {
    noteSignal(pid, signal);
    const std::uint32_t site = currentSite();
    if (!site)
        return;
    FieldBuffer fields;
    fields.add(Tag::Pid, pid);
    // terminate() and kill() tell of themselves.
    emit(Kind::SignalSend, Phase::Point, thisThread().operation ? trace::kInner : 0, 0, site, signal,
         &fields);
}

void patchSignals(PyObject* module) {
    const ErrorGuard guard;
    gRealSetHandler = replaceBuiltin(module, "signal", setHandler);
    gRealGetHandler = replaceBuiltin(module, "getsignal", getHandler);
    gRealRaise = replaceBuiltin(module, "raise_signal", raiseSignal);
}

} // namespace forkscope::probe
