// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/preview.h"

#include "engine/probe/interpreter.h"

#include <charconv>
#include <cstdio>
#include <cstring>

namespace forkscope::probe {

namespace {
constexpr std::size_t kIntegerDigits = 40;
constexpr Py_ssize_t kLargestDictionary = 1000, kLargestSet = 1000;
constexpr PreviewBounds kUsual;

constinit Name kRepr{"__repr__"};
constinit Name kBitLength{"bit_length"};

// Text that stops growing when its room is used up, at the start of a character, with "…" as the sign of it.
class Out {
  public:
    Out(char* to, std::size_t room, const PreviewBounds& bounds = kUsual)
        : to_(to), room_(room - 1), bounds_(bounds) {
        to_[0] = '\0';
    }
    const PreviewBounds& bounds() const { return bounds_; }
    bool full() const { return full_; }
    bool isWhole() const { return whole_ && !full_; }
    void leaveOut() { whole_ = false; }
    void leaveOut(const char* sign) {
        add(sign);
        whole_ = false;
    }
    std::size_t length() const { return length_; }
    void add(const char* text) { add(text, std::strlen(text)); }
    void add(const char* text, std::size_t count) {
        if (full_)
            return;
        if (length_ + count <= room_) {
            std::memcpy(to_ + length_, text, count);
            length_ += count;
        } else {
            cut(text, count);
        }
        to_[length_] = '\0';
    }

