// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/theme/style_sheet.h"

#include <QHash>

namespace forkscope::gui {

static const char kSheet[] = R"(
QToolTip { background: @raised; color: @text; border: 1px solid @line; padding: 5px 7px; }

QPushButton, QComboBox, QLineEdit, QSpinBox {
    background: @raised; color: @text; border: 1px solid @line; border-radius: 6px; min-height: 28px; padding: 0 12px; }
QLineEdit, QSpinBox { background: @field; padding: 0 9px; selection-background-color: @selection; selection-color: @text; }
QPushButton:hover, QComboBox:hover { background: @hover; }
QPushButton:pressed { background: @pressed; }
QPushButton:focus, QComboBox:focus, QLineEdit:focus, QSpinBox:focus { border: 1px solid @accent; }
QPushButton:disabled, QComboBox:disabled { color: @faint; background: transparent; }

QPushButton[look="primary"] { background: @accent; color: @onAccent; border: 1px solid @accent; font-weight: 600; }
QPushButton[look="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[look="primary"]:focus { border: 2px solid @text; }
QPushButton[look="primary"]:disabled { background: @raised; color: @faint; border-color: @line; }
QPushButton[look="stop"] { background: @stop; color: @onStop; border: 1px solid @stop; font-weight: 600; }
QPushButton[look="stop"]:hover { background: @stopHover; border-color: @stopHover; }
QPushButton[look="stop"]:focus { border: 2px solid @text; }

QPushButton[look="tool"] { background: transparent; border: 1px solid transparent; font-weight: 500; padding: 0 10px; }
QPushButton[look="tool"]:hover { background: @hover; }
QPushButton[look="tool"]:pressed { background: @pressed; }
QPushButton[look="tool"]:focus { border: 1px solid @accent; }
QPushButton[look="tool"]::menu-indicator { image: none; width: 0; }
QPushButton[compact="true"] { padding: 0 6px; min-height: 22px; font-size: 12px; }
QPushButton[look="link"] { background: transparent; border: 1px solid transparent; color: @link; font-weight: 500;
    padding: 0 6px; text-align: left; }
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 1px solid @accent; }
QPushButton[look="segment"] { background: transparent; border: 1px solid transparent; border-radius: 5px; color: @dim;
    font-weight: 500; padding: 0 10px; min-height: 24px; }
QPushButton[look="segment"]:checked { background: @segment; color: @text; }
QPushButton[look="segment"]:focus { border: 1px solid @accent; }
QPushButton[look="row"] { background: transparent; border: 1px solid transparent; border-radius: 6px; text-align: left;
    padding: 0 8px; font-weight: 400; min-height: 28px; }
QPushButton[look="row"]:hover { background: @hover; }
QPushButton[look="row"]:focus { border: 1px solid @accent; }

QPushButton[look="tab"] { background: transparent; border: 1px solid transparent; border-radius: 4px; color: @dim;
    font-weight: 500; padding: 0 10px; min-height: 26px; }
QPushButton[look="tab"]:hover { color: @text; }
QPushButton[look="tab"]:checked { color: @text; font-weight: 600; }
QPushButton[look="tab"]:focus { border: 1px solid @accent; }
QWidget#hairline { background: @line; }

QComboBox { padding: 0 10px; }
QComboBox::drop-down { border: none; width: 22px; }
QComboBox::down-arrow { image: url(@chevron); width: 12px; height: 12px; }
QComboBox QAbstractItemView { background: @raised; border: 1px solid @line; selection-background-color: @selection;
    selection-color: @text; outline: none; padding: 4px; }

QCheckBox { spacing: 8px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @dim; border-radius: 3px; background: @field; }
QCheckBox::indicator:hover, QCheckBox::indicator:focus { border: 1px solid @accent; }
QCheckBox::indicator:checked { background: @accent; border: 1px solid @accent; image: url(@tick); }

QProgressBar { background: @hover; border: none; border-radius: 3px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: @scroll; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: @dim; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: none; }
QAbstractScrollArea::corner { background: transparent; border: none; }

QSplitter::handle { background: @window; }
QSplitter::handle:hover { background: @line; }

QMenu { background: @raised; border: 1px solid @line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 4px; color: @text; }
QMenu::item:selected { background: @selection; }
QMenu::item:disabled { color: @faint; }
QMenu::icon { padding-left: 8px; }
QMenu::separator { height: 1px; background: @line; margin: 5px 6px; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QHeaderView::section { background: @raised; color: @dim; border: none; border-bottom: 1px solid @line; padding: 4px 8px;
    font-weight: 500; }
QFrame[look="popup"] { background: @raised; border: 1px solid @line; }
QTableView[look="figures"] { background: transparent; border: none; }
QTableView[look="figures"]::item { padding: 0 8px; border-bottom: 1px solid @line; }
QTableView[look="figures"]::item:selected { background: @selection; color: @text; }
QTableView[look="figures"] QLineEdit { min-height: 22px; padding: 0 6px; border-radius: 3px; }
QToolButton { background: transparent; border: 1px solid transparent; border-radius: 5px; padding: 3px; }
QToolButton:hover { background: @hover; }
QToolButton:focus { border: 1px solid @accent; }
QSizeGrip { image: none; }

QStatusBar { background: @window; color: @dim; font-size: 12px; border: none; }
QStatusBar::item { border: none; }
QStatusBar QPushButton[look="link"] { min-height: 20px; font-size: 12px; }
QLabel[look="dim"] { color: @dim; }
QLabel[look="status"] { color: @dim; font-size: 12px; }
QTextBrowser, QPlainTextEdit, QListView { border: none; }
QScrollArea { border: none; }
)";

static QHash<QString, QString> names(const Colors& c) {
    return {
        {"window", c.window.name()},
        {"raised", c.raised.name()},
        {"field", c.field.name()},
        {"line", c.line.name()},
        {"text", c.text.name()},
        {"dim", c.dim.name()},
        {"faint", c.faint.name()},
        {"accent", c.accent.name()},
        {"onAccent", c.onAccent.name()},
        {"accentHover", mixed(c.accent, c.dark ? Qt::white : Qt::black, 0.12).name()},
        {"stop", c.ended.fill.name()},
        {"onStop", c.ended.onFill.name()},
        {"stopHover", mixed(c.ended.fill, c.dark ? Qt::white : Qt::black, 0.12).name()},
        {"link", c.link.name()},
        {"hover", c.hover.name()},
        {"pressed", c.pressed.name()},
        {"selection", c.selection.name()},
        {"segment", c.dark ? mixed(c.raised, c.dim, 0.18).name() : c.panel.name()},
        {"scroll", mixed(c.panel, c.dim, 0.45).name()},
        {"tick", c.dark ? ":/icons/tick-dark.svg" : ":/icons/tick-light.svg"},
        {"chevron", c.dark ? ":/icons/chevron-down-dark.svg" : ":/icons/chevron-down-light.svg"},
    };
}

QString styleSheet(const Colors& colors) {
    const QHash<QString, QString> values = names(colors);
    QString out;
    for (const char* p = kSheet; *p;) {
        if (*p != '@') {
            out += QLatin1Char(*p++);
            continue;
        }
        QString key;
        for (++p; QChar::fromLatin1(*p).isLetter(); ++p)
            key += QLatin1Char(*p);
        out += values.value(key);
    }
    return out;
}

} // namespace forkscope::gui
