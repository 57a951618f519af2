// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/lesson/toml_fields.h"

#include <QCoreApplication>

namespace forkscope::lesson {

int TomlFields::lineOf(const char* key) const {
    const toml::node* node = table_.get(key);
    return static_cast<int>(node ? node->source().begin.line : table_.source().begin.line);
}

void TomlFields::report(int line, const QString& message) {
    *complete_ = false;
    problems_.append({file_, line, message});
}

void TomlFields::expected(const char* key, const char* example) {
    const QString sentence =
        table_.contains(key)
            ? QCoreApplication::translate("lesson",
                                          "\"%1\" has a value of the wrong kind. Expected, for example: %2")
            : QCoreApplication::translate("lesson", "\"%1\" is missing. Expected, for example: %2");
    report(lineOf(key), sentence.arg(QString::fromUtf8(key), QString::fromUtf8(example)));
}

QString TomlFields::text(const char* key, const char* example) {
    const auto value = table_[key].value_exact<std::string>();
    if (value && !value->empty())
        return QString::fromStdString(*value);
    expected(key, example);
    return {};
}

QString TomlFields::textOrEmpty(const char* key, const char* example) {
    const auto value = table_[key].value_exact<std::string>();
    return value ? QString::fromStdString(*value) : text(key, example);
}

namespace {

// Empty where there is no English one.
LocalText localTextOf(const toml::node& node) {
    if (const auto english = node.value_exact<std::string>())
        return english->empty() ? LocalText() : LocalText(QString::fromStdString(*english));
    LocalText result;
    const toml::table* languages = node.as_table();
    if (!languages)
        return result;
    for (const auto& [language, text] : *languages) {
        if (const auto value = text.value_exact<std::string>())
            result.set(QString::fromUtf8(language.data(), static_cast<qsizetype>(language.length())),
                       QString::fromStdString(*value));
    }
    return result.has(QStringLiteral("en")) ? result : LocalText();
}

} // namespace

LocalText TomlFields::localText(const char* key, const char* example) {
    const toml::node* node = table_.get(key);
    const LocalText result = node ? localTextOf(*node) : LocalText();
    if (result.isEmpty())
        expected(key, example);
    return result;
}

QList<LocalText> TomlFields::localTexts(const char* key, const char* example) {
    QList<LocalText> result;
    bool isWhole = false;
    if (const toml::array* array = table_[key].as_array()) {
        for (const toml::node& node : *array)
            result.append(localTextOf(node));
        isWhole = !result.contains(LocalText());
    }
    if (!isWhole || result.isEmpty())
        expected(key, example);
    return isWhole ? result : QList<LocalText>();
}

std::optional<TomlFields> TomlFields::table(const char* key, const char* example) {
    if (!has(key))
        return std::nullopt;
    if (const toml::table* inner = table_[key].as_table())
        return TomlFields(*inner, *this);
    expected(key, example);
    return std::nullopt;
}

std::vector<TomlFields> TomlFields::tables(const char* key) {
    std::vector<TomlFields> result;
    if (!has(key))
        return result;
    const toml::array* array = table_[key].as_array();
    if (!array || (!array->empty() && !array->is_array_of_tables())) {
        report(lineOf(key), QCoreApplication::translate("lesson", "\"%1\" must be tables. Expected: [[%1]]")
                                .arg(QString::fromUtf8(key)));
        return result;
    }
    for (const toml::node& node : *array)
        result.push_back(TomlFields(*node.as_table(), *this));
    return result;
}

int TomlFields::number(const char* key, const char* example) {
    const auto value = table_[key].value_exact<int64_t>();
    if (value && *value >= 0 && *value <= 1'000'000)
        return static_cast<int>(*value);
    expected(key, example);
    return 0;
}

bool TomlFields::yesOrNo(const char* key, const char* example) {
    if (const auto value = table_[key].value_exact<bool>())
        return *value;
    expected(key, example);
    return false;
}

QStringList TomlFields::texts(const char* key, const char* example) {
    QStringList result;
    if (const toml::array* array = table_[key].as_array()) {
        for (const toml::node& node : *array) {
            if (const auto value = node.value_exact<std::string>())
                result.append(QString::fromStdString(*value));
        }
        if (!result.isEmpty() && result.size() == static_cast<qsizetype>(array->size()))
            return result;
    }
    expected(key, example);
    return {};
}

} // namespace forkscope::lesson
