// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Values as short text, for people. Only objects of exactly the built-in types are looked into; any other
// shows the name of its class, so that no code of the program ever runs for the sake of being watched.
// Bounded in depth, in elements and in bytes.
#include "engine/probe/python.h"
#include "engine/probe/stream.h"

#include <cstddef>

namespace forkscope::probe {

inline constexpr std::size_t kPreviewBytes = 120;

// As Python would write it ('a', 5, (1, 2), '<Job>'). Zero-terminated, at most `room` bytes with the zero;
// returns the length.
std::size_t preview(PyObject* object, char* to, std::size_t room);
// As a field of a record.
void addPreview(FieldBuffer& fields, PyObject* object);
// Bytes from `offset` on of a bytes, bytearray or memoryview, as a bytes literal.
void addBufferPreview(FieldBuffer& fields, PyObject* buffer, std::int64_t offset, std::int64_t count);
// As print() would show it: a str bare.
std::size_t previewBare(PyObject* object, char* to, std::size_t room);
// How much of a value is shown.
struct PreviewBounds {
    int depth = 4;
    Py_ssize_t elements = 24;
    Py_ssize_t text = kPreviewBytes; // characters of a str, bytes of a bytes
    std::int64_t integerBits = 63;
    // Sets too, sorted, so that equal ones look equal; and more of the built-in types.
    bool looksIntoSets = false;
};
struct Preview {
    std::size_t length = 0;
    bool isWhole = true; // false: something was cut, or is an object of which only the class is told
};
Preview preview(PyObject* object, char* to, std::size_t room, const PreviewBounds& bounds);
// Bytes of a file: text where it is UTF-8, else as a bytes literal.
std::size_t previewBytes(const void* bytes, std::size_t count, char* to, std::size_t room);
// str, int, float, bool, None, bytes, and none of their subclasses.
bool isPlainValue(PyObject* object);

} // namespace forkscope::probe
