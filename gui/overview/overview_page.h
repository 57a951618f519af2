// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// One page of progress: all lessons in the order of the path, what of each is done, where one stopped, what
// comes next. Arrow keys walk through the cells; Return or a click goes there, Escape goes home.
#include "engine/lesson/lesson.h"
#include "gui/home/path_progress.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QTableView;

namespace forkscope::gui {

class OverviewDelegate;
class OverviewModel;

class OverviewPage : public QWidget {
    Q_OBJECT
  public:
    explicit OverviewPage(QWidget* parent = nullptr);

    void setLessons(const QList<lesson::Lesson>& lessons, const PathProgress& progress);
    // Where all this is kept, or why it is not.
    void setKept(const QString& sentence);
    // At the right end of the header; the page owns it.
    void addButton(QPushButton* button);

    QTableView* table() const { return table_; }
    OverviewModel* model() const { return model_; }
    QString summary() const;
    QSize minimumSizeHint() const override { return {700, 400}; }

  signals:
    void placeChosen(const forkscope::gui::LessonPlace& place);
    void homeRequested();

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    QWidget* makeHeader();
    QWidget* makeTable();
    void arrange();

    OverviewModel* model_ = nullptr;
    OverviewDelegate* delegate_ = nullptr;
    QTableView* table_ = nullptr;
    QHBoxLayout* headerRow_ = nullptr;
    QLabel *summary_ = nullptr, *kept_ = nullptr;
};

} // namespace forkscope::gui
