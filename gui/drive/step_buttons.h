// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The small step buttons over a view that shows processes: one for each thread that can be let go, where the
// view says that it has its place. The view owns the buttons; Tab goes from it to the first of them.
#include "gui/drive/step_button.h"

#include <QAbstractScrollArea>

#include <functional>
#include <map>

namespace forkscope::gui {

class StepButtons : public QObject {
    Q_OBJECT
  public:
    // In the viewport; empty: it is not in sight.
    using Place = std::function<QRect(const DriveRow& row)>;

    StepButtons(QAbstractScrollArea* view, Place place);

    // `taken`: orders can be given. Who has the keys keeps its button while it goes on, for the next step.
    void show(const std::vector<DriveRow>& rows, bool taken);
    // The view has moved what it shows.
    void place();
    StepButton* buttonOf(const std::string& actor) const; // null: none

  signals:
    void stepped(const std::string& actor);

  private:
    StepButton* makeButton(const std::string& actor);
    void orderTabs();

    QAbstractScrollArea* view_;
    Place place_;
    std::vector<DriveRow> rows_;
    std::map<std::string, StepButton*> buttons_;
};

} // namespace forkscope::gui
