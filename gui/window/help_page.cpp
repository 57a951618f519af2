// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/help_page.h"

#include "gui/lesson/lesson_view.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QFile>
#include <QPushButton>

namespace forkscope::gui {

QString unseenPageText() {
    QFile file(QStringLiteral(":/help/what-forkscope-cannot-see.md"));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

static QDialog* makeUnseenPage(QWidget* parent) {
    auto* box = new QDialog(parent);
    box->setObjectName(QStringLiteral("unseenPage"));
    box->setWindowTitle(QCoreApplication::translate("Help", "What Forkscope cannot see"));
    auto* column = new QVBoxLayout(box);
    column->setContentsMargins(8, 8, 8, 16);
    auto* page = new LessonView(box);
    page->setAccessibleName(box->windowTitle());
    lesson::Lesson text;
    text.text = lesson::LocalText(unseenPageText());
    page->showLesson(text);
    column->addWidget(page);
    QPushButton* close = makePrimaryButton(QCoreApplication::translate("Dialogs", "Close"), QString(), box);
    QObject::connect(close, &QPushButton::clicked, box, &QDialog::close);
    auto* row = new QHBoxLayout;
    row->setContentsMargins(0, 0, 12, 0);
    row->addWidget(close, 0, Qt::AlignRight);
    column->addLayout(row);
    box->resize(680, 720);
    close->setFocus();
    return box;
}

void showUnseenPage(QWidget* parent) {
    auto* box = parent->findChild<QDialog*>(QStringLiteral("unseenPage"), Qt::FindDirectChildrenOnly);
    if (!box)
        box = makeUnseenPage(parent);
    box->show();
    box->raise();
    box->activateWindow();
}

} // namespace forkscope::gui
