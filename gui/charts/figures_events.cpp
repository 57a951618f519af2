// SPDX-License-Identifier: GPL-3.0-or-later
// What only the events tell one by one: each wait for a lock and each hold of it, each task of a pool. The
// rules are the World's (engine/world/apply_lock.cpp).
#include "gui/charts/figures_parts.h"

#include <algorithm>

namespace forkscope::gui {

using trace::Event;
using trace::Kind;
using trace::Phase;

namespace {

struct OpenSpan {
    ProcessId process;
    std::uint8_t thread = 0;
    Time begin = 0;
    std::uint32_t line = 0;
    std::uint32_t depth = 1; // of an RLock

    bool isBy(const Event& e) const { return process == e.process && thread == e.thread; }
};
using OpenSpans = std::vector<OpenSpan>;

OpenSpans::iterator openBy(OpenSpans& all, const Event& e) {
    return std::find_if(all.begin(), all.end(), [&](const OpenSpan& one) { return one.isBy(e); });
}

LockSpan closed(const OpenSpan& span, Time end, bool isOpen = false) {
    return {span.begin, std::max<Time>(0, end - span.begin), span.process, span.line, isOpen};
}

class LockBook {
  public:
    explicit LockBook(const world::Lock& lock) : isRecursive_(lock.isRecursive()) { figure.id = lock.id; }

    void take(const Event& e) {
        if (e.kind == Kind::LockRelease) {
            if (!e.has(trace::kFailed))
                release(e);
            return;
        }
        if (e.phase == Phase::Begin || e.phase == Phase::Wait) {
            if (openBy(waits_, e) == waits_.end())
                waits_.push_back({e.process, e.thread, e.time, e.line});
            return;
        }
        if (const auto wait = openBy(waits_, e); wait != waits_.end()) {
            figure.waits.add(closed(*wait, e.time));
            waits_.erase(wait);
        }
        if (e.value == 1 && !e.has(trace::kFailed))
            hold(e);
    }

    // A wait ends with its process, a hold does not: what the dead held stays held.
    void close(const world::History& history) {
        for (const OpenSpan& wait : waits_) {
            const world::Process* process = history.now().process(wait.process);
            const Time gone = !process ? -1 : process->exited >= 0 ? process->exited : process->reaped;
            figure.waits.add(closed(wait, gone >= 0 ? gone : history.end(), true));
        }
        for (const OpenSpan& one : holds_)
            figure.holds.add(closed(one, history.end(), true));
    }

    LockFigure figure;

  private:
    void hold(const Event& e) {
        const auto mine = isRecursive_ ? openBy(holds_, e) : holds_.end();
        if (mine != holds_.end())
            ++mine->depth;
        else
            holds_.push_back({e.process, e.thread, e.time, e.line});
    }
    void release(const Event& e) {
        auto ends = openBy(holds_, e);
        if (ends == holds_.end())
            ends = std::find_if(holds_.begin(), holds_.end(),
                                [&](const OpenSpan& one) { return one.process == e.process; });
        if (ends == holds_.end())
            ends = holds_.begin();
        if (ends == holds_.end() || --ends->depth > 0)
            return;
        figure.holds.add(closed(*ends, e.time));
        holds_.erase(ends);
    }

    bool isRecursive_ = false;
    OpenSpans waits_, holds_;
};

class PoolBook {
  public:
    explicit PoolBook(ObjectId id) { figure.id = id; }

    void take(const Event& e) {
        if (e.phase == Phase::Begin) {
            if (openBy(tasks_, e) == tasks_.end())
                tasks_.push_back({e.process, e.thread, e.time, e.line});
            workerOf(e.process);
        } else if (e.phase == Phase::End) {
            if (const auto task = openBy(tasks_, e); task != tasks_.end()) {
                ++workerOf(e.process).tasks;
                add(*task, e.time);
                tasks_.erase(task);
            }
        }
    }
    void close(const world::History& history) {
        for (const OpenSpan& task : tasks_) {
            const world::Process* process = history.now().process(task.process);
            add(task, process && process->exited >= 0 ? process->exited : history.end());
        }
    }

