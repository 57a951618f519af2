// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_view.h"

#include "gui/drive/drive_card.h"
#include "gui/drive/drive_head.h"
#include "gui/drive/step_list.h"
#include "gui/inspector/trouble_box.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QSplitter>

#include <algorithm>
#include <utility>

namespace forkscope::gui {

using Phase = DrivePicture::Phase;

static constexpr int kHeightForBoth = 360; // px: steps and cards
static constexpr double kStepsShare = 0.4; // of the height, at least

DriveView::DriveView(QWidget* parent) : QWidget(parent) {
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(tr("Held processes"));
    build();
    dim_.setSingleShot(true);
    dim_.setInterval(kPatience);
    connect(&dim_, &QTimer::timeout, this, [this] { take(latest_); });
    connect(&Theme::instance(), &Theme::changed, stuck_, &TroubleBox::applyTheme);
    showHead();
    showCards();
}

void DriveView::build() {
    head_ = new DriveHead(this);
    connect(head_, &DriveHead::stepsWanted, this, &DriveView::showSteps);
    stuck_ = new TroubleBox(this);
    auto* stuckRow = new QHBoxLayout;
    stuckRow->setContentsMargins(12, 0, 12, 0);
    stuckRow->addWidget(stuck_);
    hint_ = makeLabel(QString(), 13, QFont::Normal, true, this);
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setContentsMargins(24, 0, 24, 0);
    steps_ = new StepList(this);
    steps_->hide();
    auto* below = new QWidget(this);
    auto* belowColumn = new QVBoxLayout(below);
    belowColumn->setContentsMargins(0, 0, 0, 0);
    belowColumn->addWidget(makeCards(), 1);
    belowColumn->addWidget(hint_, 1);
    lists_ = new QSplitter(Qt::Vertical, this);
    lists_->setChildrenCollapsible(false);
    lists_->addWidget(steps_);
    lists_->addWidget(below);
    lists_->setStretchFactor(0, 0);
    lists_->setStretchFactor(1, 1);
    connect(lists_, &QSplitter::splitterMoved, this, [this] { isSizedByHand_ = true; });

    orders_ = new DriveOrders(this);
    connect(orders_, &DriveOrders::goalChosen, this, [this](Goal goal) { giveTo(indexOf(chosen_), goal); });
    connect(orders_, &DriveOrders::variablesWanted, this, [this] {
        if (const DriveRow* row = chosenRow())
            emit variablesWanted(*row);
    });
    connect(orders_, &DriveOrders::orderChosen, this, &DriveView::give);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(head_);
    column->addLayout(stuckRow);
    column->addWidget(lists_, 1);
    column->addWidget(orders_);
}

QWidget* DriveView::makeCards() {
    area_ = new QScrollArea(this);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* list = new QWidget(area_);
    area_->viewport()->setAutoFillBackground(false);
    column_ = new QVBoxLayout(list);
    column_->setContentsMargins(8, 4, 8, 4);
    column_->setSpacing(2);
    column_->addStretch(1);
    area_->setWidget(list);
    list->setAutoFillBackground(false); // which the area has set
    return area_;
}

bool DriveView::showsSteps() const {
    return head_->stepsButton()->isChecked();
}

void DriveView::showSteps(bool shown) {
    if (!shown && steps_->isAncestorOf(focusWidget()))
        setFocus(Qt::OtherFocusReason);
    steps_->setVisible(shown);
    shareHeight();
    if (shown)
        emit stepsUnfolded();
}

QString DriveView::headline() const {
    return head_->headline();
}
QString DriveView::stepsText() const {
    return head_->stepsButton()->text();
}
QString DriveView::timeText() const {
    return head_->timeText();
}

// The steps have what the cards leave, and a good part where they leave nothing or where only a hint stands.
// Where there is no room for both, the cards make way: stage and timeline have the buttons too.
void DriveView::shareHeight() {
    const int height = lists_->height();
    lists_->widget(1)->setVisible(!showsSteps() || height >= kHeightForBoth);
    if (isSizedByHand_ || !showsSteps())
        return;
    const int left = hint_->isHidden() ? height - column_->sizeHint().height() : 0;
    const int steps = std::max(left, int(height * kStepsShare));
    lists_->setSizes({steps, height - steps});
}

void DriveView::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    shareHeightSoon();
}

// When the parts are laid out.
void DriveView::shareHeightSoon() {
    QMetaObject::invokeMethod(this, &DriveView::shareHeight, Qt::QueuedConnection);
}

// A step takes some milliseconds, in which who takes it stands nowhere: until it takes long the rows stay.
void DriveView::show(const DrivePicture& picture) {
    if (picture == latest_)
        return;
    const bool wasMoving = latest_.phase == Phase::Moving;
    latest_ = picture;
    if (picture.phase != Phase::Moving)
        dim_.stop();
    else if (!wasMoving)
        dim_.start();
    DrivePicture shown = picture;
    if (dim_.isActive())
        shown.rows = picture_.rows;
    take(std::move(shown));
}

void DriveView::take(DrivePicture picture) {
    picture_ = std::move(picture);
    const bool isTurn = picture_.phase == Phase::Choice || picture_.phase == Phase::Stuck;
    showHead();
    showCards();
    if (isTurn && waiting_)
        emit ordered(*std::exchange(waiting_, {}));
    else if (!isTurn && picture_.phase != Phase::Moving)
        waiting_.reset();
    else if (const DriveRow* row = isTurn ? chosenRow() : nullptr)
        emit turnCame(*row);
}

