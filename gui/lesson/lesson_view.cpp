// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/lesson_view.h"

#include "engine/lesson/markdown.h"
#include "gui/lesson/glossary_card.h"
#include "gui/lesson/glossary_marks.h"
#include "gui/lesson/lesson_page.h"
#include "gui/lesson/theme_svg.h"
#include "gui/theme/theme.h"

#include <QAbstractTextDocumentLayout>
#include <QDesktopServices>
#include <QDir>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QRegularExpression>
#include <QScrollBar>
#include <QTextBlock>
#include <QTextDocument>
#include <QUrl>

namespace forkscope::gui {

static constexpr int kSettlePause = 400; // ms after the last scrolling

LessonView::LessonView(QWidget* parent) : QTextBrowser(parent) {
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setAccessibleName(tr("Lesson"));
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(margin_);
    document()->setIndentWidth(lesson::kListIndent);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    settle_.setSingleShot(true);
    settle_.setInterval(kSettlePause);
    connect(&settle_, &QTimer::timeout, this, &LessonView::settle);
    connect(verticalScrollBar(), &QScrollBar::valueChanged, &settle_, qOverload<>(&QTimer::start));
    connect(this, &QTextBrowser::anchorClicked, this, &LessonView::follow);
    connect(&Theme::instance(), &Theme::changed, this, &LessonView::render);
}

void LessonView::showLesson(const lesson::Lesson& lesson) {
    const bool other = lesson.id != lesson_.id;
    lesson_ = lesson;
    setSearchPaths({lesson.folder});
    if (other) {
        marked_.clear();
        extras_ = {};
        toldEnd_ = false;
    }
    render();
    settle_.start(); // a short text is read without scrolling
    if (other)       // once the text is laid out
        QTimer::singleShot(0, this, [this] { verticalScrollBar()->setValue(0); });
}

void LessonView::showText(const QString& markdown, const QString& folder) {
    lesson_ = {};
    lesson_.text = lesson::LocalText(markdown);
    lesson_.folder = folder;
    setSearchPaths({folder});
    extras_ = {};
    render();
}

void LessonView::setExtras(const LessonExtras& extras) {
    extras_ = extras;
    render();
}

void LessonView::setGlossary(const QList<GlossaryWord>& words) {
    glossary_ = words;
    render();
}

void LessonView::setGrows(bool grows) {
    grows_ = grows;
    setVerticalScrollBarPolicy(grows ? Qt::ScrollBarAlwaysOff : Qt::ScrollBarAsNeeded);
    setSizePolicy(QSizePolicy::Preferred, grows ? QSizePolicy::Fixed : QSizePolicy::Expanding);
    updateGeometry();
}

void LessonView::setMargin(int margin) {
    margin_ = margin;
    render();
}

void LessonView::render() {
    const int place = verticalScrollBar()->value();
    hasPictures_ = false;
    pictureWidth_ = pictureWidth();
    setHtml(lessonPageHtml(lesson_.text.in(QStringLiteral("en")), extras_));
    document()->setDocumentMargin(margin_);
    document()->setIndentWidth(lesson::kListIndent);
    markGlossaryWords(*document(), glossary_);
    // Laid out anew as a whole: by parts, what follows a table that has grown would be missing.
    document()->markContentsDirty(0, document()->characterCount());
    document()->documentLayout()->documentSize();
    showMarks();
    verticalScrollBar()->setValue(place);
    if (grows_)
        updateGeometry();
}

// -- pictures

int LessonView::pictureWidth() const {
    return std::max(120, viewport()->width() - 2 * margin_);
}

QVariant LessonView::loadResource(int type, const QUrl& name) {
    if (type != QTextDocument::ImageResource || !name.isRelative())
        return QTextBrowser::loadResource(type, name);
    hasPictures_ = true;
    const QString path = QDir(lesson_.folder).filePath(name.path());
    const QImage picture = themePicture(path, pictureWidth_, devicePixelRatioF());
    return picture.isNull() ? QVariant() : picture;
}

void LessonView::resizeEvent(QResizeEvent* event) {
    const int before = place();
    QTextBrowser::resizeEvent(event);
    if (hasPictures_ && pictureWidth() != pictureWidth_)
        render();
    if (!grows_ && event->oldSize().width() != event->size().width())
        goTo(before);
    if (grows_)
        updateGeometry();
}

QSize LessonView::sizeHint() const {
    if (!grows_)
        return QTextBrowser::sizeHint();
    return {200, int(document()->documentLayout()->documentSize().height())};
}

QSize LessonView::minimumSizeHint() const {
    return grows_ ? QSize(100, sizeHint().height()) : QTextBrowser::minimumSizeHint();
}

// -- where one is

// Above its first line, a document with tables in it is told to have its last one.
int LessonView::place() const {
    if (verticalScrollBar()->value() <= margin_)
        return 0;
    return cursorForPosition(QPoint(margin_, 4)).blockNumber();
}

void LessonView::goTo(int place) {
    const QTextBlock block = document()->findBlockByNumber(place);
    if (block.isValid() && place > 0)
        verticalScrollBar()->setValue(int(document()->documentLayout()->blockBoundingRect(block).top()) - 4);
}

void LessonView::settle() {
    emit placeChanged(place());
    const QScrollBar* bar = verticalScrollBar();
    if (!toldEnd_ && !lesson_.id.isEmpty() && isVisible() && bar->value() >= bar->maximum() - 40) {
        toldEnd_ = true;
        emit readToEnd();
    }
}

// -- words that were searched

static QRegularExpression beginningOf(const QString& word) {
    return QRegularExpression(QStringLiteral("(?<!\\w)%1").arg(QRegularExpression::escape(word)),
                              QRegularExpression::CaseInsensitiveOption);
}

static QTextCursor headingIn(const QTextDocument& document, const QString& heading) {
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next())
        if (block.blockFormat().headingLevel() > 0 && block.text().simplified() == heading)
            return QTextCursor(block);
    return QTextCursor(document.begin());
}

