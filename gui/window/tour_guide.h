// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A tour in the window: plays it over the run, dims all but what the step speaks of, puts the balloon beside
// it, marks the stops on the time axis. The run stands while the learner reads; going back to a stop says
// again what was said there.
#include "engine/lesson/tour_player.h"
#include "gui/tour/tour_balloon.h"
#include "gui/tour/tour_scrim.h"

#include <QObject>
#include <QTimer>

#include <memory>

namespace forkscope::gui {

class Workspace;

class TourGuide : public QObject {
    Q_OBJECT
  public:
    explicit TourGuide(Workspace& workspace);
    ~TourGuide() override;

    // The session was started with TourPlayer::prepare() and must live until leave().
    void begin(run::Session& session, const lesson::Tour& tour, const QString& programText);
    // The run goes on freely. No effect when no tour is on.
    void leave();
    bool isOn() const { return player_ != nullptr; }
    lesson::TourPlayer* player() const { return player_.get(); } // null: no tour is on
    TourBalloon* balloon() const { return balloon_; }
    TourScrim* scrim() const { return scrim_; }
    int shownStep() const; // the one whose stop is shown; -1: none

  signals:
    void begun();
    void reached(int step);
    void finished();
    void ended(); // finished or left

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void connectPlayer();
    void next();
    void skip();
    void fail(const QString& sentence);
    void end();
    void reveal();
    void refresh();
    void showStops();
    QList<lesson::TourTarget> targetsShown() const;
    QRect placeOf(const lesson::TourTarget& target) const; // in the workspace; empty: not in sight
    QRect inWorkspace(const QWidget* widget, const QRect& rect) const;
    void light(const QList<lesson::TourTarget>& targets);
    void placeBalloonAt(const QList<lesson::TourTarget>& targets);

    Workspace& workspace_;
    std::unique_ptr<lesson::TourPlayer> player_; // null: no tour is on
    run::Session* session_ = nullptr;            // of the player
    QString text_;
    TourScrim* scrim_ = nullptr;
    TourBalloon* balloon_ = nullptr;
    QTimer follow_; // while a tour is on: what it points at moves with the panels
    QTimer patience_;
};

} // namespace forkscope::gui
