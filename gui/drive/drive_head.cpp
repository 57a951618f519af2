// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/drive_head.h"

#include "gui/widgets/controls.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/segmented_switch.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace forkscope::gui {

namespace {
struct ModeText {
    DriveMode mode;
    const char* text;
    const char* toolTip;
};
constexpr ModeText kModes[] = {
    {DriveMode::Free, QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "Free"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "The kernel decides: all processes run freely")},
    {DriveMode::Choose, QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "I choose"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveHead",
                       "Each process is held before its next operation, and you choose who goes on")},
    {DriveMode::Schedule, QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "Schedule"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "Steps that were taken before are taken again")},
    {DriveMode::Chance, QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "Random"),
     QT_TRANSLATE_NOOP("forkscope::gui::DriveHead", "Who goes next is drawn by lot")},
};
} // namespace

DriveHead::DriveHead(QWidget* parent) : QWidget(parent) {
    modes_ = new SegmentedSwitch(this);
    modes_->setAccessibleName(tr("Who decides"));
    for (const ModeText& mode : kModes) {
        QPushButton* button = modes_->button(modes_->add(tr(mode.text)));
        button->setToolTip(tr(mode.toolTip));
        button->setFocusPolicy(Qt::TabFocus);
        button->setStyleSheet(QStringLiteral("QPushButton { padding: 0 9px; font-size: 12px; }"));
    }
    headline_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    steps_ = makeSmallButton(QString(), QStringLiteral("chevron-down"), this);
    steps_->setCheckable(true);
    steps_->setFocusPolicy(Qt::TabFocus);
    clock_ = new ElidedLabel(this);
    time_ = makeLinkButton(QString(), this);
    time_->setFocusPolicy(Qt::TabFocus);
    time_->setStyleSheet(
        QStringLiteral("QPushButton { min-height: 18px; padding: 0 4px; font-size: 12px; }"));

    auto* first = new QHBoxLayout;
    first->setContentsMargins(12, 8, 12, 2);
    first->addWidget(modes_);
    first->addStretch();
    auto* second = new QHBoxLayout;
    second->setContentsMargins(14, 4, 6, 0);
    second->addWidget(headline_, 1);
    second->addWidget(steps_);
    auto* third = new QHBoxLayout;
    third->setContentsMargins(14, 0, 8, 4);
    third->addWidget(clock_, 1);
    third->addWidget(time_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(first);
    column->addLayout(second);
    column->addLayout(third);

    connect(modes_, &SegmentedSwitch::chosen, this, [this](int index) {
        modes_->setCurrent(int(mode_));
        const QPushButton* button = modes_->button(index);
        emit modeWanted(kModes[index].mode, button->mapToGlobal(QPoint(0, button->height() + 4)));
    });
    connect(steps_, &QPushButton::toggled, this, [this](bool shown) {
        steps_->setIcon(icon(shown ? QStringLiteral("chevron-up") : QStringLiteral("chevron-down")));
        emit stepsWanted(shown);
    });
    connect(time_, &QPushButton::clicked, this, &DriveHead::timeToggled);
}

QString DriveHead::headline() const {
    return headline_->text();
}

QString DriveHead::timeText() const {
    return clock_->text();
}

void DriveHead::sayHeadline(const QString& text) {
    headline_->setText(text);
}

void DriveHead::show(const DrivePicture& picture, bool keepsHeadline) {
    if (!keepsHeadline || headline_->text().isEmpty())
        headline_->setText(picture.headline());
    showModes(picture);
    showSteps(picture);
    showTime(picture);
}

// Of a run that is over the switch says how it went last.
void DriveHead::showModes(const DrivePicture& picture) {
    if (picture.phase != DrivePicture::Phase::Over)
        mode_ = picture.mode;
    modes_->setCurrent(int(mode_));
}

void DriveHead::showSteps(const DrivePicture& picture) {
    steps_->setVisible(picture.phase != DrivePicture::Phase::Nothing);
    steps_->setText(picture.phase == DrivePicture::Phase::Nothing ? QString() : picture.stepsText());
    const QString order = picture.isExact
                              ? tr("Run again by these steps the program does the same.")
                              : tr("A process computed for longer than it was waited for: run again by these "
                                   "steps the program may do something else.");
    steps_->setToolTip(tr("Shows the steps so far, one a row (S). %1").arg(order));
    steps_->setAccessibleDescription(steps_->toolTip());
}

void DriveHead::showTime(const DrivePicture& picture) {
    const bool isShown = !picture.timeText.isEmpty();
    clock_->setText(picture.timeText);
    clock_->setToolTip(picture.timeText);
    clock_->setAccessibleName(picture.timeText);
    clock_->setVisible(isShown);
    time_->setVisible(isShown);
    time_->setText(picture.timeRuns ? tr("Let it stand") : tr("Let it run"));
    time_->setToolTip(picture.timeRuns
                          ? tr("Time-outs and sleeps of who is held are to stand still while you choose")
                          : tr("Time-outs and sleeps of who is held are to run on while you choose"));
    time_->setAccessibleName(picture.timeRuns ? tr("Let time stand still while you choose")
                                              : tr("Let time run on while you choose"));
}

} // namespace forkscope::gui
