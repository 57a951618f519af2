// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is known of a learner's way through the lessons, as single facts: a lesson, a part of it, a field, a
// value, and when it came to be so. Parts: "" the lesson itself, "tour/NAME", "exercise/SLUG", "myth/SLUG".
// README.md lists the fields. Plain values.
#include <QHash>
#include <QString>

namespace forkscope::progress {

struct FactKey {
    QString lesson, part, field;

    bool operator==(const FactKey& other) const {
        return lesson == other.lesson && part == other.part && field == other.field;
    }
};

inline size_t qHash(const FactKey& key, size_t seed = 0) {
    return qHashMulti(seed, key.lesson, key.part, key.field);
}

struct FactValue {
    QString text;
    qint64 at = 0; // ms since 1970

    bool operator==(const FactValue& other) const { return text == other.text && at == other.at; }
};

using Facts = QHash<FactKey, FactValue>;

// A number that is only ever reached and never given back, but by a reset: "passed", "checks", …
bool onlyGrows(const QString& field);

// Two that know of the same fact: of what only grows the greater number, else what is younger. Independent of
// the order, so that whoever merges first comes to the same.
FactValue merged(const QString& field, const FactValue& one, const FactValue& other);

} // namespace forkscope::progress
