// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/inspector/trouble_box.h"

#include "gui/theme/icons.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QLabel>
#include <QPainter>
#include <QPainterPath>
#include <QVBoxLayout>

namespace forkscope::gui {

static constexpr int kEdge = 4;
static constexpr int kSign = 16;

TroubleBox::TroubleBox(QWidget* parent) : QWidget(parent) {
    heading_ = makeLabel(QString(), 13, QFont::DemiBold, false, this);
    body_ = makeLabel(QString(), 13, QFont::Normal, false, this);
    for (QLabel* label : {heading_, body_})
        label->setWordWrap(true);
    body_->setTextFormat(Qt::RichText);
    body_->setTextInteractionFlags(Qt::TextBrowserInteraction);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(kEdge + 12 + kSign + 8, 10, 12, 11);
    column->setSpacing(3);
    column->addWidget(heading_);
    column->addWidget(body_);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    applyTheme();
}

void TroubleBox::say(const QString& name, const QString& richText, const QString& spoken) {
    if (heading_->text() != name)
        heading_->setText(name);
    if (body_->text() != richText)
        body_->setText(richText);
    setAccessibleName(spoken.isEmpty() ? tr("Deadlock: %1").arg(name) : spoken);
}

void TroubleBox::applyTheme() {
    QPalette palette = heading_->palette();
    palette.setColor(QPalette::WindowText, colors().errorText);
    heading_->setPalette(palette);
    update();
}

void TroubleBox::paintEvent(QPaintEvent*) {
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    QPainterPath shape;
    shape.addRoundedRect(rect(), 4, 4);
    painter.setClipPath(shape);
    painter.fillRect(rect(), colors().errorTint);
    painter.fillRect(0, 0, kEdge, height(), colors().ended.fill);
    const double top = heading_->y() + 1;
    paintIcon(painter, QStringLiteral("warning"), QRectF(kEdge + 11, top, kSign, kSign), colors().errorText);
}

} // namespace forkscope::gui
