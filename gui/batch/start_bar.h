// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Asks how often a program is to run and how long a run may take, and shows how far it is: one of both at a
// time.
#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QSpinBox;
class QStackedLayout;

namespace forkscope::gui {

class StartBar : public QWidget {
    Q_OBJECT
  public:
    explicit StartBar(QWidget* parent = nullptr);

    int runs() const;
    int seconds() const; // that each run may take
    void setRuns(int runs);
    void setSeconds(int seconds);
    // Whether there is a program that can be run.
    void setStartable(bool startable);
    void showProgress(int done, int wanted, qint64 elapsedMs);
    void showQuestion();
    bool hasFocusOnCancel() const;
    void focusNumber();
    QString progressText() const;
    QPushButton* startButton() const { return start_; }
    QPushButton* cancelButton() const { return cancel_; }

  signals:
    void startRequested(int runs, int seconds);
    void cancelled();

  private:
    QWidget* makeQuestion();
    QWidget* makeProgress();
    void refresh();

    QStackedLayout* pages_ = nullptr;
    QSpinBox *runs_ = nullptr, *seconds_ = nullptr;
    QPushButton *start_ = nullptr, *cancel_ = nullptr;
    QProgressBar* bar_ = nullptr;
    QLabel* told_ = nullptr;
};

} // namespace forkscope::gui
