// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/site.h"

#include "engine/probe/interpreter.h"
#include "engine/probe/stream.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace forkscope::probe {

namespace {
enum class Role : std::uint8_t { Unknown, Learner, Library, Pathlib, End };

// Every code object met so far, kept alive so that its address stays its own.
struct CodeEntry {
    PyObject* code;
    std::uint16_t file;
    Role role;
};
constexpr std::size_t kCodes = 8192; // power of two; beyond it code is judged anew each time
constexpr std::size_t kProbes = 64;
CodeEntry gCodes[kCodes];

struct LineEntry {
    PyObject* code;
    int lasti;
    std::uint32_t site;
};
constexpr std::size_t kLines = 2048;
LineEntry gLines[kLines];

constexpr std::size_t kFiles = 4096; // file 0 is none
char* gFiles[kFiles];
bool gAnnounced[kFiles];
std::uint16_t gFileCount = 1;

char gStdlib[4096];
char gProbe[4096];
char gWorkingFolder[4096];

constinit Name kFilename{"co_filename"};
constinit Name kCodeName{"co_name"};
constinit Name kCode{"__code__"};
constinit Name kLasti{"f_lasti"};
constinit Name kBack{"f_back"};

std::size_t hashOf(const void* address, std::uint32_t more = 0) {
    return std::size_t(((reinterpret_cast<std::uintptr_t>(address) >> 4) ^ (std::uint64_t(more) << 20)) *
                           0x9e3779b97f4a7c15ull >>
                       32);
}

bool startsWith(const char* text, const char* prefix) {
    return prefix[0] != '\0' && std::strncmp(text, prefix, std::strlen(prefix)) == 0;
}

bool isLibrary(const char* path) {
    return path[0] == '<' || path[0] == '\0' || startsWith(path, gStdlib) || startsWith(path, gProbe) ||
           std::strstr(path, "/site-packages/") || std::strstr(path, "/dist-packages/");
}

std::uint16_t fileNumber(const char* path) {
    for (std::uint16_t i = 1; i < gFileCount; ++i)
        if (std::strcmp(gFiles[i], path) == 0)
            return i;
    if (gFileCount == kFiles)
        return 0;
    gFiles[gFileCount] = strdup(path);
    return gFiles[gFileCount] ? gFileCount++ : 0;
}

CodeEntry judge(PyObject* code) {
    const ErrorGuard guard;
    const Ref name = attribute(code, kFilename);
    char path[4096];
    std::size_t length = copyText(name.get(), path, sizeof path);
    if (isLibrary(path))
        return {code, 0, std::strstr(path, "/pathlib") ? Role::Pathlib : Role::Library};
    if (path[0] != '/') {
        char whole[8200];
        const std::size_t folder = std::strlen(gWorkingFolder);
        std::memcpy(whole, gWorkingFolder, folder);
        whole[folder] = '/';
        std::memcpy(whole + folder + 1, path, length + 1);
        return {code, fileNumber(whole), Role::Learner};
    }
    return {code, fileNumber(path), Role::Learner};
}

CodeEntry* slotOf(PyObject* code) {
    std::size_t at = hashOf(code);
    for (std::size_t i = 0; i < kProbes; ++i, ++at) {
        CodeEntry& e = gCodes[at & (kCodes - 1)];
        if (e.code == code || !e.code)
            return &e;
    }
    return nullptr;
}

CodeEntry roleOf(PyObject* code) {
    CodeEntry* slot = slotOf(code);
    if (slot && slot->code)
        return *slot;
    const CodeEntry e = judge(code);
    // Judging may have run a collection, and that code of the program: look for the place again.
    slot = slotOf(code);
    if (slot && !slot->code) {
        Py_INCREF(code);
        *slot = e;
    }
    return e;
}

void announce(std::uint16_t file) {
    gAnnounced[file] = true;
    FieldBuffer fields;
    fields.add(Tag::Path, gFiles[file], std::strlen(gFiles[file]), 4096);
    emit(Kind::FileName, Phase::Point, 0, 0, 0, file, &fields);
}

std::uint32_t pack(std::uint16_t file, int line) {
    if (file == 0 || line <= 0)
        return 0;
    if (!gAnnounced[file])
        announce(file);
    return std::uint32_t(file) << 20 | (std::uint32_t(line) & 0xfffff);
}

int lastiOf(PyFrameObject* frame) {
    if (interpreter().frameLasti)
        return interpreter().frameLasti(frame);
    const Ref lasti = attribute(reinterpret_cast<PyObject*>(frame), kLasti);
    return int(numberOr(lasti.get(), -1));
}

// The line table is walked from its start each time the interpreter is asked, so the answers are kept.
LineEntry& lineEntry(PyObject* code, int lasti) {
    return gLines[hashOf(code, std::uint32_t(lasti)) & (kLines - 1)];
}

bool holds(const LineEntry& e, PyObject* code, int lasti) {
    return e.code == code && e.lasti == lasti && gAnnounced[e.site >> 20];
}

std::uint32_t siteOfFrame(PyFrameObject* frame, PyObject* code, std::uint16_t file) {
    const int lasti = lastiOf(frame);
    LineEntry& e = lineEntry(code, lasti);
    if (holds(e, code, lasti))
        return e.site;
    const std::uint32_t site = pack(file, PyFrame_GetLineNumber(frame));
    const CodeEntry* kept = slotOf(code);
    if (site && kept && kept->code == code)
        e = {code, lasti, site};
    return site;
}

PyFrameObject* backOf(PyFrameObject* frame) {
    if (interpreter().frameBack)
        return interpreter().frameBack(frame);
    Ref back = attribute(reinterpret_cast<PyObject*>(frame), kBack);
    return back.get() == Py_None ? nullptr : reinterpret_cast<PyFrameObject*>(back.release());
}

// Calls `visit(frame, code, entry)` from the innermost frame outwards until it says true or the stack ends.
template <class Visit> void walk(Visit visit) {
    PyFrameObject* frame = PyEval_GetFrame(); // borrowed
    Ref owner;
    while (frame) {
        const Ref code = Ref::take(reinterpret_cast<PyObject*>(PyFrame_GetCode(frame)));
        if (visit(frame, code.get(), roleOf(code.get())))
            return;
        frame = backOf(frame);
        owner = Ref::take(reinterpret_cast<PyObject*>(frame));
    }
}
} // namespace

