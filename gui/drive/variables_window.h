// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Variables of one held process, or of two side by side with what differs marked, in a window of its own.
// Asks for them anew each time the program comes to rest; runs code of the program's only where a repr is
// asked for by the menu of a row. Values are as old as the headline says.
#include "engine/drive/variables.h"

#include <QDialog>
#include <QPointer>

class QCheckBox;
class QComboBox;
class QLabel;
class QTreeWidget;
class QTreeWidgetItem;

namespace forkscope::run {
class Session;
}

namespace forkscope::gui {

class VariablesWindow : public QDialog {
    Q_OBJECT
  public:
    explicit VariablesWindow(QWidget* parent = nullptr);

    // Null: nothing runs. The session must outlive its use here, or be replaced before.
    void setSession(run::Session* session);
    // Shows this thread at the left.
    void choose(trace::ProcessId process, std::uint8_t thread = 0);
    // Beside it; process 0: nobody.
    void compareWith(trace::ProcessId process, std::uint8_t thread = 0);

    QTreeWidget* tree() const { return tree_; }
    QString headline() const;

  private:
    struct Place {
        trace::ProcessId process;
        std::uint8_t thread = 0;
        bool operator==(const Place&) const = default;
    };

    void refresh();
    void fillChoices();
    void ask();
    void fill();
    void fillPairs(const QString& title, const std::vector<drive::Pair>& pairs, bool isCompared);
    QTreeWidgetItem* makeRow(QTreeWidgetItem* group, const drive::Pair& pair, bool isCompared);
    void openMenu(const QPoint& place);
    Place placeOf(const QComboBox* box) const;
    const drive::Answer* answerOf(const QComboBox* box) const; // null: none yet

    QPointer<run::Session> session_;
    QComboBox *left_ = nullptr, *right_ = nullptr;
    QCheckBox* definitions_ = nullptr;
    QLabel* headline_ = nullptr;
    QTreeWidget* tree_ = nullptr;
};

} // namespace forkscope::gui
