// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes a live run's events as JSON Lines to a file or to standard output, a tick behind the trace, since an
// object's name may follow the object. Main thread; waits when a pipe's reader is slow, which the traced
// program never notices.
#include "engine/trace/export_jsonl.h"
#include "engine/trace/result.h"

#include <QString>

#include <memory>
#include <optional>
#include <string>

namespace forkscope::cli {

class EventFile {
  public:
    // `path` "-" is standard output.
    static Result<std::unique_ptr<EventFile>> open(const QString& path);
    ~EventFile();
    EventFile(const EventFile&) = delete;
    EventFile& operator=(const EventFile&) = delete;

    // What came since the last call is learned, what was learned before is written, so that whoever reads
    // along sees each tick's events at once. The Log is the Session's.
    void follow(const trace::Log& log);
    // A write has failed; nothing is written any more, finish() says why.
    bool hasFailed() const { return !failure_.isEmpty(); }
    // Writes the rest. The error is that of the first write that failed; what came after it is lost.
    Outcome finish(const trace::Log& log);

  private:
    EventFile(QString path, int fd) : path_(std::move(path)), fd_(fd) {}
    void learnUpTo(const trace::Log& log, std::size_t end);
    void writeUpTo(const trace::Log& log, std::size_t end);
    void flush();

    QString path_;
    int fd_;
    std::optional<trace::JsonLines> lines_;
    std::size_t learned_ = 0;
    std::size_t written_ = 0;
    std::string buffer_;
    QString failure_;
};

} // namespace forkscope::cli
