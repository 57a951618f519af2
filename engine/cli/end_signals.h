// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Signals that end or concern a run reach the event loop through a pipe, so that the run is ended in order
// and its record kept (signal-safety(7)). One object at a time, in the main thread. While it lives SIGPIPE is
// ignored: a reader that has gone is told by the failed write.
#include <QSocketNotifier>

#include <array>
#include <functional>
#include <memory>

namespace forkscope::cli {

class EndSignals {
  public:
    // `isForAll`: the terminal sent it (Ctrl+C), so that every process in the terminal's foreground has got
    // it.
    using Take = std::function<void(int signal, bool isForAll)>;

    // SIGTERM, SIGHUP, SIGINT and SIGWINCH go to `take`, but for those that were ignored before.
    explicit EndSignals(Take take);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

  private:
    void readOne();

    Take take_;
    std::array<int, 2> pipe_{-1, -1};
    std::unique_ptr<QSocketNotifier> notifier_;
};

} // namespace forkscope::cli
