// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The index at the end of the course: topics from A to Z, and the error messages of multiprocessing programs,
// each with what it means, what to do, where to read on and a program that raises it. Read from the folder
// index/ beside the lessons (lessons/README.md, "The index").
#include "engine/lesson/lesson.h"

#include <QList>

#include <optional>

namespace forkscope::lesson {

/// A place in a lesson's text.
struct Reading {
    QString lesson;  ///< id
    QString heading; ///< as it stands in the English text, without marks; empty: the lesson's beginning

    bool operator==(const Reading&) const = default;
};

/// An exception as a run tells of it.
struct RaisedException {
    QString type;      ///< "queue.Empty"
    QString message;   ///< what str() gives; may be empty
    QString traceback; ///< "file:line:function" a line, outermost first; may be empty
};

/// By what an exception is known. All that is not empty must fit.
struct ErrorPattern {
    QStringList types;      ///< names of classes, without their module; one of them
    QStringList says;       ///< parts of the message; one of them
    QStringList through;    ///< "managers.py" or "connection.py:recv": the traceback goes through one of them
    bool otherwise = false; ///< fits all that no other pattern does

    bool fits(const RaisedException& raised) const;
    bool operator==(const ErrorPattern&) const = default;
};

struct KnownError {
    QString slug;          ///< "daemon-has-children"; unique
    QString message;       ///< as it is printed: "AssertionError: daemonic processes are not allowed to …"
    LocalText means, help; ///< a few plain sentences each: what has happened; what to do
    Reading reading;
    QString program;    ///< that raises it: name in index/programs, or "06/daemon_has_child"
    QString ownProgram; ///< absolute path where it is one of index/programs, else empty
    ErrorPattern pattern;
    QString path; ///< of the file
    int fileLine = 0;

    /// "AssertionError"; empty where the message has none.
    QString type() const;
    bool operator==(const KnownError&) const = default;
};

struct Topic {
    QString name;     ///< "exit code"
    QStringList also; ///< other words for it
    LocalText says;   ///< may be empty where the glossary has the word
    QList<Reading> readings;
    QString path;
    int fileLine = 0;

    bool operator==(const Topic&) const = default;
};

/// A value.
class SubjectIndex {
  public:
    const QList<KnownError>& errors() const { return errors_; }
    const QList<Topic>& topics() const { return topics_; } ///< by name, whatever the case
    bool isEmpty() const { return errors_.isEmpty() && topics_.isEmpty(); }

    /// Null when there is none. Valid until something is added.
    const KnownError* find(const QString& slug) const;
    /// The first whose pattern fits; null when none does.
    const KnownError* recognise(const RaisedException& raised) const;

    /// False: there is one with this slug, or of this name, already; the earlier one stays.
    bool add(const KnownError& error);
    bool add(const Topic& topic);

  private:
    QList<KnownError> errors_;
    QList<Topic> topics_;
};

/// Adds what errors.toml and topics.toml of this folder say. Problems are appended.
void readSubjectIndex(const QString& folder, SubjectIndex& index, QList<PackProblem>& problems);

} // namespace forkscope::lesson
