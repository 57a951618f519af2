// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The stage in the window: fits itself until the learner zooms (Ctrl and wheel, + and -, 0 fits again), drags
// with the mouse, walks with the arrow keys. Hovering and choosing say the World's sentence.
#include "gui/stage/stage_canvas.h"
#include "gui/stage/stage_scene.h"

#include <QGraphicsView>

#include <optional>
#include <span>

namespace forkscope::gui {

class StageView : public QGraphicsView {
    Q_OBJECT
  public:
    explicit StageView(QWidget* parent = nullptr);

    // As StageScene::showWorld. Keeps a copy of `world` for its sentences: the run must be there until the
    // next call or showNothing().
    void showWorld(const world::World& now, const world::World& world, world::Time at, bool moves);
    void showNothing();
    StageScene& stage() { return scene_; }
    // Only end states are shown.
    void setReduceMotion(bool reduce);
    bool reduceMotion() const { return reduceMotion_; }
    // What the desktop asks for, where Qt tells.
    static bool desktopReducesMotion();
    void fit();
    // Chosen here or elsewhere; value 0: nothing. Choosing one unchooses what was chosen before.
    void setChosen(world::ProcessId id);
    void setChosen(world::ObjectId id);
    // Where the button of a held process goes, in the viewport: the first of the widths that leaves room for
    // the card's words, else the last. Empty: it has no card of its own, or not in sight.
    QRect buttonPlace(world::ProcessId id, std::span<const int> widths, int height) const;
    // Of a card, group or object of the stage: what a tooltip or a screen reader says of it.
    QString nameOf(const QGraphicsObject* item) const;
    QString sentenceOf(const QGraphicsObject* item) const;
    // Where it is in the viewport; empty: not on the stage at this moment.
    QRect placeOf(world::ProcessId id) const;
    QRect placeOf(world::ObjectId id) const;
    // Of the card itself, as it would stand if it had not tipped over, and how far it has, in degrees.
    QRect uprightPlaceOf(world::ProcessId id) const;
    double tiltOf(world::ProcessId id) const;
    std::vector<QRect> allPlaces() const; // of all cards, groups and objects

  signals:
    void processChosen(world::ProcessId id);
    void objectChosen(world::ObjectId id);
    void waiterChosen(world::ObjectId lock, world::ProcessId waiter);
    // Of a process: by its card, or by the key with the focus on it.
    void menuRequested(world::ProcessId id, const QPoint& place); // of the screen
    void placesChanged();                                         // buttonPlace() says otherwise

  protected:
    void resizeEvent(QResizeEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void drawItems(QPainter* painter, int count, QGraphicsItem* items[],
                   const QStyleOptionGraphicsItem options[]) override;
    void drawBackground(QPainter* painter, const QRectF& where) override;
    bool viewportEvent(QEvent* event) override;
    void scrollContentsBy(int dx, int dy) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

  private:
    static std::vector<QGraphicsItem*> topsOf(QGraphicsItem* const items[], int count);
    void drawPart(const QRect& part, const QTransform& view, const std::vector<QGraphicsItem*>& tops);
    void paintGround(QPainter& painter, const QRectF& where);
    void zoomBy(double factor);
    bool walk(int key);
    void applyTheme();
    QString sentenceAt(const QPoint& place) const;
    QString processSentence(world::ProcessId id) const;
    QString objectSentence(world::ObjectId id) const;

    StageScene scene_;
    StageCanvas canvas_;
    QRegion exposed_; // by the paint event under way, until it is drawn
    std::optional<world::World> world_;
    world::Time at_ = 0;
    bool fitted_ = true;
    bool reduceMotion_ = false;
};

} // namespace forkscope::gui
