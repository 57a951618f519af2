// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/variables_window.h"

#include "engine/run/driver.h"
#include "engine/run/session.h"
#include "gui/theme/theme.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QMenu>
#include <QScrollBar>
#include <QTreeWidget>

#include <algorithm>

namespace forkscope::gui {

using drive::Likeness;
using drive::Variable;

namespace {
constexpr int kNameGap = 16;
constexpr int kRowHeight = 24; // said for a column whose width is not its contents'
enum Column { Name, Left, Right, Comparison, Columns };

QString shown(const Variable* v) {
    if (!v)
        return {};
    if (v->repr)
        return QString::fromStdString(*v->repr);
    const QString text = QString::fromStdString(v->text);
    return v->raised.empty()
               ? text
               : VariablesWindow::tr("%1 (its repr raised %2)").arg(text, QString::fromStdString(v->raised));
}

QString word(Likeness likeness) {
    switch (likeness) {
    case Likeness::Same:
        return VariablesWindow::tr("same value");
    case Likeness::Different:
        return VariablesWindow::tr("≠ differs");
    case Likeness::Unknown:
        return VariablesWindow::tr("not known");
    case Likeness::LeftOnly:
        return VariablesWindow::tr("← only here");
    case Likeness::RightOnly:
        return VariablesWindow::tr("→ only here");
    }
    return {};
}

QString functionOf(const drive::Answer& answer) {
    return QString::fromStdString(answer.function);
}
QString placeInWords(const QString& who, const drive::Answer& answer) {
    return answer.line ? VariablesWindow::tr("%1 is held at line %2.").arg(who).arg(answer.line)
                       : VariablesWindow::tr("%1 is held.").arg(who);
}
bool isModule(const drive::Answer& answer) {
    return answer.function.empty() || answer.function.front() == '<';
}
} // namespace

VariablesWindow::VariablesWindow(QWidget* parent) : QDialog(parent) {
    setWindowTitle(tr("Variables"));
    resize(760, 520);
    left_ = new QComboBox(this);
    left_->setAccessibleName(tr("Variables of"));
    right_ = new QComboBox(this);
    right_->setAccessibleName(tr("Compared with"));
    definitions_ = new QCheckBox(tr("Functions, classes and modules too"), this);
    headline_ = new QLabel(this);
    headline_->setWordWrap(true);
    tree_ = new QTreeWidget(this);
    tree_->setColumnCount(Columns);
    tree_->setRootIsDecorated(false);
    tree_->setUniformRowHeights(true);
    tree_->setContextMenuPolicy(Qt::CustomContextMenu);
    tree_->setAccessibleName(tr("Variables"));
    tree_->header()->setStretchLastSection(false);
    auto* head = new QHBoxLayout;
    head->addWidget(left_, 1);
    head->addWidget(new QLabel(tr("beside"), this));
    head->addWidget(right_, 1);
    auto* column = new QVBoxLayout(this);
    column->addLayout(head);
    column->addWidget(headline_);
    column->addWidget(tree_, 1);
    column->addWidget(definitions_);
    connect(left_, &QComboBox::activated, this, &VariablesWindow::refresh);
    connect(right_, &QComboBox::activated, this, &VariablesWindow::ask);
    connect(definitions_, &QCheckBox::toggled, this, &VariablesWindow::fill);
    connect(tree_, &QTreeWidget::customContextMenuRequested, this, &VariablesWindow::openMenu);
    connect(&Theme::instance(), &Theme::changed, this, &VariablesWindow::fill);
    refresh();
}

void VariablesWindow::setSession(run::Session* session) {
    if (session_ == session)
        return;
    if (session_)
        session_->driver().disconnect(this);
    session_ = session;
    left_->clear();
    right_->clear();
    if (session) {
        connect(&session->driver(), &run::Driver::changed, this, &VariablesWindow::refresh);
        connect(&session->driver(), &run::Driver::variablesCame, this, &VariablesWindow::fill);
        connect(session, &QObject::destroyed, this, &VariablesWindow::refresh, Qt::QueuedConnection);
    }
    refresh();
}

QString VariablesWindow::headline() const {
    return headline_->text();
}

// -- whose

static QVariant keyOf(trace::ProcessId process, std::uint8_t thread) {
    return quint64(process.value) << 8 | thread;
}

VariablesWindow::Place VariablesWindow::placeOf(const QComboBox* box) const {
    const quint64 key = box->currentData().toULongLong();
    return {trace::ProcessId{std::uint32_t(key >> 8)}, std::uint8_t(key)};
}

void VariablesWindow::choose(trace::ProcessId process, std::uint8_t thread) {
    refresh();
    left_->setCurrentIndex(std::max(0, left_->findData(keyOf(process, thread))));
    refresh();
}

void VariablesWindow::compareWith(trace::ProcessId process, std::uint8_t thread) {
    refresh();
    right_->setCurrentIndex(std::max(0, right_->findData(keyOf(process, thread))));
    ask();
}

// Between two steps somebody stands nowhere for a moment: nothing is to jump meanwhile.
void VariablesWindow::refresh() {
    const bool isQuiet = session_ && session_->driver().state() == drive::State::Quiet;
    if (isQuiet) {
        fillChoices();
        ask();
    }
    if (isQuiet || !session_ || !session_->driver().isThere())
        fill();
    else if (session_->driver().state() == drive::State::Free && tree_->topLevelItemCount() > 0)
        headline_->setText(tr("The program runs on: these are the values of when it was held."));
}

void VariablesWindow::fillChoices() {
    for (QComboBox* box : {left_, right_}) {
        const QVariant before = box->currentData();
        box->clear();
        if (box == right_)
            box->addItem(tr("nobody"), 0);
        for (const drive::Choice& c : session_->driver().choices()) {
            if (box == right_ && keyOf(c.process, c.thread) == left_->currentData())
                continue; // beside itself
            QString name = QString::fromStdString(session_->history().now().labelOf(c.process));
            if (c.thread != 0)
                name += QStringLiteral(" · ") + tr("thread %1").arg(c.thread);
            box->addItem(name, keyOf(c.process, c.thread));
        }
        box->setCurrentIndex(std::max(0, box->findData(before)));
    }
}

void VariablesWindow::ask() {
    fill();
    if (!session_ || !isVisible())
        return;
    for (const QComboBox* box : {left_, right_})
        if (const Place place = placeOf(box); place.process.value != 0)
            if (const auto asked = session_->driver().askVariables(place.process, place.thread); !asked)
                headline_->setText(QString::fromStdString(asked.error()));
}

const drive::Answer* VariablesWindow::answerOf(const QComboBox* box) const {
    const Place place = placeOf(box);
    return session_ && place.process.value != 0
               ? session_->driver().variables().latest(place.process, place.thread)
               : nullptr;
}

// -- the rows

void VariablesWindow::fill() {
    const int scrolled = tree_->verticalScrollBar()->value();
    tree_->clear();
    const drive::Answer* left = answerOf(left_);
    const drive::Answer* right = answerOf(right_);
    const bool isCompared = left && right && placeOf(left_) != placeOf(right_);
    tree_->setColumnHidden(Right, !isCompared);
    tree_->setColumnHidden(Comparison, !isCompared);
    tree_->setHeaderLabels({tr("Name"), left_->currentText(), right_->currentText(), tr("Side by side")});
    tree_->header()->setSectionResizeMode(Left, QHeaderView::Stretch);
    tree_->header()->setSectionResizeMode(Right, QHeaderView::Stretch);
    if (!left) {
        headline_->setText(
            tr("Pause the program, or step it: variables are shown of processes that are held."));
        return;
    }
    QString where = placeInWords(left_->currentText(), *left);
    if (isCompared)
        where += QLatin1Char(' ') + placeInWords(right_->currentText(), *right);
    headline_->setText(where);
    static const drive::Answer nobody;
    const drive::Comparison both = compare(*left, isCompared ? *right : nobody);
    if (!isCompared || both.isSameFunction) {
        fillPairs(tr("In %1()").arg(functionOf(*left)), both.locals, isCompared);
    } else {
        const drive::Comparison mine = compare(*left, nobody), its = compare(nobody, *right);
        if (!isModule(*left))
            fillPairs(tr("%1, in %2()").arg(left_->currentText(), functionOf(*left)), mine.locals, false);
        if (!isModule(*right))
            fillPairs(tr("%1, in %2()").arg(right_->currentText(), functionOf(*right)), its.locals, false);
    }
    fillPairs(tr("Of the whole file"), both.globals, isCompared);
    if (left->hasMore || (isCompared && right->hasMore))
        tree_->addTopLevelItem(new QTreeWidgetItem({tr("… and more")}));
    tree_->resizeColumnToContents(Name);
    tree_->setColumnWidth(Name, tree_->columnWidth(Name) + kNameGap);
    tree_->resizeColumnToContents(Comparison);
    tree_->verticalScrollBar()->setValue(scrolled);
}

void VariablesWindow::fillPairs(const QString& title, const std::vector<drive::Pair>& pairs,
                                bool isCompared) {
    auto* group = new QTreeWidgetItem({title});
    QFont heading = uiFont(13, QFont::DemiBold);
    group->setFont(Name, heading);
    group->setSizeHint(Left, {0, kRowHeight});
    group->setFirstColumnSpanned(true);
    for (const drive::Pair& pair : pairs) {
        const Variable* any = pair.left ? pair.left : pair.right;
        if (any->sort != Variable::Sort::Definition || definitions_->isChecked())
            group->addChild(makeRow(group, pair, isCompared));
    }
    if (group->childCount() == 0) {
        delete group;
        return;
    }
    tree_->addTopLevelItem(group);
    group->setFirstColumnSpanned(true);
    group->setExpanded(true);
}

QTreeWidgetItem* VariablesWindow::makeRow(QTreeWidgetItem* group, const drive::Pair& pair, bool isCompared) {
    auto* row = new QTreeWidgetItem;
    row->setText(Name, QString::fromStdString(pair.name));
    row->setSizeHint(Left, {0, kRowHeight});
    row->setText(Left, shown(pair.left));
    row->setText(Right, shown(pair.right));
    row->setToolTip(Left, shown(pair.left));
    row->setToolTip(Right, shown(pair.right));
    row->setData(Name, Qt::UserRole, group->text(Name) == tr("Of the whole file"));
    for (const int column : {Name, Left, Right})
        row->setFont(column, codeFont(12));
    if (!isCompared)
        return row;
    row->setText(Comparison, word(pair.likeness));
    if (pair.likeness == Likeness::Unknown)
        row->setToolTip(Comparison, tr("Only its class is shown. The menu of this row asks for its repr."));
    if (pair.likeness != Likeness::Same && pair.likeness != Likeness::Unknown)
        for (int column = Name; column < Columns; ++column)
            row->setBackground(column, colors().warningTint);
    return row;
}

void VariablesWindow::openMenu(const QPoint& place) {
    const QTreeWidgetItem* row = tree_->itemAt(place);
    if (!row || !row->parent() || !session_)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const QString name = row->text(Name);
    const bool global = row->data(Name, Qt::UserRole).toBool();
    for (const QComboBox* box : {left_, right_}) {
        const Place whose = placeOf(box);
        const bool isThere = !row->text(box == left_ ? Left : Right).isEmpty();
        if (whose.process.value == 0 || !isThere)
            continue;
        menu->addAction(tr("Ask %1 for repr(%2): runs the program’s own code").arg(box->currentText(), name),
                        this, [this, whose, global, name] {
                            const auto asked = session_->driver().askRepr(whose.process, whose.thread, global,
                                                                          name.toStdString());
                            if (!asked)
                                headline_->setText(QString::fromStdString(asked.error()));
                        });
    }
    menu->popup(tree_->viewport()->mapToGlobal(place));
}

} // namespace forkscope::gui
