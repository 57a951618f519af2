// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/svg_device.h"

#include "gui/takealong/svg_engine.h"

#include <climits>
#include <cmath>

namespace forkscope::gui {

static constexpr int kDots = 96; // an inch: words are measured as on a screen at 1x

SvgDevice::SvgDevice(const QSizeF& size) : size_(size), engine_(std::make_unique<SvgEngine>()) {}

SvgDevice::~SvgDevice() = default;

QPaintEngine* SvgDevice::paintEngine() const {
    return engine_.get();
}

QByteArray SvgDevice::document() const {
    const QByteArray width = QByteArray::number(size_.width()), height = QByteArray::number(size_.height());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
           "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" "
           "version=\"1.1\" width=\"" +
           width + "\" height=\"" + height + "\" viewBox=\"0 0 " + width + ' ' + height + "\">\n<defs>\n" +
           engine_->definitions() + "</defs>\n" + engine_->elements() + "</svg>\n";
}

int SvgDevice::metric(PaintDeviceMetric metric) const {
    const auto millimetres = [](double pixels) { return int(std::lround(pixels * 25.4 / kDots)); };
    switch (metric) {
    case PdmWidth:
        return int(std::ceil(size_.width()));
    case PdmHeight:
        return int(std::ceil(size_.height()));
    case PdmWidthMM:
        return millimetres(size_.width());
    case PdmHeightMM:
        return millimetres(size_.height());
    case PdmNumColors:
        return INT_MAX;
    case PdmDepth:
        return 32;
    case PdmDpiX:
    case PdmDpiY:
    case PdmPhysicalDpiX:
    case PdmPhysicalDpiY:
        return kDots;
    case PdmDevicePixelRatio:
        return 1;
    case PdmDevicePixelRatioScaled:
        return int(devicePixelRatioFScale());
    }
    return 0;
}

} // namespace forkscope::gui
