// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/svg_engine.h"

#include <QBuffer>
#include <QFont>
#include <QImage>
#include <QPainter>
#include <QPixmap>

namespace forkscope::gui {
namespace {

QByteArray number(double value) {
    QByteArray text = QByteArray::number(value, 'f', 3);
    while (text.endsWith('0'))
        text.chop(1);
    if (text.endsWith('.'))
        text.chop(1);
    return text == "-0" ? QByteArray("0") : text;
}

QByteArray attribute(const char* name, const QByteArray& value) {
    return ' ' + QByteArray(name) + "=\"" + value + '"';
}

QByteArray attribute(const char* name, double value) {
    return attribute(name, number(value));
}

QByteArray escaped(const QString& text) {
    return text.toHtmlEscaped().toUtf8();
}

QByteArray point(double x, double y) {
    return number(x) + ' ' + number(y);
}

QByteArray matrix(const QTransform& t) {
    QByteArray text = "matrix(";
    for (const double value : {t.m11(), t.m12(), t.m21(), t.m22(), t.dx(), t.dy()})
        text += QByteArray::number(value, 'g', 9) + ' ';
    text.chop(1);
    return text + ')';
}

QByteArray pathData(const QPainterPath& path) {
    QByteArray data;
    for (int i = 0; i < path.elementCount(); ++i) {
        const QPainterPath::Element e = path.elementAt(i);
        switch (e.type) {
        case QPainterPath::MoveToElement:
            data += 'M' + point(e.x, e.y);
            break;
        case QPainterPath::LineToElement:
            data += 'L' + point(e.x, e.y);
            break;
        case QPainterPath::CurveToElement:
            data += 'C' + point(e.x, e.y);
            break;
        case QPainterPath::CurveToDataElement:
            data += ' ' + point(e.x, e.y);
            break;
        }
    }
    return data;
}

QByteArray color(const char* name, const QColor& color) {
    QByteArray text = attribute(name, color.name().toLatin1());
    if (color.alpha() < 255)
        text += attribute((QByteArray(name) + "-opacity").constData(), color.alphaF());
    return text;
}

QByteArray imageElement(const QRectF& where, const QImage& image, const QByteArray& more) {
    QByteArray png;
    QBuffer buffer(&png);
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return "<image" + attribute("x", where.x()) + attribute("y", where.y()) +
           attribute("width", where.width()) + attribute("height", where.height()) +
           attribute("preserveAspectRatio", "none") + more +
           attribute("xlink:href", "data:image/png;base64," + png.toBase64()) + "/>\n";
}

const char* capName(Qt::PenCapStyle style) {
    return style == Qt::RoundCap ? "round" : style == Qt::SquareCap ? "square" : "butt";
}

const char* joinName(Qt::PenJoinStyle style) {
    return style == Qt::RoundJoin ? "round" : style == Qt::BevelJoin ? "bevel" : "miter";
}

} // namespace

QByteArray SvgEngine::clipId() {
    const QPainterPath clip = painter()->combinedTransform().map(painter()->clipPath());
    if (clipName_.isEmpty() || clip != clip_) {
        clip_ = clip;
        clipName_ = "clip" + QByteArray::number(++names_);
        definitions_ +=
            "<clipPath" + attribute("id", clipName_) + "><path" + attribute("d", pathData(clip)) +
            (clip.fillRule() == Qt::OddEvenFill ? attribute("clip-rule", "evenodd") : QByteArray()) +
            "/></clipPath>\n";
    }
    return clipName_;
}

QByteArray SvgEngine::common() const {
    QByteArray text;
    if (const QTransform t = painter()->combinedTransform(); !t.isIdentity())
        text += attribute("transform", matrix(t));
    if (painter()->opacity() < 1)
        text += attribute("opacity", painter()->opacity());
    return text;
}

QByteArray SvgEngine::textureId(const QBrush& brush) {
    const QByteArray name = "texture" + QByteArray::number(++names_);
    const QImage image = brush.textureImage();
    const QTransform at = brush.transform() * QTransform::fromTranslate(painter()->brushOrigin().x(),
                                                                        painter()->brushOrigin().y());
    definitions_ += "<pattern" + attribute("id", name) + attribute("patternUnits", "userSpaceOnUse") +
                    attribute("width", image.width()) + attribute("height", image.height()) +
                    attribute("patternTransform", matrix(at)) + '>' + imageElement(image.rect(), image, {}) +
                    "</pattern>\n";
    return name;
}

QByteArray SvgEngine::fill() {
    const QBrush brush = painter()->brush();
    if (brush.style() == Qt::NoBrush)
        return attribute("fill", "none");
    if (brush.style() == Qt::TexturePattern)
        return attribute("fill", "url(#" + textureId(brush) + ')');
    return color("fill", brush.gradient() ? brush.gradient()->stops().value(0).second : brush.color());
}

QByteArray SvgEngine::stroke() const {
    const QPen pen = painter()->pen();
    if (pen.style() == Qt::NoPen)
        return {};
    const double width = pen.widthF() > 0 ? pen.widthF() : 1;
    QByteArray text = color("stroke", pen.color()) + attribute("stroke-width", width) +
                      attribute("stroke-linecap", capName(pen.capStyle())) +
                      attribute("stroke-linejoin", joinName(pen.joinStyle()));
    if (pen.isCosmetic())
        text += attribute("vector-effect", "non-scaling-stroke");
    if (pen.style() == Qt::SolidLine)
        return text;
    QByteArray dashes;
    for (const double dash : pen.dashPattern())
        dashes += number(dash * width) + ' ';
    return text + attribute("stroke-dasharray", dashes.trimmed()) +
           attribute("stroke-dashoffset", pen.dashOffset() * width);
}

void SvgEngine::add(const QByteArray& element) {
    if (painter()->hasClipping())
        elements_ += "<g" + attribute("clip-path", "url(#" + clipId() + ')') + '>' + element + "</g>\n";
    else
        elements_ += element + '\n';
}

void SvgEngine::drawPath(const QPainterPath& path) {
    add("<path" + attribute("d", pathData(path)) + fill() +
        (path.fillRule() == Qt::OddEvenFill ? attribute("fill-rule", "evenodd") : QByteArray()) + stroke() +
        common() + "/>");
}

void SvgEngine::drawPolygon(const QPointF* points, int count, PolygonDrawMode mode) {
    QByteArray places;
    for (int i = 0; i < count; ++i)
        places += number(points[i].x()) + ',' + number(points[i].y()) + ' ';
    places = attribute("points", places.trimmed());
    if (mode == PolylineMode)
        return add("<polyline" + places + attribute("fill", "none") + stroke() + common() + "/>");
    add("<polygon" + places + fill() +
        (mode == OddEvenMode ? attribute("fill-rule", "evenodd") : QByteArray()) + stroke() + common() +
        "/>");
}

void SvgEngine::drawTextItem(const QPointF& at, const QTextItem& text) {
    const QFont font = text.font();
    const QString words = text.text();
    if (words.trimmed().isEmpty())
        return;
    const double size = font.pixelSize() > 0 ? font.pixelSize() : font.pointSizeF() * 96 / 72;
    const QByteArray fallback =
        font.fixedPitch() || font.family().contains(QLatin1String("Mono")) ? "monospace" : "sans-serif";
    QByteArray element = "<text" + attribute("x", at.x()) + attribute("y", at.y()) +
                         attribute("font-family", '\'' + escaped(font.family()) + "', " + fallback) +
                         attribute("font-size", size) + attribute("font-weight", double(font.weight())) +
                         color("fill", painter()->pen().color()) + attribute("xml:space", "preserve");
    if (font.italic())
        element += attribute("font-style", "italic");
    if (words.size() > 1)
        element += attribute("textLength", text.width()) + attribute("lengthAdjust", "spacingAndGlyphs");
    add(element + common() + '>' + escaped(words) + "</text>");
}

void SvgEngine::drawPixmap(const QRectF& where, const QPixmap& pixmap, const QRectF& part) {
    drawImage(where, pixmap.toImage(), part, Qt::AutoColor);
}

void SvgEngine::drawImage(const QRectF& where, const QImage& image, const QRectF& part,
                          Qt::ImageConversionFlags) {
    add(imageElement(where, image.copy(part.toAlignedRect()), common()).trimmed());
}

} // namespace forkscope::gui
