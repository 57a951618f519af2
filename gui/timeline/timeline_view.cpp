// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/timeline_view.h"

#include "gui/timeline/axis.h"
#include "gui/timeline/hits.h"
#include "gui/timeline/labels.h"
#include "gui/timeline/lane_names.h"
#include "gui/timeline/measure.h"
#include "gui/timeline/stops.h"
#include "gui/timeline/timeline_table_model.h"
#include "gui/timeline/words.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <array>
#include <cmath>

namespace forkscope::gui {

using timeline::Frame;
using timeline::Geometry;
using timeline::LaneLayout;
using timeline::LaneRow;
using trace::Time;

namespace {

// Shown when there is no run.
class NoLanes final : public LaneSource {
  public:
    std::size_t laneCount() const override { return 0; }
    world::LaneKind kind(std::size_t) const override { return world::LaneKind::Process; }
    const world::Track& track(std::size_t) const override { return track_; }
    world::ProcessId process(std::size_t) const override { return {}; }
    world::ObjectId object(std::size_t) const override { return {}; }
    std::int64_t peak(std::size_t) const override { return 0; }
    bool helper(std::size_t) const override { return false; }
    LaneTitle title(std::size_t) const override { return {}; }
    Time end() const override { return 0; }
    std::uint64_t version() const override { return 0; }
    const world::ArrowList& arrows() const override { return arrows_; }
    const std::vector<world::Mark>& marks() const override { return marks_; }
    QString processId(world::ProcessId) const override { return {}; }
    int identity(world::ProcessId) const override { return 0; }
    QString objectName(world::ObjectId) const override { return {}; }
    QString path(trace::FileId) const override { return {}; }
    QString explainInterval(std::size_t, std::size_t) const override { return {}; }
    QString explainOrder(std::uint64_t) const override { return {}; }

  private:
    world::Track track_;
    world::ArrowList arrows_;
    std::vector<world::Mark> marks_;
};

} // namespace

TimelineView::TimelineView(QWidget* parent) : QAbstractScrollArea(parent), fonts_(font()) {
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
    viewport()->setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_OpaquePaintEvent);
    setAccessibleName(tr("Timeline"));
    setAccessibleDescription(
        tr("Lanes of processes, locks and queues over time. Arrow keys move the playhead and choose "
           "a lane; the context menu offers the same as a table."));
    tableTimer_.setSingleShot(true);
    tableTimer_.setInterval(500);
    connect(&tableTimer_, &QTimer::timeout, this, &TimelineView::fillTable);
    connect(&zoom_, &TimelineZoom::visibleChanged, this, [this] {
        geometry_.visible = zoom_.visible();
        geometry_.axis = &zoom_.axis();
        dirty();
    });
    connect(&zoom_, &TimelineZoom::selectionChanged, this, [this] {
        viewport()->update();
        fillTableSoon(); // it shows what is selected, if something is
    });
    connect(&zoom_, &TimelineZoom::playheadChanged, this, &TimelineView::updatePlayhead);
    geometry_.visible = zoom_.visible();
    connect(&search_, &TimelineSearch::changed, this, [this] {
        hit_ = currentHit();
        viewport()->update();
        emit searchChanged();
    });
}

TimelineView::~TimelineView() = default;

const LaneSource& TimelineView::source() const {
    static const NoLanes none;
    return source_ == nullptr ? none : *source_;
}

Frame TimelineView::frame() const {
    return {source(), layout_, geometry_, colors_, fonts_, holds_.empty() ? nullptr : &holds_};
}

// -- data

void TimelineView::setHistory(const world::History* history) {
    std::unique_ptr<HistorySource> next;
    if (history != nullptr)
        next = std::make_unique<HistorySource>(*history);
    search_.setHistory(nullptr);
    adopt(next.get());
    search_.setHistory(history);
    historySource_ = std::move(next);
}

void TimelineView::setSource(const LaneSource* source) {
    search_.setHistory(nullptr);
    adopt(source);
    historySource_.reset();
}

void TimelineView::adopt(const LaneSource* source) {
    if (table_ != nullptr)
        table_->show(nullptr, {}, {});
    source_ = source;
    stepAxis_.setSteps(&this->source().steps());
    hover_.reset();
    chosen_.reset();
    chosenLane_.reset();
    drag_ = Drag::None;
    picture_.clear();
    seenWords_.clear();
    zoom_.reset();
    verticalScrollBar()->setValue(0);
    seenVersion_ = this->source().version();
    seenEnd_ = this->source().end();
    zoom_.setRunEnd(seenEnd_);
    picture_.update(this->source(), colors_);
    layOut();
    emit contentChanged();
}

void TimelineView::refresh() {
    if (historySource_)
        historySource_->refresh();
    const std::uint64_t version = source().version();
    const Time end = source().end(), before = seenEnd_;
    if (version == seenVersion_ && end == before)
        return;
    search_.refresh();
    const bool news = version != seenVersion_;
    seenVersion_ = version;
    seenEnd_ = end;
    if (news)
        picture_.update(source(), colors_);
    if (news && laneWords() != seenWords_)
        layOut();
    zoom_.setRunEnd(end);
    // Time can have gone on beyond events that come late: look back by more than the reader's tick.
    constexpr Time kLate = 1'000'000'000;
    if (geometry_.times().end > before - (news ? kLate : 0))
        dirty();
    emit contentChanged();
}

