// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The timeline: a lane for every process, lock and queue of a run, with what each did and when. Draws a
// History up to its end and the playhead in it; knows nothing of sessions. Main thread only.
//
// Who owns what: the History belongs to somebody else and may be replaced or taken away at any time by
// setHistory(); the old one is not touched again. zoom() owns the visible range, the selection and this
// view's copy of the playhead. The window decides where the playhead is: it calls setPlayhead() and
// setLive(), which emit nothing, and follows playheadMoved() and liveChanged(), which tell what the user did
// here.
//
// Costs: refresh() compares numbers and asks for one repaint when there is something new; nothing runs when
// nothing changes. A repaint for the playhead, hover or selection draws the cached picture and little more.
//
// Mouse: the wheel zooms at the pointer, with Shift or sideways it pans; dragging pans, on the axis or the
// playhead it moves the playhead, with Shift it measures a stretch; dragging a name moves the lane, a click
// on the sign before it or on a header folds; a click on a bar selects it and asks for its line; a double
// click shows everything. Keys: Left/Right to the event before or after (on the axis of steps: step), with
// Alt and Shift to that of the chosen process or object, with Shift by pixels, with Ctrl the view; Up/Down
// choose a lane, with Ctrl move it, Space folds it, with Shift its group, Delete hides it, Return goes to its
// line; T changes the axis; + and - zoom; F or Home shows everything; Z zooms to the stretch; L goes live;
// Ctrl+F searches, F3 and Shift+F3 go from hit to hit; Esc unselects.
#include "gui/timeline/history_source.h"
#include "gui/timeline/lane_drag.h"
#include "gui/timeline/overlay.h"
#include "gui/timeline/picture.h"
#include "gui/timeline/search.h"
#include "gui/timeline/stays.h"
#include "gui/timeline/timeline_colors.h"
#include "gui/timeline/zoom.h"

#include <QAbstractScrollArea>
#include <QTimer>

#include <memory>
#include <optional>
#include <vector>

class QMenu;

namespace forkscope::gui {

class TimelineTableModel;

class TimelineView : public QAbstractScrollArea {
    Q_OBJECT
  public:
    explicit TimelineView(QWidget* parent = nullptr);
    ~TimelineView() override;

    // Null shows an empty timeline. A new History starts with everything visible and live.
    void setHistory(const world::History* history);
    // The same for lanes that do not come from a History; not owned, null for none.
    void setSource(const LaneSource* source);
    // There may be something new in the History.
    void refresh();

    void setPlayhead(trace::Time t); // ends live
    trace::Time playhead() const { return zoom_.playhead(); }
    void setLive(bool live);
    bool live() const { return zoom_.live(); }
    TimelineZoom* zoom() { return &zoom_; }

    // Time, or steps: every event a column. The same lanes, playhead and selection on either.
    void setAxis(timeline::AxisKind kind);
    void changeAxis(timeline::AxisKind kind); // by the user: tells axisChanged(), keeps the playhead in sight
    timeline::AxisKind axisKind() const { return zoom_.axis().kind(); }
    const timeline::AxisMap& axis() const { return zoom_.axis(); }

    // A lane chosen elsewhere: highlighted and brought into sight, told to nobody. 0 for none.
    void setChosen(world::ProcessId process);
    void setChosen(world::ObjectId object);

    // Events by text; empty text ends the search. What it found is marked.
    TimelineSearch* search() { return &search_; }
    int currentHit() const;     // index of the one the playhead went to last; -1 for none
    void goToHit(bool forward); // the next or previous one from the playhead, round the end

    void setColors(const TimelineColors& colors);
    const TimelineColors& colors() const { return colors_; }
    const QFont& axisFont() const { return fonts_.axis; }
    const LaneSource& source() const;
    std::vector<std::size_t> processLanes() const; // all of them, folded and hidden ones too
    // How the lanes are arranged. Setting it tells nothing; what the learner does here is told.
    const LaneArrangement& arrangement() const { return arrangement_; }
    void setArrangement(const LaneArrangement& arrangement);
    struct HiddenLane {
        QString key, name;
    };
    std::vector<HiddenLane> hiddenLanes() const; // of this run
    void showLane(const QString& key);           // hidden no more; "" for all of them
    // What the held ones would do next, beside their names; empty: nobody is held, or not at this moment.
    void setHolds(const timeline::LaneHolds& holds);
    // Where the button of a thread's lane goes, in the viewport; empty: its lane is not in sight.
    QRect buttonPlace(world::ProcessId process, std::uint8_t thread) const;
    void setShowArrows(bool show);
    bool showArrows() const { return showArrows_; }

    // The stops of a tour so far, numbered from 1 on the axis; a click on one rewinds to it.
    void setStops(std::vector<trace::Time> stops);
    const std::vector<trace::Time>& stops() const { return stops_; }

    // Processes that were together where only one may be; none: nothing is marked.
    void setStays(std::vector<LaneStay> stays);
    const std::vector<LaneStay>& stays() const { return stays_; }

    // The visible intervals as a table, for those to whom a picture says nothing. Made when first asked for,
    // then kept up to date twice a second at most.
    TimelineTableModel* tableModel();

