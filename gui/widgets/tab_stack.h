// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Panels one behind the other, with their names as tabs on top: what panels become where the window is too
// narrow for all of them. A panel put in here lends its body; taken out, it is as before.
#include <QList>
#include <QWidget>

class QStackedWidget;

namespace forkscope::gui {

class Panel;
class TabStrip;

class TabStack : public QWidget {
    Q_OBJECT
  public:
    explicit TabStack(QWidget* parent = nullptr);

    // `keepTitle`: the panel's own title bar stays, for the controls in it.
    void add(Panel* panel, bool keepTitle = false);
    // Hands all panels back, without a parent and with their titles.
    QList<Panel*> takeAll();
    void showPanel(const Panel* panel);
    int current() const;
    void setCurrent(int index);
    bool holds(const Panel* panel) const { return panels_.contains(panel); }
    int count() const { return int(panels_.size()); }

  signals:
    void currentChanged(int index);

  private:
    QList<Panel*> panels_;
    TabStrip* strip_ = nullptr;
    QStackedWidget* stack_ = nullptr;
};

} // namespace forkscope::gui
