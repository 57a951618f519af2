// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/takealong/film_choice.h"

#include "engine/world/explain.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QFormLayout>
#include <QLabel>
#include <QPushButton>

#include <cmath>

namespace forkscope::gui {

using timeline::TimeRange;

// Above zero: how many times as fast as the run; below: so many seconds in all.
static constexpr double kSpeeds[] = {1, 0.5, 0.25, 0.1, -5, -10, -20};
static constexpr int kWidths[] = {640, 960, 1280, 1920};

static QString timeText(trace::Time t) {
    return QString::fromStdString(world::formatTime(t));
}

static double secondsFor(TimeRange range, double speed) {
    return speed < 0 ? -speed : double(range.span()) / 1e9 / speed;
}

FilmChoice::FilmChoice(TimeRange whole, std::optional<TimeRange> measured, QWidget* parent)
    : QDialog(parent), whole_(whole) {
    setWindowTitle(tr("Save animation"));
    stretch_ = new QComboBox(this);
    speed_ = new QComboBox(this);
    width_ = new QComboBox(this);
    timeline_ = new QCheckBox(tr("Show the timeline below the stage"), this);
    timeline_->setChecked(true);
    verdict_ = makeLabel(QString(), 13, QFont::Normal, true, this);
    verdict_->setWordWrap(true);
    fill(measured);
    build();
    chooseSpeed();
    for (QComboBox* box : {stretch_, speed_})
        connect(box, &QComboBox::currentIndexChanged, this, &FilmChoice::refresh);
    refresh();
}

void FilmChoice::fill(std::optional<TimeRange> measured) {
    if (measured) {
        stretches_ += *measured;
        stretch_->addItem(
            tr("The measured stretch (%1 – %2)").arg(timeText(measured->begin), timeText(measured->end)));
    }
    stretches_ += whole_;
    stretch_->addItem(tr("The whole run (%1)").arg(timeText(whole_.span())));
    speed_->addItem(tr("As fast as the run"));
    speed_->addItem(tr("Half as fast"));
    speed_->addItem(tr("A quarter as fast"));
    speed_->addItem(tr("A tenth as fast"));
    for (const double speed : kSpeeds)
        if (speed < 0)
            speed_->addItem(tr("%1 seconds in all").arg(-speed));
    for (const int width : kWidths)
        width_->addItem(tr("%1 pixels wide").arg(width));
    width_->setCurrentIndex(1);
}

void FilmChoice::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(26, 22, 26, 20);
    column->setSpacing(14);
    column->addWidget(makeLabel(tr("Save animation"), 18, QFont::DemiBold, false, this));
    auto* form = new QFormLayout;
    form->setHorizontalSpacing(18);
    form->setVerticalSpacing(10);
    form->setFieldGrowthPolicy(QFormLayout::AllNonFixedFieldsGrow);
    form->addRow(tr("Shows"), stretch_);
    if (stretches_.size() == 1)
        form->addRow(QString(), makeLabel(tr("Shift and drag on the timeline chooses a stretch of it."), 12,
                                          QFont::Normal, true, this));
    form->addRow(tr("Speed"), speed_);
    form->addRow(tr("Size"), width_);
    form->addRow(QString(), timeline_);
    column->addLayout(form);
    column->addWidget(verdict_);
    QPushButton* cancel = makeButton(tr("Cancel"), QString(), this);
    save_ = makePrimaryButton(tr("Save as…"), QString(), this);
    save_->setDefault(true);
    auto* end = new QHBoxLayout;
    end->addStretch();
    end->addWidget(cancel);
    end->addWidget(save_);
    column->addLayout(end);
    connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
    connect(save_, &QPushButton::clicked, this, &QDialog::accept);
    setMinimumWidth(460);
}

// As it happened, where that is neither over at once nor boring.
void FilmChoice::chooseSpeed() {
    constexpr double kQuick = 3, kSlow = 15;
    const double seconds = secondsFor(stretches_.first(), 1);
    speed_->setCurrentIndex(seconds >= kQuick && seconds <= kSlow ? 0 : 5);
}

FilmPlan FilmChoice::plan() const {
    FilmPlan plan;
    plan.range = stretches_[std::max(0, stretch_->currentIndex())];
    plan.seconds = secondsFor(plan.range, kSpeeds[std::max(0, speed_->currentIndex())]);
    plan.width = kWidths[std::max(0, width_->currentIndex())];
    plan.withTimeline = timeline_->isChecked();
    return plan;
}

bool FilmChoice::canSave() const {
    return plan().seconds <= kLongest;
}

QString FilmChoice::verdict() const {
    return verdict_->text();
}

void FilmChoice::refresh() {
    const double seconds = plan().seconds;
    const QString length =
        seconds < 1 ? tr("%1 s").arg(seconds, 0, 'g', 2) : tr("%1 s").arg(std::round(seconds));
    verdict_->setText(
        canSave() ? tr("It lasts %1, then its end stands still for a second.").arg(length)
                  : tr("It would last %1. %2 s is the most: choose a shorter stretch or a higher speed.")
                        .arg(length)
                        .arg(kLongest));
    save_->setEnabled(canSave());
}

} // namespace forkscope::gui
