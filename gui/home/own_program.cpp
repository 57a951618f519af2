// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/own_program.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QDragEnterEvent>
#include <QFileInfo>
#include <QGridLayout>
#include <QLabel>
#include <QMimeData>
#include <QPainter>
#include <QPushButton>
#include <QUrl>

namespace forkscope::gui {
namespace {

// Dashed outline that lights up while a file hangs over it. The drop itself is taken by the window, so that a
// file can be dropped anywhere.
class DropArea : public QWidget {
  public:
    explicit DropArea(QWidget* parent) : QWidget(parent) { setFixedHeight(66); }

  protected:
    void paintEvent(QPaintEvent*) override {
        QPainter painter(this);
        painter.setRenderHint(QPainter::Antialiasing);
        painter.setPen(QPen(colors().faint, 1.6, Qt::CustomDashLine));
        QPen pen(colors().faint, 1.6);
        pen.setDashPattern({4, 3});
        painter.setPen(pen);
        painter.drawRoundedRect(QRectF(rect()).adjusted(1, 1, -1, -1), 7, 7);
        paintIcon(painter, QStringLiteral("drop"), QRectF(18, height() / 2 - 9, 18, 18), colors().dim);
    }
};

} // namespace

OwnProgram::OwnProgram(QWidget* parent) : QWidget(parent) {
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addWidget(makeLabel(tr("Your own program"), 18, QFont::DemiBold, false, this));
    column->addWidget(
        makeLabel(tr("Any Python program runs here as it stands."), 13, QFont::Normal, true, this));
    column->addSpacing(6);
    column->addWidget(makeDropArea());

    templatesBlock_ = new QWidget(this);
    templates_ = new QGridLayout(templatesBlock_);
    templates_->setContentsMargins(0, 12, 0, 0);
    templates_->setVerticalSpacing(2);
    templates_->addWidget(makeLabel(tr("Begin from a template"), 12, QFont::DemiBold, true, templatesBlock_),
                          0, 0, 1, 2);
    column->addWidget(templatesBlock_);
    templatesBlock_->hide();

    recentBlock_ = new QWidget(this);
    recent_ = new QVBoxLayout(recentBlock_);
    recent_->setContentsMargins(0, 12, 0, 0);
    recent_->setSpacing(2);
    recent_->addWidget(makeLabel(tr("Recent"), 12, QFont::DemiBold, true, recentBlock_));
    column->addWidget(recentBlock_);
    recentBlock_->hide();
}

QWidget* OwnProgram::makeDropArea() {
    auto* area = new DropArea(this);
    auto* row = new QHBoxLayout(area);
    row->setContentsMargins(48, 0, 16, 0);
    row->setSpacing(8);
    row->addWidget(makeLabel(tr("Drop a file here"), 13, QFont::Medium, false, area), 1);
    QPushButton* open = makeButton(tr("Open…"), QStringLiteral("folder"), area);
    open->setToolTip(tr("Open a program or a recording (Ctrl+O)"));
    QPushButton* paste = makeButton(tr("Paste"), QStringLiteral("clipboard"), area);
    paste->setToolTip(tr("A new program from the text in the clipboard (Ctrl+V)"));
    row->addWidget(open);
    row->addWidget(paste);
    connect(open, &QPushButton::clicked, this, &OwnProgram::openRequested);
    connect(paste, &QPushButton::clicked, this, &OwnProgram::pasteRequested);
    return area;
}

void OwnProgram::setTemplates(const QList<lesson::Program>& templates) {
    const QString language = QStringLiteral("en");
    for (QPushButton* old : templatesBlock_->findChildren<QPushButton*>())
        old->deleteLater();
    for (qsizetype i = 0; i < templates.size(); ++i) {
        const QString path = templates[i].path;
        QPushButton* button =
            makeButton(templates[i].title.in(language), QStringLiteral("code"), templatesBlock_);
        setLook(button, "row");
        button->setToolTip(templates[i].shows.in(language));
        button->setAccessibleName(tr("New program: %1").arg(button->text()));
        connect(button, &QPushButton::clicked, this, [this, path] { emit templateChosen(path); });
        templates_->addWidget(button, 1 + int(i) / 2, int(i) % 2, Qt::AlignLeft);
    }
    templatesBlock_->setVisible(!templates.isEmpty());
}

void OwnProgram::setRecent(const QStringList& paths) {
    while (recent_->count() > 1) {
        QLayoutItem* item = recent_->takeAt(1);
        item->widget()->deleteLater();
        delete item;
    }
    for (const QString& path : paths) {
        QPushButton* button = makeButton(QFileInfo(path).fileName(), QStringLiteral("file"), recentBlock_);
        button->setFont(codeFont());
        setLook(button, "row");
        button->setToolTip(path);
        button->setAccessibleName(tr("Open %1").arg(path));
        connect(button, &QPushButton::clicked, this, [this, path] { emit fileChosen(path); });
        recent_->addWidget(button);
    }
    recentBlock_->setVisible(!paths.isEmpty());
}

} // namespace forkscope::gui
