// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search/search_popup.h"

#include "gui/search/hit_delegate.h"
#include "gui/search/hit_model.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QApplication>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>

namespace forkscope::gui {

static constexpr int kBoxWidth = 680, kGap = 10, kEdge = 10, kFieldHeight = 36, kMostHeight = 560; // px

SearchPopup::SearchPopup(QWidget* window, std::function<search::SearchIndex()> makeIndex)
    : QWidget(window), makeIndex_(std::move(makeIndex)) {
    setObjectName(QStringLiteral("searchPopup"));
    build();
    window->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &SearchPopup::find);
    connect(list_, &QListView::clicked, this, [this](const QModelIndex& index) { choose(index.row()); });
    hide();
}

void SearchPopup::build() {
    box_ = new QWidget(this);
    field_ = new QLineEdit(box_);
    field_->setFixedHeight(kFieldHeight);
    field_->setPlaceholderText(tr("Search lessons, programs, exercises and words"));
    field_->setAccessibleName(field_->placeholderText());
    field_->addAction(icon(QStringLiteral("search"), IconTone::Dim), QLineEdit::LeadingPosition);
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    list_ = new QListView(box_);
    model_ = new HitModel(this);
    list_->setModel(model_);
    list_->setItemDelegate(new HitDelegate(list_));
    list_->setAccessibleName(tr("Found"));
    list_->setFocusPolicy(Qt::NoFocus); // the keys stay in the field
    list_->setFrameShape(QFrame::NoFrame);
    list_->setMouseTracking(true);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setResizeMode(QListView::Adjust);
    foot_ = makeLabel(QString(), 12, QFont::Normal, true, box_);
    auto* column = new QVBoxLayout(box_);
    column->setContentsMargins(kEdge, kEdge, kEdge, kEdge);
    column->setSpacing(8);
    column->addWidget(field_);
    column->addWidget(list_, 1);
    column->addWidget(foot_);
}

void SearchPopup::open(const QString& query) {
    if (!isVisible())
        hadKeys_ = QApplication::focusWidget();
    if (!index_)
        index_ = makeIndex_();
    setGeometry(parentWidget()->rect());
    show();
    raise();
    if (!query.isEmpty())
        field_->setText(query);
    find(field_->text());
    field_->setFocus(Qt::ShortcutFocusReason);
    query.isEmpty() ? field_->selectAll() : field_->end(false);
}

void SearchPopup::close() {
    if (!isVisible())
        return;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    hide();
    if (hadFocus && hadKeys_)
        hadKeys_->setFocus(Qt::OtherFocusReason);
}

void SearchPopup::find(const QString& query) {
    if (!index_)
        return;
    model_->setHits(index_->find(query));
    const int found = model_->rowCount();
    list_->setVisible(found > 0);
    if (found > 0)
        list_->setCurrentIndex(model_->index(0));
    list_->scrollToTop();
    foot_->setText(query.trimmed().isEmpty() ? tr("One word or several; the beginning of a word is enough.")
                   : found == 0
                       ? tr("Nothing found for “%1”. Try one word, or the beginning of one.").arg(query)
                       : tr("%1 found   ·   ↑ ↓ choose   ·   Return opens   ·   Esc closes").arg(found));
    place();
}

// As high as what was found, up to a limit.
void SearchPopup::place() {
    const int wide = std::min(kBoxWidth, width() - 2 * kGap);
    int high = kFieldHeight + 2 * kEdge + 8 + foot_->sizeHint().height();
    const int most = std::min(kMostHeight, height() - 2 * kGap);
    box_->setGeometry((width() - wide) / 2, kGap, wide, most); // so that the rows know their width
    if (list_->isVisibleTo(box_)) {
        high += 8;
        for (int row = 0; row < model_->rowCount() && high < most; ++row)
            high += list_->sizeHintForRow(row);
    }
    box_->setGeometry((width() - wide) / 2, kGap, wide, std::min(high, most));
    update();
}

void SearchPopup::choose(int row) {
    if (row < 0 || row >= model_->rowCount() || model_->hit(row).entry.lesson.isEmpty())
        return; // a word that no lesson is about says all it has to say here
    const search::Hit hit = model_->hit(row);
    hadKeys_.clear();
    close();
    emit chosen(hit, field_->text());
}

void SearchPopup::step(int by) {
    const int count = model_->rowCount();
    if (count > 0)
        list_->setCurrentIndex(model_->index(std::clamp(list_->currentIndex().row() + by, 0, count - 1)));
}

bool SearchPopup::eventFilter(QObject* watched, QEvent* event) {
    if (watched == parentWidget() && event->type() == QEvent::Resize && isVisible()) {
        setGeometry(parentWidget()->rect());
        place();
    }
    if (watched != field_ || event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    constexpr int kPage = 5;
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Escape:
        close();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        choose(list_->currentIndex().row());
        return true;
    case Qt::Key_Down:
        step(1);
        return true;
    case Qt::Key_Up:
        step(-1);
        return true;
    case Qt::Key_PageDown:
        step(kPage);
        return true;
    case Qt::Key_PageUp:
        step(-kPage);
        return true;
    default:
        return false;
    }
}

void SearchPopup::mousePressEvent(QMouseEvent*) {
    close();
}

void SearchPopup::paintEvent(QPaintEvent*) {
    const Colors& c = colors();
    QPainter painter(this);
    QColor veil = c.window;
    veil.setAlphaF(0.55f);
    painter.fillRect(rect(), veil);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF box(box_->geometry());
    for (int i = 1; i <= 5; ++i) {
        painter.setPen(QPen(QColor(0, 0, 0, 22), i * 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRoundedRect(box.translated(0, 1.5), 9, 9);
    }
    painter.setPen(QPen(c.line, 1));
    painter.setBrush(c.panel);
    painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), 9, 9);
}

} // namespace forkscope::gui
