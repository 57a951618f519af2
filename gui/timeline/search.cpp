// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/search.h"

#include "engine/trace/names.h"
#include "gui/timeline/steps.h"

#include <QStringList>

#include <algorithm>

namespace forkscope::gui {

using trace::Event;
using trace::Tag;

static QString textOf(std::string_view text) {
    return QString::fromUtf8(text.data(), qsizetype(text.size()));
}

// A query made ready for looking at many events: which objects, processes and kinds it names.
class TimelineSearch::Matcher {
  public:
    Matcher(const QString& query, const world::History& history) : log_(history.log()) {
        const QStringList words = query.simplified().toLower().split(QLatin1Char(' '));
        QStringList rest;
        for (int i = 0; i < words.size(); ++i) {
            bool isNumber = false;
            const qint64 number = i + 1 < words.size() ? words[i + 1].toLongLong(&isNumber) : 0;
            if (isNumber && words[i] == QLatin1String("line"))
                line_ = number;
            else if (isNumber && words[i] == QLatin1String("pid"))
                pid_ = number;
            else {
                rest << words[i];
                continue;
            }
            ++i;
        }
        text_ = rest.join(QLatin1Char(' '));
        learn(history.now());
    }

    bool matches(const Event& e) const {
        if (!trace::isStep(e.kind) || (line_ >= 0 && e.line != line_))
            return false;
        if (pid_ >= 0 && !has(ofPid_, e.process.value))
            return false;
        if (text_.isEmpty())
            return line_ >= 0 || pid_ >= 0;
        return kinds_[std::size_t(e.kind)] || has(objects_, e.object.value) ||
               has(processes_, e.process.value) || inFields(e);
    }

    // It would find something else than before: names have become known.
    bool operator==(const Matcher& other) const {
        return kinds_ == other.kinds_ && objects_ == other.objects_ && processes_ == other.processes_ &&
               ofPid_ == other.ofPid_;
    }

  private:
    using Set = std::vector<bool>; // by id; ids are dense
    static bool has(const Set& set, std::uint32_t id) { return id < set.size() && set[id]; }
    static void add(Set& set, std::uint32_t id) {
        constexpr std::uint32_t kMost = 1u << 22; // provisional numbers are far beyond, and have no events
        if (id >= kMost)
            return;
        if (id >= set.size())
            set.resize(id + 1);
        set[id] = true;
    }
    bool fits(const QString& text) const { return text.contains(text_, Qt::CaseInsensitive); }

    void learn(const world::World& world) {
        for (const world::Process& p : world.processes()) {
            if (p.pid == pid_)
                add(ofPid_, p.id.value);
            if (!text_.isEmpty() && (fits(QString::fromStdString(world.labelOf(p.id))) ||
                                     fits(textOf(p.name)) || fits(textOf(p.target))))
                add(processes_, p.id.value);
        }
        if (text_.isEmpty())
            return;
        for (unsigned kind = 0; kind < kinds_.size(); ++kind) {
            QString name = textOf(trace::kindName(trace::Kind(kind)));
            kinds_[kind] = !name.isEmpty() && (fits(name) || fits(name.replace('.', ' ')));
        }
        learnObjects(world);
    }

    void learnObjects(const world::World& world) {
        const auto look = [&](world::ObjectId id) {
            if (fits(QString::fromStdString(world.nameOf(id))))
                add(objects_, id.value);
        };
        const auto lookAll = [&](const auto& list) {
            for (const auto& one : list)
                look(one.id);
        };
        lookAll(world.locks());
        lookAll(world.queues());
        lookAll(world.files());
        lookAll(world.conditions());
        lookAll(world.events());
        lookAll(world.barriers());
        lookAll(world.pipes());
        lookAll(world.shared());
        lookAll(world.managers());
        lookAll(world.managed());
        lookAll(world.pools());
        lookAll(world.sockets());
    }

    bool inFields(const Event& e) const {
        for (const Tag tag :
             {Tag::Preview, Tag::Target, Tag::Name, Tag::Type, Tag::Message, Tag::Path, Tag::Call})
            if (e.detail != 0)
                if (const auto text = log_.text(e, tag); text && fits(textOf(*text)))
                    return true;
        return false;
    }

    const trace::Log& log_;
    QString text_;
    qint64 line_ = -1, pid_ = -1; // -1: any
    std::array<bool, 256> kinds_{};
    Set objects_, processes_, ofPid_;
};

TimelineSearch::TimelineSearch(QObject* parent) : QObject(parent) {
    timer_.setSingleShot(true);
    connect(&timer_, &QTimer::timeout, this, &TimelineSearch::lookOn);
}

TimelineSearch::~TimelineSearch() = default;

void TimelineSearch::setHistory(const world::History* history) {
    history_ = history;
    start();
}

void TimelineSearch::setQuery(const QString& query) {
    const QString wanted = query.simplified();
    if (wanted == query_)
        return;
    query_ = wanted;
    start();
}

void TimelineSearch::start() {
    const bool had = !hits_.empty() || matcher_ != nullptr;
    timer_.stop();
    hits_.clear();
    looked_ = 0;
    matcher_.reset();
    if (history_ != nullptr && !query_.isEmpty()) {
        matcher_ = std::make_unique<Matcher>(query_, *history_);
        return lookOn();
    }
    if (had)
        emit changed();
}

void TimelineSearch::refresh() {
    if (matcher_ == nullptr || history_ == nullptr || looked_ >= history_->applied())
        return;
    auto now = std::make_unique<Matcher>(query_, *history_);
    if (!(*now == *matcher_))
        return start();
    if (!timer_.isActive())
        timer_.start(0);
}

bool TimelineSearch::isDone() const {
    return matcher_ == nullptr || history_ == nullptr || isFull() || looked_ >= history_->applied();
}

void TimelineSearch::lookOn() {
    constexpr std::size_t kSlice = 50'000; // some ten milliseconds
    const trace::Log& log = history_->log();
    const std::size_t until = std::min(history_->applied(), looked_ + kSlice);
    for (; looked_ < until && !isFull(); ++looked_) {
        const Event& e = log[looked_];
        if (matcher_->matches(e))
            hits_.push_back({e.time, e.order, e.process, e.object, e.thread});
    }
    if (!isDone())
        timer_.start(0);
    emit changed();
}

int TimelineSearch::beside(trace::Time t, int current, bool forward) const {
    if (current >= 0 && current < int(hits_.size()) && hits_[std::size_t(current)].at == t) {
        const int next = current + (forward ? 1 : -1);
        return next < int(hits_.size()) ? next : -1;
    }
    if (forward) {
        const auto after =
            std::upper_bound(hits_.begin(), hits_.end(), t,
                             [](trace::Time value, const SearchHit& hit) { return value < hit.at; });
        return after == hits_.end() ? -1 : int(after - hits_.begin());
    }
    const auto from =
        std::lower_bound(hits_.begin(), hits_.end(), t,
                         [](const SearchHit& hit, trace::Time value) { return hit.at < value; });
    return int(from - hits_.begin()) - 1;
}

} // namespace forkscope::gui
