// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/fields.h"

#include "engine/check/words.h"

namespace forkscope::check {

const QVariant* Fields::find(const char* key) {
    const QString name = QLatin1String(key);
    known_.insert(name);
    const auto found = fields_.constFind(name);
    return found == fields_.constEnd() ? nullptr : &found.value();
}

void Fields::wrong(const char* key, const char* example) {
    needs(false, (has(key) ? tr("\"%1\" has a value of the wrong kind. Expected, for example: %2")
                           : tr("\"%1\" is missing. Expected, for example: %2"))
                     .arg(QLatin1String(key), QLatin1String(example)));
}

void Fields::needs(bool isThere, const QString& sentence) {
    if (!isThere && fault_.isEmpty())
        fault_ = sentence;
}

QString Fields::text(const char* key, const char* example) {
    if (!find(key))
        wrong(key, example);
    return textIf(key, example);
}

QString Fields::textIf(const char* key, const char* example) {
    const QVariant* value = find(key);
    if (!value)
        return {};
    if (value->typeId() != QMetaType::QString)
        wrong(key, example);
    return value->toString();
}

QStringList Fields::texts(const char* key, const char* example) {
    const QVariant* value = find(key);
    if (!value)
        return {};
    if (value->typeId() == QMetaType::QString)
        return {value->toString()};
    QStringList texts;
    const QVariantList list = value->toList();
    for (const QVariant& one : list)
        if (one.typeId() == QMetaType::QString)
            texts += one.toString();
    if (texts.isEmpty() || texts.size() != list.size())
        wrong(key, example);
    return texts;
}

std::optional<int> Fields::number(const char* key, const char* example) {
    const QVariant* value = find(key);
    if (!value)
        return std::nullopt;
    if (value->typeId() != QMetaType::LongLong && value->typeId() != QMetaType::Int)
        wrong(key, example);
    return value->toInt();
}

std::optional<double> Fields::real(const char* key, const char* example) {
    const QVariant* value = find(key);
    if (!value)
        return std::nullopt;
    if (value->typeId() != QMetaType::LongLong && value->typeId() != QMetaType::Int &&
        value->typeId() != QMetaType::Double)
        wrong(key, example);
    return value->toDouble();
}

bool Fields::yesIf(const char* key, bool usual) {
    const QVariant* value = find(key);
    if (!value)
        return usual;
    if (value->typeId() != QMetaType::Bool)
        wrong(key, "true");
    return value->toBool();
}

QString Fields::fault() {
    for (auto i = fields_.cbegin(); i != fields_.cend(); ++i)
        if (!known_.contains(i.key()) && fault_.isEmpty()) {
            QStringList known(known_.cbegin(), known_.cend());
            known.sort();
            fault_ = tr("\"%1\" is no field of this kind of check; it has: %2.")
                         .arg(i.key(), known.join(QStringLiteral(", ")));
        }
    return fault_;
}

} // namespace forkscope::check
