// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/editor_panel.h"

#include "gui/editor/badge_gutter.h"
#include "gui/editor/code_editor.h"
#include "gui/editor/code_pane.h"
#include "gui/editor/search_bar.h"
#include "gui/editor/source_tabs.h"
#include "gui/widgets/controls.h"
#include "gui/window/actions.h"

#include <QAction>
#include <QFileInfo>
#include <QPushButton>

namespace forkscope::gui {

static constexpr int kKeepPause = 600; // ms after the last key

EditorPanel::EditorPanel(const Actions& actions, QWidget* parent) : Panel(QString(), parent) {
    setTabName(tr("Program"));
    pane_ = new CodePane(this);
    tabs_ = new SourceTabs(pane_, this);
    setBody(tabs_);
    connect(tabs_, &SourceTabs::currentChanged, this, &EditorPanel::refreshTitle);
    reset_ = makeSmallButton(actions.resetProgram->text(), QStringLiteral("reset"), this);
    bindButton(reset_, actions.resetProgram);
    addTitleWidget(reset_);
    keepSoon_.setSingleShot(true);
    keepSoon_.setInterval(kKeepPause);
    connect(&keepSoon_, &QTimer::timeout, this, &EditorPanel::keepNow);
    connect(editor(), &CodeEditor::textChanged, this, &EditorPanel::textChanged);
    refreshTitle();
}

CodeEditor* EditorPanel::editor() const {
    return pane_->editor();
}

BadgeGutter* EditorPanel::gutter() const {
    return pane_->gutter();
}

void EditorPanel::showText(const QString& text) {
    keepSoon_.stop();
    const QSignalBlocker quiet(editor());
    editor()->setReadOnly(false);
    const QStringList texts = desk_.textsBefore(text);
    editor()->load(texts.first());
    for (const QString& next : texts.mid(1))
        editor()->replaceAll(next);
    editor()->setReadOnly(desk_.isReadOnly());
    gutter()->setBadges({});
    ranText_ = QString();
    keepSoon_.stop();
    refreshTitle();
    gutter()->update();
}

QString EditorPanel::text() const {
    return editor()->text();
}

void EditorPanel::textChanged() {
    if (!desk_.isReadOnly())
        keepSoon_.start();
    refreshTitle();
}

void EditorPanel::keepNow() {
    keepSoon_.stop();
    if (const Outcome kept = desk_.keep(text()); !kept)
        emit failed(QString::fromStdString(kept.error()));
}

void EditorPanel::save() {
    keepSoon_.stop();
    if (const Outcome saved = desk_.save(text()); !saved)
        emit failed(QString::fromStdString(saved.error()));
    refreshTitle();
}

void EditorPanel::reset() {
    const Result<QString> original = desk_.reset();
    if (!original)
        return emit failed(QString::fromStdString(original.error()));
    takeText(*original);
}

void EditorPanel::takeText(const QString& text) {
    editor()->replaceAll(text);
    keepNow();
    refreshTitle();
}

void EditorPanel::markRan() {
    setRanText(text());
}

void EditorPanel::setRanText(const QString& text) {
    ranText_ = text;
    refreshTitle();
}

bool EditorPanel::isStale() const {
    return !ranText_.isNull() && text() != ranText_;
}

void EditorPanel::openSearch() {
    tabs_->current()->search()->open();
}

void EditorPanel::refreshTitle() {
    const OpenProgram& open = desk_.current();
    const QString module = tabs_->currentPath();
    if (!module.isEmpty()) {
        setTitle(QFileInfo(module).fileName());
        setRemark(tr("as it was when the run began"));
        return reset_->hide();
    }
    setTitle(open.kind == OpenProgram::Kind::None ? tr("Program") : open.fileName());
    const bool edited = !desk_.isReadOnly() && text() != desk_.original();
    const bool stale = isStale();
    QString remark;
    if (open.kind == OpenProgram::Kind::Shown)
        remark = tr("starts the jobs; it can't be edited here");
    else if (desk_.isReadOnly())
        remark = tr("as it was recorded");
    else if (stale)
        remark = tr("edited after this run: badges refer to the text that ran");
    else if (edited)
        remark = open.kind == OpenProgram::Kind::Lesson ? tr("edited, kept as you type")
                                                        : tr("edited, not yet saved");
    setRemark(remark);
    reset_->setVisible(edited);
    gutter()->setStale(stale);
    if (stale != stale_) {
        stale_ = stale;
        emit staleChanged(stale);
    }
}

} // namespace forkscope::gui
