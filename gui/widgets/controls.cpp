// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/widgets/controls.h"

#include "gui/theme/theme.h"

#include <QAction>
#include <QLabel>
#include <QPushButton>
#include <QStyle>
#include <QVariant>

namespace forkscope::gui {

static QPushButton* buttonWith(const QString& text, const QString& iconName, IconTone tone, const char* look,
                               QWidget* parent) {
    auto* button = new QPushButton(text, parent);
    if (!iconName.isEmpty()) {
        button->setIcon(icon(iconName, tone));
        button->setIconSize(QSize(18, 18));
    }
    if (look)
        setLook(button, look);
    button->setAccessibleName(text);
    button->setCursor(Qt::PointingHandCursor);
    return button;
}

QPushButton* makeButton(const QString& text, const QString& iconName, QWidget* parent) {
    return buttonWith(text, iconName, IconTone::Text, nullptr, parent);
}

QPushButton* makeToolButton(const QString& text, const QString& iconName, QWidget* parent) {
    return buttonWith(text, iconName, IconTone::Text, "tool", parent);
}

QPushButton* makeSmallButton(const QString& text, const QString& iconName, QWidget* parent) {
    QPushButton* button = buttonWith(text, iconName, IconTone::Dim, "tool", parent);
    button->setProperty("compact", true);
    button->setIconSize(QSize(14, 14));
    return button;
}

QPushButton* makePrimaryButton(const QString& text, const QString& iconName, QWidget* parent) {
    return buttonWith(text, iconName, IconTone::OnAccent, "primary", parent);
}

QPushButton* makeLinkButton(const QString& text, QWidget* parent) {
    return buttonWith(text, QString(), IconTone::Accent, "link", parent);
}

QLabel* makeLabel(const QString& text, int pixels, int weight, bool dim, QWidget* parent) {
    auto* label = new QLabel(text, parent);
    label->setTextFormat(Qt::PlainText);
    label->setFont(uiFont(pixels, QFont::Weight(weight)));
    if (dim)
        setLook(label, "dim");
    return label;
}

void setTextColor(QLabel* label, const QColor& color) {
    QPalette palette = label->palette();
    palette.setColor(QPalette::WindowText, color);
    label->setPalette(palette);
}

void setLook(QWidget* widget, const char* look) {
    if (widget->property("look").toString() == QLatin1String(look))
        return;
    widget->setProperty("look", QLatin1String(look));
    widget->style()->unpolish(widget);
    widget->style()->polish(widget);
}

void bindButton(QPushButton* button, QAction* action) {
    const auto refresh = [button, action] {
        button->setEnabled(action->isEnabled());
        button->setAccessibleName(action->text());
        const QString keys = action->shortcut().toString(QKeySequence::NativeText);
        button->setToolTip(keys.isEmpty() ? action->toolTip()
                                          : QStringLiteral("%1 (%2)").arg(action->toolTip(), keys));
    };
    refresh();
    QObject::connect(action, &QAction::changed, button, refresh);
    QObject::connect(button, &QPushButton::clicked, action, &QAction::trigger);
}

} // namespace forkscope::gui
