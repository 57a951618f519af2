// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/shuffle_dialog.h"

#include "engine/batch/batch.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QFormLayout>
#include <QLabel>
#include <QLineEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QSpinBox>

#include <limits>

namespace forkscope::gui {

static constexpr int kUsualTimes = 50, kWidth = 540;

ShuffleDialog::ShuffleDialog(const QString& program, QWidget* parent) : QDialog(parent), program_(program) {
    setWindowTitle(tr("Shuffle %1").arg(program));
    setMinimumWidth(kWidth);
    build();
    refresh();
}

ShuffleDialog::~ShuffleDialog() {
    if (shuffle_)
        shuffle_->disconnect(this);
}

static QSpinBox* makeShuffleNumber(int least, int most, int usual, const QString& name, QWidget* parent) {
    auto* number = new QSpinBox(parent);
    number->setRange(least, most);
    number->setValue(usual);
    number->setButtonSymbols(QAbstractSpinBox::NoButtons);
    number->setFixedWidth(120);
    number->setAccessibleName(name);
    number->setToolTip(name);
    return number;
}

void ShuffleDialog::build() {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(26, 22, 26, 20);
    column->setSpacing(12);
    column->addWidget(makeLabel(tr("Shuffle"), 18, QFont::DemiBold, false, this));
    QLabel* what =
        makeLabel(tr("Runs the program again and again, each time with its processes in another random "
                     "order, up to the first run that deadlocks or raises an exception, or does what you "
                     "look for."),
                  13, QFont::Normal, true, this);
    what->setWordWrap(true);
    column->addWidget(what);
    column->addWidget(makeQuestion());
    bar_ = new QProgressBar(this);
    bar_->setTextVisible(false);
    bar_->setFixedHeight(6);
    bar_->setAccessibleName(tr("Runs done"));
    told_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    told_->setWordWrap(true);
    told_->setTextInteractionFlags(Qt::TextSelectableByMouse);
    told_->setMinimumHeight(54);
    told_->setAlignment(Qt::AlignLeft | Qt::AlignTop);
    column->addWidget(bar_);
    column->addWidget(told_, 1);
    follow_ = makePrimaryButton(tr("Follow this order"), QStringLiteral("play"), this);
    follow_->setToolTip(
        tr("Run the program by the same steps; it is held at their end, and Undo goes back from there"));
    save_ = makeButton(tr("Save order…"), QStringLiteral("save"), this);
    close_ = makeButton(tr("Close"), QString(), this);
    start_ = makePrimaryButton(QString(), QString(), this);
    start_->setDefault(true);
    auto* row = new QHBoxLayout;
    row->addWidget(follow_);
    row->addWidget(save_);
    row->addStretch();
    row->addWidget(close_);
    row->addWidget(start_);
    column->addLayout(row);
    connect(start_, &QPushButton::clicked, this, &ShuffleDialog::startOrStop);
    connect(close_, &QPushButton::clicked, this, &QDialog::reject);
    connect(save_, &QPushButton::clicked, this, [this] { emit saveRequested(shuffle_->lastOrder()); });
    connect(follow_, &QPushButton::clicked, this, [this] {
        const drive::Schedule order = shuffle_->lastOrder();
        accept();
        emit followRequested(order);
    });
}

QWidget* ShuffleDialog::makeQuestion() {
    question_ = new QWidget(this);
    times_ =
        makeShuffleNumber(1, batch::Batch::kMostRuns, kUsualTimes, tr("How many runs at most"), question_);
    seed_ = makeShuffleNumber(0, std::numeric_limits<int>::max(), 1,
                              tr("The orders follow from this number: the same seed gives the same orders"),
                              question_);
    condition_ = new QLineEdit(question_);
    condition_->setPlaceholderText(tr("nothing else"));
    condition_->setAccessibleName(tr("Stop also at a run that meets this condition"));
    auto* form = new QFormLayout(question_);
    form->setContentsMargins(0, 0, 0, 0);
    form->setHorizontalSpacing(16);
    form->setVerticalSpacing(8);
    const auto label = [this](const QString& text) {
        return makeLabel(text, 13, QFont::Normal, false, question_);
    };
    form->addRow(label(tr("At most")), times_);
    form->addRow(label(tr("First seed")), seed_);
    form->addRow(label(tr("Look for")), condition_);
    form->addRow(QString(), makeHelp());
    times_->setSuffix(tr(" runs"));
    connect(condition_, &QLineEdit::textChanged, this, [this] { tell(QString()); });
    return question_;
}

// What can be looked for (engine/condition/README.md), by examples.
QWidget* ShuffleDialog::makeHelp() {
    const std::pair<QString, QString> examples[] = {
        {QStringLiteral("output sold out"), tr("this text is printed, anywhere in a line")},
        {QStringLiteral("printed ticket &gt; 1"), tr("it is printed more than once")},
        {QStringLiteral("exit 1"), tr("the program ends with this status")},
        {QStringLiteral("queue.tasks.items &gt; 3"), tr("so many items are in this queue")},
        {QStringLiteral("lock.mutex.owner = P1"), tr("who has this lock, or nobody")},
        {QStringLiteral("process.P1.state = zombie"), tr("also new, running, blocked, sleeping, …")},
        {QStringLiteral("shared.total.value = 3"), tr("what is in this Value")},
        {QStringLiteral("seen lock.acquire by P2"), tr("this has been done by it")},
        {QStringLiteral("… and …, … or …, not …"), tr("put together")},
    };
    QString rows;
    for (const auto& [text, meaning] : examples)
        rows += QStringLiteral("<tr><td style='padding:1px 18px 1px 0'><tt>%1</tt></td><td>%2</td></tr>")
                    .arg(text, meaning);
    QLabel* help = makeLabel(QStringLiteral("<table cellspacing='0'>%1</table>").arg(rows), 12, QFont::Normal,
                             true, question_);
    help->setTextFormat(Qt::RichText);
    return help;
}

QString ShuffleDialog::told() const {
    return told_->text();
}

void ShuffleDialog::tell(const QString& sentence) {
    told_->setText(sentence);
    told_->setAccessibleName(sentence);
}

void ShuffleDialog::startOrStop() {
    if (isRunning())
        return stop();
    const QString text = condition_->text().trimmed();
    if (!text.isEmpty())
        if (const auto read = condition::Condition::read(text.toStdString()); !read) {
            tell(QString::fromStdString(read.error()));
            return condition_->setFocus();
        }
    shuffle_.reset();
    refresh();
    emit startRequested();
}

void ShuffleDialog::start(run::LaunchSpec spec) {
    std::optional<condition::Condition> until;
    if (const QString text = condition_->text().trimmed(); !text.isEmpty())
        if (auto read = condition::Condition::read(text.toStdString()); read)
            until = std::move(*read);
    spec.drive.seed = std::uint64_t(seed_->value());
    shuffle_ = std::make_unique<batch::Shuffle>();
    connect(shuffle_.get(), &batch::Shuffle::oneDone, this, &ShuffleDialog::showProgress);
    connect(shuffle_.get(), &batch::Shuffle::noted, this, &ShuffleDialog::tell);
    connect(shuffle_.get(), &batch::Shuffle::finished, this, [this] {
        if (shuffle_->found() || shuffle_->wasCancelled() || shuffle_->done() >= shuffle_->wanted())
            showResult();
        refresh();
    });
    if (const Outcome started = shuffle_->start(spec, times_->value(), std::move(until)); !started) {
        shuffle_.reset();
        tell(QString::fromStdString(started.error()));
        return refresh();
    }
    showProgress();
    refresh();
}

void ShuffleDialog::stop() {
    if (shuffle_)
        shuffle_->cancel();
}

void ShuffleDialog::showProgress() {
    bar_->setRange(0, shuffle_->wanted());
    bar_->setValue(shuffle_->done());
    tell(tr("%1 of %2 runs, nothing found yet.").arg(shuffle_->done()).arg(shuffle_->wanted()));
}

void ShuffleDialog::showResult() {
    if (const batch::ShuffleFinding* found = shuffle_->found()) {
        bar_->setValue(bar_->maximum());
        return tell(
            tr("Run %1, seed %2: %3 %4").arg(found->number).arg(found->seed).arg(program_, found->sentence));
    }
    if (shuffle_->wasCancelled())
        return tell(tr("Stopped after %1 runs: nothing was found in them.").arg(shuffle_->done()));
    tell(tr("%1 runs, about %2 steps each: no deadlock and no exception%3. Another seed gives other orders.")
             .arg(shuffle_->done())
             .arg(shuffle_->stepsPerRun())
             .arg(shuffle_->looksFor() ? tr(", and nothing met the condition") : QString()));
}

void ShuffleDialog::refresh() {
    const bool runs = isRunning();
    const bool hasFound = !runs && shuffle_ && shuffle_->found();
    question_->setEnabled(!runs);
    bar_->setVisible(runs);
    follow_->setVisible(hasFound);
    save_->setVisible(hasFound);
    start_->setText(runs ? tr("Stop") : shuffle_ ? tr("Start again") : tr("Start"));
    setLook(start_, runs ? "stop" : hasFound ? "" : "primary");
    start_->setDefault(!hasFound);
    follow_->setDefault(hasFound);
    if (hasFound)
        follow_->setFocus();
}

void ShuffleDialog::done(int result) {
    stop();
    QDialog::done(result);
}

} // namespace forkscope::gui
