// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The course as a list: headings and lessons in order. A filter leaves what contains all of its words:
// lessons, by their title or anywhere in their text, and below each the programs that do.
#include "engine/lesson/lesson_library.h"
#include "gui/home/path_progress.h"

#include <QAbstractListModel>

namespace forkscope::gui {

struct PathRow {
    enum class Kind { Group, Lesson, Program };
    Kind kind = Kind::Group;
    QString lessonId, program;
    QString name, gist; // of a program: file name and what a run shows
    QString more = {};  // of a lesson: what one will see, how long, what it builds on
};

class PathModel : public QAbstractListModel {
    Q_OBJECT
  public:
    explicit PathModel(QObject* parent = nullptr);

    void setLessons(const QList<lesson::Lesson>& lessons);
    void setFilter(const QString& words);
    // The lesson that was open last, which the list points out; empty: none.
    void setLastLesson(const QString& id);
    const QString& lastLesson() const { return lastLesson_; }
    const PathRow& row(int index) const { return rows_[index]; }
    void setProgress(const PathProgress& progress);
    LessonProgress progress(const QString& lessonId) const { return progress_.value(lessonId); }
    // Of all lessons, also those that are filtered out.
    QStringList allNames() const;
    QStringList allGists() const;
    int mostTours() const; // of a lesson
    int mostExercises() const;
    int indexOfLesson(const QString& id) const; // -1: filtered out or unknown

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void rebuild();
    QString wordsFor(const QString& lessonId) const;
    void appendLesson(QList<PathRow>& rows, const lesson::Lesson& lesson) const;

    QList<lesson::Lesson> lessons_;
    QStringList words_;
    PathProgress progress_;
    QString lastLesson_;
    QList<PathRow> rows_;
};

} // namespace forkscope::gui
