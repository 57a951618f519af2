// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/console/input_line.h"

#include "gui/theme/theme.h"

#include <QKeyEvent>

namespace forkscope::gui {

InputLine::InputLine(QWidget* parent) : QLineEdit(parent) {
    setFont(codeFont());
    setAccessibleName(tr("Input for the program"));
    connect(this, &QLineEdit::returnPressed, this, &InputLine::submit);
}

void InputLine::submit() {
    const QString line = text();
    if (!line.isEmpty() && (history_.isEmpty() || history_.last() != line))
        history_.append(line);
    place_ = history_.size();
    draft_.clear();
    clear();
    emit lineEntered(line);
}

void InputLine::walk(int step) {
    const qsizetype next = qBound(qsizetype(0), place_ + step, history_.size());
    if (next == place_)
        return;
    if (place_ == history_.size())
        draft_ = text();
    place_ = next;
    setText(place_ == history_.size() ? draft_ : history_[place_]);
}

void InputLine::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Up)
        return walk(-1);
    if (event->key() == Qt::Key_Down)
        return walk(+1);
    if (event->key() == Qt::Key_D && event->modifiers() == Qt::ControlModifier && text().isEmpty())
        return emit endOfInput();
    QLineEdit::keyPressEvent(event);
}

} // namespace forkscope::gui
