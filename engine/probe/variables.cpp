// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/variables.h"

#include "engine/probe/frame_variables.h"
#include "engine/probe/preview.h"
#include "engine/probe/site.h"
#include "engine/probe/stream.h"
#include "engine/probe/thread.h"

#include <cstdlib>
#include <cstring>
#include <new>

namespace forkscope::probe {

namespace {
using trace::wire::GateQuestion;

constexpr int kMostVariables = 200; // of the locals, and of the globals
constexpr std::size_t kMostText = 2000;
constexpr PreviewBounds kBounds{
    .depth = 8, .elements = 200, .text = 1000, .integerBits = 2048, .looksIntoSets = true};

constinit Name kWhoseName{"co_name"};
constinit Name kDefinedName{"__name__"};

// `__name__` and its like are Python's, `.0` the interpreter's.
bool isShown(PyObject* name, char* to, std::size_t room) {
    const std::size_t length = copyText(name, to, room);
    const bool isPythons =
        length > 4 && std::strncmp(to, "__", 2) == 0 && std::strcmp(to + length - 2, "__") == 0;
    return length > 0 && to[0] != '.' && !isPythons;
}

// Calls visit(global, name, value) for each variable that is shown, until it says false.
template <class Visit> void eachOf(const Ref& pairs, bool global, Visit visit) {
    const Py_ssize_t count = pairs ? PyList_Size(pairs.get()) : 0;
    for (Py_ssize_t i = 0; i < count; ++i) {
        PyObject* pair = PyList_GetItem(pairs.get(), i);
        char name[256];
        if (isShown(PyTuple_GetItem(pair, 0), name, sizeof name) &&
            !visit(global, name, PyTuple_GetItem(pair, 1)))
            return;
    }
}

template <class Visit> void eachVariable(Visit visit) {
    const Ref frame = currentFrame();
    auto* top = reinterpret_cast<PyFrameObject*>(frame.get());
    if (top)
        eachOf(localsOf(top), false, visit);
    eachOf(top ? globalsOf(top) : globalsOfMain(), true, visit);
}

// "<function work>", "<class Job>", "<module random>"; "" for what is no definition.
std::size_t defined(PyObject* object, char* to, std::size_t room) {
    char name[96] = {}, type[32];
    const char* what = nullptr;
    const bool isBuiltin = (PyType_GetFlags(Py_TYPE(object)) & Py_TPFLAGS_HEAPTYPE) == 0;
    copyTypeName(object, type, sizeof type);
    if (PyType_Check(object)) {
        what = "class";
        copyClassName(reinterpret_cast<PyTypeObject*>(object), name, sizeof name);
    } else if (PyModule_CheckExact(object)) {
        what = "module";
        const char* text = PyModule_GetName(object);
        std::strncpy(name, text ? text : "", sizeof name - 1);
        PyErr_Clear();
    } else if (isBuiltin) {
        for (const char* callable : {"function", "builtin_function_or_method", "method"})
            if (std::strcmp(type, callable) == 0)
                what = callable[0] == 'm' ? "method" : "function";
        if (what && what[0] == 'f')
            copyText(attribute(object, kDefinedName).get(), name, sizeof name);
    }
    to[0] = '\0';
    return what ? std::size_t(std::snprintf(to, room, name[0] ? "<%s %s>" : "<%s>", what, name)) : 0;
}

void addVariable(FieldBuffer& fields, bool global, const char* name, PyObject* value) {
    char type[96];
    fields.add(Tag::Name, name);
    fields.add(Tag::Call, global ? "global" : "local");
    fields.add(Tag::Type, type, copyTypeName(value, type, sizeof type));
}

void addValue(FieldBuffer& fields, PyObject* value) {
    char text[kMostText + 1];
    std::size_t length = defined(value, text, 200);
    const char* sort = "definition";
    if (length == 0) {
        const Preview shown = preview(value, text, sizeof text, kBounds);
        length = shown.length;
        const bool isObject = !shown.isWhole && text[0] == '<';
        sort = shown.isWhole ? "value" : isObject ? "object" : "part";
    }
    fields.add(Tag::ObjectKind, sort);
    fields.add(Tag::Preview, text, length);
}

// All records of an answer, read at one moment and written when the collector may run again: to write one may
// mean to wait for room.
class Page {
  public:
    Page() : records_(static_cast<FieldBuffer*>(std::malloc(sizeof(FieldBuffer) * kRoom))) {}
    ~Page() { std::free(records_); }
    Page(const Page&) = delete;
    Page& operator=(const Page&) = delete;
    bool take(bool global, const char* name, PyObject* value) {
        int& count = counts_[global];
        if (!records_ || count == kMostVariables) {
            hasMore_ = true;
            return false;
        }
        ++count;
        auto* record = new (records_ + used_++) FieldBuffer;
        addVariable(*record, global, name, value);
        addValue(*record, value);
        return true;
    }
    bool hasMore() const { return hasMore_; }
    void write(std::int32_t number, std::uint32_t site) const {
        for (int i = 0; i < used_; ++i)
            emit(Kind::Variables, Phase::Point, 0, 0, site, number, records_ + i);
    }

