// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/stage/stage_accessible.h"

#include "gui/stage/card_item.h"
#include "gui/stage/group_item.h"
#include "gui/stage/object_item.h"
#include "gui/stage/stage_view.h"

#include <QAccessibleWidget>
#include <QPointer>

#include <algorithm>

namespace forkscope::gui {

namespace {
// Names and states are asked for each time: nothing here is kept in step.
class ItemInterface : public QAccessibleInterface {
  public:
    ItemInterface(StageView* view, QGraphicsObject* item) : view_(view), item_(item) {}

    bool isValid() const override { return view_ && item_; }
    QObject* object() const override { return item_; }
    QAccessibleInterface* parent() const override { return QAccessible::queryAccessibleInterface(view_); }
    QAccessibleInterface* child(int) const override { return nullptr; }
    QAccessibleInterface* childAt(int, int) const override { return nullptr; }
    int childCount() const override { return 0; }
    int indexOfChild(const QAccessibleInterface*) const override { return -1; }
    QAccessible::Role role() const override { return QAccessible::ListItem; }
    void setText(QAccessible::Text, const QString&) override {}

    QString text(QAccessible::Text what) const override {
        if (!isValid())
            return {};
        if (what == QAccessible::Name)
            return view_->nameOf(item_);
        return what == QAccessible::Description ? view_->sentenceOf(item_) : QString();
    }

    QRect rect() const override {
        if (!isValid())
            return {};
        const QRect place = view_->mapFromScene(item_->sceneBoundingRect()).boundingRect();
        return {view_->viewport()->mapToGlobal(place.topLeft()), place.size()};
    }

    QAccessible::State state() const override {
        QAccessible::State state;
        state.invalid = !isValid();
        if (!isValid())
            return state;
        state.focusable = state.selectable = true;
        state.focused = item_->hasFocus();
        state.invisible = !item_->isVisible();
        if (const auto* group = qobject_cast<const GroupItem*>(item_.data())) {
            state.expandable = true;
            state.expanded = group->isOpen();
            state.collapsed = !group->isOpen();
        } else if (const auto* card = qobject_cast<const CardItem*>(item_.data())) {
            state.selected = card->isChosen();
        } else if (const auto* object = qobject_cast<const ObjectItem*>(item_.data())) {
            state.selected = object->isChosen();
        }
        return state;
    }

  private:
    QPointer<StageView> view_;
    QPointer<QGraphicsObject> item_;
};

class ViewInterface : public QAccessibleWidget {
  public:
    explicit ViewInterface(StageView* view) : QAccessibleWidget(view, QAccessible::List), view_(view) {}

    int childCount() const override { return int(view_->stage().stops().size()); }
    QAccessibleInterface* child(int i) const override {
        const std::vector<QGraphicsObject*> stops = view_->stage().stops();
        return i < 0 || i >= int(stops.size()) ? nullptr : interfaceOf(stops[std::size_t(i)]);
    }
    int indexOfChild(const QAccessibleInterface* child) const override {
        const std::vector<QGraphicsObject*> stops = view_->stage().stops();
        const auto found = std::ranges::find(stops, child->object());
        return found == stops.end() ? -1 : int(found - stops.begin());
    }
    QAccessibleInterface* childAt(int x, int y) const override {
        for (int i = childCount() - 1; i >= 0; --i)
            if (QAccessibleInterface* one = child(i); one->rect().contains(x, y))
                return one;
        return nullptr;
    }
    QAccessibleInterface* focusChild() const override {
        auto* item = view_->stage().focusItem();
        return item && item->toGraphicsObject() ? interfaceOf(item->toGraphicsObject()) : nullptr;
    }

  private:
    // Registered interfaces go with their objects.
    static QAccessibleInterface* interfaceOf(QGraphicsObject* item) {
        return QAccessible::queryAccessibleInterface(item);
    }
    StageView* view_;
};

StageView* viewOf(const QGraphicsObject* item) {
    for (QGraphicsView* view : item->scene() ? item->scene()->views() : QList<QGraphicsView*>())
        if (auto* stage = qobject_cast<StageView*>(view))
            return stage;
    return nullptr;
}

QAccessibleInterface* makeInterface(const QString&, QObject* object) {
    if (auto* view = qobject_cast<StageView*>(object))
        return new ViewInterface(view);
    auto* item = qobject_cast<QGraphicsObject*>(object);
    StageView* view = item ? viewOf(item) : nullptr;
    return view ? new ItemInterface(view, item) : nullptr;
}
} // namespace

void installStageAccessibility() {
    static const bool installed = [] {
        QAccessible::installFactory(makeInterface);
        return true;
    }();
    Q_UNUSED(installed);
}

void tellFocus(StageView& view, const QGraphicsObject* item) {
    if (!QAccessible::isActive() || !view.hasFocus())
        return;
    QAccessibleEvent event(const_cast<QGraphicsObject*>(item), QAccessible::Focus);
    QAccessible::updateAccessibility(&event);
}

} // namespace forkscope::gui
