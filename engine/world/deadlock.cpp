// SPDX-License-Identifier: GPL-3.0-or-later
// Deadlocks. First, who is stuck: all waiting threads are taken to be, then those whom one that is not stuck
// could help are let go, until nothing changes. Among those left, the smallest groups that wait only for
// themselves are the deadlocks; the others stand behind them. Holt, Some deadlock properties of computer
// systems (1972).
#include "engine/world/wait_chain.h"

#include <algorithm>

namespace forkscope::world {

namespace {

constexpr std::size_t kNone = SIZE_MAX;

struct Node {
    WaitFor wait;
    std::vector<std::size_t> who;  // places of those who could help; kNone: not among the nodes
    std::vector<std::size_t> next; // those of them that are stuck
    bool isStuck = false;
    // Tarjan, Depth-first search and linear graph algorithms (1972)
    std::size_t number = 0, low = 0, group = kNone;
    bool isOnStack = false;
};

// Everybody who may run the learner's code, and whether somebody is about whom the World cannot say what it
// does.
class Graph {
  public:
    explicit Graph(const World& world) {
        collect(world);
        link();
        release();
        if (isEmpty())
            return;
        connect();
        group();
    }
    std::vector<Deadlock> deadlocks() const;

  private:
    void collect(const World& world);
    void link();
    void release();
    void connect();
    void group();
    void visit(std::size_t root);
    void enter(std::size_t node);
    void closeGroup(std::size_t node);
    bool isEmpty() const {
        return std::none_of(nodes_.begin(), nodes_.end(), [](const Node& n) { return n.isStuck; });
    }
    bool canGo(const Node& node, bool somebodyGoes) const;
    bool isClosed(std::size_t group) const;
    Deadlock deadlockOf(std::size_t group) const;
    std::vector<std::size_t> circleOf(std::size_t group) const;
    bool leadsTo(std::size_t from, std::size_t group) const;

