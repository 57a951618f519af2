// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The program's text and, as tabs beside it, the modules of the learner's own that it imports: as they were
// when the run began, to read, with badges of their own. Without such modules there are no tabs.
#include <QByteArray>
#include <QMap>
#include <QStringList>
#include <QWidget>

class QStackedWidget;

namespace forkscope::gui {

class CodePane;
class TabStrip;

class SourceTabs : public QWidget {
    Q_OBJECT
  public:
    explicit SourceTabs(CodePane* program, QWidget* parent = nullptr);

    // By absolute path, without the program; replaces those before. Whichever tab was open stays so where it
    // is there again.
    void setImported(const QMap<QString, QByteArray>& files);
    void setProgramName(const QString& name);
    const QStringList& imported() const { return paths_; } // in the order of the tabs
    CodePane* pane(const QString& path) const;             // null: there is no tab for it
    // "": the program.
    QString currentPath() const;
    CodePane* current() const;
    void show(const QString& path);

  signals:
    void currentChanged();
    void badgeClicked(quint32 process); // in a module
    void lineClicked(const QString& path, int line, QPoint place);

  private:
    CodePane* makePane(const QString& path, const QByteArray& text);
    void setCurrent(int index);

    TabStrip* strip_ = nullptr;
    QStackedWidget* stack_ = nullptr; // the program first, then as in paths_
    QStringList paths_;
    QString programName_;
};

} // namespace forkscope::gui
