// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/start_block.h"

#include "engine/lesson/course_outline.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace forkscope::gui {

static constexpr int kUnderRow = 34; // px: below the words of a row with an icon

StartBlock::StartBlock(QWidget* parent) : QWidget(parent) {
    caption_ = makeLabel(QString(), 13, QFont::DemiBold, true, this);
    title_ = makeLabel(QString(), 26, QFont::DemiBold, false, this);
    title_->setWordWrap(true);
    gist_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    gist_->setWordWrap(true);
    programs_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    programs_->setWordWrap(true);
    open_ = makePrimaryButton(QString(), QStringLiteral("play"), this);
    open_->setFixedHeight(36);
    open_->setDefault(true);
    connect(open_, &QPushButton::clicked, this, [this] {
        if (stopped_)
            emit placeRequested(stopped_);
        else
            emit openRequested();
    });
    lesson_ = makeLinkButton(tr("Open the lesson"), this);
    connect(lesson_, &QPushButton::clicked, this, &StartBlock::openRequested);
    unfinished_ = makeButton(QString(), QStringLiteral("chevron-right"), this);
    setLook(unfinished_, "row");
    connect(unfinished_, &QPushButton::clicked, this, [this] { emit placeRequested(unfinishedPlace_); });
    unfinishedState_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    unfinishedState_->setWordWrap(true);
    unfinishedState_->setIndent(kUnderRow);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (QLabel* label : {caption_, title_, gist_, programs_})
        column->addWidget(label);
    column->addSpacing(10);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(12);
    buttons->addWidget(open_);
    buttons->addWidget(lesson_);
    buttons->addStretch();
    column->addLayout(buttons);
    column->addSpacing(10);
    column->addWidget(unfinished_, 0, Qt::AlignLeft);
    column->addWidget(unfinishedState_);
    setUnfinished({}, QString(), QString());
}

// "Lesson 08, 7 programs, about 1 h, builds on 07"
static QString factsOf(const lesson::Lesson& lesson) {
    QStringList facts{
        StartBlock::tr("Lesson %1").arg(lesson.id),
        counted(lesson.programs.size(), StartBlock::tr("1 program"), StartBlock::tr("%1 programs"))};
    if (lesson.minutes > 0)
        facts += StartBlock::tr("about %1").arg(lesson::durationWords(lesson.minutes));
    if (!lesson.needs.isEmpty())
        facts += StartBlock::tr("builds on %1").arg(lesson.needs.join(StartBlock::tr(" and ")));
    return facts.join(StartBlock::tr(", "));
}

void StartBlock::setLesson(const lesson::Lesson& lesson, Why why, const LessonPlace& stopped) {
    stopped_ = stopped;
    lesson_->setVisible(bool(stopped));
    const QString language = QStringLiteral("en");
    const QString title = lesson.title.in(language);
    caption_->setText(why == Why::WasOpen  ? tr("Continue where you stopped")
                      : why == Why::IsNext ? tr("Next on the path")
                                           : tr("Start with lesson %1").arg(lesson.id));
    title_->setText(title);
    gist_->setText(lesson.gist.in(language) +
                   (lesson.gist.in(language).endsWith(u'.') ? QString() : QStringLiteral(".")));
    programs_->setText(factsOf(lesson));
    if (stopped)
        programs_->setText(tr("Lesson %1, %2").arg(lesson.id, stopped.words));
    open_->setText(stopped.kind == LessonPlace::Kind::Tour       ? tr("Continue the tour")
                   : stopped.kind == LessonPlace::Kind::Exercise ? tr("Continue the exercise")
                   : why == Why::WasOpen                         ? tr("Open lesson %1").arg(lesson.id)
                                                                 : tr("Start the lesson"));
    open_->setAccessibleName(stopped
                                 ? tr("Continue in lesson %1, %2: %3").arg(lesson.id, title, stopped.words)
                                 : tr("Open lesson %1, %2").arg(lesson.id, title));
    open_->setToolTip(tr("Ctrl+Return"));
    open_->show();
}

void StartBlock::setUnfinished(const LessonPlace& place, const QString& title, const QString& state) {
    unfinishedPlace_ = place;
    unfinished_->setText(title);
    unfinished_->setAccessibleName(tr("%1. %2").arg(title, state));
    unfinishedState_->setText(state);
    unfinished_->setVisible(bool(place));
    unfinishedState_->setVisible(bool(place));
}

void StartBlock::setNoLessons(const QString& why) {
    caption_->setText(QString());
    title_->setText(tr("No lessons found"));
    gist_->setText(why);
    programs_->clear();
    open_->hide();
    lesson_->hide();
}

} // namespace forkscope::gui
