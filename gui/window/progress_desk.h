// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the menu offers for progress: export, import, resets and the way back. Says what came of it in the
// message bar of the page that is in front. Nothing is asked but before everything is reset.
#include "gui/window/learning.h"

#include <QObject>

#include <functional>

class QWidget;

namespace forkscope::gui {

struct Actions;
class MessageBar;

// What is in front of the learner.
struct ProgressView {
    QString lessonId; // "" none
    QString exercise; // slug; "" none
    MessageBar* bar = nullptr;
};

class ProgressDesk : public QObject {
    Q_OBJECT
  public:
    ProgressDesk(const Actions& actions, Learning& learning, const std::function<ProgressView()>& view,
                 QWidget* window);

    void exportTo(const QString& file);
    void importFrom(const QString& file);
    void resetExercise();
    void resetLesson();
    void resetEverything();
    void undoReset();
    // What can be reset depends on what is in front.
    void refresh();

  private:
    void askForExport();
    void askForImport();
    bool isSure();
    void sayReset(const QString& sentence);

    const Actions& actions_;
    Learning& learning_;
    std::function<ProgressView()> view_;
    QWidget* window_;
};

} // namespace forkscope::gui
