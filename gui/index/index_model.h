// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One of the two lists of the index, thinned out by a filter: the error messages by their class, or the
// topics from A to Z with a letter above each group. Words of the glossary are topics too.
#include "engine/lesson/lesson_library.h"

#include <QAbstractListModel>

namespace forkscope::gui {

struct IndexRow {
    enum class Kind { Letter, Error, Topic };
    Kind kind = Kind::Letter;
    QString id;     // slug of the error, name of the topic
    QString name;   // "AssertionError", "daemon", "D"
    QString beside; // the message; where it is told, "06, 05"
    QString words;  // all that the filter looks at

    bool operator==(const IndexRow&) const = default;
};

// All that the two lists may show.
QList<IndexRow> errorRows(const lesson::LessonLibrary& library);
QList<IndexRow> topicRows(const lesson::LessonLibrary& library);

class IndexModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;

    void setRows(const QList<IndexRow>& rows);
    // Rows with all of these words; and this one, whatever its words.
    void setFilter(const QString& words, const QString& alsoId = {});
    const IndexRow& row(int index) const { return shown_[index]; }
    int indexOf(const QString& id) const; // -1: filtered out, or unknown
    int firstChoice() const;              // -1: there is none
    int count() const;                    // without the letters

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

  private:
    void thinOut();

    QList<IndexRow> all_, shown_;
    QStringList filter_;
    QString alsoId_;
};

} // namespace forkscope::gui
