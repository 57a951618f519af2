// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/exceptions.h"

#include "engine/probe/interpreter.h"
#include "engine/probe/preview.h"
#include "engine/probe/signals.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"
#include "engine/probe/threads.h"
#include "engine/probe/traced_function.h"

#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>

namespace forkscope::probe {

namespace {
constinit Name kNext{"tb_next"};
constinit Name kFrame{"tb_frame"};
constinit Name kLine{"tb_lineno"};
constinit Name kFrameCode{"f_code"};
constinit Name kCodeFile{"co_filename"};
constinit Name kCodeFunction{"co_name"};
constinit Name kArgs{"args"};

constexpr std::size_t kTracebackBytes = 2000;

struct TracebackText {
    char text[kTracebackBytes + 1];
    std::size_t length = 0;
    std::uint32_t site = 0; // the learner's innermost line
};

// "file:line:function" a line, outermost first.
void describe(PyObject* traceback, TracebackText& out) {
    Ref at = Ref::share(traceback);
    while (at && at.get() != Py_None) {
        const Ref frame = attribute(at.get(), kFrame);
        const Ref code = frame ? attribute(frame.get(), kFrameCode) : Ref();
        const Ref line = attribute(at.get(), kLine);
        if (!code)
            return;
        const int number = int(numberOr(line.get(), 0));
        char path[1024], function[128];
        const Ref file = attribute(code.get(), kCodeFile);
        const Ref name = attribute(code.get(), kCodeFunction);
        copyText(file.get(), path, sizeof path);
        copyText(name.get(), function, sizeof function);
        const std::size_t room = sizeof out.text - out.length;
        const int written = std::snprintf(out.text + out.length, room, "%s:%d:%s\n", path, number, function);
        if (written > 0 && std::size_t(written) < room)
            out.length += std::size_t(written);
        if (const std::uint32_t site = siteOf(code.get(), number))
            out.site = site;
        at = attribute(at.get(), kNext);
    }
}

// What str() would give, as far as that can be known without running the program's code: the only argument as
// it is, else the arguments as they would be written.
std::size_t copyMessage(PyObject* value, char* to, std::size_t room) {
    to[0] = '\0';
    static PyObject* const getter =
        Ref::take(PyObject_GetAttrString(PyExc_BaseException, "args")).release(); // a getset descriptor
    const Ref args = Ref::take(
        getter ? PyObject_CallMethod(getter, "__get__", "OO", value, PyExc_BaseException) : nullptr);
    if (!args || !PyTuple_Check(args.get()))
        return 0;
    const Py_ssize_t count = PyTuple_Size(args.get());
    // Classes of the interpreter itself (OSError, UnicodeDecodeError) put their arguments into a sentence.
    const bool builtin = (PyType_GetFlags(Py_TYPE(value)) & Py_TPFLAGS_HEAPTYPE) == 0;
    bool plain = true;
    for (Py_ssize_t i = 0; i < count; ++i)
        plain = plain && isPlainValue(PyTuple_GetItem(args.get(), i));
    if (builtin && plain) {
        const Ref text = Ref::take(PyObject_Str(value));
        return copyText(text.get(), to, room);
    }
    if (count == 1 && PyUnicode_CheckExact(PyTuple_GetItem(args.get(), 0)))
        return copyText(PyTuple_GetItem(args.get(), 0), to, room);
    return count == 0 ? 0 : preview(count == 1 ? PyTuple_GetItem(args.get(), 0) : args.get(), to, room);
}

void tell(PyObject* type, PyObject* value, PyObject* traceback, bool ended) {
    if (!tracing() || !value || !PyExceptionInstance_Check(value) ||
        PyErr_GivenExceptionMatches(type, PyExc_SystemExit))
        return;
    char name[128], message[1024];
    copyTypeName(value, name, sizeof name);
    FieldBuffer fields;
    fields.add(Tag::Type, name);
    fields.add(Tag::Message, message, copyMessage(value, message, sizeof message), 1024);
    TracebackText text;
    text.text[0] = '\0';
    describe(traceback, text);
    fields.add(Tag::Traceback, text.text, text.length, kTracebackBytes);
    emit(Kind::Exception, Phase::Point, 0, 0, text.site, ended, &fields);
}

std::int64_t numberAt(PyObject* args, Py_ssize_t index) {
    return PyTuple_Size(args) > index ? numberOr(PyTuple_GetItem(args, index), 0) : 0;
}

// Told before, as there is no after. One that will fail (execvp tries each folder of PATH) is not told; what
// is no program after all is, and the next event of the process shows that it went on.
void tellExec(PyObject* args) {
    char path[1024];
    PyObject* target = PyTuple_Size(args) > 0 ? PyTuple_GetItem(args, 0) : nullptr;
    const Ref bytes = Ref::take(!target                        ? nullptr
                                : PyUnicode_CheckExact(target) ? PyUnicode_EncodeFSDefault(target)
                                : PyBytes_CheckExact(target)   ? Ref::share(target).release()
                                                               : nullptr);
    const char* name = bytes ? PyBytes_AsString(bytes.get()) : nullptr;
    if (name && faccessat(AT_FDCWD, name, X_OK, AT_EACCESS) != 0)
        return;
    const Ref text = Ref::take(name ? PyUnicode_DecodeFSDefault(name) : nullptr);
    FieldBuffer fields;
    fields.add(Tag::Path, path, copyText(text.get(), path, sizeof path), 1024);
    emit(Kind::ProcessExec, Phase::Point, 0, 0, currentSite(), 0, &fields);
}

int onAudit(const char* event, PyObject* args, void*) {
    const bool ours = event[0] == 's'
                          ? std::strcmp(event, "sys.excepthook") == 0
                          : event[0] == 'o' && event[1] == 's' && event[2] == '.' &&
                                (std::strcmp(event + 3, "exec") == 0 || std::strcmp(event + 3, "kill") == 0 ||
                                 std::strcmp(event + 3, "killpg") == 0);
    if (!ours || !tracing() || !args || !PyTuple_Check(args))
        return 0;
    const ErrorGuard guard;
    if (event[0] == 's' && PyTuple_Size(args) >= 4)
        tell(PyTuple_GetItem(args, 1), PyTuple_GetItem(args, 2), PyTuple_GetItem(args, 3), true);
    else if (event[3] == 'e')
        tellExec(args);
    else if (event[3] == 'k') // a group as kill(2) names it: below 0
        tellSignalSent(event[7] ? -numberAt(args, 0) : numberAt(args, 0), std::int32_t(numberAt(args, 1)));
    return 0;
}
} // namespace

void tellPending(bool ended) {
    PyObject *type, *value, *traceback;
    PyErr_Fetch(&type, &value, &traceback);
    PyErr_NormalizeException(&type, &value, &traceback);
    tell(type, value, traceback, ended);
    PyErr_Clear();
    PyErr_Restore(type, value, traceback);
}

void tellHandled(PyObject* exception) {
    const ErrorGuard guard;
    if (!PyExceptionInstance_Check(exception))
        return;
    const Ref traceback = Ref::take(PyException_GetTraceback(exception));
    tell(reinterpret_cast<PyObject*>(Py_TYPE(exception)), exception, traceback.get(), false);
}

// invoke_excepthook(thread), which threading makes for each thread: the exception is the one being handled.
static PyObject* threadFails(const Call& call) {
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_GetExcInfo(&type, &value, &traceback);
    const Ref owners[] = {Ref::take(type), Ref::take(value), Ref::take(traceback)};
    if (value && value != Py_None) {
        tellHandled(value);
        threadEndsBy(value);
    }
    return call.run();
}

static PyObject* makeThreadHook(const Call& call) {
    PyObject* made = call.run();
    PyObject* wrapped = made ? wrapFunction(made, threadFails) : nullptr;
    if (!wrapped)
        return made;
    Py_DECREF(made);
    return wrapped;
}

static PyObject* exceptionIsCarried(const Call& call) {
    if (PyObject* exception = call.argument(1, "exc"))
        tellHandled(exception);
    return call.run();
}

void hookCarrier(PyObject* module, const char* name) {
    const Ref carrier = Ref::take(PyObject_GetAttrString(module, name));
    if (carrier)
        hookFunction(carrier.get(), "__init__", exceptionIsCarried);
    PyErr_Clear();
}

void hookThreadExceptions(PyObject* module) {
    const ErrorGuard guard;
    hookFunction(module, "_make_invoke_excepthook", makeThreadHook);
}

void installAuditHook() {
    const ErrorGuard guard;
    if (interpreter().addAuditHook)
        interpreter().addAuditHook(onAudit, nullptr);
}

} // namespace forkscope::probe
