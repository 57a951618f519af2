// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Turns what a QPainter does into SVG elements. Everything is asked of the painter at the moment of drawing,
// so that there is no state to be kept in step. Solid colours, textures, dashes, clips, images and text;
// gradients are drawn in their first colour.
#include <QByteArray>
#include <QPaintEngine>
#include <QPainterPath>

namespace forkscope::gui {

class SvgEngine final : public QPaintEngine {
  public:
    SvgEngine() : QPaintEngine(AllFeatures) {}

    const QByteArray& elements() const { return elements_; }
    const QByteArray& definitions() const { return definitions_; }

    bool begin(QPaintDevice*) override { return true; }
    bool end() override { return true; }
    void updateState(const QPaintEngineState&) override {}
    Type type() const override { return User; }
    void drawPath(const QPainterPath& path) override;
    void drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) override;
    void drawTextItem(const QPointF& at, const QTextItem& text) override;
    void drawPixmap(const QRectF& where, const QPixmap& pixmap, const QRectF& part) override;
    void drawImage(const QRectF& where, const QImage& image, const QRectF& part,
                   Qt::ImageConversionFlags flags) override;

    using QPaintEngine::drawPolygon;

  private:
    // The clip is in the device's pixels: it stands on a group around what has a transform.
    void add(const QByteArray& element);
    // Attributes, each with a blank before it.
    QByteArray common() const; // transform, opacity
    QByteArray fill();
    QByteArray stroke() const;
    QByteArray textureId(const QBrush& brush);
    QByteArray clipId();

    QByteArray elements_, definitions_;
    QPainterPath clip_; // the last one, in the device
    QByteArray clipName_;
    int names_ = 0;
};

} // namespace forkscope::gui
