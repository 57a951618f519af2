// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Which variable of the learner an object was put into, found by reading the source: a helper (names.py)
// parses each file once, outside the learner's processes, and says the target of each call. Nothing is
// executed, and nothing is guessed: where the source does not decide, there is no name.
//
// Works on the text as it was when the run began, so an edit during the run changes nothing. Main thread
// only; the first question about a file waits for the helper, about 60 ms and never more than kNamesBound,
// the others are look-ups. prepare() moves that wait to a better moment.
#include "engine/run/interpreter.h"

#include <QByteArray>
#include <QHash>
#include <QString>

#include <functional>
#include <map>
#include <memory>
#include <tuple>
#include <vector>

namespace forkscope::run {

inline constexpr std::chrono::milliseconds kNamesBound{15'000};

// A call in a source file, as names.py describes it.
struct NamedCall {
    int line = 0, column = 0, endLine = 0;
    QString called;
    QString name;           // "" none; "#" stands for an index known at run time
    std::vector<int> sizes; // for each "#", 0 unknown
    bool sure = false;      // its statement makes this call exactly once
};

class NameResolver {
  public:
    using SourceOf = std::function<QByteArray(const QString& path)>;

    // `sourceOf` gives a file's text, empty for a file that is not the learner's; it must outlive the
    // resolver. `script` is names.py, by default the one in the share folder.
    NameResolver(Interpreter interpreter, SourceOf sourceOf, QString script = {},
                 std::chrono::milliseconds bound = kNamesBound);

    // The name for an object that was created at this place; "" when there is none. Ask once for each object
    // and in order of creation within each process: objects of one list are numbered by it ("forks[0]",
    // "forks[1]").
    //   line    any line of the call, from 1
    //   column  where the call begins, in UTF-8 bytes from 0 as CPython's co_positions has it; -1 not known
    //   call    name of the class or function, as in "Lock"; "" any
    //   process any number that tells processes apart; each counts for itself
    QString nameFor(const QString& path, int line, int column, const QString& call, int process = 0);

    void prepare(const QString& path);

    // Why names are missing, one sentence; "" when the helper did its work. A file with a syntax error is no
    // trouble, it only has no names.
    const QString& trouble() const { return trouble_; }

  private:
    using Calls = std::shared_ptr<const std::vector<NamedCall>>;
    const std::vector<NamedCall>& callsOf(const QString& path);
    Calls parse(const QString& path, const QByteArray& source);
    const NamedCall* choose(const std::vector<NamedCall>& calls, const QString& path, int line, int column,
                            const QString& call, int process);
    QString numbered(const NamedCall& call, const QString& path, int process);

    Interpreter interpreter_;
    SourceOf sourceOf_;
    QString script_;
    std::chrono::milliseconds bound_;
    QString trouble_;
    QHash<QString, Calls> files_;
    std::map<std::tuple<int, QString, QString>, int> counts_; // process, path, what is counted
};

} // namespace forkscope::run
