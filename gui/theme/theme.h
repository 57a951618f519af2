// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The one place where the look is decided: Fusion, an own palette, a small style sheet, fonts. Views take
// colours and fonts from here and repaint on changed(). One instance for the application, main thread.
#include "gui/theme/colors.h"

#include <QFont>
#include <QObject>

namespace forkscope::gui {

enum class ThemeMode { Dark, Light };

class Theme : public QObject {
    Q_OBJECT
  public:
    static Theme& instance();

    // Style, fonts, palette and sheet for the whole application. To be called once a QApplication exists.
    void apply(ThemeMode mode);
    void toggle() { apply(mode_ == ThemeMode::Dark ? ThemeMode::Light : ThemeMode::Dark); }
    ThemeMode mode() const { return mode_; }
    const Colors& colors() const;

    // What the desktop asks for, dark where it does not say.
    static ThemeMode systemMode();

  signals:
    void changed();

  private:
    Theme() = default;
    ThemeMode mode_ = ThemeMode::Dark;
    bool applied_ = false;
};

inline const Colors& colors() {
    return Theme::instance().colors();
}

// Inter, with fallbacks; pixels at 1x.
QFont uiFont(int pixels = 13, QFont::Weight weight = QFont::Normal);
// DejaVu Sans Mono without ligatures.
QFont codeFont(int pixels = 12);
// For QScintilla, which takes points only.
double pointsFor(int pixels);

} // namespace forkscope::gui
