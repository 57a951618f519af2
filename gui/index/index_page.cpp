// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/index/index_page.h"

#include "gui/index/index_delegate.h"
#include "gui/index/index_model.h"
#include "gui/index/index_text.h"
#include "gui/lesson/lesson_view.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QPainter>
#include <QPushButton>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kIndexHeader = 58, kIndexMargin = 24, kMostOfText = 820;
enum Part { kErrors, kTopics };

// The last line of a traceback: "ValueError: Pool not running". Empty where it is none that is known.
static QString pastedError(const lesson::LessonLibrary& library, const QString& text) {
    const QString line = text.trimmed();
    const qsizetype colon = line.indexOf(u':');
    const lesson::KnownError* known =
        library.index().recognise({line.left(colon < 0 ? line.size() : colon),
                                   colon < 0 ? QString() : line.mid(colon + 1).trimmed(),
                                   {}});
    return known && !known->pattern.otherwise ? known->slug : QString();
}

IndexPage::IndexPage(QWidget* parent)
    : QWidget(parent), errors_(new IndexModel(this)), topics_(new IndexModel(this)) {
    auto* halves = new QHBoxLayout;
    halves->setContentsMargins(0, 0, 0, 0);
    halves->setSpacing(0);
    left_ = makeList();
    halves->addWidget(left_);
    auto* line = new Surface(&Colors::line, this);
    line->setFixedWidth(1);
    halves->addWidget(line);
    halves->addWidget(makeText(), 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addLayout(halves, 1);
    setTabOrder(field_, list_);
    showPart(kErrors);
}

QWidget* IndexPage::makeHeader() {
    auto* header = new QWidget(this);
    header->setFixedHeight(kIndexHeader);
    headerRow_ = new QHBoxLayout(header);
    headerRow_->setContentsMargins(kIndexMargin, 0, 24, 0);
    headerRow_->setSpacing(8);
    back_ = makeToolButton(tr("Home"), QStringLiteral("chevron-left"), header);
    back_->setToolTip(tr("Esc"));
    connect(back_, &QPushButton::clicked, this, &IndexPage::homeRequested);
    headerRow_->addWidget(back_);
    headerRow_->addStretch();
    return header;
}

QWidget* IndexPage::makeList() {
    auto* left = new Surface(&Colors::panel, this);
    field_ = new QLineEdit(left);
    field_->setFixedHeight(36);
    field_->setPlaceholderText(tr("Filter, or paste an error message"));
    field_->setAccessibleName(tr("Filter the index"));
    field_->addAction(icon(QStringLiteral("search"), IconTone::Dim), QLineEdit::LeadingPosition);
    field_->setClearButtonEnabled(true);
    field_->installEventFilter(this);
    connect(field_, &QLineEdit::textChanged, this, &IndexPage::filter);
    parts_ = new SegmentedSwitch(left);
    parts_->add(tr("Error messages"));
    parts_->add(tr("Topics A to Z"));
    parts_->setAccessibleName(tr("Error messages or topics"));
    connect(parts_, &SegmentedSwitch::chosen, this, &IndexPage::showPart);
    list_ = new QListView(left);
    list_->setFrameShape(QFrame::NoFrame);
    list_->setItemDelegate(new IndexDelegate(list_));
    list_->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    list_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list_->setMouseTracking(true);
    list_->viewport()->setAttribute(Qt::WA_Hover);
    list_->setResizeMode(QListView::Adjust);
    list_->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, list_->viewport(), qOverload<>(&QWidget::update));
    nothing_ = makeLabel(QString(), 13, QFont::Normal, true, left);
    nothing_->setWordWrap(true);
    nothing_->hide();
    auto* column = new QVBoxLayout(left);
    column->setContentsMargins(kIndexMargin + 12, 22, 12, 12);
    column->setSpacing(10);
    column->addWidget(makeLabel(tr("Index"), 26, QFont::DemiBold, false, left));
    column->addWidget(field_);
    column->addWidget(parts_, 0, Qt::AlignLeft);
    column->addWidget(nothing_);
    column->addWidget(list_, 1);
    return left;
}

QWidget* IndexPage::makeText() {
    auto* right = new Surface(&Colors::panel, this);
    text_ = new LessonView(right);
    text_->setMargin(28);
    text_->setAccessibleName(tr("What the index says"));
    connect(text_, &LessonView::linkRequested, this,
            [this](const QString& kind, const QString& target, const QString& query) {
                if (kind == QLatin1String("error"))
                    showError(target);
                else if (kind == QLatin1String("reading"))
                    emit readingRequested(target, query);
            });
    buttons_ = new QWidget(right);
    example_ = makePrimaryButton(tr("Open the example"), QStringLiteral("code"), buttons_);
    example_->setToolTip(tr("The program that raises it, in the editor (Return)"));
    read_ = makeButton(QString(), QStringLiteral("book"), buttons_);
    connect(example_, &QPushButton::clicked, this, [this] { emit exampleRequested(chosen_); });
    connect(read_, &QPushButton::clicked, this, [this] {
        const lesson::KnownError* error = isOnErrors() ? library_.index().find(chosen_) : nullptr;
        const QList<lesson::Reading> readings =
            error ? QList<lesson::Reading>{error->reading} : readingsOf(library_, chosen_);
        if (!readings.isEmpty())
            emit readingRequested(readings.first().lesson, readings.first().heading);
    });
    for (QPushButton* button : {example_, read_})
        button->setFixedHeight(34);
    auto* row = new QHBoxLayout(buttons_);
    row->setContentsMargins(28, 10, 20, 14);
    row->setSpacing(10);
    row->addWidget(example_);
    row->addWidget(read_);
    row->addStretch();
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(text_, 1);
    column->addWidget(buttons_);
    return right;
}

