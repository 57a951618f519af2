// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A choice of policy with its numbers: only those of the chosen one are seen, those of the others are kept.
#include "engine/lab/policy_wish.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace forkscope::gui {

class PolicyEditor : public QWidget {
    Q_OBJECT
  public:
    explicit PolicyEditor(QWidget* parent = nullptr);

    void setWish(const lab::PolicyWish& wish); // no signal
    // With the numbers that were understood last.
    const lab::PolicyWish& wish() const { return wish_; }
    // What is typed is no number; "" when it is. The wish has the number from before, then.
    QString fault() const;

    QComboBox* names() const { return names_; }
    QLineEdit* quantum() const { return quantum_; }
    QLineEdit* slices() const { return slices_; }
    QLineEdit* boost() const { return boost_; }
    // "First come, first served"
    static QString fullName(const QString& name);

  signals:
    void changed();

  private:
    QWidget* makeNumber(const QString& label, const QString& unit, const QString& tip, QLineEdit*& field);
    void typed();
    void showPart();

    lab::PolicyWish wish_;
    QComboBox* names_ = nullptr;
    QWidget *ofQuantum_ = nullptr, *ofSlices_ = nullptr, *ofBoost_ = nullptr;
    QLineEdit *quantum_ = nullptr, *slices_ = nullptr, *boost_ = nullptr;
    QLabel* about_ = nullptr;
};

} // namespace forkscope::gui
