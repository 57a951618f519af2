// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/why_view.h"

#include "gui/inspector/rich_words.h"
#include "gui/inspector/trouble_box.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QLabel>
#include <QMouseEvent>
#include <QVBoxLayout>

namespace forkscope::gui {

static constexpr double kMostOfPanel = 0.55;
static constexpr std::size_t kMostErrors = 2; // boxes; there may be an exception in each process
static const QString kErrorLink = QStringLiteral("error:");

WhyView::WhyView(QWidget* parent) : QScrollArea(parent) {
    setFrameShape(NoFrame);
    setWidgetResizable(true);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus); // its texts take it
    setAccessibleName(tr("Why"));
    auto* page = new Surface(&Colors::panel, this);
    column_ = new QVBoxLayout(page);
    column_->setContentsMargins(14, 11, 14, 11);
    column_->setSpacing(9);
    text_ = makeLabel(QString(), 13, QFont::Normal, false, page);
    text_->setWordWrap(true);
    text_->setTextFormat(Qt::RichText);
    text_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    text_->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    text_->hide(); // an empty one would leave a band above the first deadlock
    column_->addWidget(text_);
    column_->addStretch(1);
    setWidget(page);
    page->setAutoFillBackground(false);
    connect(text_, &QLabel::linkActivated, this,
            [this](const QString& link) { emit linkActivated(targetOf(link)); });
    text_->installEventFilter(this);
    connect(&Theme::instance(), &Theme::changed, this, &WhyView::applyTheme);
    applyTheme();
    hide();
}

void WhyView::applyTheme() {
    for (const auto& boxes : {boxes_, errorBoxes_})
        for (TroubleBox* box : boxes)
            box->applyTheme();
    showParagraphs(std::exchange(shown_, {})); // links have the theme's colour
}

// A link that is being pressed must not be replaced under the pointer.
bool WhyView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::MouseButtonPress)
        pressed_ = true;
    else if (event->type() == QEvent::MouseButtonRelease)
        pressed_ = false;
    return QScrollArea::eventFilter(watched, event);
}

void WhyView::showWorld(const world::World& world, trace::Time at, const WhyOf& of,
                        const QList<ErrorNote>& errors) {
    if (pressed_)
        return;
    if (of != of_)
        tallest_ = 0;
    of_ = of;
    const std::vector<world::Deadlock> found = world::deadlocks(world);
    showDeadlocks(world, found);
    showErrors(errors, of);
    if (of.process.value != 0)
        showParagraphs(world::wordsOf(
            world, world::reasonOf(world, world::ThreadRef{of.process, of.thread}, at, found)));
    else if (of.object)
        showParagraphs(world::wordsOf(world, world::reasonOf(world, of.object, at, found)));
    else
        showParagraphs({});
    fit();
}

void WhyView::showNothing() {
    of_ = {};
    showParagraphs({});
    for (const auto& boxes : {boxes_, errorBoxes_})
        for (TroubleBox* box : boxes)
            box->hide();
    tallest_ = 0;
    fit();
}

TroubleBox* WhyView::addBox() {
    auto* box = new TroubleBox(widget());
    connect(box->body(), &QLabel::linkActivated, this, [this](const QString& link) {
        if (link.startsWith(kErrorLink))
            emit errorRequested(link.mid(kErrorLink.size()));
        else
            emit linkActivated(targetOf(link));
    });
    box->body()->installEventFilter(this);
    return box;
}

// Of the process that is chosen; with nothing chosen those that came last.
void WhyView::showErrors(const QList<ErrorNote>& errors, const WhyOf& of) {
    std::size_t shown = 0;
    for (const ErrorNote& note : errors) {
        if (shown == kMostErrors || of.object || (of.process.value != 0 && of.process != note.process))
            continue;
        if (shown == errorBoxes_.size()) {
            errorBoxes_.push_back(addBox());
            column_->insertWidget(1 + int(boxes_.size() + shown), errorBoxes_.back());
        }
        const QString name = tr("%1: %2").arg(note.who, note.type);
        const QString message =
            note.message.isEmpty() ? QString() : note.message.toHtmlEscaped() + tr("<br>");
        errorBoxes_[shown]->say(name,
                                QStringLiteral("%1<a style=\"color:%2\" href=\"%3%4\">%5</a>")
                                    .arg(message, colors().link.name(), kErrorLink, note.slug,
                                         tr("What it means, and what to do")),
                                tr("Exception in %1: %2").arg(name, note.message));
        errorBoxes_[shown++]->show();
    }
    for (std::size_t i = shown; i < errorBoxes_.size(); ++i)
        errorBoxes_[i]->hide();
}

void WhyView::showDeadlocks(const world::World& world, const std::vector<world::Deadlock>& found) {
    while (boxes_.size() < found.size()) {
        TroubleBox* box = addBox();
        column_->insertWidget(1 + int(boxes_.size()), box); // below the text
        boxes_.push_back(box);
    }
    for (std::size_t i = 0; i < boxes_.size(); ++i) {
        if (i < found.size())
            boxes_[i]->say(QString::fromStdString(world::titleOf(world, found[i])),
                           richText(world::detailsOf(world, found[i])));
        boxes_[i]->setVisible(i < found.size());
    }
}

void WhyView::showParagraphs(const std::vector<world::Words>& paragraphs) {
    if (paragraphs == shown_)
        return;
    shown_ = paragraphs;
    QString html;
    for (const world::Words& paragraph : paragraphs)
        html += QStringLiteral("<p style=\"margin-top:%1px; margin-bottom:0; line-height:130%\">%2</p>")
                    .arg(html.isEmpty() ? 0 : 7)
                    .arg(richText(paragraph));
    text_->setText(html);
    text_->setVisible(!html.isEmpty());
}

QString WhyView::text() const {
    std::string all;
    for (const world::Words& paragraph : shown_)
        all += (all.empty() ? "" : "\n") + paragraph.text();
    return QString::fromStdString(all);
}

QStringList WhyView::deadlockNames() const {
    QStringList names;
    for (const TroubleBox* box : boxes_)
        if (!box->isHidden())
            names << box->heading()->text();
    return names;
}

// As tall as its text, up to a part of the panel; the rest scrolls.
void WhyView::fit() {
    bool isWorthShowing = !shown_.empty();
    for (const auto& boxes : {boxes_, errorBoxes_})
        for (const TroubleBox* box : boxes)
            isWorthShowing = isWorthShowing || !box->isHidden();
    setVisible(isWorthShowing);
    if (!isWorthShowing)
        return;
    column_->activate();
    const int wanted = column_->totalHeightForWidth(viewport()->width());
    tallest_ = std::max(tallest_, wanted);
    const int most = parentWidget() ? int(parentWidget()->height() * kMostOfPanel) : wanted;
    setVerticalScrollBarPolicy(tallest_ > most ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    setFixedHeight(std::max(40, std::min(tallest_, most)));
}

void WhyView::resizeEvent(QResizeEvent* event) {
    QScrollArea::resizeEvent(event);
    if (event->size().width() == event->oldSize().width())
        return;
    tallest_ = 0;
    fit();
}

} // namespace forkscope::gui