    // Lane names from top to bottom, as shown.
    QStringList laneNames() const;
    // The sentence for what is at this point of the viewport; "" where nothing is.
    QString explanationAt(QPointF point) const;
    // Where things are, in the viewport: the plot, and the bar of an interval of a lane of the source.
    QRect plotRect() const;
    QRectF intervalRect(std::size_t lane, std::size_t interval) const;
    // … a whole lane, with its name; empty where it is not in sight.
    QRect laneRect(world::ProcessId process) const;
    QRect laneRect(world::ObjectId object) const;
    QPoint stopPlace(std::size_t index) const; // middle of its circle

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  signals:
    void playheadMoved(forkscope::trace::Time t); // by the user
    void liveChanged(bool live);                  // by the user
    // A bar was chosen that belongs to a line of the learner's program.
    void lineRequested(const QString& path, int line);
    // A lane was chosen: of a process (or a thread of it), or else of an object (the other is 0).
    void laneSelected(forkscope::world::ProcessId process, forkscope::world::ObjectId object);
    void axisChanged(forkscope::gui::timeline::AxisKind kind); // by the user
    void searchRequested();                                    // Ctrl+F
    void searchChanged();                                      // what was found, or which of it is current
    void contentChanged();                                     // there is more of the run
    void lookChanged(); // colours, fonts, sizes, lanes or the axis are others
    // Lanes were moved, folded, hidden or shown, by the user.
    void arrangementChanged();
    void hiddenLanesChanged(); // what hiddenLanes() says is another
    void lanesMoved();         // buttonPlace() says otherwise
    // Of a process or thread, with its entries still to come: more may be put on top.
    void menuOpens(QMenu* menu, forkscope::world::ProcessId process, int thread);
    // The table is wanted. Where nobody listens the view opens a window with it by itself.
    void showAsTableRequested();

  protected:
    bool event(QEvent* event) override;
    bool viewportEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void changeEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void focusOutEvent(QFocusEvent* event) override;

  private:
    enum class Drag { None, Pending, Pan, Playhead, Select, Lane };

    timeline::Frame frame() const;
    QRect rectOfLane(std::size_t lane) const;
    void adopt(const LaneSource* source);
    void layOut();
    void renderPicture();
    void dirty(); // the picture has to be made anew
    void updatePlayhead();
    QStringList laneWords() const;
    void fillTable();
    void fillTableSoon();
    void announce();

    // What the user does to the playhead, told to the window.
    void movePlayheadByUser(trace::Time t);
    void goLiveByUser();
    void stepToEvent(bool forward);
    void stepToEventOfChosen(bool forward);
    void goToEvent(std::optional<trace::Time> t);
    std::optional<std::size_t> laneOfHit(const SearchHit& hit) const;
    void showChosen(std::optional<std::size_t> lane);
    void revealLane(std::size_t lane);
    std::optional<trace::Time> eventBeside(trace::Time t, bool forward) const;
    std::optional<trace::Time> stepBeside(trace::Time t, bool forward) const;

    // Lanes as the user arranges them (timeline_lanes.cpp)
    void arrangeByUser(const LaneArrangement& arrangement);
    void fold(std::size_t lane);
    void fold(timeline::LaneGroup group);
    void foldChosen(bool group);
    void hideLane(std::size_t lane);
    void stepChosenLane(int step);
    bool foldAt(QPointF point);
    void noticeHidden();
    std::optional<std::size_t> laneNameAt(QPointF point) const;
    void dropLane(QPointF point);
    void addLaneActions(QMenu* menu, std::optional<std::size_t> lane);

    void chooseBar(timeline::BarPlace place);
    void chooseLane(std::size_t lane);
    void chooseLaneBeside(int step);
    void requestLine(timeline::BarPlace place);
    void requestLineOfChosenLane();
    void clearChoice();
    void hoverAt(QPointF point);
    void dragTo(QPointF point);
    bool overPlayhead(QPointF point) const;
    void showAsTable();
    void goToRow(int row);
    bool handleKey(int key, Qt::KeyboardModifiers modifiers);
    void zoomByKey(double factor);

    std::unique_ptr<HistorySource> historySource_; // when the lanes come from a History
    const LaneSource* source_ = nullptr;           // null: nothing to show
    timeline::StepAxis stepAxis_;                  // before zoom_, which may use it
    TimelineZoom zoom_;
    TimelineSearch search_;
    int hit_ = -1; // the hit gone to last
    TimelineColors colors_ = TimelineColors::dark();
    timeline::Fonts fonts_;
    timeline::LaneLayout layout_;
    timeline::Geometry geometry_;
    timeline::Picture picture_;
    bool pictureDirty_ = true;
    LaneArrangement arrangement_;
    QStringList seenHidden_; // keys of hiddenLanes()
    bool showArrows_ = true;
    timeline::LaneHolds holds_;

    std::uint64_t seenVersion_ = 0;
    trace::Time seenEnd_ = 0;
    QStringList seenWords_; // names beside the lanes

    std::vector<trace::Time> stops_;
    std::vector<LaneStay> stays_;
    std::optional<timeline::BarPlace> hover_;
    std::optional<timeline::BarPlace> chosen_;
    std::optional<std::size_t> chosenLane_;
    Drag drag_ = Drag::None;
    QPointF pressedAt_;
    timeline::PlaceRange dragRange_; // visible when the drag began
    int dragScroll_ = 0;
    std::optional<std::size_t> draggedLane_; // held by its name
    std::optional<timeline::LaneDrop> drop_; // where it would go
    TimelineTableModel* table_ = nullptr;
    QTimer tableTimer_; // single shot; runs only after a change, and only when there is a table
};

} // namespace forkscope::gui