std::vector<std::size_t> TimelineView::processLanes() const {
    std::vector<std::size_t> lanes;
    for (std::size_t i = 0; i < source().laneCount(); ++i)
        if (source().kind(i) == world::LaneKind::Process && !source().helper(i))
            lanes.push_back(i);
    return lanes;
}

QStringList TimelineView::laneNames() const {
    QStringList names;
    for (const LaneRow& row : layout_.rows())
        names << plainTitle(source().title(row.lane));
    return names;
}

// Everything in the gutter, also what would change the layout: one comparison tells whether to make it anew.
QStringList TimelineView::laneWords() const {
    QStringList words;
    for (std::size_t i = 0; i < source().laneCount(); ++i) {
        const LaneTitle title = source().title(i);
        words << title.id + QLatin1Char('\t') + title.name + QLatin1Char('\t') +
                     timeline::sideText(source(), i) + QLatin1Char('\t') +
                     QString::number(source().process(i).value) + // marks and arrows find their row by it
                     QLatin1Char('\t') + QString::number(source().parent(source().process(i)).value) +
                     (source().helper(i) ? QStringLiteral("\th") : QString());
    }
    return words;
}

// -- playhead

void TimelineView::setPlayhead(Time t) {
    zoom_.setPlayhead(t);
}

void TimelineView::setLive(bool live) {
    zoom_.setLive(live);
}

void TimelineView::updatePlayhead() {
    // Its old place is not known any more; the picture beneath is cached, so all of it is cheap enough.
    viewport()->update();
}

// -- the axis

void TimelineView::setAxis(timeline::AxisKind kind) {
    if (kind == axisKind())
        return;
    if (kind == timeline::AxisKind::Steps)
        zoom_.setAxis(stepAxis_);
    else
        zoom_.setAxis(timeline::TimeAxis::instance());
    hover_.reset();
    emit lookChanged();
}

// -- look

void TimelineView::setColors(const TimelineColors& colors) {
    colors_ = colors;
    picture_.update(source(), colors_);
    dirty();
    emit lookChanged();
}

void TimelineView::setShowArrows(bool show) {
    if (show == showArrows_)
        return;
    showArrows_ = show;
    dirty();
}

QSize TimelineView::sizeHint() const {
    const int lanes = timeline::preferredHeight(source(), arrangement_);
    return {720, Geometry::kAxis + Geometry::kPadTop + lanes + Geometry::kPadBottom + Geometry::kLegend};
}

QSize TimelineView::minimumSizeHint() const {
    return {320, Geometry::kAxis + Geometry::kLegend + 3 * timeline::kLaneHeightMin};
}

QRect TimelineView::plotRect() const {
    return geometry_.plot();
}

QRectF TimelineView::intervalRect(std::size_t lane, std::size_t interval) const {
    return timeline::barRect(frame(), {lane, interval});
}

// -- layout and painting

void TimelineView::dirty() {
    pictureDirty_ = true;
    viewport()->update();
    fillTableSoon();
}

void TimelineView::fillTableSoon() {
    if (table_ != nullptr && !tableTimer_.isActive())
        tableTimer_.start();
}

void TimelineView::layOut() {
    seenWords_ = laneWords();
    geometry_.size = viewport()->size();
    geometry_.ratio = devicePixelRatioF();
    const std::size_t rows = layout_.rows().size();
    layout_ = LaneLayout::make(source(), arrangement_, geometry_.room());
    geometry_.gutter = holds_.empty() ? timeline::gutterWidth(source(), layout_, fonts_)
                                      : timeline::heldGutterWidth(geometry_.size.width());
    QScrollBar* bar = verticalScrollBar();
    bar->setPageStep(geometry_.room());
    bar->setSingleStep(timeline::kLaneHeightMin);
    bar->setRange(0, std::max(0, layout_.height() - geometry_.room()));
    geometry_.scroll = bar->value();
    if (layout_.rows().size() != rows)
        updateGeometry();
    noticeHidden();
    dirty();
    emit lookChanged();
    emit lanesMoved();
}

void TimelineView::setHolds(const timeline::LaneHolds& holds) {
    if (holds == holds_)
        return;
    const bool isOther = holds.empty() != holds_.empty();
    holds_ = holds;
    isOther ? layOut() : dirty();
}

QRect TimelineView::buttonPlace(world::ProcessId process, std::uint8_t thread) const {
    for (const LaneRow& row : layout_.rows()) {
        const bool isThread = row.kind == world::LaneKind::Thread;
        const bool isIt = isThread
                              ? source().owner(row.lane) == process && source().thread(row.lane) == thread
                              : row.kind == world::LaneKind::Process && thread == 0 &&
                                    source().process(row.lane) == process;
        if (isIt)
            return timeline::buttonRect(geometry_, row);
    }
    return {};
}

