// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/toolbar.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"
#include "gui/window/menu_button.h"

#include <QAction>
#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace forkscope::gui {

Toolbar::Toolbar(const Actions& actions, QWidget* parent) : QWidget(parent), actions_(actions) {
    setFixedHeight(48);
    home_ = makeToolButton(actions.home->text(), QStringLiteral("home"), this);
    run_ = makePrimaryButton(actions.run->text(), QStringLiteral("play"), this);
    run_->setFixedSize(86, 32);
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
    row->addWidget(programs_);
    row->addWidget(run_);
    row->addWidget(trust_);
    row->addWidget(restart_);
    row->addWidget(runMany_);
    row->addStretch();
    row->addWidget(theme_);
    row->addWidget(menu_);

    bindButton(home_, actions.home);
    bindButton(restart_, actions.restart);
    bindButton(runMany_, actions.runMany);
    connect(run_, &QPushButton::clicked, this,
            [this] { (running_ ? actions_.stop : actions_.run)->trigger(); });
    connect(trust_, &QPushButton::clicked, this, &Toolbar::trustClicked);
    connect(programs_, &QComboBox::activated, this,
            [this](int index) { emit programChosen(programs_->itemData(index).toString()); });
    setRunning(false, false);
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
    setLook(run_, running ? "stop" : "primary");
}

void Toolbar::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    showTexts(width() >= 1000);
}

void Toolbar::showTexts(bool show) {
    home_->setText(show ? actions_.home->text() : QString());
    restart_->setText(show ? actions_.restart->text() : QString());
    runMany_->setText(show ? tr("Run × n") : QString());
    theme_->setText(show ? actions_.theme->text() : QString());
}

} // namespace forkscope::gui
