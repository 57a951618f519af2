// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a run printed, and when. A live run keeps it here as it comes, out of the program's reach: of a trace
// that the program has written over, not everything comes back. One thread.
#include "engine/trace/event.h"

#include <QByteArray>

#include <vector>

namespace forkscope::run {

class KeptOutput {
  public:
    // In the order of time.
    void add(trace::Time at, const QByteArray& bytes);
    QByteArray until(trace::Time t) const;
    qint64 size() const { return bytes_.size(); }

  private:
    struct Piece {
        trace::Time at;
        qsizetype end; // in bytes_
    };
    QByteArray bytes_;
    std::vector<Piece> pieces_;
};

} // namespace forkscope::run
