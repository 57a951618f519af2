// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The path: the list of lessons with its rail of rings. Up and Down walk, Return or a click opens.
#include <QListView>
#include <QStyledItemDelegate>

#include <algorithm>

namespace forkscope::gui {

class PathModel;

class PathView : public QListView {
    Q_OBJECT
  public:
    explicit PathView(QWidget* parent = nullptr);

    PathModel* path() const { return model_; }
    // Room for the gist beside the name.
    bool showsGist() const { return viewport()->width() >= 620; }
    // Where it begins.
    int gistLeft() const { return std::clamp(viewport()->width() * 45 / 100, 300, 420); }
    // Puts the choice on this lesson, else on the first one.
    void chooseLesson(const QString& id);
    QSize sizeHint() const override;

  signals:
    void chosen(const QString& lessonId, const QString& program);

  private:
    void choose(const QModelIndex& index);
    PathModel* model_ = nullptr;
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
