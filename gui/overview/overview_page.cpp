// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/overview_page.h"

#include "gui/overview/overview_delegate.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTableView>

namespace forkscope::gui {

static constexpr int kHeader = 58, kRow = 44, kMargin = 36, kScrollBar = 14;
static constexpr int kNarrow = 1080; // below: without "Where you stopped"
static constexpr int kCompact = 900; // below: without pips

namespace {

// Return goes where the cell leads.
class ProgressTable : public QTableView {
  public:
    using QTableView::QTableView;

  protected:
    void keyPressEvent(QKeyEvent* event) override {
        if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) && currentIndex().isValid())
            emit clicked(currentIndex());
        else if (event->key() == Qt::Key_Escape)
            event->ignore();
        else
            QTableView::keyPressEvent(event);
    }
};

} // namespace

OverviewPage::OverviewPage(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(makeTable(), 1);
}

QWidget* OverviewPage::makeHeader() {
    auto* header = new QWidget(this);
    header->setFixedHeight(kHeader);
    headerRow_ = new QHBoxLayout(header);
    headerRow_->setContentsMargins(kMargin - 12, 0, 24, 0);
    headerRow_->setSpacing(8);
    QPushButton* home = makeToolButton(tr("Home"), QStringLiteral("chevron-left"), header);
    home->setToolTip(tr("All lessons (Esc)"));
    connect(home, &QPushButton::clicked, this, &OverviewPage::homeRequested);
    headerRow_->addWidget(home);
    headerRow_->addStretch();
    return header;
}

QWidget* OverviewPage::makeTable() {
    auto* body = new Surface(&Colors::panel, this);
    model_ = new OverviewModel(this);
    table_ = new ProgressTable(body);
    delegate_ = new OverviewDelegate(model_, table_);
    table_->setModel(model_);
    table_->setItemDelegate(delegate_);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setShowGrid(false);
    table_->setMouseTracking(true);
    table_->setSelectionMode(QAbstractItemView::NoSelection);
    table_->setEditTriggers(QAbstractItemView::NoEditTriggers);
    table_->setTabKeyNavigation(false);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kRow);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setStretchLastSection(true);
    table_->setAccessibleName(tr("Progress in each lesson"));
    connect(table_, &QTableView::clicked, this,
            [this](const QModelIndex& index) { emit placeChosen(model_->placeAt(index)); });
    connect(&Theme::instance(), &Theme::changed, table_->viewport(), qOverload<>(&QWidget::update));

    summary_ = makeLabel(QString(), 13, QFont::Normal, true, body);
    kept_ = makeLabel(QString(), 12, QFont::Normal, true, body);
    kept_->setWordWrap(true);
    auto* head = new QHBoxLayout;
    head->setSpacing(18);
    head->addWidget(makeLabel(tr("Progress"), 26, QFont::DemiBold, false, body), 0, Qt::AlignBaseline);
    head->addWidget(summary_, 1, Qt::AlignBaseline);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(kMargin, 22, kMargin, 14);
    column->setSpacing(12);
    column->addLayout(head);
    column->addWidget(table_, 1);
    column->addWidget(kept_);
    return body;
}

void OverviewPage::addButton(QPushButton* button) {
    headerRow_->addWidget(button);
}

void OverviewPage::setLessons(const QList<lesson::Lesson>& lessons, const PathProgress& progress) {
    model_->setLessons(lessons, progress);
    summary_->setText(model_->summary());
    if (!table_->currentIndex().isValid() && model_->rowCount() > 0)
        table_->setCurrentIndex(model_->index(0, OverviewModel::Lesson));
    arrange();
}

void OverviewPage::setKept(const QString& sentence) {
    kept_->setText(sentence);
}

QString OverviewPage::summary() const {
    return summary_->text();
}

// Marks and figures have their widths; names and places share what is left.
void OverviewPage::arrange() {
    const bool isNarrow = width() < kNarrow;
    table_->setColumnHidden(OverviewModel::Stopped, isNarrow);
    delegate_->setCompact(width() < kCompact);
    int left = width() - 2 * kMargin - kScrollBar;
    for (int column = 0; column < OverviewModel::Columns; ++column)
        left -= delegate_->widthOf(column);
    const int lesson = left * (isNarrow ? 50 : 40) / 100;
    table_->setColumnWidth(OverviewModel::Lesson, lesson);
    table_->setColumnWidth(OverviewModel::Stopped, (left - lesson) / 2);
    for (const int column : {OverviewModel::Read, OverviewModel::Tours, OverviewModel::Exercises})
        table_->setColumnWidth(column, delegate_->widthOf(column));
}

void OverviewPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void OverviewPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return emit homeRequested();
    QWidget::keyPressEvent(event);
}

void OverviewPage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), colors().window);
}

} // namespace forkscope::gui
