// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_tree.h"

#include "gui/timeline/words.h"

#include <QHash>

#include <algorithm>
#include <unordered_map>

namespace forkscope::gui::timeline {

using world::LaneKind;

LaneGroup groupOf(LaneKind kind) {
    switch (kind) {
    case LaneKind::Process:
    case LaneKind::Thread:
        return LaneGroup::Processes;
    case LaneKind::Lock:
        return LaneGroup::Locks;
    case LaneKind::Queue:
    case LaneKind::Pipe:
        return LaneGroup::Queues;
    default:
        return LaneGroup::Others;
    }
}

QString groupKey(LaneGroup group) {
    static const std::array names{QStringLiteral("group:processes"), QStringLiteral("group:locks"),
                                  QStringLiteral("group:queues"), QStringLiteral("group:others")};
    return names[std::size_t(group)];
}

QString groupTitle(LaneGroup group) {
    static constexpr std::array titles{
        QT_TRANSLATE_NOOP("Timeline", "Processes"), QT_TRANSLATE_NOOP("Timeline", "Locks"),
        QT_TRANSLATE_NOOP("Timeline", "Queues and pipes"), QT_TRANSLATE_NOOP("Timeline", "Other objects")};
    return word(titles[std::size_t(group)]);
}

namespace {

// Other objects stand by kind, all others as they appear.
int kindRank(LaneKind kind) {
    switch (kind) {
    case LaneKind::Condition:
        return 1;
    case LaneKind::Event:
        return 2;
    case LaneKind::Barrier:
        return 3;
    case LaneKind::Shared:
        return 4;
    case LaneKind::Pool:
        return 5;
    default:
        return 0;
    }
}

class Planter {
  public:
    Planter(const LaneSource& source, const LaneArrangement& arrangement)
        : source_(source), arrangement_(arrangement) {
        for (int i = 0; i < arrangement.order.size(); ++i)
            ranks_.insert(arrangement.order[i], i);
        findLanes();
        const auto some = [](const auto& lanes) { return !lanes.empty(); };
        headed_ = std::count_if(tops_.begin(), tops_.end(), some) > 1;
    }

    std::vector<LaneNode> tree() {
        for (const LaneGroup group : kLaneGroups)
            plant(std::move(tops_[std::size_t(group)]), -1, 0);
        return std::move(tree_);
    }

  private:
    void findLanes() {
        const std::size_t count = source_.laneCount();
        keys_.resize(count);
        for (std::size_t i = 0; i < count; ++i) {
            const QString key = source_.key(i);
            const int same = seen_[key]++;
            keys_[i] = same == 0 ? key : key + QLatin1Char('#') + QString::number(same + 1);
            if (source_.kind(i) == LaneKind::Process && isShown(i))
                laneOfProcess_[source_.process(i).value] = i;
        }
        for (std::size_t i = 0; i < count; ++i) {
            if (!isShown(i))
                continue;
            const LaneKind kind = source_.kind(i);
            if (kind == LaneKind::Thread) {
                const auto owner = laneOfProcess_.find(source_.owner(i).value);
                if (owner != laneOfProcess_.end())
                    threads_[owner->second].push_back(i);
            } else if (const auto parent = parentOf(i); parent != kNoLane) {
                children_[parent].push_back(i);
            } else {
                tops_[std::size_t(groupOf(kind))].push_back(i);
            }
        }
    }

    bool isShown(std::size_t lane) const { return arrangement_.helpers || !source_.helper(lane); }

    // The nearest ancestor that has a lane; a damaged trace may lead around in a circle, or to a later lane.
    std::size_t parentOf(std::size_t lane) const {
        if (source_.kind(lane) != LaneKind::Process)
            return kNoLane;
        world::ProcessId id = source_.parent(source_.process(lane));
        for (int up = 0; id.value != 0 && up < kMostUp; ++up, id = source_.parent(id))
            if (const auto found = laneOfProcess_.find(id.value); found != laneOfProcess_.end())
                return found->second < lane ? found->second : kNoLane;
        return kNoLane;
    }

    void plant(std::vector<std::size_t> lanes, int parent, int depth) {
        const auto place = [this](std::size_t lane) {
            const auto rank = ranks_.constFind(keys_[lane]);
            return std::pair(rank == ranks_.constEnd() ? int(ranks_.size()) : *rank,
                             kindRank(source_.kind(lane)));
        };
        std::stable_sort(lanes.begin(), lanes.end(),
                         [&](std::size_t a, std::size_t b) { return place(a) < place(b); });
        for (const std::size_t lane : lanes) {
            const int self = int(tree_.size());
            tree_.push_back(nodeOf(lane, parent, depth));
            if (const auto threads = threads_.find(lane); threads != threads_.end())
                plant(threads->second, self, depth + 1);
            if (const auto children = children_.find(lane); children != children_.end())
                plant(children->second, self, depth + 1);
        }
    }

    LaneNode nodeOf(std::size_t lane, int parent, int depth) const {
        LaneNode node{lane, parent, depth, groupOf(source_.kind(lane)), keys_[lane], false, false};
        node.hidden = arrangement_.hidden.contains(node.key);
        node.folded = headed_ && arrangement_.folded.contains(groupKey(node.group));
        if (parent < 0)
            return node;
        const LaneNode& above = tree_[std::size_t(parent)];
        // A lane that is not seen cannot be unfolded.
        node.folded |= above.folded || (!above.hidden && arrangement_.folded.contains(above.key));
        node.hidden |= above.hidden && source_.kind(lane) == LaneKind::Thread;
        return node;
    }

    static constexpr std::size_t kNoLane = SIZE_MAX;
    static constexpr int kMostUp = 64;

    const LaneSource& source_;
    const LaneArrangement& arrangement_;
    QHash<QString, int> ranks_, seen_;
    std::vector<QString> keys_; // by lane
    std::unordered_map<std::uint32_t, std::size_t> laneOfProcess_;
    std::unordered_map<std::size_t, std::vector<std::size_t>> threads_, children_; // by lane
    std::array<std::vector<std::size_t>, kLaneGroups.size()> tops_;
    bool headed_ = false; // a group alone has no header, so nothing could unfold it
    std::vector<LaneNode> tree_;
};

} // namespace

std::vector<LaneNode> laneTree(const LaneSource& source, const LaneArrangement& arrangement) {
    return Planter(source, arrangement).tree();
}

std::vector<int> siblingsOf(const std::vector<LaneNode>& tree, const LaneSource& source, int node) {
    const LaneNode& self = tree[std::size_t(node)];
    const bool isThread = source.kind(self.lane) == LaneKind::Thread;
    std::vector<int> siblings;
    for (std::size_t i = 0; i < tree.size(); ++i)
        if (tree[i].parent == self.parent && tree[i].group == self.group &&
            (source.kind(tree[i].lane) == LaneKind::Thread) == isThread)
            siblings.push_back(int(i));
    return siblings;
}

LaneArrangement moved(LaneArrangement arrangement, const std::vector<LaneNode>& tree,
                      const std::vector<int>& siblings, int node, int place) {
    QStringList keys;
    for (int i = 0; i <= int(siblings.size()); ++i) {
        if (i == place)
            keys.append(tree[std::size_t(node)].key);
        if (i < int(siblings.size()) && siblings[std::size_t(i)] != node)
            keys.append(tree[std::size_t(siblings[std::size_t(i)])].key);
    }
    for (const QString& key : keys)
        arrangement.order.removeAll(key);
    arrangement.order += keys;
    return arrangement;
}

} // namespace forkscope::gui::timeline
