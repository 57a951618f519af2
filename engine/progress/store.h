// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A learner's progress and texts, in one SQLite file. Main thread.
//
// Opening never fails and nothing here asks anybody: where the file cannot be used, problem() has one
// sentence for the learner and work goes on in memory; tryAgain() brings what came meanwhile into the file
// once that can be used again (a reset that was made meanwhile counts for the memory only). A file with
// broken pages is renamed, never deleted, and a new one is begun. Each change is one transaction: a process
// that is killed leaves the state before or after it.
//
// Several windows, also of several processes, may use one file: a change writes only those fields that are
// others than this store knew them, so the later write wins, field by field. refresh() sees what others have
// written.
#include "engine/progress/edits.h"
#include "engine/progress/facts.h"
#include "engine/progress/transfer.h"
#include "engine/trace/result.h"

#include <functional>
#include <memory>
#include <optional>

namespace forkscope::progress {

struct LessonRecord {
    bool isRead = false;
    int place = 0;   // paragraph of the text where the learner was
    QString program; // that was open beside it last; "": none yet
};

struct TourRecord {
    int reached = 0; // steps
    bool isDone = false;
};

struct ExerciseRecord {
    int checks = 0, hintsOpened = 0;
    bool isSolutionOpen = false, isPassed = false;
    int checksPassed = 0, checksOf = 0; // of the last Check; 0 of 0: none yet
};

// An answer that was locked in, and what the run has shown.
struct PredictionRecord {
    int answer = -1, right = -1; // options, from 0; -1: none
};

struct MythRecord {
    QString vote; // "myth", "fact"; "": open
    bool isDecided = false;
};

// Where one was last: "tour/NAME", "exercise/SLUG", "program/NAME".
struct Stop {
    QString lesson, part;
    qint64 at = 0; // ms since 1970
};

class Store {
  public:
    using Clock = std::function<qint64()>; // ms since 1970
    static QString defaultFile();          // in the application's data folder

    explicit Store(const QString& file = defaultFile(), const Clock& clock = {});
    ~Store();

    const QString& file() const { return file_; }
    bool isKept() const { return isKept_; } // false: in memory only
    // What the learner should know; also that a damaged file was set aside. "": nothing.
    const QString& problem() const { return problem_; }
    // When it is in memory only: whether the file can be used now.
    bool tryAgain();
    // True when somebody else has changed the file.
    bool refresh();

    LessonRecord lesson(const QString& lesson) const;
    TourRecord tour(const QString& lesson, const QString& name) const;
    ExerciseRecord exercise(const QString& lesson, const QString& slug) const;
    PredictionRecord prediction(const QString& lesson, const QString& slug) const;
    MythRecord myth(const QString& lesson, const QString& slug) const;
    std::optional<Stop> stop() const; // the last one of all
    std::optional<Stop> stopIn(const QString& lesson) const;

    void setLesson(const QString& lesson, const LessonRecord& record);
    void setTour(const QString& lesson, const QString& name, const TourRecord& record);
    void setExercise(const QString& lesson, const QString& slug, const ExerciseRecord& record);
    void setPrediction(const QString& lesson, const QString& slug, const PredictionRecord& record);
    void setMyth(const QString& lesson, const QString& slug, const MythRecord& record);
    void setStop(const QString& lesson, const QString& part);

    // Texts. A null string is the lesson's own.
    QString text(const ProgramKey& program);
    QList<Edit> history(const ProgramKey& program); // oldest first
    void setText(const ProgramKey& program, const QString& text);

    // What the learner has done there is forgotten, and the texts are the lesson's own again. The texts stay
    // in the history, and undoReset() brings all of it back, also after a restart.
    void resetExercise(const QString& lesson, const QString& slug);
    void resetLesson(const QString& lesson);
    void resetEverything();
    struct Reset {
        QString lesson, part; // both "": everything; part "": the whole lesson
    };
    std::optional<Reset> lastReset(); // that was not undone
    void undoReset();

    // A file that import understands; one sentence when it can't be written.
    Outcome exportTo(const QString& file);
    // Merges: what is known here stays. A bad file changes nothing and is told in one sentence.
    Result<Brought> importFrom(const QString& file);
    // The same from a value.
    Brought take(const Snapshot& snapshot);

  private:
    struct Field {
        QString name, value;
    };
    QString value(const QString& lesson, const QString& part, const QString& field) const;
    int number(const QString& lesson, const QString& part, const QString& field) const;
    void set(const QString& lesson, const QString& part, const QList<Field>& fields);
    void open();
    bool setAside();
    void write(const std::function<bool(Database&)>& change);
    void goToMemory(const Fault& fault);
    Snapshot snapshot();
    void reset(const Reset& what, const std::function<bool(const FactKey&)>& takesFact,
               const std::function<bool(const ProgramKey&)>& takesProgram);
    qint64 now() const { return clock_(); }

    QString file_;
    Clock clock_;
    std::unique_ptr<Database> database_; // never null
    bool isKept_ = false;
    QString problem_;
    Facts facts_; // as they stand in the database
    qint64 changeNumber_ = -1;
};

QString exerciseShelf(const QString& lesson);
QString mythShelf(const QString& lesson);

} // namespace forkscope::progress
