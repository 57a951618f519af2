// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What is on the learner's desk: one program, where its text comes from, where edits are kept, and what is
// handed to a run.
//
// A lesson's program: edits live in the learner's store with all their history, a run gets a copy in a
// scratch folder. An own file: edits are kept as a draft until a run or Save writes them to the file; it runs
// in its own folder. A recording: the text that ran, read-only. No widgets; works in the main thread; small
// files only.
#include "engine/lesson/lesson.h"
#include "engine/progress/store.h"
#include "engine/trace/result.h"
#include "gui/editor/program_store.h"

#include <QString>
#include <QTemporaryDir>

#include <memory>

namespace forkscope::gui {

struct OpenProgram {
    enum class Kind { None, Lesson, OwnFile, Recording, Shown };
    Kind kind = Kind::None;
    QString lessonId; // Lesson
    QString name;     // Lesson: name without .py
    QString path;     // the original, the own file, the .fscope, or what is only shown
    QString fileName() const;
    // Tells programs apart, also from one start to the next; "" where there is none.
    QString key() const;
};

struct RunFiles {
    QString program;
    QString folder; // to run in
};

class ProgramDesk {
  public:
    explicit ProgramDesk(const ProgramStore& drafts = ProgramStore()) : drafts_(drafts) {}
    // Null, as before it is set: edits of lessons' programs are not kept.
    void setStore(progress::Store* store) { store_ = store; }

    // Each gives the text to show. On failure what was open stays.
    Result<QString> openLesson(const lesson::Lesson& lesson, const lesson::Program& program);
    Result<QString> openFile(const QString& path);
    void openRecording(const QString& path, const QString& text);
    // A program of ours, to be looked at: what runs the jobs of the scheduling lab.
    Result<QString> openShown(const QString& path);
    // Of a lesson's program that is only shown no text is kept. Until another one is opened.
    void setKeeps(bool keeps) { keeps_ = keeps; }
    // A new file in the data folder with this text, opened as an own file: "pasted_3.py". One that has this
    // text already, unchanged since, is opened again where `again`.
    Result<QString> openNew(const QString& text, const QString& name, bool again);

    const OpenProgram& current() const { return current_; }
    // The lesson's own text, or what the file on the disk holds.
    const QString& original() const { return original_; }
    bool isReadOnly() const {
        return current_.kind == OpenProgram::Kind::Recording || current_.kind == OpenProgram::Kind::Shown;
    }

    // Keeps an edited text where it cannot be lost (store or draft); forgets it where it equals the original.
    Outcome keep(const QString& text);
    // Own file: writes the file. Lesson: same as keep().
    Outcome save(const QString& text);
    // Lesson: the text as it is kept now.
    Result<QString> keptText() const;
    // Lesson: the texts that led to this one, the original first, this one last. Of very many the youngest.
    QStringList textsBefore(const QString& text) const;
    // Back to the original text, which this gives; a lesson's program keeps the learner's in its history.
    Result<QString> reset();
    // An own file has another text on the disk than when it was opened or saved last: this is it. Null when
    // not.
    QString changedOnDisk() const;
    // From now on the text on the disk is the one that edits start from.
    void acceptDisk();
    // Saves, and puts the program where it is to run.
    Result<RunFiles> prepareRun(const QString& text);

  private:
    Result<RunFiles> copyToScratch(const QString& text);
    QString draftKey() const;

    progress::ProgramKey key() const { return {current_.lessonId, current_.name}; }

    ProgramStore drafts_;
    progress::Store* store_ = nullptr;
    bool keeps_ = true;
    OpenProgram current_;
    QString original_;
    std::unique_ptr<QTemporaryDir> scratch_;
};

} // namespace forkscope::gui
