// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is painted on it becomes an SVG document. Unlike QSvgGenerator it keeps clips and patterns, and gives
// each text its length, so that it fits where the font is another one.
#include <QByteArray>
#include <QPaintDevice>
#include <QSizeF>

#include <memory>

namespace forkscope::gui {

class SvgEngine;

class SvgDevice : public QPaintDevice {
  public:
    explicit SvgDevice(const QSizeF& size);
    ~SvgDevice() override;

    // Once the painter has ended.
    QByteArray document() const;

    QPaintEngine* paintEngine() const override;

  protected:
    int metric(PaintDeviceMetric metric) const override;

  private:
    QSizeF size_;
    std::unique_ptr<SvgEngine> engine_;
};

} // namespace forkscope::gui
