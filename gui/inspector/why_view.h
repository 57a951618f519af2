// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Why: what the chosen process or object does, since when and what would let it go on, in one or two short
// paragraphs whose nouns are links; below them each deadlock in a box of its own, also when nothing is
// chosen; and each exception that the index knows, with the way there. Takes no place when there is nothing
// to say.
#include "engine/world/reason.h"
#include "gui/inspector/error_note.h"

#include <QScrollArea>
#include <QStringList>

class QLabel;
class QVBoxLayout;

namespace forkscope::gui {

class TroubleBox;

// What is asked about: a process, or an object, or neither.
struct WhyOf {
    trace::ProcessId process;
    std::uint8_t thread = 0;
    trace::ObjectId object;

    bool operator==(const WhyOf&) const = default;
};

class WhyView : public QScrollArea {
    Q_OBJECT
  public:
    explicit WhyView(QWidget* parent = nullptr);

    // `errors`: of the run so far, the newest first.
    void showWorld(const world::World& world, trace::Time at, const WhyOf& of,
                   const QList<ErrorNote>& errors = {});
    void showNothing();
    QString text() const; // all of it, without links
    // "P1 and P2 wait for each other for ever", of each deadlock shown.
    QStringList deadlockNames() const;
    const std::vector<TroubleBox*>& deadlockBoxes() const { return boxes_; }   // some may be hidden
    const std::vector<TroubleBox*>& errorBoxes() const { return errorBoxes_; } // the same

  signals:
    void linkActivated(const forkscope::world::Target& target);
    void errorRequested(const QString& slug); // in the index

  protected:
    void resizeEvent(QResizeEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    void showDeadlocks(const world::World& world, const std::vector<world::Deadlock>& found);
    void showErrors(const QList<ErrorNote>& errors, const WhyOf& of);
    TroubleBox* addBox();
    void showParagraphs(const std::vector<world::Words>& paragraphs);
    void fit();
    void applyTheme();
    QLabel* makeText(QWidget* parent);

    WhyOf of_;
    std::vector<world::Words> shown_;
    std::vector<TroubleBox*> boxes_, errorBoxes_;
    QLabel* text_ = nullptr;
    QVBoxLayout* column_ = nullptr;
    int tallest_ = 0; // for this choice, so that the list below stays where it is
    bool pressed_ = false;
};

} // namespace forkscope::gui
