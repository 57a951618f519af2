// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/new_file.h"

#include "engine/cli/commands.h"

#include <QFile>
#include <QFileInfo>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>
#include <utility>

namespace forkscope::cli {

namespace {
constexpr std::size_t kBuffered = 256 * 1024;

bool isReplaceable(const QByteArray& path) {
    struct stat info {};
    return lstat(path.constData(), &info) != 0 || S_ISREG(info.st_mode);
}
} // namespace

bool writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t n = ::write(fd, bytes.data(), bytes.size());
        if (n > 0) {
            bytes.remove_prefix(std::size_t(n));
        } else if (n < 0 && errno == EAGAIN) {
            pollfd ready{fd, POLLOUT, 0};
            poll(&ready, 1, -1);
        } else if (n == 0 || errno != EINTR) {
            return false;
        }
    }
    return true;
}

NewFile::NewFile(const QString& path) : path_(path), place_(QFile::encodeName(path)) {
    if (path == u"-") {
        fd_ = STDOUT_FILENO;
        return;
    }
    if (isReplaceable(place_)) {
        beside_ = place_ + ".part";
        fd_ = ::open(beside_.constData(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    } else {
        fd_ = ::open(place_.constData(), O_WRONLY | O_CLOEXEC);
    }
    if (fd_ < 0) {
        fail();
        beside_.clear();
    }
}

NewFile::~NewFile() {
    if (fd_ >= 0 && fd_ != STDOUT_FILENO)
        close(fd_);
    if (!beside_.isEmpty())
        unlink(beside_.constData());
}

bool NewFile::write(std::string_view bytes) {
    buffer_ += bytes;
    return buffer_.size() < kBuffered ? error_ == 0 : flush();
}

bool NewFile::flush() {
    if (error_ == 0 && !writeAll(fd_, buffer_))
        fail();
    buffer_.clear();
    return error_ == 0;
}

// Some file systems tell only at the end that there was no room (close(2)).
Outcome NewFile::finish() {
    if (flush() && fd_ != STDOUT_FILENO && close(std::exchange(fd_, -1)) != 0)
        fail();
    if (error_ == 0 && !beside_.isEmpty()) {
        if (rename(beside_.constData(), place_.constData()) == 0)
            beside_.clear();
        else
            fail();
    }
    if (error_ == 0)
        return Done{};
    return Error{
        tr("%1 could not be written: %2. Free some space or choose another place.")
            .arg(path_ == u"-" ? tr("Standard output") : path_, QString::fromLocal8Bit(std::strerror(error_)))
            .toStdString()};
}

bool NewFile::fail() {
    if (error_ == 0)
        error_ = errno;
    return false;
}

QString whyNotWritable(const QString& path) {
    const QFileInfo file(path), folder(file.absolutePath());
    if (path == u"-" || (!file.isDir() && folder.isDir() && folder.isWritable()))
        return {};
    return file.isDir()      ? tr("it is a folder")
           : !folder.isDir() ? tr("there is no such folder")
                             : tr("its folder may not be written to");
}

} // namespace forkscope::cli
