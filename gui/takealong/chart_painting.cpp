// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/chart_painting.h"

#include "gui/charts/chart_canvas.h"
#include "gui/charts/chart_legend.h"
#include "gui/charts/charts_view.h"
#include "gui/theme/theme.h"

#include <QGraphicsScene>

#include <algorithm>
#include <memory>

namespace forkscope::gui {
namespace {

constexpr int kWidth = 860, kMargin = 20, kTitle = 26, kBetween = 16;
constexpr int kWords = 14, kAfterWords = 12, kHeadline = Qt::AlignLeft | Qt::AlignTop | Qt::TextWordWrap;
constexpr int kLeastHeight = 320, kRowHeight = 34, kAroundRows = 60;

// The charts as they are laid out on the sheet.
struct Page {
    struct Chart {
        QString title, headline;
        std::unique_ptr<ChartCanvas> canvas;
        QRect words, place; // of the headline; of the canvas
    };
    std::vector<Chart> charts;
    ChartLegend legend;
    QPoint legendPlace;
    QSize size;
};

std::unique_ptr<ChartCanvas> canvasFor(ChartsView::Drawn& drawn) {
    const int rows = drawn.content->rows();
    auto canvas = std::make_unique<ChartCanvas>();
    canvas->setAttribute(Qt::WA_DontShowOnScreen); // laid out as if it were shown
    canvas->setFocusPolicy(Qt::NoFocus);
    canvas->resize(kWidth,
                   rows > 0 ? std::max(kLeastHeight / 2, rows * kRowHeight + kAroundRows) : kLeastHeight);
    canvas->setContent(std::move(drawn.content), drawn.reach);
    canvas->show();
    return canvas;
}

void align(const std::vector<Page::Chart>& charts) {
    int widest = 0;
    for (const Page::Chart& chart : charts)
        widest = std::max(widest, chart.canvas->namesWidth());
    for (const Page::Chart& chart : charts)
        chart.canvas->setInset(widest - chart.canvas->namesWidth());
}

std::shared_ptr<Page> pageOf(std::vector<ChartsView::Drawn> drawn) {
    auto page = std::make_shared<Page>();
    page->legend.setEntries(drawn.back().content->legend());
    int y = kMargin;
    for (ChartsView::Drawn& one : drawn) {
        Page::Chart chart{one.title, one.content->headline(), canvasFor(one), {}, {}};
        y += chart.title.isEmpty() ? 0 : kTitle;
        const QRect room(kMargin, y, kWidth, kWidth);
        chart.words = QFontMetrics(uiFont(kWords)).boundingRect(room, kHeadline, chart.headline);
        y = chart.words.bottom() + kAfterWords;
        chart.place = {QPoint(kMargin, y), chart.canvas->size()};
        y += chart.place.height() + kBetween;
        page->charts.push_back(std::move(chart));
    }
    if (page->charts.size() > 1)
        align(page->charts);
    page->legendPlace = {kMargin, y};
    const int legend = page->legend.heightForWidth(kWidth);
    page->size = {kWidth + 2 * kMargin, (legend > 0 ? y + legend : y - kBetween) + kMargin};
    return page;
}

void paintPage(const Page& page, QPainter& painter) {
    painter.fillRect(QRect(QPoint(), page.size), colors().panel);
    for (const Page::Chart& chart : page.charts) {
        painter.setFont(uiFont(14, QFont::DemiBold));
        painter.setPen(colors().text);
        painter.drawText(QPoint(kMargin, chart.words.top() - 9), chart.title);
        painter.setFont(uiFont(kWords));
        painter.drawText(chart.words, kHeadline, chart.headline);
        chart.canvas->scene()->render(&painter, chart.place, chart.canvas->rect());
    }
    painter.save();
    painter.translate(page.legendPlace);
    page.legend.paint(painter, kWidth);
    painter.restore();
}

} // namespace

Painting chartPainting(ChartsView& view) {
    std::vector<ChartsView::Drawn> drawn = view.drawn();
    if (drawn.empty())
        return {};
    const std::shared_ptr<Page> page = pageOf(std::move(drawn));
    return {page->size, [page](QPainter& painter) { paintPage(*page, painter); }};
}

} // namespace forkscope::gui