void LessonView::mark(const QStringList& words, const QString& heading) {
    marked_ = words;
    showMarks();
    QTextCursor place = headingIn(*document(), heading);
    int first = -1;
    for (const QTextEdit::ExtraSelection& found : extraSelections())
        if (const int at = found.cursor.selectionStart(); at >= place.position() && (first < 0 || at < first))
            first = at;
    if (first >= 0)
        place.setPosition(first);
    const int top = int(document()->documentLayout()->blockBoundingRect(place.block()).top());
    verticalScrollBar()->setValue(top - viewport()->height() / 4);
}

void LessonView::showMarks() {
    QList<QTextEdit::ExtraSelection> marks;
    QTextCharFormat format;
    format.setBackground(mixed(colors().panel, colors().accent, 0.35));
    for (const QString& word : marked_) {
        const QRegularExpression wanted = beginningOf(word);
        for (QTextCursor found = document()->find(wanted); !found.isNull();
             found = document()->find(wanted, found))
            marks.append({found, format});
    }
    setExtraSelections(marks);
}

void LessonView::unmark() {
    if (marked_.isEmpty())
        return;
    marked_.clear();
    setExtraSelections({});
}

void LessonView::mousePressEvent(QMouseEvent* event) {
    unmark();
    QTextBrowser::mousePressEvent(event);
}

void LessonView::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        unmark();
    if (!scrollBy(*event))
        QTextBrowser::keyPressEvent(event);
}

// As in any page that is read; with Shift the keys choose text, Tab goes from link to link.
bool LessonView::scrollBy(const QKeyEvent& event) {
    if (grows_ || event.modifiers() & Qt::ShiftModifier)
        return false;
    QScrollBar* bar = verticalScrollBar();
    switch (event.key()) {
    case Qt::Key_Down:
        bar->triggerAction(QScrollBar::SliderSingleStepAdd);
        return true;
    case Qt::Key_Up:
        bar->triggerAction(QScrollBar::SliderSingleStepSub);
        return true;
    case Qt::Key_PageDown:
    case Qt::Key_Space:
        bar->triggerAction(QScrollBar::SliderPageStepAdd);
        return true;
    case Qt::Key_PageUp:
        bar->triggerAction(QScrollBar::SliderPageStepSub);
        return true;
    case Qt::Key_Home:
        bar->triggerAction(QScrollBar::SliderToMinimum);
        return true;
    case Qt::Key_End:
        bar->triggerAction(QScrollBar::SliderToMaximum);
        return true;
    default:
        return false;
    }
}

// -- links

void LessonView::follow(const QUrl& link) {
    const QString kind = link.scheme();
    const QString target = link.path();
    if (kind == QLatin1String("program"))
        return emit programRequested(target);
    if (kind == QLatin1String("term"))
        return explain(target, true);
    if (kind == QLatin1String("http") || kind == QLatin1String("https"))
        QDesktopServices::openUrl(link);
    else if (link.isRelative() && link.hasFragment())
        scrollToAnchor(link.fragment());
    else if (!kind.isEmpty())
        emit linkRequested(kind, target, link.query(QUrl::FullyDecoded));
}

void LessonView::mouseMoveEvent(QMouseEvent* event) {
    QTextBrowser::mouseMoveEvent(event);
    hover(anchorAt(event->pos()));
}

void LessonView::leaveEvent(QEvent* event) {
    QTextBrowser::leaveEvent(event);
    hover(QString());
}

void LessonView::hover(const QString& link) {
    if (link == hovered_)
        return;
    hovered_ = link;
    if (link.startsWith(QLatin1String("term:")))
        explain(QUrl(link).path(), false);
    else if (card_)
        card_->hideSoon();
}

// On the screen: the word under the pointer, or the one that the keys are on.
QRect LessonView::placeOfPointer() const {
    const QPoint pointer = viewport()->mapFromGlobal(QCursor::pos());
    const QTextCursor at = hovered_.isEmpty() ? textCursor() : cursorForPosition(pointer);
    const QRect word = cursorRect(at);
    return {viewport()->mapToGlobal(word.topLeft()), word.size()};
}

void LessonView::explain(const QString& term, bool stays) {
    const GlossaryWord* word = glossaryWord(glossary_, term);
    if (!word)
        return;
    if (!card_) {
        card_ = new GlossaryCard(window());
        connect(card_, &GlossaryCard::lessonRequested, this,
                [this](const QString& id) { emit linkRequested(QStringLiteral("lesson"), id, {}); });
    }
    card_->showFor(*word, placeOfPointer(), stays);
}

} // namespace forkscope::gui
