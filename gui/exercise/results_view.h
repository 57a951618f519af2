// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What a Check has found: how many passed, then each check, failed ones first.
#include "gui/exercise/check_row.h"

#include <QList>
#include <QScrollArea>

class QLabel;
class QVBoxLayout;

namespace forkscope::gui {

class ResultsView : public QScrollArea {
    Q_OBJECT
  public:
    explicit ResultsView(QWidget* parent = nullptr);

    // Before the first check, or while one goes on: a sentence in its place.
    void showSentence(const QString& headline, const QString& sentence);
    void showResults(const QList<CheckPicture>& checks, const QString& about);
    // Which one's moment is shown now; -1: none.
    void setShown(int index, const QString& at);
    int shown() const { return shown_; }
    // The failed check with a moment after or before the one that is shown; -1: there is none.
    int failedBeside(int step) const;
    CheckRow* row(int index) const { return rows_.value(index); }
    int count() const { return int(checks_.size()); }
    QString headline() const;

  signals:
    void momentRequested(int index);

  private:
    CheckRow* makeRow();

    QList<CheckPicture> checks_; // as given
    QList<int> order_;           // of the rows: index in checks_
    QList<CheckRow*> rows_;      // by index in checks_
    int shown_ = -1;
    QLabel *headline_ = nullptr, *about_ = nullptr;
    QVBoxLayout* column_ = nullptr;
};

} // namespace forkscope::gui
