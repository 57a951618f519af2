// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/home_page.h"

#include "gui/home/own_program.h"
#include "gui/home/path_model.h"
#include "gui/home/path_view.h"
#include "gui/home/start_block.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"
#include "gui/widgets/segmented_switch.h"
#include "gui/widgets/surface.h"

#include <QAction>
#include <QBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPainter>
#include <QPushButton>
#include <QScrollArea>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kHeader = 58;
static constexpr int kLeft = 468;
static constexpr int kNarrow = 1000;

HomePage::HomePage(QWidget* parent) : QWidget(parent) {
    auto* body = new Surface(&Colors::window, this);
    left_ = makeLeft();
    right_ = makeRight();
    ownBlock_ = makeOwnBlock();
    halves_ = new QBoxLayout(QBoxLayout::LeftToRight, body);
    halves_->setContentsMargins(0, 0, 0, 0);
    halves_->setSpacing(0);
    halves_->addWidget(left_);
    halves_->addWidget(right_, 1);

    scroll_ = new QScrollArea(this);
    scroll_->setWidgetResizable(true);
    scroll_->setFrameShape(QFrame::NoFrame);
    scroll_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll_->setFocusPolicy(Qt::NoFocus);
    scroll_->setWidget(body);

    auto* column = new QVBoxLayout(this);
    column->setSizeConstraint(QLayout::SetNoConstraint);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(scroll_, 1);
    setTabOrder(start_->button(), search_);
    arrange();
}

QWidget* HomePage::makeHeader() {
    header_ = new QWidget(this);
    header_->setFixedHeight(kHeader);
    auto* mark = new QLabel(header_);
    mark->setPixmap(applicationIcon().pixmap(QSize(28, 28), devicePixelRatio()));
    mark->setAccessibleName(tr("Forkscope"));

    makeSearch();
    themeSwitch_ = new SegmentedSwitch(header_);
    themeSwitch_->add(tr("Dark"), QStringLiteral("moon"));
    themeSwitch_->add(tr("Light"), QStringLiteral("sun"));
    themeSwitch_->setAccessibleName(tr("Theme"));
    const auto follow = [this] { themeSwitch_->setCurrent(colors().dark ? 0 : 1); };
    follow();
    connect(&Theme::instance(), &Theme::changed, this, follow);
    connect(themeSwitch_, &SegmentedSwitch::chosen, this,
            [](int index) { Theme::instance().apply(index == 0 ? ThemeMode::Dark : ThemeMode::Light); });

    auto* left = new QWidget(header_);
    left->setFixedWidth(kLeft + 44 - 36);
    auto* leftRow = new QHBoxLayout(left);
    leftRow->setContentsMargins(0, 0, 0, 0);
    leftRow->setSpacing(8);
    leftRow->addWidget(mark);
    leftRow->addWidget(makeLabel(tr("Forkscope"), 18, QFont::DemiBold, false, left));
    leftRow->addStretch();

    headerRow_ = new QHBoxLayout(header_);
    headerRow_->setContentsMargins(36, 0, 24, 0);
    headerRow_->setSpacing(0);
    headerRow_->addWidget(left);
    headerRow_->addWidget(search_, 8);
    headerRow_->addSpacing(16);
    headerRow_->addStretch(1);
    headerRow_->addWidget(themeSwitch_);
    left->setObjectName(QStringLiteral("brand"));
    return header_;
}

QWidget* HomePage::makeSearch() {
    search_ = new QLineEdit(header_);
    search_->setFixedHeight(36);
    search_->setMinimumWidth(140);
    search_->setMaximumWidth(440);
    search_->setPlaceholderText(tr("Search lessons and programs"));
    search_->setAccessibleName(tr("Search lessons and programs"));
    search_->addAction(icon(QStringLiteral("search"), IconTone::Dim), QLineEdit::LeadingPosition);
    search_->setClearButtonEnabled(true);
    connect(search_, &QLineEdit::textChanged, this, &HomePage::filter);
    connect(search_, &QLineEdit::returnPressed, path_, [this] { path_->setFocus(Qt::TabFocusReason); });

    // The keys that lead here, as long as nothing is typed.
    searchKeys_ = makeLabel(tr("Ctrl K"), 11, QFont::DemiBold, true, search_);
    searchKeys_->setAttribute(Qt::WA_TransparentForMouseEvents);
    auto* row = new QHBoxLayout(search_);
    row->setContentsMargins(0, 0, 12, 0);
    row->addWidget(searchKeys_, 0, Qt::AlignRight);
    connect(search_, &QLineEdit::textChanged, this, &HomePage::arrange);
    return search_;
}

