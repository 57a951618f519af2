// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The lines of JSON that `forkscope run --events` gives, read as a stranger would: by the keys that the
// documentation promises, with nothing of the engine behind it.
#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QSet>
#include <QString>
#include <QStringList>

namespace forkscope::tests {

class JsonTrace {
  public:
    explicit JsonTrace(const QByteArray& lines);

    // What is wrong with it as JSON Lines with the agreed keys; "" when nothing.
    QString formFault() const;
    const QList<QJsonObject>& events() const { return events_; }
    // Those of this name; phase and process only where given.
    QList<QJsonObject> of(const QString& ev, const QString& phase = {}, const QString& proc = {}) const;
    // "main/1" for the process that was started under this name; "" for none.
    QString procNamed(const QString& processName) const;
    QStringList printed(const QString& proc = {}) const; // without colours

    // Invariants of every run; "" when they hold, else the event that breaks them.
    QString locksFault() const;  // taken only when free, given back only by who has it
    QString queuesFault() const; // got only what was put before

  private:
    QList<QJsonObject> events_;
    QString fault_;
};

QString preview(const QJsonObject& event); // without colours
qint64 seqOf(const QJsonObject& event);    // 0 for none

} // namespace forkscope::tests
