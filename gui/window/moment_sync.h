// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Keeps every view at the same moment: takes a Session and the Playhead, and shows inspector, console, badges
// and the status line what was true then. Refreshes at most every kPause while a run goes on, and soon after
// the playhead moved.
#include "engine/lesson/subject_index.h"
#include "engine/run/session.h"
#include "engine/world/words.h"

#include <QObject>
#include <QTimer>

namespace forkscope::gui {

class ChartsView;
class ConsoleView;
class EditorPanel;
class LiveBadge;
class MomentView;
class Panel;
class Playhead;
class Selection;
class StagePanel;
class TimelinePanel;
class TimelineView;
class WhyView;

struct MomentViews {
    TimelinePanel* timeline = nullptr;
    StagePanel* stage = nullptr;
    MomentView* moment = nullptr;
    WhyView* why = nullptr;
    ConsoleView* console = nullptr;
    EditorPanel* editor = nullptr;
    Panel* momentPanel = nullptr; // these two say which moment they show when it is not the present
    Panel* outputPanel = nullptr;
    ChartsView* charts = nullptr;
};

class MomentSync : public QObject {
    Q_OBJECT
  public:
    MomentSync(const MomentViews& views, Playhead* playhead, QObject* parent);

    // Null: nothing has run. The views let go of the one before at once.
    void setSession(run::Session* session);
    // Now, without waiting for the pause.
    void refresh();
    trace::Time shownTime() const;
    // Lines of the program that something at this moment is about: tinted while it is shown.
    void markLines(const QList<int>& lines, trace::Time at);
    // By which exceptions are explained.
    void setIndex(const lesson::SubjectIndex& index) { index_ = index; }
    // Put in front of the summary's words: which of several runs it is; "": the only one.
    void setRunName(const QString& name);
    // What is chosen, by any view.
    Selection* selection() const { return selection_; }
    // "594.2 ms · 6 processes, 1 lock, 1 queue · 2 waiting"
    const QString& summary() const { return summary_; }

  signals:
    void summaryChanged(const QString& summary);
    void lineRequested(const QString& path, int line); // by a link of the reasons
    void errorRequested(const QString& slug);          // in the index
    // The newest exception of the moment that is shown, "" none: "BrokenPipeError in P1 speaker", its entry.
    void errorChanged(const QString& what, const QString& slug);

  private:
    static constexpr int kPause = 40;     // ms
    static constexpr int kPastPause = 30; // ms, while the playhead is dragged

    void connectSelection();
    void connectSession();
    void showSelection();
    void showWhy(const world::World& world, trace::Time at);
    void showError(const QString& what, const QString& slug);
    void follow(const world::Target& target);
    void refreshSoon();
    void showWorld(const world::World& world, trace::Time at);
    void showStage(const world::World& world, trace::Time at);
    void showOutput(trace::Time at);
    void showBadges(const world::World& world, trace::Time at);
    void showLiveness();
    void showRemarks(trace::Time at);
    void showAwaited(const world::World& world);
    void showNothing();
    void setSummary(const QString& summary);
    QString summaryOf(const world::World& world, trace::Time at) const;
    bool isRunning() const;

    MomentViews views_;
    lesson::SubjectIndex index_;
    Playhead* playhead_;
    Selection* selection_;
    run::Session* session_ = nullptr;
    QTimer soon_;
    QString summary_, runName_;
    QString error_ = QStringLiteral("/"); // as it was told last
    QList<int> markedLines_;
    trace::Time markedAt_ = -1;
    bool consoleAtPast_ = false;
    trace::Time lastShown_ = 0;
};

} // namespace forkscope::gui
