// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme/theme.h"

#include "gui/theme/style_sheet.h"

#include <QApplication>
#include <QGuiApplication>
#include <QPalette>
#include <QScreen>
#include <QStyleFactory>
#include <QToolTip>

// The icons live in a static library: without this call nothing would pull them into the program. Must stand
// outside every namespace.
static void initIcons() {
    Q_INIT_RESOURCE(forkscope);
}

namespace forkscope::gui {

static QPalette paletteOf(const Colors& c) {
    QPalette p;
    p.setColor(QPalette::Window, c.window);
    p.setColor(QPalette::WindowText, c.text);
    p.setColor(QPalette::Base, c.panel);
    p.setColor(QPalette::AlternateBase, c.raised);
    p.setColor(QPalette::Text, c.text);
    p.setColor(QPalette::PlaceholderText, c.dim);
    p.setColor(QPalette::Button, c.raised);
    p.setColor(QPalette::ButtonText, c.text);
    p.setColor(QPalette::BrightText, c.accent);
    p.setColor(QPalette::ToolTipBase, c.raised);
    p.setColor(QPalette::ToolTipText, c.text);
    p.setColor(QPalette::Highlight, c.selection);
    p.setColor(QPalette::HighlightedText, c.text);
    p.setColor(QPalette::Link, c.link);
    p.setColor(QPalette::LinkVisited, c.link);
    p.setColor(QPalette::Light, c.hover);
    p.setColor(QPalette::Midlight, c.raised);
    p.setColor(QPalette::Mid, c.line);
    p.setColor(QPalette::Dark, c.line);
    p.setColor(QPalette::Shadow, c.window);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        p.setColor(QPalette::Disabled, role, c.faint);
    return p;
}

Theme& Theme::instance() {
    static Theme theme;
    return theme;
}

const Colors& Theme::colors() const {
    return mode_ == ThemeMode::Dark ? darkColors() : lightColors();
}

void Theme::apply(ThemeMode mode) {
    if (applied_ && mode == mode_)
        return;
    mode_ = mode;
    if (!applied_) {
        initIcons();
        QApplication::setStyle(QStyleFactory::create(QStringLiteral("Fusion")));
        QApplication::setFont(uiFont());
        QToolTip::setFont(uiFont(12));
        applied_ = true;
    }
    QApplication::setPalette(paletteOf(colors()));
    QToolTip::setPalette(paletteOf(colors()));
    qApp->setStyleSheet(styleSheet(colors()));
    emit changed();
}

ThemeMode Theme::systemMode() {
    // Qt 6.4 has no colour-scheme hint: the palette that the platform gives says it. A bare X server gives
    // the light default of Fusion, which is nobody's wish.
    const QPalette platform = QGuiApplication::palette();
    const bool desktopSpeaks = !qEnvironmentVariableIsEmpty("XDG_CURRENT_DESKTOP");
    const bool light =
        platform.color(QPalette::Window).lightness() > platform.color(QPalette::WindowText).lightness();
    return desktopSpeaks && light ? ThemeMode::Light : ThemeMode::Dark;
}

QFont uiFont(int pixels, QFont::Weight weight) {
    QFont font;
    font.setFamilies({QStringLiteral("Inter"), QStringLiteral("Noto Sans"), QStringLiteral("DejaVu Sans")});
    font.setPixelSize(pixels);
    font.setWeight(weight);
    return font;
}

QFont codeFont(int pixels) {
    QFont font;
    font.setFamilies(
        {QStringLiteral("DejaVu Sans Mono"), QStringLiteral("Noto Sans Mono"), QStringLiteral("monospace")});
    font.setStyleHint(QFont::Monospace);
    font.setFixedPitch(true);
    font.setPixelSize(pixels);
    return font;
}

double pointsFor(int pixels) {
    const QScreen* screen = QGuiApplication::primaryScreen();
    return pixels * 72.0 / (screen ? screen->logicalDotsPerInch() : 96.0);
}

} // namespace forkscope::gui
