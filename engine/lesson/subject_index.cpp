// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/subject_index.h"

#include <algorithm>
#include <functional>

namespace forkscope::lesson {

namespace {

// "/usr/lib/python3.11/queue.py:12:get" goes through "queue.py" and "queue.py:get".
bool goesThrough(const QString& traceback, const QString& place) {
    const QString file = place.section(u':', 0, 0), function = place.section(u':', 1);
    for (const QString& row : traceback.split(u'\n', Qt::SkipEmptyParts)) {
        const bool isFile = row.section(u':', 0, -3).section(u'/', -1) == file;
        if (isFile && (function.isEmpty() || row.section(u':', -1) == function))
            return true;
    }
    return false;
}

bool anyOf(const QStringList& wanted, const std::function<bool(const QString&)>& fits) {
    return wanted.isEmpty() || std::ranges::any_of(wanted, fits);
}

} // namespace

bool ErrorPattern::fits(const RaisedException& raised) const {
    const QString type = raised.type.section(u'.', -1);
    return !otherwise && anyOf(types, [&](const QString& name) { return name == type; }) &&
           anyOf(says, [&](const QString& part) { return raised.message.contains(part); }) &&
           anyOf(through, [&](const QString& place) { return goesThrough(raised.traceback, place); });
}

QString KnownError::type() const {
    const QString first = message.section(u':', 0, 0);
    return first.contains(u' ') ? QString() : first;
}

const KnownError* SubjectIndex::find(const QString& slug) const {
    const auto found = std::ranges::find(errors_, slug, &KnownError::slug);
    return found == errors_.end() ? nullptr : &*found;
}

const KnownError* SubjectIndex::recognise(const RaisedException& raised) const {
    if (raised.type.isEmpty())
        return nullptr;
    auto found = std::ranges::find_if(errors_, [&](const KnownError& e) { return e.pattern.fits(raised); });
    if (found == errors_.end())
        found = std::ranges::find_if(errors_, [](const KnownError& e) { return e.pattern.otherwise; });
    return found == errors_.end() ? nullptr : &*found;
}

bool SubjectIndex::add(const KnownError& error) {
    if (find(error.slug))
        return false;
    errors_.append(error);
    return true;
}

bool SubjectIndex::add(const Topic& topic) {
    const auto isBefore = [](const Topic& a, const Topic& b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    };
    const auto at = std::lower_bound(topics_.begin(), topics_.end(), topic, isBefore);
    if (at != topics_.end() && !isBefore(topic, *at))
        return false;
    topics_.insert(at, topic);
    return true;
}

} // namespace forkscope::lesson
