// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/timeline/lane_arrangement.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace forkscope::gui {

static constexpr int kMostKeys = 4096; // settings come from a file that anybody can write

static QJsonArray toArray(const std::set<QString>& keys) {
    QJsonArray array;
    for (const QString& key : keys)
        array.append(key);
    return array;
}

static QStringList toKeys(const QJsonValue& value) {
    QStringList keys;
    for (const QJsonValue& one : value.toArray()) {
        if (keys.size() == kMostKeys)
            break;
        if (one.isString())
            keys.append(one.toString());
    }
    return keys;
}

QByteArray LaneArrangement::save() const {
    QJsonObject object;
    object[QStringLiteral("order")] = QJsonArray::fromStringList(order);
    object[QStringLiteral("hidden")] = toArray(hidden);
    object[QStringLiteral("folded")] = toArray(folded);
    object[QStringLiteral("helpers")] = helpers;
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

LaneArrangement LaneArrangement::restore(const QByteArray& saved) {
    const QJsonObject object = QJsonDocument::fromJson(saved).object();
    const QStringList hidden = toKeys(object[QStringLiteral("hidden")]),
                      folded = toKeys(object[QStringLiteral("folded")]);
    LaneArrangement arrangement;
    arrangement.order = toKeys(object[QStringLiteral("order")]);
    arrangement.hidden = {hidden.begin(), hidden.end()};
    arrangement.folded = {folded.begin(), folded.end()};
    arrangement.helpers = object[QStringLiteral("helpers")].toBool();
    return arrangement;
}

} // namespace forkscope::gui
