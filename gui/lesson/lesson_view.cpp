// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/lesson_view.h"

#include "engine/lesson/markdown.h"
#include "gui/theme/theme.h"

#include <QDesktopServices>
#include <QScrollBar>
#include <QTextDocument>
#include <QTimer>

namespace forkscope::gui {

static lesson::HtmlColors htmlColors() {
    const Colors& c = colors();
    lesson::HtmlColors html;
    html.text = c.text.name();
    html.dim = c.dim.name();
    html.link = c.link.name();
    html.line = c.line.name();
    html.raised = c.raised.name();
    html.noteBar = c.accent.name();
    html.noteGround = c.accentTint.name();
    html.tryBar = c.running.fill.name();
    html.tryGround = mixed(c.panel, c.running.fill, c.dark ? 0.16 : 0.10).name();
    html.careBar = c.waitsLock.fill.name();
    html.careGround = mixed(c.panel, c.waitsLock.fill, c.dark ? 0.16 : 0.12).name();
    html.keyword = c.code.keyword.name();
    html.string = c.code.string.name();
    html.number = c.code.number.name();
    html.comment = c.code.comment.name();
    html.definition = c.code.function.name();
    return html;
}

LessonView::LessonView(QWidget* parent) : QTextBrowser(parent) {
    setFrameShape(QFrame::NoFrame);
    setOpenLinks(false);
    setAccessibleName(tr("Lesson"));
    setTextInteractionFlags(Qt::TextBrowserInteraction | Qt::TextSelectableByKeyboard);
    document()->setDocumentMargin(16);
    document()->setIndentWidth(lesson::kListIndent);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QTextBrowser::anchorClicked, this, &LessonView::follow);
    connect(&Theme::instance(), &Theme::changed, this, &LessonView::render);
}

void LessonView::showLesson(const lesson::Lesson& lesson) {
    const bool other = lesson.id != lesson_.id;
    lesson_ = lesson;
    setSearchPaths({lesson.folder});
    render();
    if (other) // once the text is laid out
        QTimer::singleShot(0, this, [this] { verticalScrollBar()->setValue(0); });
}

void LessonView::render() {
    const int place = verticalScrollBar()->value();
    setHtml(lesson::markdownToHtml(lesson_.text.in(QStringLiteral("en")), htmlColors()));
    document()->setDocumentMargin(16);
    document()->setIndentWidth(lesson::kListIndent);
    verticalScrollBar()->setValue(place);
}

void LessonView::follow(const QUrl& link) {
    if (link.scheme() == QLatin1String("program"))
        return emit programRequested(link.path());
    if (link.scheme() == QLatin1String("http") || link.scheme() == QLatin1String("https"))
        QDesktopServices::openUrl(link);
    else if (link.isRelative() && link.hasFragment())
        scrollToAnchor(link.fragment());
}

} // namespace forkscope::gui
