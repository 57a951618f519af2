// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage in the window: fits itself until the learner zooms (Ctrl and wheel, + and -, 0 fits again), drags
// with the mouse, walks with Tab. Hovering and choosing say the World's sentence.
#include "gui/stage/stage_scene.h"

#include <QGraphicsView>

namespace forkscope::gui {

class StageView : public QGraphicsView {
    Q_OBJECT
  public:
    explicit StageView(QWidget* parent = nullptr);

    // As StageScene::showWorld; keeps copies of nothing: `world` is asked for sentences through `at` only
    // while a tooltip is made.
    void showWorld(const world::World& now, const world::World& world, world::Time at, bool moves);
    void showNothing();
    StageScene& stage() { return scene_; }
    void setReduceMotion(bool reduce) { reduceMotion_ = reduce; }
    void fit();

  signals:
    void processChosen(world::ProcessId id);
    void objectChosen(world::ObjectId id);

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void drawBackground(QPainter* painter, const QRectF& where) override;
    bool viewportEvent(QEvent* event) override;

  private:
    void zoomBy(double factor);
    void applyTheme();
    QString sentenceAt(const QPoint& place) const;

    StageScene scene_;
    std::map<world::ProcessId, QString> processSentences_;
    std::map<world::ObjectId, QString> objectSentences_;
    bool fitted_ = true;
    bool reduceMotion_ = false;
};

} // namespace forkscope::gui
