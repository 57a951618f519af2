// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a search has found, as rows.
#include "engine/search/search_index.h"

#include <QAbstractListModel>

namespace forkscope::gui {

class HitModel : public QAbstractListModel {
    Q_OBJECT
  public:
    using QAbstractListModel::QAbstractListModel;

    void setHits(const QList<search::Hit>& hits);
    const search::Hit& hit(int row) const { return hits_[row]; }
    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override; // a sentence for screen readers

  private:
    QList<search::Hit> hits_;
};

// "Lesson", "Program", …
QString wordFor(search::Kind kind);

} // namespace forkscope::gui
