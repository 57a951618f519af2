// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The course as a list: headings, lessons in order, and below each lesson its programs. A filter leaves what
// contains all of its words, together with the lesson it belongs to.
#include "engine/lesson/lesson_library.h"

#include <QAbstractListModel>

namespace forkscope::gui {

struct PathRow {
    enum class Kind { Group, Lesson, Program };
    Kind kind = Kind::Group;
    QString lessonId, program;
    QString name, gist; // of a program: file name and what a run shows
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
    int indexOfLesson(const QString& id) const; // -1: filtered out or unknown

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void rebuild();
    void appendLesson(QList<PathRow>& rows, const lesson::Lesson& lesson) const;

    QList<lesson::Lesson> lessons_;
    QStringList words_;
    QString lastLesson_;
    QList<PathRow> rows_;
};

} // namespace forkscope::gui