void DriveView::showHead() {
    head_->show(picture_, picture_.phase == Phase::Moving && !picture_.follows);
    if (const bool isStuck = picture_.phase == Phase::Stuck; isStuck == stuck_->isHidden()) {
        stuck_->setVisible(isStuck);
        shareHeightSoon();
    }
    if (picture_.phase == Phase::Stuck) {
        stuck_->say(picture_.stuckName, picture_.stuckDetails.toHtmlEscaped());
        stuck_->applyTheme(); // its heading had no say in the theme while it was hidden
    }
    const bool isFree = picture_.phase == Phase::Free;
    const bool isOver = picture_.phase == Phase::Over && picture_.steps > 0;
    hint_->setText(
        isOver ? tr("“Undo step” goes back to before the last step, the list of steps (S) to any of them. "
                    "Held at the start (Alt+F5) the program begins anew.")
        : isFree ? tr("Pause (F7) holds each process before its next operation. Then you choose who "
                      "goes on.")
                 : tr("Run the program held at the start (Alt+F5), and choose who goes next."));
    hint_->setVisible(picture_.rows.empty() && picture_.phase != Phase::Moving);
    area_->setVisible(!hint_->isVisibleTo(this));
    orders_->setVisible(!hint_->isVisibleTo(this));
}

DriveCard* DriveView::makeCard() {
    auto* card = new DriveCard(this);
    column_->insertWidget(column_->count() - 1, card);
    connect(card, &DriveCard::stepClicked, this,
            [this, card] { giveTo(int(cards_.indexOf(card)), Goal::Step); });
    connect(card, &DriveCard::chosen, this, [this, card] {
        setFocus(Qt::MouseFocusReason);
        chooseAt(int(cards_.indexOf(card)));
    });
    connect(card, &DriveCard::menuRequested, this,
            [this, card](const QPoint& place) { openMenu(card, place); });
    return card;
}

void DriveView::showCards() {
    const int wanted = int(picture_.rows.size());
    if (wanted != std::exchange(cardsShown_, wanted))
        shareHeightSoon();
    while (cards_.size() < wanted)
        cards_.append(makeCard());
    for (int i = 0; i < cards_.size(); ++i) {
        cards_[i]->setVisible(i < wanted);
        if (i < wanted)
            cards_[i]->show(picture_.rows[std::size_t(i)]);
    }
    if (indexOf(chosen_) < 0 && wanted > 0 && picture_.phase != Phase::Moving) {
        const auto can = std::ranges::find(picture_.rows, Verdict::CanGoOn, &DriveRow::verdict);
        chosen_ = can == picture_.rows.end() ? picture_.rows.front().actor : can->actor;
    }
    refreshTaking();
}

bool DriveView::takesOrders() const {
    const bool isSlow = picture_.phase == Phase::Moving && !dim_.isActive();
    return !isSlow && !picture_.follows;
}

void DriveView::refreshTaking() {
    const bool taken = takesOrders();
    const int chosen = indexOf(chosen_);
    for (int i = 0; i < cards_.size(); ++i) {
        cards_[i]->setOrdersTaken(taken);
        cards_[i]->setChosen(i == chosen);
    }
    orders_->setRow(chosenRow(), taken, cursor_ ? cursor_() : CursorPlace());
    if (picture_.phase == Phase::Moving && !dim_.isActive())
        head_->sayHeadline(picture_.headline());
    emit shown();
}

// -- choosing

int DriveView::indexOf(const std::string& actor) const {
    const auto found = std::ranges::find(picture_.rows, actor, &DriveRow::actor);
    return found == picture_.rows.end() ? -1 : int(found - picture_.rows.begin());
}

const DriveRow* DriveView::chosenRow() const {
    const int index = indexOf(chosen_);
    return index < 0 ? nullptr : &picture_.rows[std::size_t(index)];
}

DriveCard* DriveView::cardOf(const std::string& actor) const {
    return cards_.value(indexOf(actor));
}

void DriveView::choose(trace::ProcessId process, std::uint8_t thread) {
    for (const DriveRow& row : picture_.rows)
        if (row.process == process && row.thread == thread && row.actor != chosen_) {
            chosen_ = row.actor;
            refreshTaking();
            area_->ensureWidgetVisible(cardOf(chosen_), 0, 8);
            return;
        }
}

void DriveView::chooseAt(int index) {
    if (index < 0 || index >= int(picture_.rows.size()))
        return;
    const DriveRow row = picture_.rows[std::size_t(index)];
    chosen_ = row.actor;
    refreshTaking();
    area_->ensureWidgetVisible(cards_[index], 0, 8);
    emit rowChosen(row);
}

void DriveView::chooseBy(int step) {
    const int count = int(picture_.rows.size());
    const int now = indexOf(chosen_);
    chooseAt(std::clamp(now < 0 ? 0 : now + step, 0, std::max(0, count - 1)));
}

// -- orders

void DriveView::giveTo(int index, Goal goal) {
    if (index < 0 || index >= int(picture_.rows.size()))
        return;
    chooseAt(index);
    if (const DriveRow& row = picture_.rows[std::size_t(index)];
        row.canStep() || picture_.phase == Phase::Moving) // then it may be able to by the time of its turn
        give(DriveOrders::orderOf(row, goal));
}

// Keys may come faster than steps are done: the last one waits.
void DriveView::give(const drive::Order& order) {
    if (picture_.follows)
        return;
    if (picture_.phase == Phase::Moving)
        waiting_ = order;
    else if (picture_.phase == Phase::Choice || picture_.phase == Phase::Stuck)
        emit ordered(order);
}

} // namespace forkscope::gui
