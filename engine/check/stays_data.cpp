// SPDX-License-Identifier: GPL-3.0-or-later
// Stays at data: from the reading of a value to the writing of what follows from it.
#include "engine/check/stays.h"

#include "engine/check/words.h"
#include "engine/condition/names.h"

#include <QFileInfo>

#include <algorithm>
#include <map>
#include <set>

namespace forkscope::check {

using trace::Event;
using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

using ThreadKey = std::pair<std::uint32_t, std::uint8_t>;

// One thread's reading, and the writing that goes on from it.
struct Open {
    Stay stay;
    bool hasRead = false, hasWritten = false;
};

// Puts stays together out of readings and writings.
class Gatherer {
  public:
    void read(const Event& e) {
        Open& open = open_[{e.process.value, e.thread}];
        if (open.hasWritten)
            close(open);
        stays_.wasTouched = true;
        if (open.hasRead)
            return;
        open.hasRead = true;
        open.stay = {e.process, e.thread, e.time, e.time, e.order, e.order, e.line, e.line};
    }
    // What was read before does not count any more: it is read again from the start.
    void forgetRead(const Event& e) {
        Open& open = open_[{e.process.value, e.thread}];
        if (open.hasWritten)
            close(open);
        open = {};
    }
    void write(const Event& e) {
        stays_.wasTouched = true;
        Open& open = open_[{e.process.value, e.thread}];
        if (!open.hasRead)
            return;
        open.hasWritten = true;
        open.stay.to = e.time;
        open.stay.toOrder = e.order;
        open.stay.toLine = e.line;
    }
    Stays finish() {
        for (auto& [key, open] : open_)
            if (open.hasWritten)
                close(open);
        std::sort(stays_.list.begin(), stays_.list.end(),
                  [](const Stay& a, const Stay& b) { return a.fromOrder < b.fromOrder; });
        return std::move(stays_);
    }

  private:
    void close(Open& open) {
        stays_.list.push_back(open.stay);
        open = {};
    }

    std::map<ThreadKey, Open> open_;
    Stays stays_;
};

// A file written beside it, to be moved in its place, counts as it: stock.json.tmp, stock.tmp.
bool isFile(std::string_view path, const QString& name) {
    const QString base = QFileInfo(textOf(path)).fileName();
    const QString stem = QFileInfo(name).completeBaseName();
    return base == QFileInfo(name).fileName() || base.startsWith(QFileInfo(name).fileName()) ||
           (base.startsWith(stem + u'.') && !stem.isEmpty());
}

bool readsAlone(std::string_view mode) {
    return mode.find_first_of("wax+") == std::string_view::npos;
}

// Methods of managed containers that change them; all others read.
bool changes(std::string_view method) {
    static const std::set<std::string_view> all = {
        "__setitem__", "__delitem__", "__iadd__", "__imul__",   "append",     "extend",
        "insert",      "remove",      "clear",    "reverse",    "sort",       "update",
        "set",         "pop",         "popitem",  "setdefault", "__setattr__"};
    return all.contains(method);
}

} // namespace

Stays fileStays(const RunView& run, const QString& name) {
    Gatherer stays;
    std::set<std::uint32_t> files;
    const trace::Log& log = run.log();
    log.each(0, log.size(), [&](const Event& e) {
        if (e.kind == Kind::FileOpen && !e.has(trace::kFailed) &&
            isFile(log.text(e, Tag::Path).value_or(""), name)) {
            files.insert(e.object.value);
            if (readsAlone(log.text(e, Tag::Mode).value_or("r")))
                stays.forgetRead(e);
        } else if ((e.kind == Kind::FileRead || e.kind == Kind::FileWrite) &&
                   files.contains(e.object.value)) {
            e.kind == Kind::FileRead ? stays.read(e) : stays.write(e);
        }
        return true;
    });
    return stays.finish();
}

Stays objectStays(const RunView& run, const QString& name) {
    Gatherer stays;
    const trace::Log& log = run.log();
    const std::string wanted = name.toStdString();
    std::map<ThreadKey, bool> isChange; // the call that goes on
    const auto isMeant = [&](const Event& e) { return condition::isCalled(run.world(), e.object, wanted); };
    log.each(0, log.size(), [&](const Event& e) {
        if ((e.kind == Kind::SharedRead || e.kind == Kind::SharedWrite) && isMeant(e)) {
            e.kind == Kind::SharedRead ? stays.read(e) : stays.write(e);
        } else if (e.kind == Kind::ManagerCall && isMeant(e)) {
            // The value is there when the call ends, and changed after it begins.
            bool& change = isChange[{e.process.value, e.thread}];
            if (e.phase == Phase::Begin)
                change = changes(log.text(e, Tag::Call).value_or(""));
            if (change && e.phase == Phase::Begin)
                stays.write(e);
            else if (!change && e.phase == Phase::End)
                stays.read(e);
        }
        return true;
    });
    return stays.finish();
}

} // namespace forkscope::check
