// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/preview.h"

#include <charconv>
#include <cstdio>
#include <cstring>

namespace forkscope::probe {

namespace {
constexpr int kDepth = 4;
constexpr Py_ssize_t kElements = 24;
constexpr std::size_t kIntegerDigits = 40;

constinit Name kBitLength{"bit_length"};

// Text that stops growing when its room is used up, at the start of a character, with "…" as the sign of it.
class Out {
  public:
    Out(char* to, std::size_t room) : to_(to), room_(room - 1) { to_[0] = '\0'; }
    bool full() const { return full_; }
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
    std::size_t length_ = 0;
    bool full_ = false;
};

// str() or repr() of an object whose type is exactly a built-in one.
void addTextOf(Out& out, PyObject* text) {
    char bytes[640];
    out.add(bytes, copyText(text, bytes, sizeof bytes));
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
    std::snprintf(text, sizeof text, "<int of %lld bits>", static_cast<long long>(numberOr(bits.get(), 0)));
    out.add(text);
}

void addString(Out& out, PyObject* text, bool bare) {
    const bool cut = PyUnicode_GetLength(text) > Py_ssize_t(kPreviewBytes);
    const Ref head =
        cut ? Ref::take(PyUnicode_Substring(text, 0, Py_ssize_t(kPreviewBytes))) : Ref::share(text);
    const Ref shown = bare || !head ? Ref::share(head.get()) : Ref::take(PyObject_Repr(head.get()));
    addTextOf(out, shown.get());
    if (cut)
        out.add("…");
}

void addBytes(Out& out, PyObject* bytes) {
    const Py_ssize_t length = PyBytes_Size(bytes);
    const Ref head = Ref::take(PyBytes_FromStringAndSize(
        PyBytes_AsString(bytes), length < Py_ssize_t(kPreviewBytes) ? length : kPreviewBytes));
    const Ref shown = Ref::take(head ? PyObject_Repr(head.get()) : nullptr);
    addTextOf(out, shown.get());
    if (length > Py_ssize_t(kPreviewBytes))
        out.add("…");
}

void addObject(Out& out, PyObject* object, int depth, bool bare);

void addSequence(Out& out, PyObject* sequence, int depth, bool tuple) {
    out.add(tuple ? "(" : "[");
    // A list may change under us: another thread runs when a collection lets it.
    for (Py_ssize_t i = 0; !out.full() && i < (tuple ? PyTuple_Size(sequence) : PyList_Size(sequence)); ++i) {
        if (i > 0)
            out.add(", ");
        if (i == kElements) {
            out.add("…");
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
        if (i == kElements) {
            out.add("…");
            break;
        }
        PyObject* item = PyList_GetItem(items.get(), i);
        addObject(out, PyTuple_GetItem(item, 0), depth - 1, false);
        out.add(": ");
        addObject(out, PyTuple_GetItem(item, 1), depth - 1, false);
    }
    out.add("}");
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
        addTextOf(out, Ref::take(PyObject_Repr(object)).get());
    else if (PyBytes_CheckExact(object))
        addBytes(out, object);
    else if (depth > 0 && (PyTuple_CheckExact(object) || PyList_CheckExact(object)))
        addSequence(out, object, depth, PyTuple_CheckExact(object));
    else if (depth > 0 && PyDict_CheckExact(object) && PyDict_Size(object) <= 1000)
        addDictionary(out, object, depth);
    else {
        char name[96];
        copyTypeName(object, name, sizeof name);
        out.add("<");
        out.add(name);
        out.add(">");
    }
}
} // namespace

std::size_t preview(PyObject* object, char* to, std::size_t room) {
    const ErrorGuard guard;
    Out out(to, room);
    addObject(out, object, kDepth, false);
    return out.length();
}

std::size_t previewBare(PyObject* object, char* to, std::size_t room) {
    const ErrorGuard guard;
    Out out(to, room);
    addObject(out, object, kDepth, true);
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
        addTextOf(out, Ref::take(PyObject_Repr(raw.get())).get());
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
