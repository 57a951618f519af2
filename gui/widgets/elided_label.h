// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One line of dim text that gives way when there is no room: it ends in "…" and says the whole in its
// tooltip.
#include <QWidget>

namespace forkscope::gui {

class ElidedLabel : public QWidget {
    Q_OBJECT
  public:
    explicit ElidedLabel(QWidget* parent = nullptr);

    void setText(const QString& text);
    const QString& text() const { return text_; }
    void setAlignment(Qt::Alignment alignment);
    // Full strength instead of dim.
    void setStrong(bool strong);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    QString text_;
    Qt::Alignment alignment_ = Qt::AlignLeft | Qt::AlignVCenter;
    bool strong_ = false;
};

} // namespace forkscope::gui