    std::vector<Node> nodes_;
    bool othersGo_ = false;
    std::vector<std::size_t> stack_;
    std::size_t visited_ = 0, groups_ = 0;
};

bool mayStick(const World& world, const WaitFor& wait) {
    const Process* p = world.process(wait.waiter.process);
    if (wait.until >= 0 || !p || p->threads[wait.waiter.thread].held)
        return false;
    return wait.help == Help::OneOf || wait.help == Help::AllOf || wait.help == Help::Anyone ||
           wait.help == Help::Nobody;
}

// Results and tasks that the handler threads of a pool carry just now: learner's callbacks may follow.
bool isMoving(const Pool& pool) {
    for (const PoolJob& job : pool.jobs)
        if (!job.back && job.running <= 0 && job.lost <= 0 && !pool.terminated && !pool.broken)
            return job.pending() == 0 || std::any_of(pool.workers.begin(), pool.workers.end(),
                                                     [](const PoolWorker& w) { return !w.gone && !w.busy; });
    return false;
}

void Graph::collect(const World& world) {
    for (const Process& p : world.processes()) {
        // A manager's server acts on requests only.
        if (!p.alive() || p.role == ProcessRole::Helper || p.role == ProcessRole::Manager)
            continue;
        const std::vector<ThreadRef> threads = threadsOf(p);
        if (!p.traced || p.began < 0 || threads.empty()) {
            othersGo_ = true;
            continue;
        }
        for (const ThreadRef& t : threads) {
            Node& node = nodes_.emplace_back();
            node.wait = waitFor(world, t);
            node.isStuck = mayStick(world, node.wait);
        }
    }
    for (const Pool& pool : world.pools())
        othersGo_ = othersGo_ || isMoving(pool);
}

void Graph::link() {
    const auto before = [](const ThreadRef& a, const ThreadRef& b) {
        return a.process.value != b.process.value ? a.process.value < b.process.value : a.thread < b.thread;
    };
    std::vector<std::pair<ThreadRef, std::size_t>> places;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        places.push_back({nodes_[i].wait.waiter, i});
    std::sort(places.begin(), places.end(),
              [&](const auto& a, const auto& b) { return before(a.first, b.first); });
    for (Node& node : nodes_) {
        if (!node.isStuck)
            continue;
        for (const ThreadRef& t : node.wait.who) {
            const auto found =
                std::lower_bound(places.begin(), places.end(), t,
                                 [&](const auto& a, const ThreadRef& b) { return before(a.first, b); });
            const bool isThere = found != places.end() && found->first == t;
            node.who.push_back(isThere ? found->second : kNone);
        }
    }
}

bool Graph::canGo(const Node& node, bool somebodyGoes) const {
    const auto goes = [&](std::size_t i) { return i == kNone || !nodes_[i].isStuck; };
    switch (node.wait.help) {
    case Help::OneOf:
        return std::any_of(node.who.begin(), node.who.end(), goes);
    case Help::AllOf:
        return std::all_of(node.who.begin(), node.who.end(), goes);
    case Help::Anyone:
        return somebodyGoes;
    default:
        return false;
    }
}

void Graph::release() {
    for (bool hasChanged = true; hasChanged;) {
        hasChanged = false;
        bool somebodyGoes =
            othersGo_ || std::any_of(nodes_.begin(), nodes_.end(), [](const Node& n) { return !n.isStuck; });
        for (Node& node : nodes_)
            if (node.isStuck && canGo(node, somebodyGoes)) {
                node.isStuck = false;
                hasChanged = somebodyGoes = true;
            }
    }
}

// That it could help itself is worth telling only where nobody else could.
void Graph::connect() {
    for (std::size_t n = 0; n < nodes_.size(); ++n) {
        Node& node = nodes_[n];
        if (!node.isStuck)
            continue;
        for (const std::size_t i : node.who)
            if (i != kNone && nodes_[i].isStuck)
                node.next.push_back(i);
        if (node.next.size() > 1)
            std::erase(node.next, n);
    }
}

void Graph::enter(std::size_t node) {
    nodes_[node].number = nodes_[node].low = ++visited_;
    nodes_[node].isOnStack = true;
    stack_.push_back(node);
}

void Graph::closeGroup(std::size_t node) {
    for (std::size_t last = kNone; last != node;) {
        last = stack_.back();
        stack_.pop_back();
        nodes_[last].isOnStack = false;
        nodes_[last].group = groups_;
    }
    ++groups_;
}

// Without recursion: a chain may be as long as there are threads.
void Graph::visit(std::size_t root) {
    std::vector<std::pair<std::size_t, std::size_t>> path{{root, 0}}; // node, edges done
    enter(root);
    while (!path.empty()) {
        auto& [node, edge] = path.back();
        if (edge < nodes_[node].next.size()) {
            const std::size_t to = nodes_[node].next[edge++];
            if (nodes_[to].number == 0) {
                enter(to);
                path.push_back({to, 0});
            } else if (nodes_[to].isOnStack) {
                nodes_[node].low = std::min(nodes_[node].low, nodes_[to].number);
            }
            continue;
        }
        const std::size_t done = node;
        path.pop_back();
        if (nodes_[done].low == nodes_[done].number)
            closeGroup(done);
        if (!path.empty())
            nodes_[path.back().first].low = std::min(nodes_[path.back().first].low, nodes_[done].low);
    }
}

void Graph::group() {
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (nodes_[i].isStuck && nodes_[i].number == 0)
            visit(i);
}

// It waits for somebody, and only for its own members.
bool Graph::isClosed(std::size_t group) const {
    bool hasEdge = false;
    for (const Node& node : nodes_)
        if (node.isStuck && node.group == group)
            for (const std::size_t to : node.next) {
                if (nodes_[to].group != group)
                    return false;
                hasEdge = true;
            }
    return hasEdge;
}

// From the first member along edges that stay inside, to where that has been before: each waits for the next.
std::vector<std::size_t> Graph::circleOf(std::size_t group) const {
    const auto isMember = [&](std::size_t i) { return nodes_[i].isStuck && nodes_[i].group == group; };
    std::size_t node = 0;
    while (!isMember(node))
        ++node;
    std::vector<std::size_t> path;
    while (std::find(path.begin(), path.end(), node) == path.end()) {
        path.push_back(node);
        const std::vector<std::size_t>& next = nodes_[node].next;
        node = *std::find_if(next.begin(), next.end(), isMember);
    }
    path.erase(path.begin(), std::find(path.begin(), path.end(), node));
    std::rotate(path.begin(), std::min_element(path.begin(), path.end()), path.end());
    return path;
}

bool Graph::leadsTo(std::size_t from, std::size_t group) const {
    std::vector<std::size_t> path{from};
    std::vector<bool> isSeen(nodes_.size());
    while (!path.empty()) {
        const std::size_t node = path.back();
        path.pop_back();
        if (nodes_[node].group == group)
            return true;
        if (isSeen[node])
            continue;
        isSeen[node] = true;
        path.insert(path.end(), nodes_[node].next.begin(), nodes_[node].next.end());
    }
    return false;
}

Deadlock Graph::deadlockOf(std::size_t group) const {
    Deadlock found;
    const std::vector<std::size_t> circle = circleOf(group);
    bool isSure = true;
    for (const std::size_t i : circle) {
        found.circle.push_back(nodes_[i].wait);
        isSure = isSure && nodes_[i].wait.help != Help::Anyone;
        found.since = std::max(found.since, nodes_[i].wait.since);
    }
    for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (nodes_[i].isStuck && std::find(circle.begin(), circle.end(), i) == circle.end() &&
            leadsTo(i, group))
            found.behind.push_back(nodes_[i].wait);
    found.kind = found.circle.size() == 1 ? DeadlockKind::SelfLock
                 : isSure                 ? DeadlockKind::Circle
                                          : DeadlockKind::Standstill;
    return found;
}

std::vector<Deadlock> Graph::deadlocks() const {
    std::vector<Deadlock> found;
    std::vector<bool> isDone(groups_);
    for (const Node& node : nodes_) {
        if (!node.isStuck || isDone[node.group])
            continue;
        isDone[node.group] = true;
        if (isClosed(node.group))
            found.push_back(deadlockOf(node.group));
    }
    return found;
}

} // namespace

std::vector<Deadlock> deadlocks(const World& world) {
    return Graph(world).deadlocks();
}

} // namespace forkscope::world
