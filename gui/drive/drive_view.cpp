// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_view.h"

#include "gui/drive/drive_card.h"
#include "gui/inspector/trouble_box.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/elided_label.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>
#include <utility>

namespace forkscope::gui {

using Goal = DriveOrders::Goal;
using Phase = DrivePicture::Phase;

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
    headline_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    steps_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    auto* head = new QHBoxLayout;
    head->setContentsMargins(14, 8, 12, 6);
    head->addWidget(headline_, 1);
    head->addWidget(steps_);
    time_ = new ElidedLabel(this);
    stuck_ = new TroubleBox(this);
    auto* stuckRow = new QHBoxLayout;
    stuckRow->setContentsMargins(12, 0, 12, 0);
    stuckRow->addWidget(stuck_);
    hint_ = makeLabel(QString(), 13, QFont::Normal, true, this);
    hint_->setWordWrap(true);
    hint_->setAlignment(Qt::AlignCenter);
    hint_->setContentsMargins(24, 0, 24, 0);

    area_ = new QScrollArea(this);
    area_->setWidgetResizable(true);
    area_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area_->setFocusPolicy(Qt::NoFocus);
    auto* list = new QWidget(area_);
    list->setAutoFillBackground(false);
    area_->viewport()->setAutoFillBackground(false);
    column_ = new QVBoxLayout(list);
    column_->setContentsMargins(8, 4, 8, 4);
    column_->setSpacing(2);
    column_->addStretch(1);
    area_->setWidget(list);
    list->setAutoFillBackground(false);

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
    column->addLayout(head);
    auto* timeRow = new QHBoxLayout;
    timeRow->setContentsMargins(14, 0, 12, 4);
    timeRow->addWidget(time_);
    column->addLayout(timeRow);
    column->addLayout(stuckRow);
    column->addWidget(area_, 1);
    column->addWidget(hint_, 1);
    column->addWidget(orders_);
}

QString DriveView::headline() const {
    return headline_->text();
}
QString DriveView::stepsText() const {
    return steps_->text();
}
QString DriveView::timeText() const {
    return time_->text();
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
    // A step takes a few milliseconds: the headline need not flicker for it.
    if (picture_.phase != Phase::Moving || picture_.follows || headline_->text().isEmpty())
        headline_->setText(picture_.headline());
    steps_->setText(picture_.phase == Phase::Nothing ? QString() : picture_.stepsText());
    steps_->setToolTip(picture_.isExact
                           ? tr("Run again by these steps the program does the same.")
                           : tr("A process computed for longer than it was waited for: run again by these "
                                "steps the program may do something else."));
    steps_->setAccessibleDescription(steps_->toolTip());
    time_->setText(picture_.timeText);
    time_->setToolTip(picture_.timeText);
    time_->setAccessibleName(picture_.timeText);
    time_->setVisible(!picture_.timeText.isEmpty());
    stuck_->setVisible(picture_.phase == Phase::Stuck);
    if (picture_.phase == Phase::Stuck) {
        stuck_->say(picture_.stuckName, picture_.stuckDetails.toHtmlEscaped());
        stuck_->applyTheme(); // its heading had no say in the theme while it was hidden
    }
    const bool isFree = picture_.phase == Phase::Free;
    const bool isOver = picture_.phase == Phase::Over && picture_.steps > 0;
    hint_->setText(
        isOver   ? tr("“Undo step” goes back to before the last step. Held at the start (Alt+F5) the "
                        "program begins anew.")
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
        headline_->setText(picture_.headline());
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

bool DriveView::pressNumber(int digit) {
    const auto found = std::ranges::find(picture_.rows, digit, &DriveRow::key);
    if (found == picture_.rows.end())
        return false;
    giveTo(int(found - picture_.rows.begin()), Goal::Step);
    return true;
}

void DriveView::step(const std::string& actor) {
    giveTo(indexOf(actor), Goal::Step);
}

bool DriveView::fillMenu(QMenu* menu, trace::ProcessId process, int thread) {
    bool any = false;
    for (const DriveRow& row : picture_.rows) {
        if (row.process != process || (thread >= 0 && row.thread != thread) || row.verdict == Verdict::Busy)
            continue;
        if (any)
            menu->addSeparator();
        any = true;
        menu->addAction(row.fullText())->setEnabled(false);
        DriveOrders::fillMenu(menu, row, cursor_ ? cursor_() : CursorPlace(),
                              [this, row](const drive::Order& order) {
                                  choose(row.process, row.thread);
                                  give(order);
                              });
        addGift(menu, row);
    }
    return any;
}

void DriveView::addGift(QMenu* menu, const DriveRow& row) {
    if (row.wants)
        menu->addAction(tr("Give it “%1”").arg(row.wantsName), this, [this, row] { emit lockWanted(row); });
}

void DriveView::openMenu(const DriveCard* card, const QPoint& place) {
    const int index = int(cards_.indexOf(const_cast<DriveCard*>(card)));
    if (index < 0 || index >= int(picture_.rows.size()))
        return;
    QMenu* menu = DriveOrders::makeMenu(
        picture_.rows[std::size_t(index)], cursor_ ? cursor_() : CursorPlace(),
        [this](const drive::Order& order) { give(order); }, this);
    addGift(menu, picture_.rows[std::size_t(index)]);
    menu->addSeparator();
    menu->addAction(tr("Variables…\tV"), this,
                    [this, row = picture_.rows[std::size_t(index)]] { emit variablesWanted(row); });
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->popup(place);
}

void DriveView::keyPressEvent(QKeyEvent* event) {
    const bool isPlain = !(event->modifiers() & ~(Qt::KeypadModifier));
    const int index = indexOf(chosen_);
    if (!isPlain)
        return QWidget::keyPressEvent(event);
    if (event->key() >= Qt::Key_0 && event->key() <= Qt::Key_9 && pressNumber(event->key() - Qt::Key_0))
        return;
    switch (event->key()) {
    case Qt::Key_Up:
        return chooseBy(-1);
    case Qt::Key_Down:
        return chooseBy(+1);
    case Qt::Key_Home:
        return chooseAt(0);
    case Qt::Key_End:
        return chooseAt(int(picture_.rows.size()) - 1);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        return giveTo(index, Goal::Step);
    case Qt::Key_L:
        return giveTo(index, Goal::Line);
    case Qt::Key_B:
        return giveTo(index, Goal::UntilBlocked);
    case Qt::Key_E:
        return giveTo(index, Goal::UntilEnd);
    case Qt::Key_V:
        if (const DriveRow* row = chosenRow())
            emit variablesWanted(*row);
        return;
    case Qt::Key_Menu:
        if (const DriveCard* card = cards_.value(index); card && card->isVisible())
            openMenu(card, card->mapToGlobal(QPoint(24, card->height() - 8)));
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

} // namespace forkscope::gui
