// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bar above the workspace: Home, the program, Run or Stop, Restart; theme and menu at the right.
#include <QStringList>
#include <QWidget>

class QComboBox;
class QPushButton;

namespace forkscope::gui {

struct Actions;

class Toolbar : public QWidget {
    Q_OBJECT
  public:
    Toolbar(const Actions& actions, QWidget* parent);

    // `names` as shown, `data` as given back by programChosen().
    void setPrograms(const QStringList& names, const QStringList& data, const QString& current);
    void setRunning(bool running, bool stopping);
    // What the button beside Run does: Continue where the run is held, else Pause.
    void setHeld(bool held);
    // What was chosen for a program that somebody else wrote; "" for one's own.
    void setTrust(const QString& words);
    QComboBox* programs() const { return programs_; }
    QPushButton* runButton() const { return run_; }
    QPushButton* pauseButton() const { return pause_; }
    QPushButton* trustButton() const { return trust_; }

  signals:
    void programChosen(const QString& data);
    void trustClicked(); // it is to be chosen again

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showTexts(bool show);

    const Actions& actions_;
    QPushButton *home_ = nullptr, *run_ = nullptr, *how_ = nullptr, *pause_ = nullptr, *trust_ = nullptr, *restart_ = nullptr, *runMany_ = nullptr, *theme_ = nullptr, *menu_ = nullptr;
    QComboBox* programs_ = nullptr;
    bool running_ = false, held_ = false;
};

} // namespace forkscope::gui
