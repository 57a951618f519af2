// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/toml_values.h"

namespace forkscope::lesson {

namespace {

QVariant valueOf(const toml::node& node) {
    if (const toml::table* table = node.as_table())
        return valuesOf(*table);
    if (const toml::array* array = node.as_array()) {
        QVariantList list;
        for (const toml::node& member : *array)
            list.append(valueOf(member));
        return list;
    }
    if (const auto text = node.value_exact<std::string>())
        return QString::fromStdString(*text);
    if (const auto number = node.value_exact<int64_t>())
        return qlonglong(*number);
    if (const auto number = node.value_exact<double>())
        return *number;
    if (const auto yes = node.value_exact<bool>())
        return *yes;
    return {};
}

} // namespace

QVariantMap valuesOf(const toml::table& table) {
    QVariantMap values;
    for (const auto& [key, node] : table) {
        const QVariant value = valueOf(node);
        if (value.isValid())
            values.insert(QString::fromUtf8(key.data(), static_cast<qsizetype>(key.length())), value);
    }
    return values;
}

} // namespace forkscope::lesson
