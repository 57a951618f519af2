// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "Your own program": a place to drop a file on, Open, Paste, templates to begin from, and the files opened
// last.
#include "engine/lesson/lesson.h"

#include <QWidget>

class QGridLayout;
class QVBoxLayout;

namespace forkscope::gui {

class OwnProgram : public QWidget {
    Q_OBJECT
  public:
    explicit OwnProgram(QWidget* parent = nullptr);

    void setTemplates(const QList<lesson::Program>& templates);
    void setRecent(const QStringList& paths);

  signals:
    void openRequested();
    void pasteRequested();
    void fileChosen(const QString& path);
    void templateChosen(const QString& path);

  private:
    QWidget* makeDropArea();
    QGridLayout* templates_ = nullptr;
    QWidget* templatesBlock_ = nullptr;
    QVBoxLayout* recent_ = nullptr;
    QWidget* recentBlock_ = nullptr;
};

} // namespace forkscope::gui
