// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/policy_editor.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>

namespace forkscope::gui {

using scheduling::Time;

namespace {

constexpr int kLabelWidth = 70, kFieldWidth = 76;

QString inMs(Time time) {
    return QString::number(double(time) / double(scheduling::kMillisecond), 'g', 9);
}

std::optional<Time> timeIn(const QString& text) {
    bool isNumber = false;
    const double ms = text.trimmed().toDouble(&isNumber);
    return isNumber ? scheduling::fromMilliseconds(ms) : std::nullopt;
}

std::optional<std::vector<Time>> timesIn(const QString& text) {
    std::vector<Time> times;
    for (const QString& word : text.split(u',')) {
        const std::optional<Time> time = timeIn(word);
        if (!time)
            return std::nullopt;
        times.push_back(*time);
    }
    return times;
}

QString listOf(const std::vector<Time>& times) {
    QStringList words;
    for (const Time time : times)
        words += inMs(time);
    return words.join(QStringLiteral(", "));
}

} // namespace

QString PolicyEditor::fullName(const QString& name) {
    if (name == QLatin1String("fcfs"))
        return tr("First come, first served");
    if (name == QLatin1String("sjf"))
        return tr("Shortest job first");
    if (name == QLatin1String("rr"))
        return tr("Round robin");
    if (name == QLatin1String("mlfq"))
        return tr("Multilevel feedback");
    return tr("Linux");
}

static QString aboutPolicy(const QString& name) {
    if (name == QLatin1String("fcfs"))
        return PolicyEditor::tr("Each runs to its end, in the order in which they came.");
    if (name == QLatin1String("sjf"))
        return PolicyEditor::tr(
            "The shortest of those that are there runs to its end. How long each one needs is known "
            "in the scheduling lab only; elsewhere the first to come is first.");
    if (name == QLatin1String("rr"))
        return PolicyEditor::tr("Each runs for one quantum, then goes to the end of the line.");
    if (name == QLatin1String("mlfq"))
        return PolicyEditor::tr(
            "Who uses up the slice of its level falls to the next level; a boost lifts all to the "
            "top again.");
    return PolicyEditor::tr("The kernel decides, as on any day.");
}

PolicyEditor::PolicyEditor(QWidget* parent) : QWidget(parent) {
    names_ = new QComboBox(this);
    for (const QString& name : lab::PolicyWish::names())
        names_->addItem(fullName(name), name);
    names_->setAccessibleName(tr("Policy"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addWidget(names_);
    column->addWidget(ofQuantum_ = makeNumber(tr("Quantum"), tr("ms"),
                                              tr("How long one runs in a row, in milliseconds"), quantum_));
    column->addWidget(
        ofSlices_ = makeNumber(tr("Slices"), tr("ms"),
                               tr("In milliseconds, one for each level, the highest level first"), slices_));
    column->addWidget(ofBoost_ =
                          makeNumber(tr("Boost every"), tr("ms"),
                                     tr("So often all climb to the highest level; empty: never"), boost_));
    boost_->setPlaceholderText(tr("never"));
    slices_->setFixedWidth(2 * kFieldWidth);
    about_ = makeLabel(QString(), 12, QFont::Normal, true, this);
    about_->setWordWrap(true);
    column->addWidget(about_);
    connect(names_, &QComboBox::currentIndexChanged, this, [this] {
        wish_.name = names_->currentData().toString();
        showPart();
        emit changed();
    });
    for (QLineEdit* field : {quantum_, slices_, boost_})
        connect(field, &QLineEdit::textEdited, this, &PolicyEditor::typed);
    setWish({});
}

QWidget* PolicyEditor::makeNumber(const QString& label, const QString& unit, const QString& tip,
                                  QLineEdit*& field) {
    auto* row = new QWidget(this);
    field = new QLineEdit(row);
    field->setFixedWidth(kFieldWidth);
    field->setAccessibleName(label);
    field->setToolTip(tip);
    QLabel* name = makeLabel(label, 13, QFont::Normal, false, row);
    name->setMinimumWidth(kLabelWidth);
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(8);
    line->addWidget(name);
    line->addWidget(field);
    line->addWidget(makeLabel(unit, 13, QFont::Normal, true, row));
    line->addStretch();
    return row;
}

void PolicyEditor::setWish(const lab::PolicyWish& wish) {
    const QSignalBlocker quiet(names_);
    wish_ = wish;
    names_->setCurrentIndex(std::max(0, names_->findData(wish.name)));
    wish_.name = names_->currentData().toString();
    quantum_->setText(inMs(wish.quantum));
    slices_->setText(listOf(wish.slices));
    boost_->setText(wish.boost == scheduling::kWithoutEnd ? QString() : inMs(wish.boost));
    showPart();
}

void PolicyEditor::typed() {
    if (const std::optional<Time> quantum = timeIn(quantum_->text()))
        wish_.quantum = *quantum;
    if (const auto slices = timesIn(slices_->text()))
        wish_.slices = *slices;
    if (boost_->text().trimmed().isEmpty())
        wish_.boost = scheduling::kWithoutEnd;
    else if (const std::optional<Time> boost = timeIn(boost_->text()))
        wish_.boost = *boost;
    showPart();
    emit changed();
}

QString PolicyEditor::fault() const {
    if (wish_.name == QLatin1String("rr") && !timeIn(quantum_->text()))
        return tr("A quantum is a number of milliseconds, such as 100, and at most 60000.");
    if (wish_.name != QLatin1String("mlfq"))
        return {};
    if (!timesIn(slices_->text()))
        return tr("Slices are milliseconds, one for each level, such as 40, 80, 160.");
    if (!boost_->text().trimmed().isEmpty() && !timeIn(boost_->text()))
        return tr("A boost comes every so many milliseconds, such as 500; leave it empty for never.");
    return {};
}

void PolicyEditor::showPart() {
    ofQuantum_->setVisible(wish_.name == QLatin1String("rr"));
    ofSlices_->setVisible(wish_.name == QLatin1String("mlfq"));
    ofBoost_->setVisible(wish_.name == QLatin1String("mlfq"));
    const QString wrong = fault();
    about_->setText(wrong.isEmpty() ? aboutPolicy(wish_.name) : wrong);
    setTextColor(about_, wrong.isEmpty() ? colors().dim : colors().errorText);
}

} // namespace forkscope::gui