  private:
    void cut(const char* text, std::size_t count) {
        constexpr char kMore[] = "…";
        constexpr std::size_t kMoreBytes = sizeof kMore - 1;
        full_ = true;
        if (room_ < kMoreBytes)
            return;
        const std::size_t fits = room_ - length_ < count ? room_ - length_ : count;
        std::memcpy(to_ + length_, text, fits);
        length_ += fits;
        if (length_ > room_ - kMoreBytes)
            length_ = room_ - kMoreBytes;
        while (length_ > 0 && (static_cast<unsigned char>(to_[length_]) & 0xc0) == 0x80)
            --length_;
        std::memcpy(to_ + length_, kMore, kMoreBytes);
        length_ += kMoreBytes;
    }
    char* to_;
    std::size_t room_;
    const PreviewBounds& bounds_;
    std::size_t length_ = 0;
    bool full_ = false;
    bool whole_ = true;
};

// str() or repr() of an object whose type is exactly a built-in one.
void addTextOf(Out& out, PyObject* text) {
    char bytes[8192];
    out.add(bytes, copyText(text, bytes, out.bounds().text > Py_ssize_t(kPreviewBytes) ? sizeof bytes : 640));
}

// repr() of an object of exactly a built-in type, and nothing more: PyObject_Repr looks for signals first,
// and their handlers are the program's.
Ref bareRepr(PyObject* object) {
    if (interpreter().minor >= 10) { // before that, PyType_GetSlot refuses the built-in types
        const auto repr = reinterpret_cast<reprfunc>(PyType_GetSlot(Py_TYPE(object), Py_tp_repr));
        return Ref::take(repr ? repr(object) : nullptr);
    }
    constexpr std::size_t kTypes = 8; // of those there are five, kept for ever
    static PyObject* methods[kTypes][2];
    auto* type = reinterpret_cast<PyObject*>(Py_TYPE(object));
    std::size_t i = 0;
    while (i + 1 < kTypes && methods[i][0] && methods[i][0] != type)
        ++i;
    if (methods[i][0] != type) {
        methods[i][0] = type;
        methods[i][1] = attribute(type, kRepr).release();
    }
    PyObject* method = methods[i][1];
    return Ref::take(method ? PyObject_CallFunctionObjArgs(method, object, nullptr) : nullptr);
}

void addInteger(Out& out, PyObject* number) {
    int overflow = 0;
    const long long value = PyLong_AsLongLongAndOverflow(number, &overflow);
    char text[kIntegerDigits];
    if (!overflow) {
        const auto end = std::to_chars(text, text + sizeof text, value).ptr; // much cheaper than printf
        out.add(text, std::size_t(end - text));
        return;
    }
    // Writing out a large number takes quadratic time, and from 3.11 on may be refused.
    const Ref bits = Ref::take(PyObject_CallMethodObjArgs(number, kBitLength.get(), nullptr));
    if (numberOr(bits.get(), 0) <= out.bounds().integerBits)
        return addTextOf(out, bareRepr(number).get());
    std::snprintf(text, sizeof text, "<int of %lld bits>", static_cast<long long>(numberOr(bits.get(), 0)));
    out.leaveOut(text);
}

void addString(Out& out, PyObject* text, bool bare) {
    const Py_ssize_t most = out.bounds().text;
    const bool cut = PyUnicode_GetLength(text) > most;
    const Ref head = cut ? Ref::take(PyUnicode_Substring(text, 0, most)) : Ref::share(text);
    const Ref shown = bare || !head ? Ref::share(head.get()) : bareRepr(head.get());
    addTextOf(out, shown.get());
    if (cut)
        out.leaveOut("…");
}

void addBytes(Out& out, PyObject* bytes) {
    const Py_ssize_t length = PyBytes_Size(bytes), most = out.bounds().text;
    const Ref head =
        Ref::take(PyBytes_FromStringAndSize(PyBytes_AsString(bytes), length < most ? length : most));
    const Ref shown = head ? bareRepr(head.get()) : Ref();
    addTextOf(out, shown.get());
    if (length > most)
        out.leaveOut("…");
}

void addObject(Out& out, PyObject* object, int depth, bool bare);

void addSequence(Out& out, PyObject* sequence, int depth, bool tuple) {
    out.add(tuple ? "(" : "[");
    // A list may change under us: another thread runs when a collection lets it.
    for (Py_ssize_t i = 0; !out.full() && i < (tuple ? PyTuple_Size(sequence) : PyList_Size(sequence)); ++i) {
        if (i > 0)
            out.add(", ");
        if (i == out.bounds().elements) {
            out.leaveOut("…");
            break;
        }
        const Ref item = Ref::share(tuple ? PyTuple_GetItem(sequence, i) : PyList_GetItem(sequence, i));
        addObject(out, item.get(), depth - 1, false);
    }
    out.add(tuple ? PyTuple_Size(sequence) == 1 ? ",)" : ")" : "]");
}

void addDictionary(Out& out, PyObject* dictionary, int depth) {
    out.add("{");
    const Ref items = Ref::take(PyDict_Items(dictionary));
    for (Py_ssize_t i = 0; items && !out.full() && i < PyList_Size(items.get()); ++i) {
        if (i > 0)
            out.add(", ");
        if (i == out.bounds().elements) {
            out.leaveOut("…");
            break;
        }
        PyObject* item = PyList_GetItem(items.get(), i);
        addObject(out, PyTuple_GetItem(item, 0), depth - 1, false);
        out.add(": ");
        addObject(out, PyTuple_GetItem(item, 1), depth - 1, false);
    }
    out.add("}");
}

void addClass(Out& out, PyObject* object) {
    char name[96];
    copyTypeName(object, name, sizeof name);
    out.add("<");
    out.add(name);
    out.leaveOut(">");
}

using Check = bool (*)(PyObject*);
bool isText(PyObject* object) {
    return PyUnicode_CheckExact(object);
}
bool isNumber(PyObject* object) {
    return PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyBool_Check(object);
}
bool areAll(PyObject* list, Check check) {
    for (Py_ssize_t i = 0; i < PyList_Size(list); ++i)
        if (!check(PyList_GetItem(list, i)))
            return false;
    return true;
}

// Of elements that cannot be compared without running code of theirs: in the order of what they look like.
Ref lookOf(PyObject* list, const PreviewBounds& bounds, int depth, bool& isWhole) {
    Ref looks = Ref::take(PyList_New(0));
    for (Py_ssize_t i = 0; looks && i < PyList_Size(list); ++i) {
        char text[256];
        Out out(text, sizeof text, bounds);
        addObject(out, PyList_GetItem(list, i), depth, false);
        isWhole = isWhole && out.isWhole();
        const Ref look = Ref::take(PyUnicode_FromStringAndSize(text, Py_ssize_t(out.length())));
        if (look)
            PyList_Append(looks.get(), look.get());
    }
    return looks;
}

void addSet(Out& out, PyObject* set, int depth) {
    Ref items = Ref::take(PySequence_List(set)); // asks no element for its hash
    if (!items)
        return addClass(out, set);
    const bool isPlain = areAll(items.get(), isText) || areAll(items.get(), isNumber);
    bool isWhole = true;
    if (!isPlain)
        items = lookOf(items.get(), out.bounds(), depth - 1, isWhole);
    if (!items || PyList_Sort(items.get()) != 0)
        return addClass(out, set);
    if (!isWhole)
        out.leaveOut();
    const bool isFrozen = Py_TYPE(set) == &PyFrozenSet_Type;
    const Py_ssize_t count = PyList_Size(items.get());
    out.add(count == 0 ? (isFrozen ? "frozenset(" : "set(") : isFrozen ? "frozenset({" : "{");
    for (Py_ssize_t i = 0; !out.full() && i < count; ++i) {
        if (i > 0)
            out.add(", ");
        if (i == out.bounds().elements) {
            out.leaveOut("…");
            break;
        }
        addObject(out, PyList_GetItem(items.get(), i), depth - 1, /*bare*/ !isPlain);
    }
    out.add(count == 0 ? ")" : isFrozen ? "})" : "}");
}

void addMore(Out& out, PyObject* object, int depth) {
    const bool isSet = Py_TYPE(object) == &PySet_Type || Py_TYPE(object) == &PyFrozenSet_Type;
    if (PyComplex_CheckExact(object)) {
        addTextOf(out, bareRepr(object).get());
    } else if (PyByteArray_CheckExact(object)) {
        const Ref bytes =
            Ref::take(PyBytes_FromStringAndSize(PyByteArray_AsString(object), PyByteArray_Size(object)));
        out.add("bytearray(");
        if (bytes)
            addBytes(out, bytes.get());
        out.add(")");
    } else if (isSet && depth > 0 && PySet_Size(object) <= kLargestSet) {
        addSet(out, object, depth);
    } else {
        addClass(out, object);
    }
}

void addObject(Out& out, PyObject* object, int depth, bool bare) {
    if (out.full())
        return;
    if (object == Py_None)
        out.add("None");
    else if (object == Py_True || object == Py_False)
        out.add(object == Py_True ? "True" : "False");
    else if (PyUnicode_CheckExact(object))
        addString(out, object, bare);
    else if (PyLong_CheckExact(object))
        addInteger(out, object);
    else if (PyFloat_CheckExact(object))
        addTextOf(out, bareRepr(object).get());
    else if (PyBytes_CheckExact(object))
        addBytes(out, object);
    else if (depth > 0 && (PyTuple_CheckExact(object) || PyList_CheckExact(object)))
        addSequence(out, object, depth, PyTuple_CheckExact(object));
    else if (depth > 0 && PyDict_CheckExact(object) && PyDict_Size(object) <= kLargestDictionary)
        addDictionary(out, object, depth);
    else if (out.bounds().looksIntoSets)
        addMore(out, object, depth);
    else
        addClass(out, object);
}
} // namespace

std::size_t preview(PyObject* object, char* to, std::size_t room) {
    const ErrorGuard guard;
    Out out(to, room);
    addObject(out, object, kUsual.depth, false);
    return out.length();
}

Preview preview(PyObject* object, char* to, std::size_t room, const PreviewBounds& bounds) {
    const ErrorGuard guard;
    Out out(to, room, bounds);
    addObject(out, object, bounds.depth, false);
    return {out.length(), out.isWhole()};
}

std::size_t previewBare(PyObject* object, char* to, std::size_t room) {
    const ErrorGuard guard;
    Out out(to, room);
    addObject(out, object, kUsual.depth, true);
    return out.length();
}

std::size_t previewBytes(const void* bytes, std::size_t count, char* to, std::size_t room) {
    const ErrorGuard guard;
    Out out(to, room);
    const Py_ssize_t length = count < kPreviewBytes ? Py_ssize_t(count) : Py_ssize_t(kPreviewBytes);
    const char* text = static_cast<const char*>(bytes);
    Py_ssize_t consumed = 0;
    const Ref decoded = Ref::take(PyUnicode_DecodeUTF8Stateful(text, length, "strict", &consumed));
    PyErr_Clear();
    if (decoded && std::memchr(text, '\0', std::size_t(length)) == nullptr) {
        addTextOf(out, decoded.get());
    } else if (const Ref raw = Ref::take(PyBytes_FromStringAndSize(text, length))) {
        addTextOf(out, bareRepr(raw.get()).get());
    }
    if (count > kPreviewBytes)
        out.add("…");
    return out.length();
}

bool isPlainValue(PyObject* object) {
    return object == Py_None || PyBool_Check(object) || PyUnicode_CheckExact(object) ||
           PyLong_CheckExact(object) || PyFloat_CheckExact(object) || PyBytes_CheckExact(object);
}

void addPreview(FieldBuffer& fields, PyObject* object) {
    char text[kPreviewBytes + 1];
    fields.add(Tag::Preview, text, preview(object, text, sizeof text));
}

void addBufferPreview(FieldBuffer& fields, PyObject* buffer, std::int64_t offset, std::int64_t count) {
    const ErrorGuard guard;
    if (!buffer || offset < 0 || count < 0 ||
        (!PyBytes_CheckExact(buffer) && !PyByteArray_CheckExact(buffer) && !PyMemoryView_Check(buffer)))
        return;
    const std::int64_t shown =
        count < std::int64_t(kPreviewBytes) + 1 ? count : std::int64_t(kPreviewBytes) + 1;
    const Ref view = Ref::take(PyMemoryView_FromObject(buffer));
    const Ref head = Ref::take(view ? PySequence_GetSlice(view.get(), offset, offset + shown) : nullptr);
    const Ref bytes = Ref::take(head ? PyBytes_FromObject(head.get()) : nullptr);
    if (bytes)
        addPreview(fields, bytes.get());
}

} // namespace forkscope::probe
