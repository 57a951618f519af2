// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Progress as a table: a row for each lesson in the order of the path, a cell for each part of it. Each cell
// says the same in words, and knows the place that it leads to.
#include "engine/lesson/lesson.h"
#include "gui/home/path_progress.h"

#include <QAbstractTableModel>

namespace forkscope::gui {

struct OverviewRow {
    QString lessonId, title;
    LessonProgress progress;
};

class OverviewModel : public QAbstractTableModel {
    Q_OBJECT
  public:
    enum Column { Lesson, Read, Tours, Exercises, Stopped, Next, Columns };

    using QAbstractTableModel::QAbstractTableModel;

    void setLessons(const QList<lesson::Lesson>& lessons, const PathProgress& progress);
    const OverviewRow& row(int index) const { return rows_[index]; }
    // Where a click on the cell leads: always somewhere in its lesson.
    LessonPlace placeAt(const QModelIndex& index) const;
    // "3 of 16 lessons done · 12 of 60 tours · 5 of 48 exercises passed"
    QString summary() const;

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

  private:
    QString wordsAt(const QModelIndex& index) const;
    QList<OverviewRow> rows_;
};

} // namespace forkscope::gui
