// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/lesson_folders.h"

#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QDir>
#include <QFileDialog>
#include <QLabel>
#include <QListWidget>
#include <QPushButton>

namespace forkscope::gui {
namespace {

QString word(const char* text) {
    return QCoreApplication::translate("Dialogs", text);
}

class FoldersDialog : public QDialog {
  public:
    FoldersDialog(QWidget* parent, const QStringList& current) : QDialog(parent) {
        setWindowTitle(word("Lessons folders"));
        setMinimumWidth(520);
        list_ = new QListWidget(this);
        list_->setAccessibleName(word("Folders of lessons that you have added"));
        list_->addItems(current);
        add_ = makeButton(word("Add…"), QStringLiteral("folder"), this);
        remove_ = makeButton(word("Remove"), QStringLiteral("cross"), this);
        done_ = makePrimaryButton(word("Done"), QString(), this);
        done_->setDefault(true);
        build();
        connect(add_, &QPushButton::clicked, this, &FoldersDialog::add);
        connect(remove_, &QPushButton::clicked, this, [this] {
            delete list_->takeItem(list_->currentRow());
            refresh();
        });
        connect(done_, &QPushButton::clicked, this, &QDialog::accept);
        connect(list_, &QListWidget::currentRowChanged, this, &FoldersDialog::refresh);
        list_->setCurrentRow(0);
        refresh();
    }

    QStringList folders() const {
        QStringList all;
        for (int i = 0; i < list_->count(); ++i)
            all += list_->item(i)->text();
        return all;
    }

  private:
    void build() {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(26, 22, 26, 20);
        column->setSpacing(10);
        column->addWidget(makeLabel(word("Lessons folders"), 18, QFont::DemiBold, false, this));
        auto* about =
            makeLabel(word("Lessons in these folders stand on the path beside those of Forkscope; one with "
                           "the same number comes in its place. Removing a folder from this list deletes "
                           "nothing."),
                      13, QFont::Normal, true, this);
        about->setWordWrap(true);
        column->addWidget(about);
        column->addWidget(list_, 1);
        auto* end = new QHBoxLayout;
        end->addWidget(add_);
        end->addWidget(remove_);
        end->addStretch();
        end->addWidget(done_);
        column->addLayout(end);
    }

    void add() {
        const QString folder = chooseLessonsFolder(this);
        if (!folder.isEmpty() && !folders().contains(folder))
            list_->addItem(folder);
        refresh();
    }

    void refresh() { remove_->setEnabled(list_->currentItem()); }

    QListWidget* list_ = nullptr;
    QPushButton *add_ = nullptr, *remove_ = nullptr, *done_ = nullptr;
};

} // namespace

QString chooseLessonsFolder(QWidget* parent) {
    const QString folder =
        QFileDialog::getExistingDirectory(parent, word("Add lessons folder"), QDir::homePath());
    return folder.isEmpty() ? QString() : QDir(folder).absolutePath();
}

std::optional<QStringList> editLessonFolders(QWidget* parent, const QStringList& current) {
    FoldersDialog dialog(parent, current);
    if (dialog.exec() != QDialog::Accepted || dialog.folders() == current)
        return std::nullopt;
    return dialog.folders();
}

} // namespace forkscope::gui