    PoolFigure figure;

  private:
    WorkerFigure& workerOf(ProcessId id) {
        for (WorkerFigure& worker : figure.workers)
            if (worker.id == id)
                return worker;
        figure.workers.push_back({id, {}, 0, 0, 0, 0});
        return figure.workers.back();
    }
    void add(const OpenSpan& task, Time end) {
        WorkerFigure& worker = workerOf(task.process);
        const Time took = std::max<Time>(0, end - task.begin);
        worker.busy += took;
        if (took >= worker.longest) {
            worker.longest = took;
            worker.longestAt = task.begin;
        }
    }
    OpenSpans tasks_;
};

// The books by object, found in constant time.
template <class Book> class Books {
  public:
    template <class... Args> void open(ObjectId id, Args&&... args) {
        if (places_.size() <= id.value)
            places_.resize(id.value + 1);
        all.emplace_back(std::forward<Args>(args)...);
        places_[id.value] = std::uint32_t(all.size());
    }
    Book* of(ObjectId id) {
        return id.value < places_.size() && places_[id.value] > 0 ? &all[places_[id.value] - 1] : nullptr;
    }
    std::vector<Book> all;

  private:
    std::vector<std::uint32_t> places_; // place + 1
};

// As the other charts have them.
void inOrderOf(const std::vector<StateFigure>& processes, std::vector<WorkerFigure>& workers) {
    const auto place = [&](const WorkerFigure& worker) {
        return std::find_if(processes.begin(), processes.end(),
                            [&](const StateFigure& process) { return process.id == worker.id; });
    };
    std::stable_sort(workers.begin(), workers.end(),
                     [&](const WorkerFigure& a, const WorkerFigure& b) { return place(a) < place(b); });
}

} // namespace

void LockSpans::add(const LockSpan& span) {
    int place = 0;
    for (Time least = 1000; place + 1 < kBins && span.duration >= least; least *= 10)
        ++place;
    Bin& bin = bins[std::size_t(place)];
    if (bin.count == 0 || span.duration > bin.longest.duration)
        bin.longest = span;
    ++bin.count;
    ++count;
    sum += span.duration;
}

const LockSpan& LockSpans::longest() const {
    const auto last = std::find_if(bins.rbegin(), bins.rend(), [](const Bin& bin) { return bin.count > 0; });
    return last == bins.rend() ? bins.front().longest : last->longest;
}

void addLocksAndPools(RunFigures& figures, const world::History& history) {
    const world::World& now = history.now();
    Books<LockBook> locks;
    for (const world::Lock& lock : now.locks())
        locks.open(lock.id, lock);
    Books<PoolBook> pools;
    for (const world::Pool& pool : now.pools())
        pools.open(pool.id, pool.id);
    history.log().each(0, history.applied(), [&](const Event& e) {
        if (e.kind == Kind::LockAcquire || e.kind == Kind::LockRelease) {
            if (LockBook* book = locks.of(e.object))
                book->take(e);
        } else if (e.kind == Kind::PoolTask || e.kind == Kind::ExecutorTask) {
            if (PoolBook* book = pools.of(e.object))
                book->take(e);
        }
        return true;
    });
    for (LockBook& book : locks.all) {
        book.close(history);
        book.figure.name = now.nameOf(book.figure.id);
        if (!book.figure.waits.empty() || !book.figure.holds.empty())
            figures.locks.push_back(std::move(book.figure));
    }
    for (PoolBook& book : pools.all) {
        book.close(history);
        book.figure.name = now.nameOf(book.figure.id);
        for (WorkerFigure& worker : book.figure.workers)
            worker.label = now.labelOf(worker.id);
        inOrderOf(figures.states, book.figure.workers);
        if (!book.figure.workers.empty())
            figures.pools.push_back(std::move(book.figure));
    }
}

} // namespace forkscope::gui
