// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The fields of one [[checks]] table: each is asked for by name and kind; what is missing, wrong or left over
// is one sentence. Used inside this folder.
#include <QSet>
#include <QStringList>
#include <QVariantMap>

#include <optional>

namespace forkscope::check {

class Fields {
  public:
    explicit Fields(QVariantMap fields) : fields_(std::move(fields)) {}

    bool has(const char* key) const { return fields_.contains(QLatin1String(key)); }
    // Each notes a fault where the field is of another kind; `example` is shown with it.
    QString text(const char* key, const char* example); // must be there
    QString textIf(const char* key, const char* example);
    QStringList texts(const char* key, const char* example); // one text or a list; empty where absent
    std::optional<int> number(const char* key, const char* example);
    std::optional<double> real(const char* key, const char* example);
    bool yesIf(const char* key, bool usual);
    void needs(bool isThere, const QString& sentence);

    // After all were asked for: "" when everything is as it should be.
    QString fault();

  private:
    const QVariant* find(const char* key);
    void wrong(const char* key, const char* example);

    QVariantMap fields_;
    QSet<QString> known_;
    QString fault_;
};

} // namespace forkscope::check
