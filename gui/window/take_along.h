// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What one takes along for slides: pictures of what the window shows, and animations of the run. Answers its
// actions, which are offered while there is a run, and says in the workspace's bar what came of them.
#include "gui/takealong/film_frames.h"

#include <QObject>

namespace forkscope::run {
class Session;
}

namespace forkscope::gui {

struct Actions;
class EditorPanel;
class Settings;
class Workspace;

enum class PictureOf { Stage, Timeline, Chart, Runs };

class TakeAlong : public QObject {
    Q_OBJECT
  public:
    // A child of the workspace. `settings` must outlive it.
    TakeAlong(const Actions& actions, const Settings& settings, Workspace* workspace);

    // These two ask where; the two after them do it.
    void savePicture(PictureOf what);
    void saveAnimation();
    bool writePicture(PictureOf what, const QString& path, double scale);
    // Of the run, which must be there.
    void makeAnimation(FilmPlan plan, const QString& path);

  private:
    run::Session* session() const; // null: there was no run yet
    Painting paintingOf(PictureOf what) const;
    QString suggestedName(const QString& more) const;
    void fail(const std::string& sentence);

    Workspace* workspace_;
    const Settings& settings_;
};

} // namespace forkscope::gui
