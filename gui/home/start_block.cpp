// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/start_block.h"

#include "gui/widgets/controls.h"
#include "gui/widgets/counted.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace forkscope::gui {

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
    connect(open_, &QPushButton::clicked, this, &StartBlock::openRequested);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    for (QLabel* label : {caption_, title_, gist_, programs_})
        column->addWidget(label);
    column->addSpacing(10);
    column->addWidget(open_, 0, Qt::AlignLeft);
}

void StartBlock::setLesson(const lesson::Lesson& lesson, bool wasOpen) {
    const QString language = QStringLiteral("en");
    const QString title = lesson.title.in(language);
    caption_->setText(wasOpen ? tr("Go on where you were") : tr("Start with lesson %1").arg(lesson.id));
    title_->setText(title);
    gist_->setText(lesson.gist.in(language) +
                   (lesson.gist.in(language).endsWith(u'.') ? QString() : QStringLiteral(".")));
    programs_->setText(
        tr("Lesson %1, %2")
            .arg(lesson.id, counted(lesson.programs.size(), tr("1 program"), tr("%1 programs"))));
    open_->setText(wasOpen ? tr("Open lesson %1").arg(lesson.id) : tr("Start the lesson"));
    open_->setAccessibleName(tr("Open lesson %1, %2").arg(lesson.id, title));
    open_->setToolTip(tr("Ctrl+Return"));
    open_->show();
}

void StartBlock::setNoLessons(const QString& why) {
    caption_->setText(QString());
    title_->setText(tr("No lessons found"));
    gist_->setText(why);
    programs_->clear();
    open_->hide();
}

} // namespace forkscope::gui