void TimelineView::resizeEvent(QResizeEvent* event) {
    QAbstractScrollArea::resizeEvent(event);
    layOut();
}

void TimelineView::scrollContentsBy(int, int) {
    geometry_.scroll = verticalScrollBar()->value();
    dirty();
    emit lanesMoved();
}

void TimelineView::changeEvent(QEvent* event) {
    QAbstractScrollArea::changeEvent(event);
    if (event->type() != QEvent::FontChange && event->type() != QEvent::LanguageChange)
        return;
    fonts_ = timeline::Fonts(font());
    picture_.texts().clear();
    layOut();
}

void TimelineView::renderPicture() {
    if (geometry_.ratio != devicePixelRatioF() || geometry_.size != viewport()->size())
        layOut();
    if (!pictureDirty_)
        return;
    picture_.render(frame(), showArrows_);
    pictureDirty_ = false;
}

void TimelineView::paintEvent(QPaintEvent*) {
    renderPicture();
    QPainter painter(viewport());
    painter.drawImage(0, 0, picture_.image());
    const Frame f = frame();
    painter.save();
    painter.setClipRect(QRect(0, Geometry::kAxis, geometry_.size.width(), geometry_.plot().height()));
    if (zoom_.selection())
        timeline::paintMeasuredRange(painter, f, *zoom_.selection());
    timeline::paintStays(painter, f, stays_, picture_.texts());
    if (chosenLane_)
        timeline::paintSelectedLane(painter, f, *chosenLane_, hasFocus());
    if (drag_ == Drag::Lane && draggedLane_ && drop_)
        timeline::paintLaneDrop(painter, f, *draggedLane_, drop_->y);
    if (hover_)
        timeline::paintHover(painter, f, *hover_);
    if (chosen_)
        timeline::paintSelected(painter, f, *chosen_);
    painter.restore();
    const Time at = zoom_.playhead();
    const QRectF tag = source_ == nullptr ? QRectF() : timeline::tagRect(f, at, picture_.texts());
    const QRectF measure =
        zoom_.selection() ? timeline::measureRect(f, *zoom_.selection(), tag, picture_.texts()) : QRectF();
    timeline::paintAxis(painter, f, std::array{tag, measure}, picture_.texts());
    if (zoom_.selection())
        timeline::paintMeasure(painter, f, *zoom_.selection(), measure, picture_.texts());
    timeline::paintHits(painter, f, search_.hits());
    timeline::paintStops(painter, f, stops_, tag, picture_.texts());
    timeline::paintPlayhead(painter, f, at, tag, picture_.texts());
}

void TimelineView::setStops(std::vector<Time> stops) {
    if (stops == stops_)
        return;
    stops_ = std::move(stops);
    viewport()->update();
}

QPoint TimelineView::stopPlace(std::size_t index) const {
    return timeline::centreOfStop(frame(), stops_[index]).toPoint();
}

void TimelineView::setStays(std::vector<LaneStay> stays) {
    if (stays == stays_)
        return;
    stays_ = std::move(stays);
    viewport()->update();
}

QRect TimelineView::rectOfLane(std::size_t lane) const {
    const auto index = layout_.rowOfLane(lane);
    if (!index)
        return {};
    const timeline::LaneRow& row = layout_.rows()[*index];
    return QRect(0, geometry_.y(row.top), geometry_.size.width(), row.height) & geometry_.lanes();
}

QRect TimelineView::laneRect(world::ProcessId process) const {
    for (std::size_t i = 0; process.value != 0 && i < source().laneCount(); ++i)
        if (source().process(i) == source().known(process))
            return rectOfLane(i);
    return {};
}

QRect TimelineView::laneRect(world::ObjectId object) const {
    for (std::size_t i = 0; object.value != 0 && i < source().laneCount(); ++i)
        if (source().object(i) == object)
            return rectOfLane(i);
    return {};
}

// -- the table

TimelineTableModel* TimelineView::tableModel() {
    if (table_ == nullptr) {
        table_ = new TimelineTableModel(this);
        fillTable();
    }
    return table_;
}

void TimelineView::fillTable() {
    std::vector<std::size_t> lanes;
    for (const LaneRow& row : layout_.rows())
        lanes.push_back(row.lane);
    table_->show(source_, std::move(lanes), zoom_.selection().value_or(geometry_.times()));
}

QString TimelineView::explanationAt(QPointF point) const {
    if (const auto mark = timeline::markAt(picture_.marks(), point))
        return source().explainOrder(source().marks()[*mark].order);
    const auto name = holds_.empty() ? std::nullopt : laneNameAt(point);
    if (const timeline::LaneHold* hold = name ? timeline::holdOf(source(), holds_, *name) : nullptr)
        return hold->full;
    const auto place = timeline::barAt(frame(), point);
    return place ? source().explainInterval(place->lane, place->interval) : QString();
}

} // namespace forkscope::gui
