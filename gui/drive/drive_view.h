// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The panel of a driven run: how it stands, a card for each thread that is held or on its way, and the ways
// to let the chosen one go on. By mouse, or by keys while it has the focus: the number of a process steps it,
// up and down choose, Enter steps, L, B and E go on by a line, until it blocks, until it ends; V shows
// variables, S the steps so far.
#include "gui/drive/drive_orders.h"
#include "gui/drive/drive_picture.h"

#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QMenu;
class QScrollArea;
class QSplitter;
class QVBoxLayout;

namespace forkscope::gui {

class TroubleBox;
class DriveCard;
class DriveHead;
class StepList;

class DriveView : public QWidget {
    Q_OBJECT
  public:
    using Goal = DriveOrders::Goal;

    explicit DriveView(QWidget* parent = nullptr);

    void show(const DrivePicture& picture);
    const DrivePicture& picture() const { return picture_; }
    // Chosen elsewhere too. No signal; no effect where nobody of it is in the list.
    void choose(trace::ProcessId process, std::uint8_t thread = 0);
    const DriveRow* chosenRow() const; // null: none
    // Steps the process of this number, as its key does; false: there is none.
    bool pressNumber(int digit);
    // The same by its actor, for buttons elsewhere.
    void step(const std::string& actor);
    // What can be done with the threads of a process, or the one; false: it is not in the list.
    bool fillMenu(QMenu* menu, trace::ProcessId process, int thread = -1);
    // Orders can be given, as far as their actors can go on.
    bool takesOrders() const;
    void setCursorPlace(std::function<CursorPlace()> ask) { cursor_ = std::move(ask); }
    // The cursor is elsewhere.
    void refreshCursor() { refreshTaking(); }

    DriveCard* card(int index) const { return cards_.value(index); }
    DriveCard* cardOf(const std::string& actor) const; // null: none
    DriveOrders* orders() const { return orders_; }
    DriveHead* head() const { return head_; }
    StepList* steps() const { return steps_; }
    bool showsSteps() const;
    QString headline() const;
    QString stepsText() const;
    QString timeText() const;

  signals:
    // The steps are to be shown: they are wanted when they are seen.
    void stepsUnfolded();
    // One order, when the last one is done.
    void ordered(const forkscope::drive::Order& order);
    // This one is to have the lock that it wants.
    void lockWanted(const forkscope::gui::DriveRow& row);
    // Rows, or whether orders are taken, are others now.
    void shown();
    void rowChosen(const forkscope::gui::DriveRow& row);
    // Its variables are to be shown.
    void variablesWanted(const forkscope::gui::DriveRow& row);
    // A step is done, and the chosen one stands there again.
    void turnCame(const forkscope::gui::DriveRow& row);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

  private:
    void build();
    DriveCard* makeCard();
    QWidget* makeCards();
    void showSteps(bool shown);
    void shareHeight();
    void shareHeightSoon();
    void take(DrivePicture picture);
    void showHead();
    void showCards();
    void refreshTaking();
    void chooseAt(int index);
    void chooseBy(int step);
    int indexOf(const std::string& actor) const; // -1: none
    void giveTo(int index, Goal goal);
    void give(const drive::Order& order);
    void addGift(QMenu* menu, const DriveRow& row);
    void openMenu(const DriveCard* card, const QPoint& place);

    static constexpr int kPatience = 150; // ms: a step that takes longer dims the buttons

    DrivePicture picture_;                // as it is shown
    DrivePicture latest_;                 // its rows may be others, while a step is under way
    std::string chosen_;                  // actor
    std::optional<drive::Order> waiting_; // given while somebody was still on the way
    std::function<CursorPlace()> cursor_;
    QTimer dim_;
    DriveHead* head_ = nullptr;
    StepList* steps_ = nullptr;
    QSplitter* lists_ = nullptr; // steps over cards
    bool isSizedByHand_ = false; // the splitter
    QLabel* hint_ = nullptr;
    TroubleBox* stuck_ = nullptr;
    QScrollArea* area_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    QList<DriveCard*> cards_;
    int cardsShown_ = 0;
    DriveOrders* orders_ = nullptr;
};

} // namespace forkscope::gui
