// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/names.h"

#include "engine/run/environment.h"
#include "engine/run/interpreter_process.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <utility>

namespace forkscope::run {
namespace {

struct NamesWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::NameResolver)
};

using CallList = std::vector<NamedCall>;
using Candidates = std::vector<const NamedCall*>;

constexpr int kParsedFilesKept = 64;

NamedCall callIn(const QJsonArray& row) {
    NamedCall call{row[0].toInt(), row[1].toInt(), row[2].toInt(), row[3].toString(), row[4].toString(), {},
                   row[6].toBool()};
    for (const auto& size : row[5].toArray())
        call.sizes.push_back(size.toInt());
    return call;
}

template <class Wanted> Candidates candidates(const CallList& calls, Wanted wanted) {
    Candidates found;
    for (const NamedCall& c : calls)
        if (wanted(c))
            found.push_back(&c);
    return found;
}

// Value and Array make their lock themselves: the learner knows it as what get_lock() returns.
bool isSharedValue(const QString& called) {
    return called == QLatin1String("Value") || called == QLatin1String("Array");
}

// Calls on this line; else the innermost one that goes over it, since a call may take several lines.
Candidates onLine(const CallList& calls, int line, const QString& call) {
    const auto named = [&](const NamedCall& c) { return call.isEmpty() || c.called == call; };
    Candidates found = candidates(calls, [&](const NamedCall& c) { return c.line == line && named(c); });
    if (!found.empty())
        return found;
    found = candidates(calls,
                       [&](const NamedCall& c) { return c.line <= line && line <= c.endLine && named(c); });
    return found.empty() ? found : Candidates{found.back()};
}

} // namespace

NameResolver::NameResolver(Interpreter interpreter, SourceOf sourceOf, QString script,
                           std::chrono::milliseconds bound)
    : interpreter_(std::move(interpreter)), sourceOf_(std::move(sourceOf)),
      script_(script.isEmpty() ? sharePath() + QStringLiteral("/names.py") : std::move(script)),
      bound_(bound) {}

void NameResolver::prepare(const QString& path) {
    callsOf(path);
}

const CallList& NameResolver::callsOf(const QString& path) {
    auto it = files_.constFind(path);
    if (it == files_.constEnd())
        it = files_.insert(path, parse(path, sourceOf_(path)));
    return **it;
}

NameResolver::Calls NameResolver::parse(const QString& path, const QByteArray& source) {
    static QHash<QByteArray, Calls> parsed; // runs of the same program follow each other
    const auto none = std::make_shared<const CallList>();
    if (source.isEmpty())
        return none;
    const QByteArray key = QCryptographicHash::hash(source, QCryptographicHash::Sha256);
    if (const auto it = parsed.constFind(key); it != parsed.constEnd())
        return *it;

    const HelperAnswer answer = askHelper(
        interpreter_.path, {QStringLiteral("-I"), QStringLiteral("-W"), QStringLiteral("ignore"), script_},
        source, bound_);
    const QJsonObject said = QJsonDocument::fromJson(answer.output).object();
    if (!answer.good() || said.isEmpty()) {
        trouble_ =
            NamesWords::tr("The names of variables in %1 could not be found (%2): locks and queues are shown "
                           "by their kind and number.")
                .arg(path, answer.end == HelperEnd::TimedOut ? NamesWords::tr("it took too long")
                                                             : answer.trouble + answer.lastErrorLine());
        return none;
    }
    auto calls = std::make_shared<CallList>();
    for (const auto& row : said[QLatin1String("calls")].toArray())
        calls->push_back(callIn(row.toArray()));
    if (parsed.size() >= kParsedFilesKept)
        parsed.clear();
    parsed.insert(key, calls);
    return calls;
}

const NamedCall* NameResolver::choose(const CallList& calls, const QString& path, int line, int column,
                                      const QString& call, int process) {
    Candidates found;
    if (column >= 0) {
        found = candidates(calls, [&](const NamedCall& c) { return c.line == line && c.column == column; });
        // a().b() and a() begin at one column
        const auto same = candidates(calls, [&](const NamedCall& c) {
            return c.line == line && c.column == column && c.called == call;
        });
        if (!same.empty())
            found = same;
    }
    if (found.size() != 1)
        found = onLine(calls, line, call);
    if (found.empty()) // a subclass, or a function that makes the object inside
        if (found = onLine(calls, line, {}); found.size() != 1)
            return nullptr;
    if (found.size() == 1)
        return found.front();

    // a, b = Lock(), Lock(): one after the other, when each is called each time.
    const bool sure = std::all_of(found.begin(), found.end(), [](const NamedCall* c) { return c->sure; });
    const bool same = std::all_of(found.begin(), found.end(),
                                  [&](const NamedCall* c) { return c->name == found[0]->name; });
    if (same)
        return found.front();
    if (!sure)
        return nullptr;
    int& count = counts_[{process, path, QStringLiteral("%1 %2").arg(line).arg(call)}];
    return found[std::size_t(count++) % found.size()];
}

QString NameResolver::numbered(const NamedCall& call, const QString& path, int process) {
    if (call.sizes.empty())
        return call.name;
    int number = counts_[{process, path, call.name}]++;
    const bool known = qsizetype(call.sizes.size()) == call.name.count(QStringLiteral("[#]")) &&
                       std::all_of(call.sizes.begin() + 1, call.sizes.end(), [](int n) { return n > 0; });
    if (!known) { // rows of unknown length: the order is all there is
        QString name = call.name;
        return name.replace(QLatin1String("[#]"), QString()) + QStringLiteral(" #%1").arg(number + 1);
    }
    // The last index runs fastest; a list of known length that is made again begins at 0 again.
    QString name = call.name;
    for (std::size_t i = call.sizes.size(); i-- > 0;) {
        const int index = call.sizes[i] > 0 ? number % call.sizes[i] : number;
        number = call.sizes[i] > 0 ? number / call.sizes[i] : 0;
        name.replace(name.lastIndexOf(QLatin1String("[#]")), 3, QStringLiteral("[%1]").arg(index));
    }
    return name;
}

QString NameResolver::nameFor(const QString& path, int line, int column, const QString& call, int process) {
    const NamedCall* found = choose(callsOf(path), path, line, column, call, process);
    if (!found || found->name.isEmpty())
        return {};
    const QString name = numbered(*found, path, process);
    return isSharedValue(found->called) && found->called != call && !call.isEmpty()
               ? name + QStringLiteral(".get_lock()")
               : name;
}

} // namespace forkscope::run
