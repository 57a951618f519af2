// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// QScintilla's Python lexer with every style in the theme's colours, and the names of multiprocessing a
// learner meets set apart from other identifiers.
#include <Qsci/qscilexerpython.h>

namespace forkscope::gui {

class PythonLexer : public QsciLexerPython {
    Q_OBJECT
  public:
    explicit PythonLexer(QObject* parent);

    const char* keywords(int set) const override;
    // All styles from the theme as it is now.
    void applyTheme();
};

} // namespace forkscope::gui
