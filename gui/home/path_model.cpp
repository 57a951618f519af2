// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/path_model.h"

#include "engine/lesson/course_outline.h"

#include <algorithm>

namespace forkscope::gui {

static const QString kLanguage = QStringLiteral("en");

PathModel::PathModel(QObject* parent) : QAbstractListModel(parent) {}

void PathModel::setLessons(const QList<lesson::Lesson>& lessons) {
    lessons_ = lessons;
    rebuild();
}

void PathModel::setFilter(const QString& words) {
    words_ = words.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    rebuild();
}

void PathModel::setLastLesson(const QString& id) {
    lastLesson_ = id;
    emit dataChanged(index(0), index(std::max(0, rowCount() - 1)));
}

void PathModel::setProgress(const PathProgress& progress) {
    progress_ = progress;
    emit dataChanged(index(0), index(std::max(0, rowCount() - 1)));
}

static bool containsAll(const QString& text, const QStringList& words) {
    return std::all_of(words.begin(), words.end(),
                       [&text](const QString& word) { return text.contains(word, Qt::CaseInsensitive); });
}

// The words around the first place where one of them stands, on one line.
static QString snippet(const QString& text, const QStringList& words) {
    const qsizetype at = words.isEmpty() ? -1 : text.indexOf(words.first(), 0, Qt::CaseInsensitive);
    if (at < 0)
        return {};
    QString part = text.mid(std::max<qsizetype>(0, at - 30), 110).simplified();
    part.remove(QLatin1String("**")).remove(u'`').remove(u'#');
    return QStringLiteral("… ") + part + QStringLiteral(" …");
}

static QString moreOf(const lesson::Lesson& lesson) {
    QStringList more;
    if (!lesson.sees.isEmpty())
        more += lesson.sees.in(kLanguage) + u'.';
    if (lesson.minutes > 0)
        more += PathModel::tr("About %1.").arg(lesson::durationWords(lesson.minutes));
    if (!lesson.needs.isEmpty())
        more += PathModel::tr("Builds on %1.").arg(lesson.needs.join(PathModel::tr(" and ")));
    return more.join(u' ');
}

void PathModel::appendLesson(QList<PathRow>& rows, const lesson::Lesson& lesson) const {
    const QString title = lesson.title.in(kLanguage);
    const QString gist = lesson.gist.in(kLanguage);
    const QString about = lesson.id + QLatin1Char(' ') + title + QLatin1Char(' ') + gist;
    const bool whole = containsAll(about, words_);
    QList<PathRow> programs;
    for (const lesson::Program& program : words_.isEmpty() ? QList<lesson::Program>() : lesson.programs) {
        const QString shows = program.shows.in(kLanguage);
        const QString text = about + program.name + QLatin1Char(' ') + program.title.in(kLanguage) + shows;
        if (whole || containsAll(text, words_))
            programs.append({PathRow::Kind::Program, lesson.id, program.name,
                             program.name + QStringLiteral(".py"), shows});
    }
    const QString text = lesson.text.in(kLanguage);
    // A number or two letters stand in any text.
    const bool areWords = std::ranges::all_of(words_, [](const QString& word) { return word.size() > 2; });
    const bool inText = !whole && programs.isEmpty() && areWords && containsAll(text, words_);
    if (!whole && programs.isEmpty() && !inText)
        return;
    rows.append({PathRow::Kind::Lesson, lesson.id, QString(), title, inText ? snippet(text, words_) : gist,
                 moreOf(lesson)});
    rows.append(programs);
}

void PathModel::rebuild() {
    beginResetModel();
    rows_.clear();
    QString group;
    for (const lesson::Lesson& lesson : lessons_) {
        QList<PathRow> rows;
        appendLesson(rows, lesson);
        if (rows.isEmpty())
            continue;
        if (const QString name = lesson.group.in(kLanguage); name != group) {
            group = name;
            rows_.append({PathRow::Kind::Group, {}, {}, name, {}, {}});
        }
        rows_.append(rows);
    }
    endResetModel();
}

QStringList PathModel::allNames() const {
    QStringList names;
    for (const lesson::Lesson& lesson : lessons_)
        names.append(lesson.title.in(kLanguage));
    return names;
}

QStringList PathModel::allGists() const {
    QStringList gists;
    for (const lesson::Lesson& lesson : lessons_)
        gists.append(lesson.gist.in(kLanguage));
    return gists;
}

static int most(const PathProgress& progress, QList<Pip> LessonProgress::*pips) {
    qsizetype most = 0;
    for (const LessonProgress& each : progress)
        most = std::max(most, (each.*pips).size());
    return int(most);
}

int PathModel::mostTours() const {
    return most(progress_, &LessonProgress::tours);
}

int PathModel::mostExercises() const {
    return most(progress_, &LessonProgress::exercises);
}

int PathModel::indexOfLesson(const QString& id) const {
    for (int i = 0; i < rows_.size(); ++i)
        if (rows_[i].kind == PathRow::Kind::Lesson && rows_[i].lessonId == id)
            return i;
    return -1;
}

int PathModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

// "begun, 1 of 5 tours, 0 of 4 exercises"
QString PathModel::wordsFor(const QString& lessonId) const {
    const LessonProgress now = progress(lessonId);
    const QString state = now.lesson == Pip::Done    ? tr("done")
                          : now.lesson == Pip::Begun ? tr("begun")
                                                     : tr("not begun");
    return tr("%1, %2 of %3 tours, %4 of %5 exercises")
        .arg(state)
        .arg(now.tours.count(Pip::Done))
        .arg(now.tours.size())
        .arg(now.exercises.count(Pip::Done))
        .arg(now.exercises.size());
}

QVariant PathModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    const PathRow& found = rows_[index.row()];
    if (role == Qt::DisplayRole)
        return found.name;
    if (role == Qt::ToolTipRole && !found.more.isEmpty())
        return QStringLiteral("<p>%1</p>").arg(found.more.toHtmlEscaped()); // so that it breaks into lines
    if (role == Qt::AccessibleTextRole)
        return found.kind == PathRow::Kind::Lesson
                   ? tr("%1 %2, %3. %4. %5")
                         .arg(found.lessonId, found.name, found.gist, wordsFor(found.lessonId), found.more)
                         .trimmed()
               : found.kind == PathRow::Kind::Program ? tr("Program %1, %2").arg(found.name, found.gist)
                                                      : found.name;
    return {};
}

Qt::ItemFlags PathModel::flags(const QModelIndex& index) const {
    if (!index.isValid())
        return Qt::NoItemFlags;
    return rows_[index.row()].kind == PathRow::Kind::Group ? Qt::ItemIsEnabled
                                                           : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace forkscope::gui