namespace {
[[gnu::noinline]] std::uint32_t siteByWalk() {
    std::uint32_t site = 0;
    walk([&](PyFrameObject* frame, PyObject* code, const CodeEntry& e) {
        if (e.role == Role::Learner)
            site = siteOfFrame(frame, code, e.file);
        return e.role == Role::Learner || e.role == Role::End;
    });
    return site;
}
} // namespace

std::uint32_t currentSite() {
    // The usual case first: the innermost frame is the learner's and has been at this place before.
    PyFrameObject* frame = PyEval_GetFrame(); // borrowed
    if (!frame)
        return 0;
    PyObject* code = reinterpret_cast<PyObject*>(PyFrame_GetCode(frame));
    Py_DECREF(code); // the frame keeps it
    const int lasti = lastiOf(frame);
    const LineEntry& e = lineEntry(code, lasti);
    return holds(e, code, lasti) ? e.site : siteByWalk();
}

Ref currentFrame() {
    Ref found;
    walk([&](PyFrameObject* frame, PyObject*, const CodeEntry& e) {
        if (e.role == Role::Learner)
            found = Ref::share(reinterpret_cast<PyObject*>(frame));
        return e.role == Role::Learner || e.role == Role::End;
    });
    return found;
}

CallSite currentCallSite() {
    const ErrorGuard guard;
    CallSite result;
    walk([&](PyFrameObject* frame, PyObject* code, const CodeEntry& e) {
        if (e.role == Role::Learner)
            result.site = siteOfFrame(frame, code, e.file);
        if (e.role == Role::Learner || e.role == Role::End)
            return true;
        const Ref name = attribute(code, kCodeName);
        copyText(name.get(), result.call, sizeof result.call);
        return false;
    });
    return result;
}

CalledThrough calledThrough() {
    const ErrorGuard guard;
    CalledThrough result;
    walk([&](PyFrameObject*, PyObject* code, const CodeEntry& e) {
        if (e.role == Role::Learner || e.role == Role::End)
            return true;
        char path[4096];
        copyText(attribute(code, kFilename).get(), path, sizeof path);
        const char* const folder = std::strrchr(path, '/');
        std::snprintf(result.file, sizeof result.file, "%s", folder ? folder + 1 : path);
        std::memcpy(result.second, result.first, sizeof result.second);
        copyText(attribute(code, kCodeName).get(), result.first, sizeof result.first);
        return false;
    });
    return result;
}

const char* callName(const CallSite& site, const char* otherwise) {
    const bool named = site.site != 0 && site.call[0] && site.call[0] != '<';
    return named && std::strcmp(site.call, "__init__") != 0 ? site.call : otherwise;
}

bool calledByLearnerThrough(const char* file) {
    const ErrorGuard guard;
    bool learner = false;
    walk([&](PyFrameObject*, PyObject* code, const CodeEntry& e) {
        learner = e.role == Role::Learner;
        if (e.role != Role::Library)
            return true;
        char path[4096];
        const std::size_t length = copyText(attribute(code, kFilename).get(), path, sizeof path);
        const std::size_t ending = std::strlen(file);
        return length < ending || std::strcmp(path + length - ending, file) != 0;
    });
    return learner;
}

bool calledByLearner() {
    bool learner = false;
    walk([&](PyFrameObject*, PyObject*, const CodeEntry& e) {
        learner = e.role == Role::Learner;
        return e.role != Role::Pathlib;
    });
    return learner;
}

bool calledByLibrary() {
    const ErrorGuard guard;
    bool library = false;
    walk([&](PyFrameObject*, PyObject* code, const CodeEntry& e) {
        char name[16] = {};
        if (e.role == Role::Library)
            copyText(attribute(code, kCodeName).get(), name, sizeof name);
        library = e.role == Role::Library && std::strcmp(name, "run") != 0;
        return true;
    });
    return library;
}

std::uint32_t siteOf(PyObject* code, int line) {
    const CodeEntry e = roleOf(code);
    return e.role == Role::Learner ? pack(e.file, line) : 0;
}

void findLibraries(const char* stdlib, const char* probe) {
    std::strncpy(gStdlib, stdlib, sizeof gStdlib - 2);
    std::strcat(gStdlib, "/");
    std::strncpy(gProbe, probe, sizeof gProbe - 2);
    std::strcat(gProbe, "/");
    if (!getcwd(gWorkingFolder, sizeof gWorkingFolder))
        gWorkingFolder[0] = '\0';
}

void endWalkAt(PyObject* function) {
    const Ref code = attribute(function, kCode);
    CodeEntry* slot = code ? slotOf(code.get()) : nullptr;
    if (!slot)
        return;
    if (!slot->code)
        Py_INCREF(code.get());
    *slot = {code.get(), 0, Role::End};
}

void forgetAnnouncedFiles() {
    std::memset(gAnnounced, 0, sizeof gAnnounced);
}

} // namespace forkscope::probe
