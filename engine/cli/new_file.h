// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writing files so that a full disk is told in words and destroys nothing that was there before.
#include "engine/trace/result.h"

#include <QString>

#include <string>
#include <string_view>

namespace forkscope::cli {

// All of it, also to a pipe that is slow or that its other user has made non-blocking; false with errno.
bool writeAll(int fd, std::string_view bytes);

// Why nothing could be written to `path`, found out before a run that would be in vain; "" when it can be.
// "-" can.
QString whyNotWritable(const QString& path);

// Comes into being beside its place and goes there when it is whole. "-" is standard output; what is no
// ordinary file (a pipe, a device) is written to as it is.
class NewFile {
  public:
    explicit NewFile(const QString& path);
    ~NewFile(); // leaves nothing behind that was not finished
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;

    // False once something has failed; finish() says what.
    bool write(std::string_view bytes);
    Outcome finish();

  private:
    bool fail();
    bool flush();

    QString path_;
    QByteArray place_, beside_; // beside_ "" where it is written in place
    int fd_ = -1;
    int error_ = 0;
    std::string buffer_;
};

} // namespace forkscope::cli
