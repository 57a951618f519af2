// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/lab/policy_button.h"

#include "gui/lab/policy_editor.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QFrame>
#include <QLabel>

namespace forkscope::gui {

static constexpr int kPopupWidth = 320;

PolicyButton::PolicyButton(QWidget* parent) : QPushButton(parent) {
    setLook(this, "tool");
    setCursor(Qt::PointingHandCursor);
    setIcon(gui::icon(QStringLiteral("chevron-down"), IconTone::Dim));
    setIconSize(QSize(14, 14));
    setLayoutDirection(Qt::RightToLeft); // the mark of a choice stands after its words
    build();
    connect(this, &QPushButton::clicked, this, [this] { openBelow(this); });
    connect(editor_, &PolicyEditor::changed, this, [this] {
        refresh();
        popup_->adjustSize();
        emit changed();
    });
    refresh();
}

void PolicyButton::build() {
    popup_ = new QFrame(this, Qt::Popup);
    setLook(popup_, "popup");
    popup_->setFixedWidth(kPopupWidth);
    auto* column = new QVBoxLayout(popup_);
    column->setContentsMargins(16, 14, 16, 14);
    column->setSpacing(10);
    column->addWidget(makeLabel(tr("Who has the processor"), 13, QFont::DemiBold, false, popup_));
    editor_ = new PolicyEditor(popup_);
    column->addWidget(editor_);
    QLabel* more = makeLabel(
        tr("Other policies than Linux hold the program's child processes on one CPU and let go of one "
           "at a time. Such a run can't be paused or stepped: the policy decides who runs. "
           "Run × n goes by Linux."),
        12, QFont::Normal, true, popup_);
    more->setWordWrap(true);
    column->addWidget(more);
}

void PolicyButton::setWish(const lab::PolicyWish& wish) {
    editor_->setWish(wish);
    refresh();
}

const lab::PolicyWish& PolicyButton::wish() const {
    return editor_->wish();
}

std::optional<scheduling::Policy> PolicyButton::policy() const {
    const auto policy = editor_->wish().policy();
    return policy ? *policy : std::nullopt;
}

void PolicyButton::openBelow(const QWidget* anchor) {
    const QWidget* at = isVisible() ? this : anchor;
    popup_->adjustSize();
    popup_->move(at->mapToGlobal(QPoint(0, at->height() + 4)));
    popup_->show();
    editor_->names()->setFocus(Qt::PopupFocusReason);
}

void PolicyButton::refresh() {
    const std::optional<scheduling::Policy> chosen = policy();
    const QString words = chosen ? tr("%1, one CPU").arg(lab::shortText(chosen)) : lab::shortText(chosen);
    setText(words);
    setAccessibleName(tr("Policy: %1").arg(lab::toText(chosen)));
    setToolTip(
        chosen
            ? tr("From the next run on the child processes share one CPU by this policy: %1. Click to change")
                  .arg(lab::toText(chosen))
            : tr("Linux decides which process has a processor. Click for another policy, from the next run "
                 "on"));
}

} // namespace forkscope::gui
