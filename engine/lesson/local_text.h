// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMap>
#include <QString>

namespace forkscope::lesson {

/// One text in several languages, by language code ("en", "zh").
/// A lesson that is only partly translated shows English for the rest, never an empty line.
class LocalText {
  public:
    LocalText() = default;
    explicit LocalText(const QString& english) { set(QStringLiteral("en"), english); }

    void set(const QString& language, const QString& text) { texts_.insert(language, text); }

    /// The text in this language, else in English, else empty.
    QString in(const QString& language) const {
        return texts_.value(language, texts_.value(QStringLiteral("en")));
    }
    bool has(const QString& language) const { return texts_.contains(language); }
    bool isEmpty() const { return texts_.isEmpty(); }

    bool operator==(const LocalText&) const = default;

  private:
    QMap<QString, QString> texts_;
};

} // namespace forkscope::lesson
