// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/event_file.h"

#include <cstdio>

namespace forkscope::cli {

Result<std::unique_ptr<EventFile>> EventFile::open(const QString& path) {
    auto events = std::unique_ptr<EventFile>(new EventFile(path));
    bool isOpen;
    if (path == u"-") {
        isOpen = events->file_.open(stdout, QIODevice::WriteOnly);
    } else {
        events->file_.setFileName(path);
        isOpen = events->file_.open(QIODevice::WriteOnly | QIODevice::Truncate);
    }
    if (!isOpen)
        return Error{"The events cannot be written to " + path.toStdString() + ": " +
                     events->file_.errorString().toStdString() + ". Choose another place."};
    return events;
}

void EventFile::follow(const trace::Log& log) {
    const std::size_t before = learned_;
    learnUpTo(log, log.size());
    writeUpTo(log, before);
    // Whoever reads along, `head` say, sees each tick's events at once.
    if (!file_.flush() && failure_.isEmpty())
        failure_ = file_.errorString();
}

Outcome EventFile::finish(const trace::Log& log) {
    learnUpTo(log, log.size());
    writeUpTo(log, log.size());
    if (failure_.isEmpty() && !file_.flush())
        failure_ = file_.errorString();
    file_.close();
    if (failure_.isEmpty())
        return Done{};
    return Error{"Not all events could be written to " + path_.toStdString() + ": " + failure_.toStdString() +
                 ". Free some space or choose another place, then run again."};
}

void EventFile::learnUpTo(const trace::Log& log, std::size_t end) {
    if (!lines_)
        lines_.emplace(log);
    for (; learned_ < end; ++learned_)
        lines_->learn(log[learned_]);
}

void EventFile::writeUpTo(const trace::Log& log, std::size_t end) {
    for (; written_ < end; ++written_) {
        const std::string line = lines_->line(log[written_]);
        if (failure_.isEmpty() && file_.write(line.data(), qint64(line.size())) != qint64(line.size()))
            failure_ = file_.errorString();
    }
}

} // namespace forkscope::cli
