// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lesson/lesson_page.h"

#include "engine/lesson/markdown.h"
#include "gui/theme/theme.h"

#include <QCoreApplication>

namespace forkscope::gui {

static QString words(const char* text) {
    return QCoreApplication::translate("LessonPage", text);
}

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

static QString link(const QString& target, const QString& text) {
    return QStringLiteral("<a href=\"%1\">%2</a>").arg(target.toHtmlEscaped(), text.toHtmlEscaped());
}

static QString dim(const QString& text) {
    return QStringLiteral("<span style=\"color:%1\">%2</span>").arg(colors().dim.name(), text);
}

static QString done(const QString& text) {
    return QStringLiteral("<span style=\"color:%1\">✓ %2</span>")
        .arg(colors().running.text.name(), text.toHtmlEscaped());
}

static QString tourLine(const LessonTour& tour) {
    const QString steps = words(tour.steps == 1 ? "%1 step" : "%1 steps").arg(tour.steps);
    const QString target = QStringLiteral("tour:") + tour.program;
    const QString run =
        dim(QStringLiteral(" · ")) + link(QStringLiteral("run:") + tour.program, words("Run it"));
    if (tour.isDone)
        return done(words("Tour taken")) + dim(QStringLiteral(" · ")) + link(target, words("Take it again")) +
               run;
    if (tour.reached > 0)
        return link(target, words("▸ Go on with the tour")) +
               dim(words(" · step %1 of %2").arg(tour.reached).arg(tour.steps)) + run;
    return link(target, words("▸ Take the tour")) + dim(QStringLiteral(" · ") + steps) + run;
}

// Behind the paragraph, the list item or the call-out in which the program is named first.
static void insertTour(QString& html, const LessonTour& tour) {
    const QString row = QStringLiteral("<p style=\"margin-bottom:14px\">%1</p>\n").arg(tourLine(tour));
    const qsizetype named = html.indexOf(QStringLiteral("href=\"program:%1\"").arg(tour.program));
    if (named < 0)
        return;
    qsizetype end = -1;
    for (const char* close : {"</p>", "</li>", "</td>"}) {
        const qsizetype found = html.indexOf(QLatin1String(close), named);
        if (found >= 0 && (end < 0 || found < end))
            end = found;
    }
    if (end >= 0)
        html.insert(html.indexOf(u'>', end) + 1, row);
}

static QString callout(const QColor& bar, const QColor& ground, const QString& inside) {
    return QStringLiteral("<table class=\"callout\" width=\"100%\" border=\"0\" cellspacing=\"0\" "
                          "cellpadding=\"0\"><tr><td width=\"4\" bgcolor=\"%1\"></td>"
                          "<td class=\"inside\" bgcolor=\"%2\">%3</td></tr></table>\n")
        .arg(bar.name(), ground.name(), inside);
}

static QString markdownBody(const QString& markdown) {
    const QString page = lesson::markdownToHtml(markdown, htmlColors());
    const qsizetype from = page.indexOf(QLatin1String("<body>")) + 6;
    return page.mid(from, page.indexOf(QLatin1String("</body>")) - from);
}

static QString mythAnswer(const LessonMyth& myth) {
    const QString target = QStringLiteral("myth:%1?vote=").arg(myth.slug);
    switch (myth.state) {
    case LessonMyth::State::Open:
        return QStringLiteral("<p>%1 &nbsp;&nbsp; %2 &nbsp;&nbsp; %3</p>")
            .arg(dim(words("What do you say?")), link(target + QStringLiteral("myth"), words("▸ A myth")),
                 link(target + QStringLiteral("fact"), words("▸ A fact")));
    case LessonMyth::State::Running:
        return QStringLiteral("<p>%1</p>")
            .arg(dim(words("You say: %1. The program runs, its trace decides …").arg(myth.vote)));
    case LessonMyth::State::Decided:
        return QStringLiteral("<p>%1</p>").arg(dim(words("You said: %1.").arg(myth.vote))) +
               markdownBody(myth.verdict) +
               QStringLiteral("<p>%1</p>")
                   .arg(link(QStringLiteral("myth:") + myth.slug, words("Vote again")));
    }
    return {};
}

static QString mythAnchor(const LessonMyth& myth) {
    return QStringLiteral("<a name=\"myth-%1\"></a>").arg(myth.slug);
}

static QString mythCard(const LessonMyth& myth) {
    const Colors& c = colors();
    const QString inside = QStringLiteral("<p>%1<br><b>“%2”</b></p>")
                               .arg(dim(words("Myth or fact?")), myth.claim.toHtmlEscaped()) +
                           mythAnswer(myth);
    return mythAnchor(myth) +
           callout(c.waitsLock.fill, mixed(c.panel, c.waitsLock.fill, c.dark ? 0.12 : 0.10), inside);
}

// Where the call-out begins in which this place is; -1: it is in none.
static qsizetype calloutAround(const QString& html, qsizetype place) {
    const qsizetype begin = html.lastIndexOf(QLatin1String("<table class=\"callout\""), place);
    return begin >= 0 && html.lastIndexOf(QLatin1String("</table>"), place) < begin ? begin : -1;
}

// Where the text names the myth; false: it does not. A call-out tells the claim in its own words, and the
// vote goes into it; elsewhere the card stands behind the paragraph.
static bool placeMyth(QString& html, const LessonMyth& myth) {
    const qsizetype named = html.indexOf(QStringLiteral("href=\"myth:%1\"").arg(myth.slug));
    const qsizetype end = named < 0 ? -1 : html.indexOf(QLatin1String("</p>"), named);
    if (end < 0)
        return false;
    const qsizetype around = calloutAround(html, named);
    html.insert(end + 4, around < 0 ? mythCard(myth) : mythAnswer(myth));
    if (around >= 0)
        html.insert(around, mythAnchor(myth));
    return true;
}

// What is named nowhere stands at the end.
static QString placeMyths(QString& html, const QList<LessonMyth>& myths) {
    QString rest;
    for (const LessonMyth& myth : myths)
        if (!placeMyth(html, myth))
            rest += mythCard(myth);
    return rest.isEmpty() ? QString() : QStringLiteral("<h2>%1</h2>").arg(words("Myth or fact?")) + rest;
}

static QString stateOf(const LessonExercise& exercise) {
    switch (exercise.state) {
    case LessonExercise::State::Passed:
        return done(words("passed"));
    case LessonExercise::State::Tried:
        return dim(words("tried"));
    case LessonExercise::State::New:
        break;
    }
    return {};
}

static QString exerciseRows(const QList<LessonExercise>& exercises) {
    if (exercises.isEmpty())
        return {};
    QString rows;
    for (const LessonExercise& exercise : exercises)
        rows +=
            QStringLiteral("<tr><td width=\"74\">%1</td><td>%2</td><td align=\"right\">%3</td></tr>")
                .arg(dim(exercise.kind.toHtmlEscaped()),
                     link(QStringLiteral("exercise:") + exercise.slug, exercise.title), stateOf(exercise));
    return QStringLiteral("<h2>%1</h2><table class=\"rows\" width=\"100%\" cellspacing=\"0\" "
                          "cellpadding=\"4\" style=\"margin-bottom:16px\">%2</table>")
        .arg(words("Exercises"), rows);
}

static QString nextRow(const LessonExtras& extras) {
    if (extras.nextLesson.isEmpty())
        return {};
    return QStringLiteral("<p style=\"margin-top:18px\">%1 %2</p>")
        .arg(words("Next lesson:"), link(QStringLiteral("lesson:") + extras.nextLesson,
                                         QStringLiteral("%1 %2").arg(extras.nextLesson, extras.nextTitle)));
}

QString lessonPageHtml(const QString& markdown, const LessonExtras& extras) {
    QString html = lesson::markdownToHtml(markdown, htmlColors());
    // A picture stands on a line of its own height: one and a half of it would leave a gap below.
    html.replace(QStringLiteral("<p><img"), QStringLiteral("<p style=\"line-height:100%\"><img"));
    for (const LessonTour& tour : extras.tours)
        insertTour(html, tour);
    const QString end = placeMyths(html, extras.myths) + exerciseRows(extras.exercises) + nextRow(extras);
    return html.insert(html.indexOf(QLatin1String("</body>")), end);
}

} // namespace forkscope::gui
