// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/job_model.h"

#include "engine/lab/job_file.h"
#include "gui/theme/theme.h"

#include <algorithm>

namespace forkscope::gui {

using scheduling::Job;
using scheduling::kMillisecond;
using scheduling::Time;

static QString inMilliseconds(Time time) {
    return QString::number(double(time) / double(kMillisecond), 'g', 9);
}

void JobModel::setJobs(const std::vector<Job>& jobs) {
    beginResetModel();
    jobs_ = jobs;
    endResetModel();
}

int JobModel::add() {
    if (jobs_.size() >= std::size_t(lab::kMostJobs)) {
        emit refused(tr("There can be %1 jobs at most.").arg(lab::kMostJobs));
        return -1;
    }
    const Job last = jobs_.empty() ? Job{"", 0, 100 * kMillisecond} : jobs_.back();
    QString name(u'A');
    for (int n = 0; !whyNotName(name, -1).isEmpty(); ++n)
        name = n < 26 ? QString(QChar(u'A' + n)) : QStringLiteral("J%1").arg(n - 25);
    const int row = int(jobs_.size());
    beginInsertRows({}, row, row);
    jobs_.push_back({name.toStdString(), last.arrival, last.burst});
    endInsertRows();
    emit edited();
    return row;
}

bool JobModel::remove(int row) {
    if (row < 0 || row >= int(jobs_.size()) || jobs_.size() < 2)
        return false;
    beginRemoveRows({}, row, row);
    jobs_.erase(jobs_.begin() + row);
    endRemoveRows();
    emit edited();
    return true;
}

int JobModel::rowCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(jobs_.size());
}

int JobModel::columnCount(const QModelIndex& parent) const {
    return parent.isValid() ? 0 : int(ColumnCount);
}

QVariant JobModel::data(const QModelIndex& index, int role) const {
    if (!index.isValid())
        return {};
    const Job& job = jobs_[std::size_t(index.row())];
    switch (role) {
    case Qt::DisplayRole:
    case Qt::EditRole:
        return index.column() == Name      ? QString::fromStdString(job.name)
               : index.column() == Arrival ? inMilliseconds(job.arrival)
                                           : inMilliseconds(job.burst);
    case Qt::TextAlignmentRole:
        return int(Qt::AlignVCenter | (index.column() == Name ? Qt::AlignLeft : Qt::AlignRight));
    default:
        return {};
    }
}

QVariant JobModel::headerData(int section, Qt::Orientation orientation, int role) const {
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole)
        return int(Qt::AlignVCenter | (section == Name ? Qt::AlignLeft : Qt::AlignRight));
    if (role == Qt::DisplayRole)
        return section == Name ? tr("Job") : section == Arrival ? tr("Arrives, ms") : tr("Burst, ms");
    if (role == Qt::ToolTipRole)
        return section == Name      ? tr("Its name; the process has the same")
               : section == Arrival ? tr("So many milliseconds after the start its process is begun")
                                    : tr("How long it needs the processor");
    return {};
}

Qt::ItemFlags JobModel::flags(const QModelIndex& index) const {
    return QAbstractTableModel::flags(index) | Qt::ItemIsEditable;
}

QString JobModel::whyNotName(const QString& name, int row) const {
    if (name.isEmpty())
        return tr("A job needs a name.");
    for (int other = 0; other < int(jobs_.size()); ++other)
        if (other != row && QString::fromStdString(jobs_[std::size_t(other)].name) == name)
            return tr("There is a job called %1 already. Names tell them apart.").arg(name);
    return {};
}

bool JobModel::setTime(Time& time, const QString& text, bool mayBeNothing) {
    bool isNumber = false;
    const double ms = text.toDouble(&isNumber);
    if (isNumber && ms == 0 && mayBeNothing) {
        time = 0;
        return true;
    }
    const auto read =
        isNumber && ms >= (mayBeNothing ? 0 : 1) ? scheduling::fromMilliseconds(ms) : std::nullopt;
    if (read)
        time = *read;
    else
        emit refused(tr("“%1” is no time: milliseconds from %2 to %3 are.")
                         .arg(text)
                         .arg(mayBeNothing ? 0 : 1)
                         .arg(scheduling::kLongestMilliseconds));
    return read.has_value();
}

bool JobModel::setData(const QModelIndex& index, const QVariant& value, int role) {
    if (role != Qt::EditRole || !index.isValid())
        return false;
    Job& job = jobs_[std::size_t(index.row())];
    const Job before = job;
    const QString text = value.toString().simplified();
    if (index.column() == Name) {
        if (const QString why = whyNotName(text, index.row()); !why.isEmpty()) {
            emit refused(why);
            return false;
        }
        job.name = text.toStdString();
    } else if (!setTime(index.column() == Arrival ? job.arrival : job.burst, text,
                        index.column() == Arrival)) {
        return false;
    }
    emit dataChanged(index, index);
    if (job.name != before.name || job.arrival != before.arrival || job.burst != before.burst)
        emit edited();
    return true;
}

} // namespace forkscope::gui
