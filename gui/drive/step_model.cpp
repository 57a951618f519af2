// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/step_model.h"

#include "gui/drive/drive_picture.h"
#include "gui/drive/drive_words.h"

#include <QStringList>

#include <algorithm>
#include <utility>

namespace forkscope::gui {

std::vector<StepRow> stepRows(const world::World& world, const std::vector<drive::TakenStep>& taken) {
    std::vector<StepRow> rows;
    rows.reserve(taken.size());
    int number = 0;
    trace::Time since = -1;
    bool isExact = true;
    for (const drive::TakenStep& one : taken) {
        StepRow row;
        row.kind = one.step.how == drive::How::Computes ? StepRow::Kind::Remark : StepRow::Kind::Step;
        row.number = row.kind == StepRow::Kind::Step ? ++number : number;
        row.upTo = rows.size() + 1;
        row.process = one.process;
        row.thread = one.thread;
        row.tag = QString::fromStdString(world.labelOf(one.process)).section(u' ', 0, 0);
        row.identity = row.tag.mid(1).toInt();
        row.what = stepWords(world, one, since);
        if (row.kind == StepRow::Kind::Remark && std::exchange(isExact, false))
            row.what = StepModel::tr("computes: not exact from here on");
        if (one.thread != 0)
            row.what = StepModel::tr("thread %1: %2").arg(one.thread).arg(row.what);
        row.line = int(one.step.line);
        row.at = one.at;
        if (row.kind == StepRow::Kind::Step)
            since = one.at; // a remark may come while a step is under way
        rows.push_back(std::move(row));
    }
    return rows;
}

// "1, 2 or 3"
static QString keysOf(const DrivePicture& picture, bool isSureOnes) {
    const auto isSure = [](Verdict v) { return v == Verdict::CanGoOn || v == Verdict::TimesOut; };
    QStringList keys;
    for (const DriveRow& row : picture.rows)
        if (row.key >= 0 && row.canStep() && isSure(row.verdict) == isSureOnes)
            keys += QString::number(row.key);
    if (keys.size() < 2)
        return keys.join(QString());
    const QString last = keys.takeLast();
    return StepModel::tr("%1 or %2").arg(keys.join(QStringLiteral(", ")), last);
}

StepRow nextRow(const DrivePicture& picture, std::size_t upTo) {
    StepRow row;
    row.kind = StepRow::Kind::Next;
    row.upTo = upTo;
    row.what = picture.headline();
    if (picture.phase != DrivePicture::Phase::Choice || picture.held() == 0)
        return row;
    row.number = int(picture.steps) + 1;
    const QString sure = keysOf(picture, true), tries = keysOf(picture, false);
    row.what = StepModel::tr("your choice");
    if (!sure.isEmpty())
        row.what += StepModel::tr(": press %1").arg(sure);
    if (!tries.isEmpty())
        row.what +=
            sure.isEmpty() ? StepModel::tr(": try %1").arg(tries) : StepModel::tr(", or try %1").arg(tries);
    return row;
}

QString StepRow::spoken() const {
    if (kind == Kind::Next)
        return StepModel::tr("Next: %1").arg(what);
    if (kind == Kind::Remark)
        return StepModel::tr(
                   "%1 computed for longer than it was waited for. Others could go on meanwhile, so that "
                   "these steps may not do the same again from here on")
            .arg(tag);
    QString text = StepModel::tr("Step %1: %2 %3").arg(number).arg(tag, what);
    if (line > 0)
        text += StepModel::tr(", line %1").arg(line);
    return text;
}

void StepModel::setRows(std::vector<StepRow> rows) {
    const auto [mine, theirs] = std::ranges::mismatch(rows_, rows);
    const int same = int(mine - rows_.begin());
    if (mine != rows_.end()) {
        beginRemoveRows({}, same, int(rows_.size()) - 1);
        rows_.erase(mine, rows_.end());
        endRemoveRows();
    }
    if (theirs == rows.end())
        return;
    beginInsertRows({}, same, int(rows.size()) - 1);
    rows_.insert(rows_.end(), theirs, rows.end());
    endInsertRows();
}

int StepModel::indexAt(trace::Time time) const {
    int found = -1;
    for (int i = 0; i < int(rows_.size()); ++i)
        if (const StepRow& row = rows_[std::size_t(i)]; row.kind == StepRow::Kind::Step && row.at <= time)
            found = i;
    return found;
}

int StepModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(rows_.size());
}

QVariant StepModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole || role == Qt::ToolTipRole)
        return row(index.row()).spoken();
    return {};
}

} // namespace forkscope::gui
