// SPDX-License-Identifier: GPL-3.0-or-later
// Which Python runs the programs: the default, or one by its path.
#include "engine/run/interpreter.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/window/dialogs.h"

#include <QBoxLayout>
#include <QCoreApplication>
#include <QDialog>
#include <QFileDialog>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

namespace forkscope::gui {
namespace {

class PythonDialog : public QDialog {
  public:
    PythonDialog(QWidget* parent, const QString& current) : QDialog(parent) {
        setWindowTitle(tr2("Choose Python"));
        field_ = new QLineEdit(current, this);
        field_->setMinimumWidth(420);
        field_->setPlaceholderText(tr2("empty: the active virtual environment, else python3"));
        field_->setAccessibleName(tr2("Path of the Python to use"));
        verdict_ = makeLabel(QString(), 12, QFont::Normal, true, this);
        verdict_->setWordWrap(true);
        verdict_->setMinimumHeight(34);
        build();
        check();
    }
    QString chosen() const { return field_->text().trimmed(); }

  private:
    static QString tr2(const char* text) { return QCoreApplication::translate("Dialogs", text); }

    void build() {
        auto* column = new QVBoxLayout(this);
        column->setContentsMargins(26, 22, 26, 20);
        column->setSpacing(10);
        column->addWidget(makeLabel(tr2("Choose Python"), 18, QFont::DemiBold, false, this));
        column->addWidget(makeLabel(tr2("A python3 program, or the folder of a virtual environment."), 13,
                                    QFont::Normal, true, this));
        auto* row = new QHBoxLayout;
        row->addWidget(field_, 1);
        QPushButton* browse = makeButton(tr2("Browse…"), QStringLiteral("folder"), this);
        row->addWidget(browse);
        column->addLayout(row);
        column->addWidget(verdict_);
        auto* end = new QHBoxLayout;
        QPushButton* cancel = makeButton(tr2("Cancel"), QString(), this);
        use_ = makePrimaryButton(tr2("Use this Python"), QString(), this);
        use_->setDefault(true);
        end->addStretch();
        end->addWidget(cancel);
        end->addWidget(use_);
        column->addLayout(end);
        connect(browse, &QPushButton::clicked, this, &PythonDialog::browse);
        connect(cancel, &QPushButton::clicked, this, &QDialog::reject);
        connect(use_, &QPushButton::clicked, this, [this] {
            if (check())
                accept();
        });
        connect(field_, &QLineEdit::textChanged, this, [this] { use_->setEnabled(true), verdict_->clear(); });
        connect(field_, &QLineEdit::editingFinished, this, [this] { check(); });
    }

    void browse() {
        const QString path =
            QFileDialog::getOpenFileName(this, tr2("Choose Python"), QStringLiteral("/usr/bin"));
        if (!path.isEmpty())
            field_->setText(path);
        check();
    }

    bool check() {
        const Result<run::Interpreter> found = run::findInterpreter(chosen());
        verdict_->setText(
            found ? found->name() + QStringLiteral(", ") + found->path +
                        (found->warning.isEmpty() ? QString() : QStringLiteral("\n") + found->warning)
                  : QString::fromStdString(found.error()));
        use_->setEnabled(bool(found));
        return bool(found);
    }

    QLineEdit* field_ = nullptr;
    QLabel* verdict_ = nullptr;
    QPushButton* use_ = nullptr;
};

} // namespace

std::optional<QString> choosePython(QWidget* parent, const QString& current) {
    PythonDialog dialog(parent, current);
    if (dialog.exec() != QDialog::Accepted)
        return std::nullopt;
    return dialog.chosen();
}

} // namespace forkscope::gui
