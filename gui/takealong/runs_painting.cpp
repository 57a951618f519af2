// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/runs_painting.h"

#include "gui/batch/outcome_delegate.h"
#include "gui/batch/outcome_model.h"
#include "gui/batch/runs_view.h"
#include "gui/theme/theme.h"

namespace forkscope::gui {

static constexpr int kRunsWidth = 640, kRunsMargin = 20, kRunsSide = 14, kRunsTitle = 26, kRunsHeadline = 30;

static QStyleOptionViewItem optionFor(const QRect& rect) {
    QStyleOptionViewItem option;
    option.rect = rect;
    option.state = QStyle::State_Enabled;
    return option;
}

static int heightOf(const OutcomeDelegate& delegate, const OutcomeModel& model, int row) {
    return delegate.sizeHint(optionFor({0, 0, kRunsWidth, 1}), model.index(row)).height();
}

static void paintRuns(QPainter& painter, const OutcomeModel& model, const QString& program,
                      const QString& headline, const QSize& size) {
    const OutcomeDelegate delegate(nullptr);
    painter.fillRect(QRect(QPoint(), size), colors().panel);
    painter.setPen(colors().text);
    painter.setFont(uiFont(14, QFont::DemiBold));
    painter.drawText(QRect(kRunsMargin + kRunsSide, kRunsMargin, kRunsWidth - 2 * kRunsSide, kRunsTitle),
                     Qt::AlignVCenter, program);
    painter.setFont(uiFont(14));
    painter.drawText(
        QRect(kRunsMargin + kRunsSide, kRunsMargin + kRunsTitle, kRunsWidth - 2 * kRunsSide, kRunsHeadline),
        Qt::AlignVCenter, headline);
    int y = kRunsMargin + kRunsTitle + kRunsHeadline;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QRect place(kRunsMargin, y, kRunsWidth, heightOf(delegate, model, row));
        delegate.paint(&painter, optionFor(place), model.index(row));
        y += place.height();
    }
}

Painting runsPainting(const RunsView& view, const QString& program) {
    const OutcomeModel& model = *view.model();
    if (model.rowCount() == 0)
        return {};
    const OutcomeDelegate delegate(nullptr);
    int height = 2 * kRunsMargin + kRunsTitle + kRunsHeadline;
    for (int row = 0; row < model.rowCount(); ++row)
        height += heightOf(delegate, model, row);
    const QSize size(kRunsWidth + 2 * kRunsMargin, height);
    return {size, [&model, program, headline = view.headline(), size](QPainter& painter) {
                paintRuns(painter, model, program, headline, size);
            }};
}

} // namespace forkscope::gui
