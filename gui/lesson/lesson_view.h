// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The text of a lesson, from its Markdown, in the theme's colours, with what can be done in it. Links become
// signals, web links open in the browser, pictures are found beside the lesson, words of the glossary are
// explained on hover.
#include "engine/lesson/lesson.h"
#include "gui/lesson/lesson_extras.h"

#include <QTextBrowser>
#include <QTimer>

namespace forkscope::gui {

class GlossaryCard;

class LessonView : public QTextBrowser {
    Q_OBJECT
  public:
    explicit LessonView(QWidget* parent = nullptr);

    void showLesson(const lesson::Lesson& lesson);
    const QString& lessonId() const { return lesson_.id; }
    // Shown at the same place of the text again.
    void setExtras(const LessonExtras& extras);
    const LessonExtras& extras() const { return extras_; }
    void setGlossary(const QList<GlossaryWord>& words);
    // A text that is no lesson; pictures are found in `folder`.
    void showText(const QString& markdown, const QString& folder = {});
    // Grows with its text instead of scrolling.
    void setGrows(bool grows);
    void setMargin(int margin); // px around the text

    // Words that were searched, wherever they begin a word of the text, and the first place of them under
    // this heading in sight ("": in the whole text). The marks go with the next click or Esc.
    void mark(const QStringList& words, const QString& heading);
    int markCount() const { return int(extraSelections().size()); }

    // The paragraph at the top edge: where one is in the text, whatever its width.
    int place() const;
    void goTo(int place);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

  signals:
    void programRequested(const QString& name);
    // A link of another kind: "exercise", "lesson", "tour", "myth", "moment", "run" (a program); what stands
    // behind the colon, and behind a question mark.
    void linkRequested(const QString& kind, const QString& target, const QString& query);
    void placeChanged(int place); // a while after the learner has scrolled
    void readToEnd();

  protected:
    QVariant loadResource(int type, const QUrl& name) override;
    void resizeEvent(QResizeEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void leaveEvent(QEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

  private:
    void showMarks();
    bool scrollBy(const QKeyEvent& event);
    void unmark();
    void render();
    void follow(const QUrl& link);
    void hover(const QString& link);
    void explain(const QString& term, bool stays);
    QRect placeOfPointer() const;
    void settle();
    int pictureWidth() const;

    lesson::Lesson lesson_;
    LessonExtras extras_;
    QList<GlossaryWord> glossary_;
    GlossaryCard* card_ = nullptr; // made when first needed; the window owns it
    QTimer settle_;
    QString hovered_;
    QStringList marked_; // words
    int margin_ = 16;
    bool grows_ = false, hasPictures_ = false, toldEnd_ = false;
    int pictureWidth_ = 0; // for which they were made
};

} // namespace forkscope::gui