  private:
    static constexpr int kRoom = 2 * kMostVariables;
    FieldBuffer* records_;
    int used_ = 0, counts_[2] = {};
    bool hasMore_ = false;
};

void writeBegin(std::int32_t number, std::uint32_t site) {
    char name[256] = {};
    if (const Ref frame = currentFrame()) {
        const Ref code = Ref::take(
            reinterpret_cast<PyObject*>(PyFrame_GetCode(reinterpret_cast<PyFrameObject*>(frame.get()))));
        copyText(attribute(code.get(), kWhoseName).get(), name, sizeof name);
    }
    FieldBuffer fields;
    fields.add(Tag::Name, name);
    emit(Kind::Variables, Phase::Begin, 0, 0, site, number, &fields);
}

void answerAll(std::int32_t number, std::uint32_t site) {
    const ErrorGuard guard;
    Page page;
    {
        const CollectorPaused paused;
        eachVariable(
            [&](bool global, const char* name, PyObject* value) { return page.take(global, name, value); });
    }
    writeBegin(number, site);
    page.write(number, site);
    emit(Kind::Variables, Phase::End, page.hasMore() ? trace::kTruncated : 0, 0, site, number);
}

struct Found {
    Ref value;
    char name[256];
    bool global = false;
};
Found findVariable(std::uint32_t hash) {
    const CollectorPaused paused;
    Found found;
    eachVariable([&](bool global, const char* name, PyObject* value) {
        if (trace::wire::variableHash(global, name) != hash)
            return true;
        found.value = Ref::share(value);
        found.global = global;
        std::strcpy(found.name, name);
        return false;
    });
    return found;
}

// What the object's own repr says, or which exception it raised; its operations are never held.
std::uint8_t addRepr(FieldBuffer& fields, PyObject* value) {
    char text[kMostText + 1];
    thisThread().aside = true;
    const Ref repr = Ref::take(PyObject_Repr(value));
    thisThread().aside = false;
    if (!repr) {
        fields.add(Tag::Message, text, copyErrorName(text, sizeof text));
        return trace::kFailed;
    }
    fields.add(Tag::Text, text, copyText(repr.get(), text, sizeof text));
    return PyUnicode_GetLength(repr.get()) > Py_ssize_t(kMostText) ? trace::kTruncated : 0;
}

// False: what the repr raised is no Exception (KeyboardInterrupt, SystemExit), and stays set.
bool answerRepr(std::int32_t number, std::uint32_t site, std::uint32_t hash) {
    writeBegin(number, site);
    Found found = findVariable(hash);
    bool goesOn = true;
    if (found.value) {
        FieldBuffer fields;
        addVariable(fields, found.global, found.name, found.value.get());
        const std::uint8_t flags = addRepr(fields, found.value.get());
        goesOn = !PyErr_Occurred() || PyErr_ExceptionMatches(PyExc_Exception);
        if (goesOn)
            PyErr_Clear();
        const ErrorGuard guard;
        emit(Kind::Variables, Phase::Point, flags, 0, site, number, &fields);
        found.value = Ref();
    }
    const ErrorGuard guard;
    emit(Kind::Variables, Phase::End, 0, 0, site, number);
    return goesOn;
}
} // namespace

bool answer(const GateQuestion& question, std::uint32_t site) {
    ThreadState& t = thisThread();
    const std::uint32_t number = question.asked.load(std::memory_order_acquire);
    if (number == t.answered)
        return true;
    t.answered = number;
    const std::uint32_t about = question.about.load();
    if (about != 0)
        return answerRepr(std::int32_t(number), site, about);
    answerAll(std::int32_t(number), site);
    return true;
}

} // namespace forkscope::probe
