// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/toolbar.h"

#include "gui/lab/policy_button.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"
#include "gui/window/menu_button.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QMenu>
#include <QPushButton>

namespace forkscope::gui {

static constexpr int kTextsFrom = 1240;        // px
static constexpr int kExerciseTextsFrom = 900; // … with the few buttons of an exercise
static constexpr int kWordsFrom = 860;         // narrower, the menu beside Run has them
static constexpr int kPauseWidth = 106;

Toolbar::Toolbar(const Actions& actions, QWidget* parent) : QWidget(parent), actions_(actions) {
    setFixedHeight(48);
    home_ = makeToolButton(actions.home->text(), QStringLiteral("home"), this);
    run_ = makePrimaryButton(actions.run->text(), QStringLiteral("play"), this);
    run_->setFixedSize(86, 32);
    back_ = makeToolButton(QString(), QStringLiteral("chevron-left"), this);
    check_ = makePrimaryButton(actions.check->text(), QStringLiteral("tick"), this);
    check_->setFixedSize(104, 32);
    hint_ = makeToolButton(actions.hint->text(), QStringLiteral("bulb"), this);
    reset_ = makeToolButton(actions.resetProgram->text(), QStringLiteral("reset"), this);
    solution_ = makeToolButton(actions.solution->text(), QStringLiteral("lock"), this);
    how_ = makeToolButton(QString(), QStringLiteral("chevron-down"), this);
    how_->setFixedWidth(26);
    how_->setToolTip(tr("How a run begins"));
    how_->setAccessibleName(how_->toolTip());
    auto* beginnings = new QMenu(how_);
    actions.fillRunMenu(beginnings);
    connect(how_, &QPushButton::clicked, beginnings,
            [this, beginnings] { beginnings->popup(how_->mapToGlobal(QPoint(0, how_->height() + 4))); });
    pause_ = makeToolButton(actions.pauseRun->text(), QStringLiteral("pause"), this);
    cpus_ = makeChoice(actions.oneCpu, tr("All CPUs"), tr("One CPU"));
    policy_ = new PolicyButton(this);
    time_ = makeChoice(actions.timeRuns, tr("Time stands"), tr("Time runs"));
    trust_ = makeToolButton(QString(), QString(), this);
    trust_->setToolTip(tr("How this program, which somebody else wrote, is run; click to choose again"));
    trust_->hide();
    restart_ = makeToolButton(actions.restart->text(), QStringLiteral("restart"), this);
    runMany_ = makeToolButton(tr("Run × n"), QStringLiteral("run-many"), this);
    theme_ = makeThemeButton(actions, this);
    menu_ = makeMenuButton(actions, this);
    programs_ = new QComboBox(this);
    programs_->setMinimumWidth(150);
    programs_->setMaximumWidth(300);
    programs_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    programs_->setAccessibleName(tr("Program"));
    programs_->setToolTip(tr("The programs of this lesson"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(8, 0, 8, 0);
    row->setSpacing(8);
    row->addWidget(home_);
    row->addWidget(back_);
    row->addWidget(check_);
    row->addWidget(programs_);
    row->addWidget(run_);
    row->addWidget(how_);
    row->addWidget(pause_);
    row->addWidget(policy_); // left of the CPUs, which go when it is a policy of ours
    row->addWidget(cpus_);
    row->addWidget(time_);
    row->addWidget(trust_);
    row->addWidget(restart_);
    row->addWidget(runMany_);
    row->addWidget(hint_);
    row->addWidget(reset_);
    row->addWidget(solution_);
    row->addStretch();
    row->addWidget(theme_);
    row->addWidget(menu_);

    bindButton(home_, actions.home);
    bindButton(pause_, actions.pauseRun);
    bindButton(restart_, actions.restart);
    bindButton(runMany_, actions.runMany);
    bindButton(back_, actions.backToLesson);
    bindButton(check_, actions.check);
    bindButton(hint_, actions.hint);
    bindButton(reset_, actions.resetProgram);
    bindButton(solution_, actions.solution);
    connect(run_, &QPushButton::clicked, this,
            [this] { (running_ ? actions_.stop : actions_.run)->trigger(); });
    connect(trust_, &QPushButton::clicked, this, &Toolbar::trustClicked);
    connect(programs_, &QComboBox::activated, this,
            [this](int index) { emit programChosen(programs_->itemData(index).toString()); });
    setRunning(false, false);
    setHeld(false);
    setExercise(QString(), false);
}

void Toolbar::setExercise(const QString& lesson, bool checks, bool runs) {
    exerciseOf_ = backTo_ = lesson;
    isLab_ = false;
    checks_ = checks;
    const bool isOn = !lesson.isEmpty();
    for (QPushButton* button : {back_, hint_})
        button->setVisible(isOn);
    solution_->setVisible(isOn && runs); // a prediction has none but its run
    run_->setVisible(!isOn || runs);
    check_->setVisible(isOn && checks);
    reset_->setVisible(isOn && checks);
    for (QPushButton* button : {how_, runMany_})
        button->setVisible(!isOn);
    pause_->setVisible(!isOn || (runs && !checks));
    restart_->setVisible(!isOn || (runs && !checks));
    if (isOn)
        programs_->hide();
    setRunning(running_, false);
    showTexts();
}

void Toolbar::setLab(bool on, const QString& lesson) {
    setExercise(QString(), false);
    isLab_ = on;
    for (QPushButton* button : {how_, runMany_})
        button->setVisible(!on);
    back_->setVisible(on && !lesson.isEmpty());
    backTo_ = on ? lesson : QString();
    setRunning(running_, false);
    showTexts();
}

// A policy of ours keeps to one CPU, so that there is nothing else to choose.
void Toolbar::showChoices() {
    const bool isRoom = width() >= kWordsFrom && !pause_->isHidden();
    const bool isFree = isRoom && !isLab_;
    cpus_->setVisible(isFree && !policy_->policy());
    policy_->setVisible(isFree && exerciseOf_.isEmpty());
    time_->setVisible(isRoom && !isLab_);
}

void Toolbar::setChecking(const QString& progress) {
    checking_ = !progress.isEmpty();
    check_->setText(checking_ ? progress : actions_.check->text());
    check_->setIcon(checking_ ? icon(QStringLiteral("stop"), IconTone::OnStop)
                              : icon(QStringLiteral("tick"), IconTone::OnAccent));
    check_->setAccessibleName(checking_ ? tr("Checking, %1; press to stop").arg(progress) : check_->text());
    setLook(check_, checking_ ? "stop" : "primary");
}

// A choice that says what is chosen; a click changes it.
QPushButton* Toolbar::makeChoice(QAction* action, const QString& off, const QString& on) {
    QPushButton* button = makeToolButton(QString(), QString(), this);
    const auto refresh = [button, action, off, on] {
        const QString& words = action->isChecked() ? on : off;
        button->setText(words);
        button->setAccessibleName(words);
        button->setToolTip(action->isChecked() ? action->whatsThis() : action->toolTip());
    };
    const int widest = std::max(fontMetrics().horizontalAdvance(on), fontMetrics().horizontalAdvance(off));
    button->setFixedWidth(widest + 26); // so that what is beside it stays
    connect(action, &QAction::toggled, button, refresh);
    connect(button, &QPushButton::clicked, action, &QAction::toggle);
    refresh();
    return button;
}

void Toolbar::setPrograms(const QStringList& names, const QStringList& data, const QString& current) {
    programs_->clear();
    for (int i = 0; i < names.size(); ++i)
        programs_->addItem(names[i], data.value(i));
    programs_->setCurrentIndex(std::max(0, programs_->findData(current)));
    programs_->setVisible(names.size() > 1); // a single one stands in the editor's title
}

void Toolbar::setTrust(const QString& words) {
    trust_->setText(words);
    trust_->setAccessibleName(words);
    trust_->setVisible(!words.isEmpty());
}

void Toolbar::setRunning(bool running, bool stopping) {
    running_ = running;
    const QAction* action = running ? actions_.stop : actions_.run;
    run_->setText(action->text());
    run_->setAccessibleName(action->text());
    run_->setIcon(running ? icon(QStringLiteral("stop"), IconTone::OnStop)
                          : icon(QStringLiteral("play"), IconTone::OnAccent));
    run_->setToolTip(QStringLiteral("%1 (%2)").arg(action->toolTip(), action->shortcut().toString()));
    run_->setEnabled(running ? !stopping : actions_.run->isEnabled());
    const bool isSecond = (checks_ && !exerciseOf_.isEmpty()) || isLab_; // the page has its own Run
    if (!running && isSecond)
        run_->setIcon(icon(QStringLiteral("play")));
    setLook(run_, running ? "stop" : isSecond ? "tool" : "primary");
}

// As wide as the wider of its two words, so that what is beside it stays.
void Toolbar::setHeld(bool held) {
    held_ = held;
    actions_.pauseRun->setText(held ? tr("Continue") : tr("Pause"));
    actions_.pauseRun->setIcon(icon(held ? QStringLiteral("play") : QStringLiteral("pause")));
    actions_.pauseRun->setToolTip(held ? tr("Let all processes run freely")
                                       : tr("Hold each process before its next operation"));
    pause_->setIcon(actions_.pauseRun->icon());
    pause_->setText(width() >= kWordsFrom ? actions_.pauseRun->text() : QString());
    pause_->setMinimumWidth(width() >= kWordsFrom ? kPauseWidth : 0);
}

void Toolbar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showTexts();
    setHeld(held_);
}

void Toolbar::showTexts() {
    const bool isShort = !exerciseOf_.isEmpty() && pause_->isHidden();
    const bool show = width() >= (isShort ? kExerciseTextsFrom : kTextsFrom);
    showChoices();
    home_->setText(show ? actions_.home->text() : QString());
    restart_->setText(show ? actions_.restart->text() : QString());
    runMany_->setText(show ? tr("Run × n") : QString());
    theme_->setText(show ? actions_.theme->text() : QString());
    back_->setText(show ? tr("Lesson %1").arg(backTo_) : backTo_);
    hint_->setText(show ? actions_.hint->text() : QString());
    reset_->setText(show ? actions_.resetProgram->text() : QString());
    solution_->setText(show ? actions_.solution->text() : QString());
}

} // namespace forkscope::gui
