// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/index/index_model.h"

#include <algorithm>

namespace forkscope::gui {

static const QString kIndexLanguage = QStringLiteral("en");

static QString besideOf(const QList<lesson::Reading>& readings) {
    QStringList lessons;
    for (const lesson::Reading& reading : readings)
        if (!lessons.contains(reading.lesson))
            lessons += reading.lesson;
    return lessons.join(QStringLiteral(", "));
}

QList<IndexRow> errorRows(const lesson::LessonLibrary& library) {
    QList<IndexRow> rows;
    for (const lesson::KnownError& error : library.index().errors()) {
        const bool isBare = error.type().isEmpty() || error.type() == error.message;
        const QString name = error.type().isEmpty() ? error.message : error.type().section(u'.', -1);
        const QString message = isBare ? QString() : error.message.section(u':', 1).trimmed();
        rows.append(
            {IndexRow::Kind::Error, error.slug, name, message,
             (error.message + u' ' + error.pattern.types.join(u' ') + u' ' + error.pattern.says.join(u' ') +
              u' ' + error.means.in(kIndexLanguage) + u' ' + error.help.in(kIndexLanguage))
                 .simplified()});
    }
    std::ranges::stable_sort(rows, [&](const IndexRow& a, const IndexRow& b) {
        const auto isLast = [&](const IndexRow& row) {
            return library.index().find(row.id)->pattern.otherwise;
        };
        return isLast(a) != isLast(b) ? isLast(b) : a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return rows;
}

QList<IndexRow> topicRows(const lesson::LessonLibrary& library) {
    QList<IndexRow> rows;
    const lesson::Glossary& glossary = library.glossary();
    for (const lesson::Topic& topic : library.index().topics()) {
        const lesson::Term* term = glossary.find(topic.name);
        QString words = topic.name + u' ' + topic.also.join(u' ') + u' ' + topic.says.in(kIndexLanguage);
        if (term)
            words += u' ' + term->also.join(u' ') + u' ' + term->says.in(kIndexLanguage);
        rows.append({IndexRow::Kind::Topic, topic.name, topic.name, besideOf(topic.readings), words});
    }
    for (const lesson::Term& term : glossary.terms())
        if (std::ranges::none_of(rows, [&](const IndexRow& row) { return glossary.find(row.id) == &term; }))
            rows.append({IndexRow::Kind::Topic, term.term, term.term, term.lesson,
                         term.term + u' ' + term.also.join(u' ') + u' ' + term.says.in(kIndexLanguage)});
    std::ranges::stable_sort(rows, [](const IndexRow& a, const IndexRow& b) {
        return a.name.compare(b.name, Qt::CaseInsensitive) < 0;
    });
    return rows;
}

void IndexModel::setRows(const QList<IndexRow>& rows) {
    all_ = rows;
    thinOut();
}

void IndexModel::setFilter(const QString& words, const QString& alsoId) {
    alsoId_ = alsoId;
    filter_ = words.simplified().split(u' ', Qt::SkipEmptyParts);
    thinOut();
}

void IndexModel::thinOut() {
    beginResetModel();
    shown_.clear();
    QChar letter;
    for (const IndexRow& row : std::as_const(all_)) {
        const bool isAlso = !row.id.isEmpty() && row.id == alsoId_;
        if (!isAlso && !std::ranges::all_of(filter_, [&](const QString& word) {
                return row.words.contains(word, Qt::CaseInsensitive);
            }))
            continue;
        if (row.kind == IndexRow::Kind::Topic && row.name[0].toUpper() != letter) {
            letter = row.name[0].toUpper();
            shown_.append({IndexRow::Kind::Letter, {}, letter, {}, {}});
        }
        shown_.append(row);
    }
    endResetModel();
}

int IndexModel::indexOf(const QString& id) const {
    const auto found = std::ranges::find(shown_, id, &IndexRow::id);
    return id.isEmpty() || found == shown_.end() ? -1 : int(found - shown_.begin());
}

int IndexModel::firstChoice() const {
    const auto found =
        std::ranges::find_if(shown_, [](const IndexRow& row) { return row.kind != IndexRow::Kind::Letter; });
    return found == shown_.end() ? -1 : int(found - shown_.begin());
}

int IndexModel::count() const {
    return int(std::ranges::count_if(shown_,
                                     [](const IndexRow& row) { return row.kind != IndexRow::Kind::Letter; }));
}

int IndexModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(shown_.size());
}

QVariant IndexModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid() || index.row() >= shown_.size())
        return {};
    const IndexRow& row = shown_[index.row()];
    if (role == Qt::ToolTipRole && row.kind == IndexRow::Kind::Error && !row.beside.isEmpty())
        return row.beside;
    if (role != Qt::DisplayRole && role != Qt::AccessibleTextRole)
        return {};
    if (row.kind == IndexRow::Kind::Error)
        return row.beside.isEmpty() ? row.name : tr("%1: %2").arg(row.name, row.beside);
    return row.kind == IndexRow::Kind::Letter || row.beside.isEmpty()
               ? row.name
               : tr("%1, lesson %2").arg(row.name, row.beside);
}

Qt::ItemFlags IndexModel::flags(const QModelIndex& index) const {
    const bool isLetter = index.isValid() && shown_[index.row()].kind == IndexRow::Kind::Letter;
    return isLetter ? Qt::NoItemFlags : Qt::ItemIsEnabled | Qt::ItemIsSelectable;
}

} // namespace forkscope::gui
