// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A part of the workspace: a title bar of 33 px with a name at the left and a remark or buttons at the right,
// one line under it, the content below. No frame.
#include <QWidget>

class QHBoxLayout;
class QLabel;
class QVBoxLayout;

namespace forkscope::gui {

class ElidedLabel;

class Panel : public QWidget {
    Q_OBJECT
  public:
    explicit Panel(const QString& title, QWidget* parent = nullptr);
    ~Panel() override;

    static constexpr int kTitleHeight = 33;

    void setTitle(const QString& title);
    QString title() const;
    // What it is called as a tab; its title where nothing else was set.
    void setTabName(const QString& name);
    QString tabName() const { return tabName_.isEmpty() ? title() : tabName_; }
    void setRemark(const QString& remark);
    // At the right end of the title bar, after the remark. The panel owns it.
    void addTitleWidget(QWidget* widget);
    // Right after the title.
    void addTitleWidgetLeft(QWidget* widget);
    // Fills what is below the title. The panel owns it.
    void setBody(QWidget* body);
    void setTitleVisible(bool visible);

  signals:
    void tabNameChanged();

  protected:
    void paintEvent(QPaintEvent* event) override;

  private:
    void followFocus(const QWidget* now);

    bool focused_ = false;
    QWidget* titleBar_ = nullptr;
    QHBoxLayout* titleRow_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    QLabel* title_ = nullptr;
    ElidedLabel* remark_ = nullptr;
    QString tabName_;
    int leftWidgets_ = 1;
};

} // namespace forkscope::gui
