// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/drive/step_buttons.h"

#include <algorithm>

namespace forkscope::gui {

StepButtons::StepButtons(QAbstractScrollArea* view, Place place)
    : QObject(view), view_(view), place_(std::move(place)) {}

StepButton* StepButtons::makeButton(const std::string& actor) {
    auto* button = new StepButton(StepButton::Size::Small, view_->viewport());
    connect(button, &StepButton::stepClicked, this, [this, actor] { emit stepped(actor); });
    return button;
}

StepButton* StepButtons::buttonOf(const std::string& actor) const {
    const auto found = buttons_.find(actor);
    return found == buttons_.end() ? nullptr : found->second;
}

void StepButtons::show(const std::vector<DriveRow>& rows, bool taken) {
    rows_ = rows;
    std::erase_if(rows_, [this](const DriveRow& row) {
        const StepButton* button = buttonOf(row.actor);
        return !row.canStep() && !(button && button->hasFocus());
    });
    const std::size_t before = buttons_.size();
    for (auto at = buttons_.begin(); at != buttons_.end();) {
        if (std::ranges::find(rows_, at->first, &DriveRow::actor) != rows_.end()) {
            ++at;
            continue;
        }
        if (at->second->hasFocus())
            view_->setFocus();
        at->second->hide();
        at->second->deleteLater();
        at = buttons_.erase(at);
    }
    bool isNew = before != buttons_.size();
    for (const DriveRow& row : rows_) {
        StepButton*& button = buttons_[row.actor];
        isNew |= !button;
        if (!button)
            button = makeButton(row.actor);
        button->setRow(row, taken);
    }
    place();
    if (isNew)
        orderTabs();
}

void StepButtons::place() {
    for (const DriveRow& row : rows_) {
        StepButton* button = buttonOf(row.actor);
        const QRect place = place_(row);
        if (!place.isEmpty())
            button->setGeometry(place);
        button->setVisible(!place.isEmpty() || button->hasFocus());
    }
}

void StepButtons::orderTabs() {
    QWidget* before = view_;
    for (const DriveRow& row : rows_) {
        QWidget::setTabOrder(before, buttonOf(row.actor));
        before = buttonOf(row.actor);
    }
}

} // namespace forkscope::gui
