// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/overview_model.h"

namespace forkscope::gui {

void OverviewModel::setLessons(const QList<lesson::Lesson>& lessons, const PathProgress& progress) {
    QList<OverviewRow> rows;
    for (const lesson::Lesson& lesson : lessons)
        rows.append({lesson.id, lesson.title.in(QStringLiteral("en")), progress.value(lesson.id)});
    // The choice stays where it is while one works.
    if (rows.size() == rows_.size()) {
        rows_ = rows;
        if (!rows_.isEmpty())
            emit dataChanged(index(0, 0), index(int(rows_.size()) - 1, Columns - 1));
        return;
    }
    beginResetModel();
    rows_ = rows;
    endResetModel();
}

LessonPlace OverviewModel::placeAt(const QModelIndex& index) const {
    const OverviewRow& row = rows_[index.row()];
    const LessonPlace place = index.column() == Tours       ? row.progress.nextTour
                              : index.column() == Exercises ? row.progress.nextExercise
                              : index.column() == Stopped   ? row.progress.stopped
                              : index.column() == Next      ? row.progress.next
                                                            : LessonPlace();
    return place ? place : LessonPlace{LessonPlace::Kind::Text, row.lessonId, QString(), 0, QString()};
}

QString OverviewModel::summary() const {
    qsizetype lessons = 0, tours = 0, toursDone = 0, exercises = 0, exercisesDone = 0;
    for (const OverviewRow& row : rows_) {
        lessons += row.progress.lesson == Pip::Done;
        tours += row.progress.tours.size();
        toursDone += row.progress.tours.count(Pip::Done);
        exercises += row.progress.exercises.size();
        exercisesDone += row.progress.exercises.count(Pip::Done);
    }
    return tr("%1 of %2 lessons done  ·  %3 of %4 tours  ·  %5 of %6 exercises passed")
        .arg(lessons)
        .arg(rows_.size())
        .arg(toursDone)
        .arg(tours)
        .arg(exercisesDone)
        .arg(exercises);
}

int OverviewModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

int OverviewModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : Columns;
}

static QString someOf(const QList<Pip>& pips) {
    return OverviewModel::tr("%1 of %2").arg(pips.count(Pip::Done)).arg(pips.size());
}

// "Tour of x, step 1 of 3": a place begins a line here.
static QString asLine(QString words) {
    if (!words.isEmpty())
        words[0] = words[0].toUpper();
    return words;
}

static QString stateOf(Pip pip) {
    return pip == Pip::Done    ? OverviewModel::tr("done")
           : pip == Pip::Begun ? OverviewModel::tr("begun")
                               : OverviewModel::tr("not begun");
}

QString OverviewModel::wordsAt(const QModelIndex& index) const {
    const LessonProgress& progress = rows_[index.row()].progress;
    switch (index.column()) {
    case Lesson:
        return rows_[index.row()].lessonId + u' ' + rows_[index.row()].title;
    case Read:
        return progress.isRead ? tr("read") : QString();
    case Tours:
        return someOf(progress.tours);
    case Exercises:
        return someOf(progress.exercises);
    case Stopped:
        return asLine(progress.stopped.words);
    default:
        return asLine(progress.next.words);
    }
}

QVariant OverviewModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= rows_.size())
        return {};
    if (role == Qt::DisplayRole)
        return wordsAt(index);
    if (role == Qt::ToolTipRole && (index.column() == Stopped || index.column() == Next))
        return wordsAt(index);
    if (role != Qt::AccessibleTextRole)
        return {};
    const QString words = wordsAt(index);
    const QString head = headerData(index.column(), Qt::Horizontal, Qt::DisplayRole).toString();
    if (index.column() == Lesson)
        return tr("%1, %2").arg(words, stateOf(rows_[index.row()].progress.lesson));
    if (index.column() == Read)
        return words.isEmpty() ? tr("Text not read to its end") : tr("Text read");
    return tr("%1: %2").arg(head, words.isEmpty() ? tr("nothing") : words);
}

QVariant OverviewModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation == Qt::Vertical)
        return role == Qt::DisplayRole && section < rows_.size() ? rows_[section].lessonId : QVariant();
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignLeft | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    const QStringList heads{
        tr("Lesson"),         tr("Text"), tr("Tours"), tr("Exercises"), tr("Where you stopped"),
        tr("What comes next")};
    return heads.value(section);
}

} // namespace forkscope::gui
