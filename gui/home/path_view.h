// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The path: the list of lessons with its rail of rings. Up and Down walk, Return or a click opens.
#include <QListView>
#include <QStyledItemDelegate>

namespace forkscope::gui {

class PathModel;

class PathView : public QListView {
    Q_OBJECT
  public:
    explicit PathView(QWidget* parent = nullptr);

    PathModel* path() const { return model_; }
    // Name, gist and pips in one line, where nothing of them has to be cut; else the gist is below the name.
    bool showsGist() const;
    // The pips of tours and exercises.
    bool showsPips() const;
    // Where the gist begins, when it is beside the name.
    int gistLeft() const;
    // Where the pips begin: room for the lesson with the most of them.
    int toursFromRight() const;
    int exercisesFromRight() const;
    // Puts the choice on this lesson, else on the first one.
    void chooseLesson(const QString& id);
    int wholeHeight() const; // of all rows
    // It takes what there is and scrolls by itself, but where it is given its whole height as the least.
    QSize sizeHint() const override { return {400, minimumHeight()}; }

  signals:
    void chosen(const QString& lessonId, const QString& program);

  private:
    void choose(const QModelIndex& index);
    void measure();
    int wholeWidth() const; // of a lesson in one line

    PathModel* model_ = nullptr;
    int nameWidth_ = 0, gistWidth_ = 0; // of the widest of all lessons
};

class PathDelegate : public QStyledItemDelegate {
    Q_OBJECT
  public:
    explicit PathDelegate(PathView* view);
    void paint(QPainter* painter, const QStyleOptionViewItem& option,
               const QModelIndex& index) const override;
    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override;

  private:
    void paintRail(QPainter& painter, const QRect& row, int index) const;
    void paintLesson(QPainter& painter, const QRect& row, int index) const;
    void paintProgram(QPainter& painter, const QRect& row, int index) const;
    PathView* view_;
};

} // namespace forkscope::gui
