// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Writes a live run's events as JSON Lines to a file or to standard output, a tick behind the trace, since an
// object's name may follow the object.
#include "engine/trace/export_jsonl.h"
#include "engine/trace/result.h"

#include <QFile>
#include <QString>

#include <memory>
#include <optional>

namespace forkscope::cli {

class EventFile {
  public:
    // `path` "-" is standard output.
    static Result<std::unique_ptr<EventFile>> open(const QString& path);

    // What came since the last call is learned, what was learned before is written. The Log is the Session's.
    void follow(const trace::Log& log);
    // Writes the rest. The error is that of the first write that failed; what came after it is lost.
    Outcome finish(const trace::Log& log);

  private:
    explicit EventFile(QString path) : path_(std::move(path)) {}
    void learnUpTo(const trace::Log& log, std::size_t end);
    void writeUpTo(const trace::Log& log, std::size_t end);

    QString path_;
    QFile file_;
    std::optional<trace::JsonLines> lines_;
    std::size_t learned_ = 0;
    std::size_t written_ = 0;
    QString failure_;
};

} // namespace forkscope::cli
