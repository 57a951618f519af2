// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/dialogs.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>

namespace forkscope::gui {

static QString translated(const char* text) {
    return QCoreApplication::translate("Dialogs", text);
}

// A box with a heading, rich text and a Close button.
static void showText(QWidget* parent, const QString& heading, const QString& html) {
    QDialog box(parent);
    box.setWindowTitle(heading);
    auto* column = new QVBoxLayout(&box);
    column->setContentsMargins(26, 22, 26, 20);
    column->setSpacing(12);
    column->addWidget(makeLabel(heading, 18, QFont::DemiBold, false, &box));
    auto* text = new QLabel(html, &box);
    text->setTextFormat(Qt::RichText);
    text->setWordWrap(true);
    text->setMinimumWidth(420);
    text->setOpenExternalLinks(true);
    text->setTextInteractionFlags(Qt::TextBrowserInteraction);
    column->addWidget(text);
    QPushButton* close = makePrimaryButton(translated("Close"), QString(), &box);
    QObject::connect(close, &QPushButton::clicked, &box, &QDialog::accept);
    column->addWidget(close, 0, Qt::AlignRight);
    close->setFocus();
    box.exec();
}

static QString keyRow(const char* keys, const char* what) {
    return QStringLiteral(
               "<tr><td style='padding:3px 26px 3px 0'><b>%1</b></td><td style='padding:3px 0'>%2</td></tr>")
        .arg(QString::fromUtf8(keys), translated(what));
}

void showKeys(QWidget* parent) {
    const QString rows =
        keyRow("F5", QT_TRANSLATE_NOOP("Dialogs", "Run the program as it stands in the editor")) +
        keyRow("Shift+F5", QT_TRANSLATE_NOOP("Dialogs", "Stop: end all processes of this run")) +
        keyRow("Ctrl+F5", QT_TRANSLATE_NOOP("Dialogs", "Stop and run again")) +
        keyRow("Ctrl+Shift+F5", QT_TRANSLATE_NOOP("Dialogs", "Run many times and count what comes out")) +
        keyRow("Alt+Shift+F5", QT_TRANSLATE_NOOP("Dialogs", "Shuffle: look for the order that goes wrong")) +
        keyRow("Alt+F5", QT_TRANSLATE_NOOP("Dialogs", "Run, held before the first operation")) +
        keyRow("F7", QT_TRANSLATE_NOOP("Dialogs", "Pause: hold each process; continue")) +
        keyRow("0 – 9, Enter",
               QT_TRANSLATE_NOOP("Dialogs", "Who goes next: step this process, the chosen one")) +
        keyRow("L, B, E",
               QT_TRANSLATE_NOOP("Dialogs", "The chosen one: a line, until it blocks, until it ends")) +
        keyRow("Shift+F7", QT_TRANSLATE_NOOP("Dialogs", "Undo the last step")) +
        keyRow("S", QT_TRANSLATE_NOOP("Dialogs", "The steps so far, each with its moment and the way back")) +
        keyRow("Ctrl+L", QT_TRANSLATE_NOOP("Dialogs", "Back to the present")) +
        keyRow("F8, Shift+F8", QT_TRANSLATE_NOOP("Dialogs", "Play the run, play it backwards")) +
        keyRow("Alt+Up, Alt+Down", QT_TRANSLATE_NOOP("Dialogs", "Play faster, slower")) +
        keyRow("Alt+Right, Alt+Left", QT_TRANSLATE_NOOP("Dialogs", "Next event, event before")) +
        keyRow("Alt+Shift+Right, Left",
               QT_TRANSLATE_NOOP("Dialogs", "The same, of the chosen process or object")) +
        keyRow("F9", QT_TRANSLATE_NOOP("Dialogs", "Every time that the line with the cursor ran")) +
        keyRow("F6, Shift+F6", QT_TRANSLATE_NOOP("Dialogs", "Next panel, previous panel")) +
        keyRow("Ctrl+F", QT_TRANSLATE_NOOP("Dialogs", "Find in the program, or in the timeline")) +
        keyRow("Left, Right", QT_TRANSLATE_NOOP("Dialogs", "Timeline: from event to event")) +
        keyRow("T", QT_TRANSLATE_NOOP("Dialogs", "Timeline: time or steps")) +
        keyRow("Space, Delete", QT_TRANSLATE_NOOP("Dialogs", "Timeline: fold or hide the chosen lane")) +
        keyRow("Ctrl+Shift+P", QT_TRANSLATE_NOOP("Dialogs", "Progress in all lessons")) +
        keyRow("Ctrl+Shift+I", QT_TRANSLATE_NOOP("Dialogs", "Index: error messages and topics")) +
        keyRow("Ctrl+O", QT_TRANSLATE_NOOP("Dialogs", "Open a program or a recording")) +
        keyRow("Ctrl+S", QT_TRANSLATE_NOOP("Dialogs", "Save the program")) +
        keyRow("Ctrl+Shift+S", QT_TRANSLATE_NOOP("Dialogs", "Save the recording")) +
        keyRow("Alt+Home", QT_TRANSLATE_NOOP("Dialogs", "All lessons")) +
        keyRow("Ctrl+K", QT_TRANSLATE_NOOP("Dialogs", "Search all lessons, programs and exercises")) +
        keyRow("Return, Ctrl+Right, Esc",
               QT_TRANSLATE_NOOP("Dialogs", "In a tour: next step, skip a step, leave")) +
        keyRow("Ctrl+Return", QT_TRANSLATE_NOOP("Dialogs", "In an exercise: check, or stop the check")) +
        keyRow("F1", QT_TRANSLATE_NOOP("Dialogs", "In an exercise: the next hint")) +
        keyRow("F8, Shift+F8",
               QT_TRANSLATE_NOOP("Dialogs", "In an exercise: next failed check, the one before")) +
        keyRow("Alt+L", QT_TRANSLATE_NOOP("Dialogs", "In an exercise: back to the lesson")) +
        keyRow("Ctrl+T", QT_TRANSLATE_NOOP("Dialogs", "Dark or light")) +
        keyRow("F10", QT_TRANSLATE_NOOP("Dialogs", "Menu")) +
        keyRow("Ctrl+D", QT_TRANSLATE_NOOP("Dialogs", "In the input line: end of input"));
    showText(parent, translated("Keys"), QStringLiteral("<table cellspacing='0'>%1</table>").arg(rows));
}

void showAbout(QWidget* parent) {
    const QString text =
        translated("<p>Version %1</p>"
                   "<p>Learn multi-process programming by watching real Python processes.</p>"
                   "<p>Forkscope is free software under the GNU General Public License, version 3 or "
                   "later. It comes without any warranty. You may pass it on and change it under the "
                   "terms of that licence: <a href='https://www.gnu.org/licenses/gpl-3.0.html'>"
                   "gnu.org/licenses/gpl-3.0</a>.</p>"
                   "<p>Built with Qt %2, QScintilla, libvterm, md4c and toml++.</p>")
            .arg(QCoreApplication::applicationVersion(), QLatin1String(qVersion()));
    showText(parent, translated("About Forkscope"), text);
}

} // namespace forkscope::gui
