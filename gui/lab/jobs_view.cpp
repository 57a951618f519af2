// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/jobs_view.h"

#include "engine/lab/textbook.h"
#include "gui/lab/policy_editor.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QTableView>

namespace forkscope::gui {

static constexpr int kJobRow = 30, kJobHeader = 30, kShownJobs = 9;

JobsView::JobsView(QWidget* parent) : QScrollArea(parent) {
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setFocusPolicy(Qt::NoFocus);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    auto* body = new Surface(&Colors::panel, this);
    auto* column = new QVBoxLayout(body);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(12);
    column->addWidget(headBox_ = makeHead());
    column->addWidget(jobsBox_ = makeJobs());
    column->addWidget(policyBox_ = makePolicy());
    column->addWidget(makeRun());
    column->addStretch(1);
    for (QWidget* part : body->findChildren<QWidget*>(QString(), Qt::FindDirectChildrenOnly))
        part->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    setWidget(body);
    setFocusProxy(table_);
    setRunning(false, false);
}

QWidget* JobsView::makeHead() {
    auto* box = new QWidget(this);
    tables_ = makeButton(tr("Tables"), QStringLiteral("book"), box);
    tables_->setToolTip(tr("Tables as they stand in textbooks"));
    auto* menu = new QMenu(tables_);
    for (const lab::TextbookTable& table : lab::textbookTables())
        connect(menu->addAction(table.title), &QAction::triggered, this, [this, &table] {
            setTable(table.file, table.about);
            emit edited();
        });
    connect(tables_, &QPushButton::clicked, menu,
            [this, menu] { menu->popup(tables_->mapToGlobal(QPoint(0, tables_->height() + 4))); });
    QPushButton* open = makeToolButton(QString(), QStringLiteral("folder"), box);
    open->setToolTip(tr("Open a table of jobs (TOML)…"));
    QPushButton* save = makeToolButton(QString(), QStringLiteral("save"), box);
    save->setToolTip(tr("Save this table and its policy (TOML)…"));
    for (QPushButton* button : {open, save})
        button->setAccessibleName(button->toolTip());
    connect(open, &QPushButton::clicked, this, &JobsView::openRequested);
    connect(save, &QPushButton::clicked, this, &JobsView::saveRequested);
    about_ = makeLabel(QString(), 13, QFont::Normal, false, box);
    about_->setWordWrap(true);
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(tables_);
    row->addStretch();
    row->addWidget(open);
    row->addWidget(save);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(10);
    column->addLayout(row);
    column->addWidget(about_);
    return box;
}

QWidget* JobsView::makeJobs() {
    auto* box = new QWidget(this);
    model_ = new JobModel(this);
    table_ = new QTableView(box);
    table_->setModel(model_);
    setLook(table_, "figures");
    table_->setShowGrid(false);
    table_->setFrameShape(QFrame::NoFrame);
    table_->setSelectionMode(QAbstractItemView::SingleSelection);
    table_->setEditTriggers(QAbstractItemView::DoubleClicked | QAbstractItemView::EditKeyPressed |
                            QAbstractItemView::AnyKeyPressed | QAbstractItemView::SelectedClicked);
    table_->setTabKeyNavigation(false);
    table_->verticalHeader()->hide();
    table_->verticalHeader()->setDefaultSectionSize(kJobRow);
    table_->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    table_->horizontalHeader()->setSectionsClickable(false);
    table_->horizontalHeader()->setHighlightSections(false);
    table_->horizontalHeader()->setFixedHeight(kJobHeader);
    table_->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    table_->setAccessibleName(tr("Jobs"));
    table_->setToolTip(tr("Type to change a cell; Insert adds a job, Delete removes one"));
    table_->installEventFilter(this);
    add_ = makeSmallButton(tr("Add job"), QString(), box);
    remove_ = makeSmallButton(tr("Remove job"), QString(), box);
    said_ = makeLabel(QString(), 12, QFont::Normal, false, box);
    said_->setWordWrap(true);
    connect(add_, &QPushButton::clicked, this, &JobsView::addJob);
    connect(remove_, &QPushButton::clicked, this, &JobsView::removeJob);
    connect(model_, &JobModel::refused, this, &JobsView::say);
    connect(model_, &JobModel::edited, this, [this] {
        say(QString());
        about_->hide(); // it was about the table as it came
        fitTable();
        emit edited();
    });
    auto* row = new QHBoxLayout;
    row->setSpacing(4);
    row->addWidget(add_);
    row->addWidget(remove_);
    row->addStretch();
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(table_);
    column->addLayout(row);
    column->addWidget(said_);
    said_->hide();
    return box;
}

QWidget* JobsView::makePolicy() {
    auto* box = new QWidget(this);
    policy_ = new PolicyEditor(box);
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(6);
    column->addWidget(makeLabel(tr("Policy"), 13, QFont::DemiBold, false, box));
    column->addWidget(policy_);
    connect(policy_, &PolicyEditor::changed, this, [this] {
        setRunning(running_, false);
        emit policyChanged();
    });
    return box;
}

QWidget* JobsView::makeRun() {
    auto* box = new QWidget(this);
    run_ = makePrimaryButton(QString(), QString(), box);
    run_->setFixedHeight(32);
    runAll_ = makeButton(tr("Run all policies"), QStringLiteral("run-many"), box);
    runAll_->setToolTip(
        tr("Linux, FCFS, SJF, round robin and multilevel feedback with these jobs, one after another"));
    connect(run_, &QPushButton::clicked, this,
            [this] { running_ ? emit stopRequested() : emit runRequested(); });
    connect(runAll_, &QPushButton::clicked, this, &JobsView::runAllRequested);
    auto* row = new QHBoxLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(8);
    row->addWidget(run_, 1);
    row->addWidget(runAll_, 1);
    return box;
}

void JobsView::setTable(const lab::JobFile& file, const QString& about) {
    model_->setJobs(file.jobs);
    policy_->setWish(lab::PolicyWish::of(file, policy_->wish()));
    about_->setText(about);
    about_->setVisible(!about.isEmpty());
    say(QString());
    fitTable();
    table_->setCurrentIndex(model_->index(0, JobModel::Name));
    setRunning(running_, false);
}

void JobsView::setWish(const lab::PolicyWish& wish) {
    policy_->setWish(wish);
    setRunning(running_, false);
}

lab::JobFile JobsView::table() const {
    const lab::PolicyWish& wish = policy_->wish();
    lab::JobFile file;
    file.jobs = model_->jobs();
    file.policy = wish.name;
    if (wish.name == QLatin1String("rr"))
        file.quantum = wish.quantum;
    if (wish.name == QLatin1String("mlfq")) {
        file.slices = wish.slices;
        if (wish.boost != scheduling::kWithoutEnd)
            file.boost = wish.boost;
    }
    return file;
}

lab::PolicyWish JobsView::wish() const {
    return policy_->wish();
}

void JobsView::setRunning(bool running, bool stopping) {
    running_ = running;
    const QWidget* focused = focusWidget();
    const bool hasKeys = focused && focused->hasFocus() && running; // which would go anywhere
    for (QWidget* part : {headBox_, jobsBox_, policyBox_})
        part->setEnabled(!running);
    const bool isRight = policy_->fault().isEmpty();
    run_->setText(running ? tr("Stop") : tr("Run"));
    run_->setAccessibleName(run_->text());
    run_->setIcon(running ? icon(QStringLiteral("stop"), IconTone::OnStop)
                          : icon(QStringLiteral("play"), IconTone::OnAccent));
    setLook(run_, running ? "stop" : "primary");
    run_->setEnabled(running ? !stopping : isRight);
    runAll_->setEnabled(!running && isRight);
    remove_->setEnabled(model_->rowCount() > 1);
    if (hasKeys)
        run_->setFocus(Qt::OtherFocusReason);
}

void JobsView::say(const QString& sentence) {
    said_->setText(sentence);
    said_->setVisible(!sentence.isEmpty());
    setTextColor(said_, colors().errorText);
}

QString JobsView::said() const {
    return said_->text();
}

void JobsView::addJob() {
    const int row = model_->add();
    if (row < 0)
        return;
    table_->setFocus(Qt::OtherFocusReason);
    table_->setCurrentIndex(model_->index(row, JobModel::Name));
}

void JobsView::removeJob() {
    const int row = table_->currentIndex().row();
    if (!model_->remove(row < 0 ? model_->rowCount() - 1 : row))
        say(tr("One job has to stay."));
    setRunning(running_, false);
}

bool JobsView::eventFilter(QObject* watched, QEvent* event) {
    if (watched != table_ || event->type() != QEvent::KeyPress)
        return QScrollArea::eventFilter(watched, event);
    switch (static_cast<QKeyEvent*>(event)->key()) {
    case Qt::Key_Insert:
        addJob();
        return true;
    case Qt::Key_Delete:
        removeJob();
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        table_->edit(table_->currentIndex());
        return true;
    default:
        return false;
    }
}

void JobsView::fitTable() {
    table_->setFixedHeight(kJobHeader + kJobRow * std::clamp(model_->rowCount(), 1, kShownJobs) + 2);
    remove_->setEnabled(model_->rowCount() > 1);
}

} // namespace forkscope::gui
