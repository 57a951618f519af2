// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/line_popup.h"

#include "engine/world/explain.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QFileInfo>
#include <QLabel>
#include <QListWidget>
#include <QScreen>

namespace forkscope::gui {

using world::formatTime;

namespace {
constexpr int kWidth = 460, kMostHeight = 340, kRowHeight = 24;

QString summaryOf(int line, const world::LineHistory& told) {
    if (told.events.empty())
        return LinePopup::tr("Nothing was told of line %1 in this run.").arg(line);
    QStringList parts{LinePopup::tr("Line %1").arg(line),
                      counted(qint64(told.events.size()), LinePopup::tr("once"), LinePopup::tr("%1 times"))};
    if (told.processes > 1)
        parts += LinePopup::tr("by %1 processes").arg(told.processes);
    if (told.waited > 0)
        parts += LinePopup::tr("waited %1 in all").arg(QString::fromStdString(formatTime(told.waited)));
    return parts.join(QStringLiteral(" · "));
}

QString rowText(const world::World& world, const world::Event& e) {
    return QStringLiteral("%1   %2   %3")
        .arg(QString::fromStdString(formatTime(e.time)), -9)
        .arg(QString::fromStdString(world::actorLabelOf(world, e.process, e.thread)))
        .arg(QString::fromStdString(world::explainWhat(world, e)));
}
} // namespace

LinePopup::LinePopup(const world::History& history, trace::FileId file, int line, trace::Time now,
                     QWidget* parent)
    : QFrame(parent, Qt::Popup) {
    setAttribute(Qt::WA_DeleteOnClose);
    setFrameShape(QFrame::StyledPanel);
    const world::LineHistory told = world::lineHistory(history, file, std::uint32_t(line));
    summary_ = summaryOf(line, told);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(10, 8, 10, 10);
    QLabel* head = makeLabel(summary_, 13, QFont::DemiBold, false, this);
    head->setWordWrap(true);
    column->addWidget(head);
    list_ = new QListWidget(this);
    list_->setAccessibleName(summary_);
    list_->setUniformItemSizes(true);
    list_->setTextElideMode(Qt::ElideRight);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    column->addWidget(list_);
    fill(history, told, now);
    list_->setVisible(list_->count() > 0);
    const int height = list_->count() ? 70 + kRowHeight * list_->count() : 44;
    setFixedSize(list_->count() ? kWidth : 320, std::min(kMostHeight, height));
    connect(list_, &QListWidget::currentItemChanged, this, [this](QListWidgetItem* item) {
        if (item && item->data(Qt::UserRole).isValid())
            emit momentChosen(item->data(Qt::UserRole).toLongLong());
    });
    connect(list_, &QListWidget::itemActivated, this, &QWidget::close);
}

void LinePopup::fill(const world::History& history, const world::LineHistory& told, trace::Time now) {
    const trace::Log& log = history.log();
    int here = -1;
    for (std::size_t i = 0; i < std::min(told.events.size(), kMostRows); ++i) {
        const world::Event& e = log[told.events[i]];
        auto* item = new QListWidgetItem(rowText(history.now(), e), list_);
        item->setToolTip(item->text());
        item->setData(Qt::UserRole, qlonglong(e.time));
        item->setSizeHint(QSize(0, kRowHeight));
        if (e.time <= now)
            here = list_->row(item);
    }
    if (told.events.size() > kMostRows) {
        auto* rest = new QListWidgetItem(tr("… and %1 more").arg(told.events.size() - kMostRows), list_);
        rest->setFlags(Qt::NoItemFlags);
    }
    if (here >= 0)
        list_->setCurrentRow(here); // before anybody listens: opening moves nothing
}

void LinePopup::showAt(const QPoint& place) {
    const QWidget* window = parentWidget()->window();
    const QRect room = window->geometry().intersected(window->screen()->availableGeometry());
    move(std::clamp(place.x(), room.left(), std::max(room.left(), room.right() - width() - 8)),
         std::clamp(place.y(), room.top(), std::max(room.top(), room.bottom() - height())));
    show();
    list_->setFocus();
    if (list_->currentItem())
        list_->scrollToItem(list_->currentItem(), QAbstractItemView::PositionAtCenter);
}

trace::FileId fileOf(const trace::Log& log, const QString& path) {
    const QString canonical = QFileInfo(path).canonicalFilePath();
    for (std::size_t i = 1; i < log.files(); ++i) {
        const std::string_view known = log.path({std::uint16_t(i)});
        const QString text = QString::fromUtf8(known.data(), qsizetype(known.size()));
        if (text == path || (!canonical.isEmpty() && text == canonical))
            return {std::uint16_t(i)};
    }
    return {};
}

} // namespace forkscope::gui
