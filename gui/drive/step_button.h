// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Lets one thread do one operation: "Step", with the number that does the same drawn as a key of the
// keyboard. Large on the cards of the panel; small over the cards of the stage and in the lanes of the
// timeline, where it is reached by Tab and pressed by Space.
#include "gui/drive/drive_picture.h"

#include <QPushButton>

namespace forkscope::gui {

class StepButton : public QPushButton {
    Q_OBJECT
  public:
    enum class Size { Large, Small };

    StepButton(Size size, QWidget* parent);

    // `taken`: orders can be given. A small one that has the focus keeps it, and tells nothing when pressed
    // in vain.
    void setRow(const DriveRow& row, bool taken);
    const std::string& actor() const { return actor_; }
    bool isUsable() const { return usable_; }

    static constexpr int kSmallHeight = 20, kSmallWidth = 54, kTightWidth = 46, kNarrowWidth = 34;

  signals:
    void stepClicked();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void paintSmall();
    void paintKey(QPainter& painter, const QRectF& cap, const QColor& ink) const;

    const Size size_;
    std::string actor_;
    int key_ = -1;
    bool usable_ = false, tries_ = false;
};

} // namespace forkscope::gui