void IndexPage::setBack(const QString& words) {
    back_->setText(words);
}

void IndexPage::addButton(QPushButton* button) {
    headerRow_->addWidget(button);
}

IndexModel* IndexPage::model() const {
    return isOnErrors() ? errors_ : topics_;
}

const IndexModel* IndexPage::shown() const {
    return model();
}

bool IndexPage::isOnErrors() const {
    return parts_->current() == kErrors;
}

void IndexPage::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    errors_->setRows(errorRows(library));
    topics_->setRows(topicRows(library));
    filter(field_->text());
}

void IndexPage::showPart(int part) {
    parts_->setCurrent(part);
    if (list_->model() != model()) {
        list_->setModel(model());
        connect(list_->selectionModel(), &QItemSelectionModel::currentChanged, this,
                [this](const QModelIndex& now) {
                    if (now.isValid() && now.model() == model()) {
                        chosen_ = model()->row(now.row()).id;
                        showChosen();
                    }
                });
    }
    list_->setAccessibleName(part == kErrors ? tr("Error messages") : tr("Topics"));
    choose(chosen_);
}

// What was chosen, if it is still there; else the first one.
void IndexPage::choose(const QString& id) {
    const int wanted = model()->indexOf(id);
    const int row = wanted >= 0 ? wanted : model()->firstChoice();
    list_->setCurrentIndex(row >= 0 ? model()->index(row) : QModelIndex());
    chosen_ = row >= 0 ? model()->row(row).id : QString();
    if (row >= 0)
        list_->scrollTo(model()->index(row),
                        wanted >= 0 ? QAbstractItemView::PositionAtCenter : QAbstractItemView::EnsureVisible);
    showChosen();
    showCounts();
}

void IndexPage::filter(const QString& words) {
    const QString before = chosen_;
    errors_->setFilter(words, pastedError(library_, words));
    topics_->setFilter(words);
    // What is looked for may be in the other list alone.
    if (model()->count() == 0)
        if (const int other = isOnErrors() ? kTopics : kErrors; (isOnErrors() ? topics_ : errors_)->count())
            return showPart(other);
    choose(before);
}

void IndexPage::showCounts() {
    parts_->button(kErrors)->setText(tr("Error messages  %1").arg(errors_->count()));
    parts_->button(kTopics)->setText(tr("Topics A to Z  %1").arg(topics_->count()));
    const bool isNothing = model()->count() == 0;
    nothing_->setText(field_->text().isEmpty()
                          ? tr("No index was found beside the lessons.")
                          : tr("Nothing with “%1”. Try fewer words of the message.").arg(field_->text()));
    nothing_->setVisible(isNothing);
    list_->setVisible(!isNothing);
}

void IndexPage::showChosen() {
    const lesson::KnownError* error = isOnErrors() ? library_.index().find(chosen_) : nullptr;
    const bool isTopic = !isOnErrors() && !chosen_.isEmpty();
    text_->showText(error ? errorText(library_, *error) : isTopic ? topicText(library_, chosen_) : QString());
    const QList<lesson::Reading> readings = error     ? QList<lesson::Reading>{error->reading}
                                            : isTopic ? readingsOf(library_, chosen_)
                                                      : QList<lesson::Reading>();
    const lesson::Lesson* lesson = readings.isEmpty() ? nullptr : library_.find(readings.first().lesson);
    example_->setVisible(error && !library_.programOf(*error).isEmpty());
    read_->setVisible(lesson);
    if (lesson) {
        read_->setText(tr("Read lesson %1, %2").arg(lesson->id, lesson->title.in(QStringLiteral("en"))));
        read_->setToolTip(readings.first().heading);
    }
    buttons_->setVisible(error || lesson);
}

void IndexPage::showError(const QString& slug) {
    if (!library_.index().find(slug))
        return;
    field_->clear();
    chosen_ = slug;
    showPart(kErrors);
}

void IndexPage::showTopic(const QString& name) {
    field_->clear();
    if (topics_->indexOf(name) < 0)
        return;
    chosen_ = name;
    showPart(kTopics);
}

void IndexPage::goOn() {
    if (QPushButton* button = isOnErrors() ? example_ : read_; button->isVisible())
        button->click();
}

bool IndexPage::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() != QEvent::KeyPress)
        return QWidget::eventFilter(watched, event);
    auto* key = static_cast<QKeyEvent*>(event);
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        goOn();
        return true;
    }
    const bool walks = key->key() == Qt::Key_Down || key->key() == Qt::Key_Up ||
                       key->key() == Qt::Key_PageDown || key->key() == Qt::Key_PageUp;
    if (watched == field_ && walks) { // the list follows while one types
        QKeyEvent same(QEvent::KeyPress, key->key(), key->modifiers());
        static_cast<QObject*>(list_)->event(&same);
        return true;
    }
    return QWidget::eventFilter(watched, event);
}

void IndexPage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    left_->setFixedWidth(std::clamp(width() * 36 / 100, 320, 500));
    // Lines that are too long are hard to read.
    const int room = width() - left_->width() - kMostOfText;
    const int margin = std::max(28, std::min(60, room / 4));
    text_->setMargin(margin);
    buttons_->layout()->setContentsMargins(margin, 10, 20, 14);
}

void IndexPage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return emit homeRequested();
    QWidget::keyPressEvent(event);
}

void IndexPage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), colors().window);
}

} // namespace forkscope::gui
