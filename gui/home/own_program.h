// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// "Your own program": a place to drop a file on, Open, Paste, and the files opened last.
#include <QWidget>

class QVBoxLayout;

namespace forkscope::gui {

class OwnProgram : public QWidget {
    Q_OBJECT
  public:
    explicit OwnProgram(QWidget* parent = nullptr);

    void setRecent(const QStringList& paths);

  signals:
    void openRequested();
    void pasteRequested();
    void fileChosen(const QString& path);

  private:
    QWidget* makeDropArea();
    QVBoxLayout* recent_ = nullptr;
    QWidget* recentBlock_ = nullptr;
};

} // namespace forkscope::gui