QWidget* HomePage::makeLeft() {
    auto* left = new QWidget(this);
    start_ = new StartBlock(left);
    leftColumn_ = new QVBoxLayout(left);
    leftColumn_->setContentsMargins(36, 26, 36, 0);
    leftColumn_->setSpacing(0);
    leftColumn_->addWidget(start_);
    leftColumn_->addStretch();
    connect(start_, &StartBlock::placeRequested, this, &HomePage::placeChosen);
    connect(start_, &StartBlock::openRequested, this, [this] {
        if (const lesson::Lesson* offered = offeredLesson())
            emit lessonChosen(offered->id, QString());
    });
    return left;
}

QWidget* HomePage::makeOwnBlock() {
    auto* block = new QWidget(this);
    own_ = new OwnProgram(block);
    auto* line = new QWidget(block);
    line->setFixedHeight(1);
    line->setObjectName(QStringLiteral("hairline"));
    auto* column = new QVBoxLayout(block);
    column->setSpacing(0);
    column->addWidget(line);
    column->addSpacing(20);
    column->addWidget(own_);
    column->addSpacing(20);
    column->addWidget(makeLab(block));
    connect(own_, &OwnProgram::openRequested, this, &HomePage::openRequested);
    connect(own_, &OwnProgram::pasteRequested, this, &HomePage::pasteRequested);
    connect(own_, &OwnProgram::fileChosen, this, &HomePage::fileChosen);
    connect(own_, &OwnProgram::templateChosen, this, &HomePage::templateChosen);
    return block;
}

QWidget* HomePage::makeLab(QWidget* parent) {
    auto* box = new QWidget(parent);
    QPushButton* open = makeButton(tr("Open the lab"), QStringLiteral("ready"), box);
    open->setToolTip(tr("A table of jobs, run as real processes under one policy after another"));
    connect(open, &QPushButton::clicked, this, &HomePage::labRequested);
    QLabel* about = makeLabel(tr("Policies, tried on real processes."), 13,
                              QFont::Normal, true, box);
    about->setWordWrap(true);
    auto* words = new QVBoxLayout;
    words->setSpacing(4);
    words->addWidget(makeLabel(tr("Scheduling lab"), 18, QFont::DemiBold, false, box));
    words->addWidget(about);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(16);
    row->addLayout(words, 1);
    row->addWidget(open, 0, Qt::AlignBottom);
    return box;
}

QWidget* HomePage::makeRight() {
    auto* right = new Surface(&Colors::panel, this);
    path_ = new PathView(right);
    summary_ = makeLabel(QString(), 13, QFont::Normal, true, right);
    auto* head = new QHBoxLayout;
    head->setSpacing(18);
    head->addWidget(makeLabel(tr("The path"), 22, QFont::DemiBold, false, right), 0, Qt::AlignBaseline);
    head->addWidget(summary_, 1, Qt::AlignBaseline);
    auto* column = new QVBoxLayout(right);
    column->setContentsMargins(44, 26, 36, 12);
    column->setSpacing(8);
    QPushButton* index = makeLinkButton(tr("Index of topics and error messages"), right);
    QPushButton* course = makeLinkButton(tr("The course at a glance"), right);
    connect(index, &QPushButton::clicked, this, &HomePage::indexRequested);
    connect(course, &QPushButton::clicked, this, &HomePage::courseRequested);
    auto* foot = new QHBoxLayout;
    foot->setSpacing(18);
    foot->addWidget(index);
    foot->addWidget(course);
    foot->addStretch();
    column->addLayout(head);
    column->addWidget(path_, 1);
    column->addLayout(foot);
    connect(path_, &PathView::chosen, this, &HomePage::lessonChosen);
    return right;
}

void HomePage::setMenuButton(QPushButton* button) {
    button->setParent(header_);
    headerRow_->addSpacing(8);
    headerRow_->addWidget(button);
}

void HomePage::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    path_->path()->setLessons(library.lessons());
    own_->setTemplates(library.templates());
    filter(search_->text());
    refreshStart();
}

void HomePage::setLastLesson(const QString& id) {
    lastLesson_ = id;
    path_->path()->setLastLesson(id);
    path_->chooseLesson(id);
    refreshStart();
}

