// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Search over all lessons, on top of the window: type, choose with the arrows or the mouse, Return opens, Esc
// or a click beside it closes and gives the keys back.
#include "engine/search/search_index.h"

#include <QPointer>
#include <QWidget>

#include <functional>
#include <optional>

class QLabel;
class QLineEdit;
class QListView;

namespace forkscope::gui {

class HitModel;

class SearchPopup : public QWidget {
    Q_OBJECT
  public:
    // Lies over `window` while it is open; `makeIndex` is asked once, when it is opened first.
    SearchPopup(QWidget* window, std::function<search::SearchIndex()> makeIndex);

    void open(const QString& query = {});
    void close();
    void forgetIndex() { index_.reset(); } // there are other lessons now
    QLineEdit* field() const { return field_; }
    QListView* list() const { return list_; }
    const HitModel* hits() const { return model_; }

  signals:
    void chosen(const forkscope::search::Hit& hit, const QString& query);

  protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

  private:
    void build();
    void find(const QString& query);
    void place();
    void choose(int row);
    void step(int by);

    std::function<search::SearchIndex()> makeIndex_;
    std::optional<search::SearchIndex> index_;
    QWidget* box_ = nullptr;
    QLineEdit* field_ = nullptr;
    QListView* list_ = nullptr;
    QLabel* foot_ = nullptr;
    HitModel* model_ = nullptr;
    QPointer<QWidget> hadKeys_;
};

} // namespace forkscope::gui
