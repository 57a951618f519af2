// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A deadlock as a ring through the cards that wait for each other: dashed as far as the padlock that is
// waited for, solid from there to who has it, red throughout. Of a standstill the way on to who could have
// helped is dotted.
#include "gui/stage/stage_picture.h"

#include <QGraphicsItem>
#include <QPainterPath>

namespace forkscope::gui {

class RingItem : public QGraphicsItem {
  public:
    // `cards`: the frame of each link's process, in the scene; `occupied`: what its words keep clear of.
    RingItem(const StageRing& ring, const std::vector<QRectF>& cards, const std::vector<QRectF>& occupied);

    void setShare(double share); // how much of it is drawn, 0 to 1
    double share() const { return share_; }
    QString word() const; // in the pill
    QRectF pill() const { return pill_; }
    struct Arc {
        QPainterPath waits, held; // held is empty where nobody holds it: it waits for the process itself
        QRectF label;             // padlock and name, at its top
        QString name;
        bool isLock = false;
    };
    const std::vector<Arc>& arcs() const { return arcs_; }

    QRectF boundingRect() const override { return bounds_; }
    QPainterPath shape() const override { return {}; }

  protected:
    void paint(QPainter* painter, const QStyleOptionGraphicsItem* option, QWidget* widget) override;

  private:
    static Arc arcBetween(const StageRing::Link& link, const QRectF& from, const QRectF& to,
                          const std::vector<QRectF>& occupied);
    QRectF placeForPill(const std::vector<QRectF>& cards, std::vector<QRectF> occupied) const;
    void paintArc(QPainter& painter, const Arc& arc, double share) const;

    std::vector<Arc> arcs_;
    bool sure_;
    QRectF pill_, bounds_;
    double share_ = 1;
};

} // namespace forkscope::gui
