// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/editor/source_tabs.h"

#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/widgets/tab_strip.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileInfo>
#include <QStackedWidget>

namespace forkscope::gui {

SourceTabs::SourceTabs(CodePane* program, QWidget* parent) : QWidget(parent) {
    strip_ = new TabStrip(this);
    strip_->hide();
    stack_ = new QStackedWidget(this);
    stack_->addWidget(program);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(strip_);
    column->addWidget(stack_, 1);
    setFocusProxy(program);
    connect(strip_, &TabStrip::chosen, this, &SourceTabs::setCurrent);
}

// Two modules of one name, in packages, are told apart by their folder.
static QString tabName(const QString& path, const QMap<QString, QByteArray>& all) {
    const QFileInfo file(path);
    for (auto other = all.keyBegin(); other != all.keyEnd(); ++other)
        if (*other != path && QFileInfo(*other).fileName() == file.fileName())
            return file.dir().dirName() + u'/' + file.fileName();
    return file.fileName();
}

void SourceTabs::setImported(const QMap<QString, QByteArray>& files) {
    const QString before = currentPath();
    while (stack_->count() > 1)
        delete stack_->widget(1);
    strip_->clear();
    paths_.clear();
    for (auto file = files.cbegin(); file != files.cend(); ++file) {
        if (file->trimmed().isEmpty())
            continue; // most __init__.py
        if (paths_.isEmpty())
            strip_->add(programName_);
        stack_->addWidget(makePane(file.key(), *file));
        strip_->add(tabName(file.key(), files));
        paths_ += file.key();
    }
    strip_->setVisible(!paths_.isEmpty());
    setCurrent(int(paths_.indexOf(before)) + 1);
}

CodePane* SourceTabs::makePane(const QString& path, const QByteArray& text) {
    auto* pane = new CodePane(stack_);
    pane->editor()->load(QString::fromUtf8(text));
    pane->editor()->setReadOnly(true);
    pane->editor()->setAccessibleName(tr("%1, to read").arg(QFileInfo(path).fileName()));
    connect(pane->gutter(), &BadgeGutter::badgeClicked, this, &SourceTabs::badgeClicked);
    connect(pane->gutter(), &BadgeGutter::lineClicked, this,
            [this, path](int line, const QPoint& place) { emit lineClicked(path, line, place); });
    return pane;
}

void SourceTabs::setProgramName(const QString& name) {
    programName_ = name;
    if (strip_->count() > 0)
        strip_->setName(0, name);
}

CodePane* SourceTabs::pane(const QString& path) const {
    const auto index = paths_.indexOf(path);
    return index < 0 ? nullptr : static_cast<CodePane*>(stack_->widget(int(index) + 1));
}

QString SourceTabs::currentPath() const {
    return paths_.value(stack_->currentIndex() - 1);
}

CodePane* SourceTabs::current() const {
    return static_cast<CodePane*>(stack_->currentWidget());
}

void SourceTabs::show(const QString& path) {
    setCurrent(int(paths_.indexOf(path)) + 1);
}

void SourceTabs::setCurrent(int index) {
    strip_->setCurrent(index);
    stack_->setCurrentIndex(index);
    setFocusProxy(stack_->currentWidget());
    emit currentChanged();
}

} // namespace forkscope::gui
