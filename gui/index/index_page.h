// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The index of the course: error messages, and topics from A to Z. Left a list and a field that thins it out,
// right what is chosen: what it means, what to do, a program that raises it, where to read on. Up and Down
// walk through the list, also from the field; Return opens the example, or reads on; Escape goes home.
#include "engine/lesson/lesson_library.h"

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QLineEdit;
class QListView;
class QPushButton;

namespace forkscope::gui {

class IndexModel;
class LessonView;
class SegmentedSwitch;

class IndexPage : public QWidget {
    Q_OBJECT
  public:
    explicit IndexPage(QWidget* parent = nullptr);

    void setLibrary(const lesson::LessonLibrary& library);
    // Exactly this one, without a filter; an unknown one leaves the choice as it is.
    void showError(const QString& slug);
    void showTopic(const QString& name);
    // Where Escape and the button at the left lead: "Home".
    void setBack(const QString& words);
    // At the right end of the header; the page owns it.
    void addButton(QPushButton* button);

    QLineEdit* field() const { return field_; }
    QListView* list() const { return list_; }
    const IndexModel* shown() const; // the list in sight
    LessonView* text() const { return text_; }
    QPushButton* exampleButton() const { return example_; }
    QPushButton* readButton() const { return read_; }
    SegmentedSwitch* parts() const { return parts_; }
    QString chosen() const { return chosen_; } // slug of an error, name of a topic
    QSize minimumSizeHint() const override { return {700, 400}; }

  signals:
    void exampleRequested(const QString& errorSlug);
    void readingRequested(const QString& lessonId, const QString& heading);
    void homeRequested(); // leave it, to where one came from

  protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

  private:
    QWidget* makeHeader();
    QWidget* makeList();
    QWidget* makeText();
    IndexModel* model() const;
    bool isOnErrors() const;
    void showPart(int part);
    void choose(const QString& id);
    void filter(const QString& words);
    void showChosen();
    void showCounts();
    void goOn(); // Return

    lesson::LessonLibrary library_;
    IndexModel *errors_ = nullptr, *topics_ = nullptr;
    QHBoxLayout* headerRow_ = nullptr;
    QPushButton* back_ = nullptr;
    QWidget* left_ = nullptr;
    QLineEdit* field_ = nullptr;
    SegmentedSwitch* parts_ = nullptr;
    QListView* list_ = nullptr;
    QLabel* nothing_ = nullptr;
    LessonView* text_ = nullptr;
    QWidget* buttons_ = nullptr;
    QPushButton *example_ = nullptr, *read_ = nullptr;
    QString chosen_;
};

} // namespace forkscope::gui
