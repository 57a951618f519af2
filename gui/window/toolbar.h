// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The bar above the workspace: Home, the program, Run or Stop, Restart; theme and menu at the right.
#include <QStringList>
#include <QWidget>

class QAction;
class QComboBox;
class QPushButton;

namespace forkscope::gui {

struct Actions;
class PolicyButton;

class Toolbar : public QWidget {
    Q_OBJECT
  public:
    Toolbar(const Actions& actions, QWidget* parent);

    // `names` as shown, `data` as given back by programChosen().
    void setPrograms(const QStringList& names, const QStringList& data, const QString& current);
    void setRunning(bool running, bool stopping);
    // The buttons of an exercise in place of those of a program; `lesson` is the way back, "" for none.
    // Without `checks` Run stays the filled button. Without `runs` the exercise starts its runs itself.
    void setExercise(const QString& lesson, bool checks, bool runs = true);
    // The buttons of the scheduling lab; `lesson` is the way back, "" for none.
    void setLab(bool on, const QString& lesson);
    // Which of the choices beside Run there is room for, and sense in.
    void showChoices();
    // "7 of 20" while a check goes on, which the button then stops; "" when none does.
    void setChecking(const QString& progress);
    // What the button beside Run does: Continue where the run is held, else Pause.
    void setHeld(bool held);
    // What was chosen for a program that somebody else wrote; "" for one's own.
    void setTrust(const QString& words);
    QComboBox* programs() const { return programs_; }
    QPushButton* runButton() const { return run_; }
    QPushButton* pauseButton() const { return pause_; }
    QPushButton* trustButton() const { return trust_; }
    QPushButton* checkButton() const { return check_; }
    QPushButton* cpusButton() const { return cpus_; }
    QPushButton* timeButton() const { return time_; }
    PolicyButton* policyButton() const { return policy_; }

  signals:
    void programChosen(const QString& data);
    void trustClicked(); // it is to be chosen again

  protected:
    void resizeEvent(QResizeEvent* event) override;

  private:
    void showTexts();
    QPushButton* makeChoice(QAction* action, const QString& off, const QString& on);

    const Actions& actions_;
    QPushButton *back_ = nullptr, *check_ = nullptr, *hint_ = nullptr, *reset_ = nullptr,
                *solution_ = nullptr;
    QPushButton *home_ = nullptr, *run_ = nullptr, *how_ = nullptr, *pause_ = nullptr, *cpus_ = nullptr,
                *time_ = nullptr, *trust_ = nullptr, *restart_ = nullptr, *runMany_ = nullptr,
                *theme_ = nullptr, *menu_ = nullptr;
    PolicyButton* policy_ = nullptr;
    QComboBox* programs_ = nullptr;
    QString exerciseOf_; // the lesson; "": no exercise is open
    QString backTo_;     // the lesson to which there is a way back; "": none
    bool isLab_ = false;
    bool running_ = false, held_ = false, checks_ = false, checking_ = false;
};

} // namespace forkscope::gui
