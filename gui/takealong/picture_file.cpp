// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/picture_file.h"

#include "gui/takealong/svg_device.h"

#include <QBuffer>
#include <QCoreApplication>
#include <QFileInfo>
#include <QImage>
#include <QPageSize>
#include <QPdfWriter>
#include <QSaveFile>

#include <cmath>

namespace forkscope::gui {

static QString words(const char* text) {
    return QCoreApplication::translate("TakeAlong", text);
}

std::optional<PictureFormat> pictureFormatOf(const QString& path) {
    const QString suffix = QFileInfo(path).suffix().toLower();
    if (suffix == QLatin1String("png"))
        return PictureFormat::Png;
    if (suffix == QLatin1String("svg"))
        return PictureFormat::Svg;
    if (suffix == QLatin1String("pdf"))
        return PictureFormat::Pdf;
    return std::nullopt;
}

static bool paintOn(QPaintDevice& device, const Painting& painting, double scale = 1) {
    QPainter painter;
    if (!painter.begin(&device))
        return false;
    painter.setRenderHints(QPainter::Antialiasing | QPainter::TextAntialiasing);
    painter.scale(scale, scale);
    painting.paint(painter);
    return painter.end();
}

// In memory first: what can't be written then says why. Empty: larger than a picture, or the memory, may be.
static QByteArray pngOf(const Painting& painting, double scale) {
    const QSizeF size = painting.size * scale;
    QImage image(int(std::ceil(size.width())), int(std::ceil(size.height())), QImage::Format_RGB32);
    if (image.isNull())
        return {};
    image.fill(Qt::white);
    QByteArray bytes;
    QBuffer buffer(&bytes);
    if (!paintOn(image, painting, scale) || !buffer.open(QIODevice::WriteOnly) || !image.save(&buffer, "PNG"))
        return {};
    return bytes;
}

static QByteArray svgOf(const Painting& painting) {
    SvgDevice device(painting.size);
    return paintOn(device, painting) ? device.document() : QByteArray();
}

// One page, just as large as the painting. At 96 dots an inch its pixels are those that words were measured
// in.
static QByteArray pdfOf(const Painting& painting) {
    constexpr int kDots = 96;
    QByteArray bytes;
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::WriteOnly);
    QPdfWriter writer(&buffer);
    writer.setResolution(kDots);
    writer.setCreator(QStringLiteral("Forkscope"));
    writer.setPageSize(
        QPageSize(painting.size * 72 / kDots, QPageSize::Point, QString(), QPageSize::ExactMatch));
    writer.setPageMargins(QMarginsF());
    return paintOn(writer, painting) ? bytes : QByteArray();
}

static QByteArray bytesOf(const Painting& painting, PictureFormat format, double scale) {
    switch (format) {
    case PictureFormat::Png:
        return pngOf(painting, scale);
    case PictureFormat::Svg:
        return svgOf(painting);
    case PictureFormat::Pdf:
        return pdfOf(painting);
    }
    return {};
}

// A full disk takes what has room and says why only when asked again.
static bool writeAll(QIODevice& out, const QByteArray& bytes) {
    qint64 done = 0;
    while (done < bytes.size()) {
        const qint64 more = out.write(bytes.constData() + done, bytes.size() - done);
        if (more <= 0)
            return false;
        done += more;
    }
    return true;
}

Outcome writePicture(const Painting& painting, const QString& path, double scale) {
    const auto failed = [&path](const QString& why) {
        return Error{words("%1 could not be written: %2").arg(path, why).toStdString()};
    };
    const auto format = pictureFormatOf(path);
    if (!format)
        return failed(words("its name must end in .png, .svg or .pdf."));
    if (painting.isEmpty())
        return failed(words("there is nothing to draw yet."));
    const QByteArray bytes = bytesOf(painting, *format, scale);
    if (bytes.isEmpty())
        return failed(words("the picture is too large. Save it as SVG or PDF."));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || !writeAll(file, bytes) || !file.commit())
        return failed(words("%1. Choose another folder, or make room.").arg(file.errorString()));
    return Done();
}

} // namespace forkscope::gui
