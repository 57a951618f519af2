// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/event_file.h"

#include "engine/cli/commands.h"
#include "engine/cli/new_file.h"

#include <QFile>

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <unistd.h>
#include <utility>

namespace forkscope::cli {

namespace {
constexpr std::size_t kPiece = 256 * 1024;
} // namespace

Result<std::unique_ptr<EventFile>> EventFile::open(const QString& path) {
    const int fd = path == u"-" ? STDOUT_FILENO
                                : ::open(QFile::encodeName(path).constData(),
                                         O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (fd < 0)
        return Error{tr("The events cannot be written to %1: %2. Choose another place.")
                         .arg(path, QString::fromLocal8Bit(std::strerror(errno)))
                         .toStdString()};
    return std::unique_ptr<EventFile>(new EventFile(path, fd));
}

EventFile::~EventFile() {
    if (fd_ >= 0 && fd_ != STDOUT_FILENO)
        close(fd_);
}

void EventFile::follow(const trace::Log& log) {
    const std::size_t before = learned_;
    learnUpTo(log, log.size());
    writeUpTo(log, before);
    flush();
}

Outcome EventFile::finish(const trace::Log& log) {
    learnUpTo(log, log.size());
    writeUpTo(log, log.size());
    flush();
    // Some file systems tell only now that there was no room (close(2)).
    if (fd_ != STDOUT_FILENO && close(std::exchange(fd_, -1)) != 0 && failure_.isEmpty())
        failure_ = QString::fromLocal8Bit(std::strerror(errno));
    if (failure_.isEmpty())
        return Done{};
    return Error{
        tr("Not all events could be written to %1: %2. Free some space or choose another place, then run "
           "again.")
            .arg(path_ == u"-" ? tr("standard output") : path_, failure_)
            .toStdString()};
}

void EventFile::learnUpTo(const trace::Log& log, std::size_t end) {
    if (!lines_)
        lines_.emplace(log);
    for (; learned_ < end; ++learned_)
        lines_->learn(log[learned_]);
}

void EventFile::writeUpTo(const trace::Log& log, std::size_t end) {
    for (; written_ < end; ++written_) {
        buffer_ += lines_->line(log[written_]);
        if (buffer_.size() >= kPiece)
            flush();
    }
}

void EventFile::flush() {
    if (!hasFailed() && !writeAll(fd_, buffer_))
        failure_ = QString::fromLocal8Bit(std::strerror(errno));
    buffer_.clear();
}

} // namespace forkscope::cli
