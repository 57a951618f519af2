// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/search/hit_model.h"

namespace forkscope::gui {

QString wordFor(search::Kind kind) {
    switch (kind) {
    case search::Kind::Lesson:
        return HitModel::tr("Lesson");
    case search::Kind::Section:
        return HitModel::tr("Text");
    case search::Kind::Program:
        return HitModel::tr("Program");
    case search::Kind::Exercise:
        return HitModel::tr("Exercise");
    case search::Kind::Myth:
        return HitModel::tr("Myth or fact");
    case search::Kind::Error:
        return HitModel::tr("Message");
    case search::Kind::Topic:
        return HitModel::tr("Topic");
    case search::Kind::Term:
        break;
    }
    return HitModel::tr("Word");
}

void HitModel::setHits(const QList<search::Hit>& hits) {
    beginResetModel();
    hits_ = hits;
    endResetModel();
}

int HitModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(hits_.size());
}

QVariant HitModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || (role != Qt::DisplayRole && role != Qt::AccessibleTextRole))
        return {};
    const search::Hit& found = hits_[index.row()];
    QStringList told{wordFor(found.entry.kind), found.entry.title};
    if (!found.entry.where.isEmpty())
        told += found.entry.where;
    if (!found.excerpt.text.isEmpty())
        told += found.excerpt.text;
    return told.join(QStringLiteral(", "));
}

} // namespace forkscope::gui