void HomePage::setProgress(const PathProgress& progress) {
    progress_ = progress;
    path_->path()->setProgress(progress);
    filter(search_->text());
    refreshStart();
}

void HomePage::setUnfinished(const LessonPlace& place, const QString& title, const QString& state) {
    start_->setUnfinished(place, title, state);
}

void HomePage::setRecent(const QStringList& paths) {
    own_->setRecent(paths);
}

// The one that was open last; when that is done the next one on the path that is not, around its end.
const lesson::Lesson* HomePage::offeredLesson() const {
    const QList<lesson::Lesson>& all = library_.lessons();
    const lesson::Lesson* last = library_.find(lastLesson_);
    if (!last)
        return all.isEmpty() ? nullptr : &all.first();
    const auto isDone = [&](const lesson::Lesson& each) {
        return progress_.value(each.id).lesson == Pip::Done;
    };
    const qsizetype from = last - all.constData();
    for (qsizetype step = 0; step < all.size(); ++step)
        if (const lesson::Lesson& each = all[(from + step) % all.size()]; !isDone(each))
            return &each;
    return last;
}

void HomePage::refreshStart() {
    const lesson::Lesson* last = library_.find(lastLesson_);
    const lesson::Lesson* offered = offeredLesson();
    if (offered && offered != last)
        start_->setLesson(*offered, last ? StartBlock::Why::IsNext : StartBlock::Why::First,
                          progress_.value(offered->id).stopped);
    else if (offered)
        start_->setLesson(*offered, StartBlock::Why::WasOpen, progress_.value(offered->id).stopped);
    else
        start_->setNoLessons(
            library_.problems().isEmpty()
                ? tr("Looked in %1.").arg(lesson::LessonLibrary::defaultFolders().join(tr(" and ")))
                : library_.problems().first().toString());
}

void HomePage::filter(const QString& words) {
    path_->path()->setFilter(words);
    int lessons = 0;
    for (int i = 0; i < path_->path()->rowCount(); ++i)
        lessons += path_->path()->row(i).kind == PathRow::Kind::Lesson;
    const QString many = counted(lessons, tr("1 lesson"), tr("%1 lessons"));
    const auto done = std::ranges::count_if(
        progress_, [](const LessonProgress& lesson) { return lesson.lesson == Pip::Done; });
    summary_->setText(words.isEmpty()
                          ? tr("%1, %2 done. Begin anywhere: nothing is locked.").arg(many).arg(done)
                      : lessons ? tr("%1 with “%2”").arg(many, words)
                                : tr("Nothing with “%1”").arg(words));
    path_->chooseLesson(lastLesson_);
    path_->updateGeometry();
    arrange();
}

void HomePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    arrange();
}

void HomePage::arrange() {
    narrow_ = width() < kNarrow;
    halves_->setDirection(narrow_ ? QBoxLayout::TopToBottom : QBoxLayout::LeftToRight);
    left_->setMinimumWidth(narrow_ ? 0 : kLeft);
    left_->setMaximumWidth(narrow_ ? QWIDGETSIZE_MAX : kLeft);
    // One's own programs: below the lesson to begin with, or below the path.
    if (narrow_)
        halves_->addWidget(ownBlock_);
    else
        leftColumn_->insertWidget(1, ownBlock_);
    ownBlock_->layout()->setContentsMargins(narrow_ ? 36 : 0, narrow_ ? 0 : 30, narrow_ ? 36 : 0, 26);
    leftColumn_->setContentsMargins(36, 26, 36, narrow_ ? 26 : 0);
    findChild<QWidget*>(QStringLiteral("brand"))->setFixedWidth(narrow_ ? 156 : kLeft + 44 - 36);
    headerRow_->setContentsMargins(narrow_ ? 24 : 36, 0, narrow_ ? 12 : 24, 0);
    searchKeys_->setVisible(!narrow_ && search_->text().isEmpty());
    // In one column the page scrolls as a whole; side by side the path scrolls by itself.
    path_->setMinimumHeight(narrow_ ? path_->wholeHeight() : 0);
}

void HomePage::keyPressEvent(QKeyEvent* event) {
    if (event->matches(QKeySequence::Paste))
        return emit pasteRequested();
    if (event->key() == Qt::Key_Return && event->modifiers() == Qt::ControlModifier)
        return start_->button()->click();
    QWidget::keyPressEvent(event);
}

void HomePage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), colors().window);
}

} // namespace forkscope::gui
