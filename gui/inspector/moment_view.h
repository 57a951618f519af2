// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "At this moment": the list of what is true at the playhead. A click chooses; a double click, or Return,
// says where in the program it stands.
#include "engine/world/world.h"

#include <QListView>

namespace forkscope::gui {

class MomentModel;

class MomentView : public QListView {
    Q_OBJECT
  public:
    explicit MomentView(QWidget* parent = nullptr);

    void showWorld(const world::World& world, world::Time at);
    void showNothing();
    // Shows what is chosen elsewhere; both 0: nothing. Emits nothing.
    void setChosen(trace::ProcessId process, trace::ObjectId object);
    MomentModel* moments() const { return model_; }

  signals:
    void lineRequested(const QString& path, int line);
    void processChosen(forkscope::trace::ProcessId process);
    void objectChosen(forkscope::trace::ObjectId object);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void choose(const QModelIndex& index);
    void goTo(const QModelIndex& index);

    MomentModel* model_ = nullptr;
};

} // namespace forkscope::gui
