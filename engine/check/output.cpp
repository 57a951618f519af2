// SPDX-License-Identifier: GPL-3.0-or-later
// output and result: what was printed, and what stands in a file at the end.
#include "engine/check/kinds.h"
#include "engine/check/words.h"

#include <QDir>
#include <QFile>
#include <QRegularExpression>

#include <algorithm>

namespace forkscope::check {

using trace::Event;
using trace::Kind;
using trace::Tag;

namespace {

constexpr qint64 kReadBytes = 1 << 20; // of a file

QString quoted(const QString& text) {
    return u'"' + text.trimmed() + u'"';
}

// "^\s*40\s*$" asks for 40 with space around it, which is said so; empty: the pattern is more than a text.
QString plainText(QString pattern) {
    static const QRegularExpression around(QStringLiteral("^\\^?(\\\\s\\*)?|(\\\\s\\*)?\\$?$"));
    static const QRegularExpression special(QStringLiteral("[\\\\.*+?|^$(){}\\[\\]]"));
    pattern.remove(around);
    return pattern.contains(special) ? QString() : pattern;
}

QRegularExpression pattern(const QString& text, Fields& fields) {
    QRegularExpression expression(text, QRegularExpression::MultilineOption);
    fields.needs(text.isEmpty() || expression.isValid(),
                 tr("\"%1\" is no regular expression: %2.").arg(text, expression.errorString()));
    return expression;
}

// The print that brought this text: who and when.
void addPrinter(Finding& finding, const RunView& run, const QString& text) {
    const std::string wanted = text.trimmed().toStdString();
    const trace::Log& log = run.log();
    log.each(0, log.size(), [&](const Event& e) {
        if (e.kind != Kind::Print ||
            log.text(e, Tag::Preview).value_or("").find(wanted) == std::string_view::npos)
            return true;
        finding.at = e.time;
        finding.processes.push_back(e.process);
        finding.lines.push_back({e.line, e.file});
        return true;
    });
}

// How often, within bounds.
struct Bounds {
    std::optional<int> times, atLeast, atMost;

    bool hold(int count) const {
        return (!times || count == *times) && (!atLeast || count >= *atLeast) &&
               (!atMost || count <= *atMost);
    }
    QString inWords() const {
        return times     ? howOften(*times)
               : atLeast ? tr("at least %1").arg(howOften(*atLeast))
                         : tr("at most %1").arg(howOften(atMost.value_or(0)));
    }
};

class PrintedOutput : public Check {
  public:
    QStringList contains, lacks, order;
    QRegularExpression matches;
    QString text;
    Bounds bounds;

    std::optional<Finding> look(const RunView& run) override {
        Finding finding{.run = run.number};
        finding.sentence = fault(run, finding);
        return finding.sentence.isEmpty() ? std::nullopt : std::optional(finding);
    }

  private:
    QString fault(const RunView& run, Finding& finding) const {
        for (const QString& wanted : contains)
            if (!run.output.contains(wanted))
                return tr("%1 was not printed.").arg(quoted(wanted));
        for (const QString& unwanted : lacks)
            if (run.output.contains(unwanted)) {
                addPrinter(finding, run, unwanted);
                return tr("%1 was printed, and should not be.").arg(quoted(unwanted));
            }
        if (!matches.pattern().isEmpty() && !matches.match(run.output).hasMatch())
            return tr("Nothing that was printed fits %1.").arg(quoted(matches.pattern()));
        if (!text.isEmpty())
            if (const int count = int(run.output.count(text)); !bounds.hold(count)) {
                addPrinter(finding, run, text);
                return tr("%1 was printed %2, and should be %3.")
                    .arg(quoted(text), howOften(count), bounds.inWords());
            }
        return orderFault(run);
    }
    QString orderFault(const RunView& run) const {
        qsizetype from = 0;
        for (qsizetype i = 0; i < order.size(); ++i) {
            const qsizetype at = run.output.indexOf(order[i], from);
            if (at < 0 && run.output.contains(order[i]) && i > 0)
                return tr("%1 was printed before %2.").arg(quoted(order[i]), quoted(order[i - 1]));
            if (at < 0)
                return tr("%1 was not printed.").arg(quoted(order[i]));
            from = at + order[i].size();
        }
        return {};
    }
};

class ResultValue : public Check {
  public:
    QString file, is, contains;
    bool hasIs = false;
    QRegularExpression printed, matches;
    std::optional<double> atLeast, atMost;

    std::optional<Finding> look(const RunView& run) override {
        const std::optional<QString> value = file.isEmpty() ? printedValue(run) : fileValue(run);
        Finding finding{.run = run.number};
        if (!value)
            finding.sentence = file.isEmpty()
                                   ? tr("Nothing that was printed fits %1.").arg(quoted(printed.pattern()))
                                   : tr("The program has written no file %1.").arg(file);
        else if (const QString wanted = wantedInstead(*value); !wanted.isEmpty())
            finding.sentence = (file.isEmpty() ? tr("The result printed is %1; %2 was expected.")
                                               : tr("%3 has %1 in it; %2 was expected."))
                                   .arg(quoted(value->left(80)), wanted)
                                   .replace(QStringLiteral("%3"), file);
        return finding.sentence.isEmpty() ? std::nullopt : std::optional(finding);
    }

  private:
    std::optional<QString> printedValue(const RunView& run) const {
        std::optional<QString> value;
        for (auto found = printed.globalMatch(run.output); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            value = match.captured(match.lastCapturedIndex() > 0 ? 1 : 0);
        }
        return value;
    }
    std::optional<QString> fileValue(const RunView& run) const {
        QFile in(QDir(run.folder).filePath(file));
        if (!in.open(QIODevice::ReadOnly))
            return std::nullopt;
        return QString::fromUtf8(in.read(kReadBytes));
    }
    QString wantedInstead(const QString& value) const {
        if (hasIs && value.trimmed() != is.trimmed())
            return quoted(is);
        if (!contains.isEmpty() && !value.contains(contains))
            return tr("a text with %1").arg(quoted(contains));
        if (!matches.pattern().isEmpty() && !matches.match(value).hasMatch()) {
            const QString plain = plainText(matches.pattern());
            return plain.isEmpty() ? tr("a text that fits %1").arg(quoted(matches.pattern())) : quoted(plain);
        }
        bool isNumber = false;
        const double number = value.trimmed().toDouble(&isNumber);
        if ((atLeast || atMost) && !isNumber)
            return tr("a number");
        if (atLeast && number < *atLeast)
            return tr("at least %1").arg(*atLeast);
        if (atMost && number > *atMost)
            return tr("at most %1").arg(*atMost);
        return {};
    }
};

// Lines by a pattern: each of their captures exactly once.
class PrintedOnce : public Check {
  public:
    PrintedOnce(QRegularExpression pattern, std::optional<int> items)
        : pattern_(std::move(pattern)), items_(items) {}

    std::optional<Finding> look(const RunView& run) override {
        QHash<QString, int> counts;
        for (auto found = pattern_.globalMatch(run.output); found.hasNext();) {
            const QRegularExpressionMatch match = found.next();
            const QString item = match.captured(match.lastCapturedIndex() > 0 ? 1 : 0);
            if (++counts[item] > 1) {
                Finding finding{.sentence = tr("%1 came out more than once.").arg(quoted(item)),
                                .run = run.number};
                addPrinter(finding, run, item);
                return finding;
            }
        }
        const int wanted = items_.value_or(int(std::max<qsizetype>(1, counts.size())));
        if (counts.size() == wanted)
            return std::nullopt;
        return Finding{.sentence = tr("%1 of %2 items came out.").arg(counts.size()).arg(wanted),
                       .run = run.number};
    }

  private:
    QRegularExpression pattern_;
    std::optional<int> items_;
};

// What went through queues.
class TakenOnce : public Check {
  public:
    TakenOnce(const QString& queue, std::optional<int> items, QStringList ends)
        : queue_(queue.toStdString()), items_(items), ends_(std::move(ends)) {}

    std::optional<Finding> look(const RunView& run) override {
        struct Item {
            int puts = 0, gets = 0;
            Event put, get;
        };
        QMap<QString, Item> items;
        const trace::Log& log = run.log();
        log.each(0, log.size(), [&](const Event& e) {
            const bool isPut = e.kind == Kind::QueuePut && e.phase == trace::Phase::Begin;
            const bool isGet =
                e.kind == Kind::QueueGet && e.phase == trace::Phase::End && !e.has(trace::kFailed);
            const QString text = isPut || isGet ? textOf(log.text(e, Tag::Preview).value_or("")) : QString();
            if ((!isPut && !isGet) || ends_.contains(text) ||
                (!queue_.empty() && run.world().nameOf(e.object) != queue_))
                return true;
            Item& item = items[text];
            isPut ? ++item.puts : ++item.gets;
            (isPut ? item.put : item.get) = e;
            return true;
        });
        int taken = 0;
        for (auto i = items.cbegin(); i != items.cend(); ++i) {
            taken += i->gets;
            if (i->puts > i->gets)
                return finding(
                    run, i->put,
                    tr("%1 was put %2 and taken %3.").arg(i.key(), howOften(i->puts), howOften(i->gets)));
        }
        const int wanted = items_.value_or(std::max(1, taken));
        if (taken == wanted)
            return std::nullopt;
        return Finding{.sentence = tr("%1 of %2 items were taken from the queue.").arg(taken).arg(wanted),
                       .run = run.number};
    }

  private:
    static Finding finding(const RunView& run, const Event& e, const QString& sentence) {
        return {.sentence = sentence,
                .run = run.number,
                .at = e.time,
                .processes = {e.process},
                .lines = {{e.line, e.file}}};
    }

    std::string queue_;
    std::optional<int> items_;
    QStringList ends_;
};

} // namespace

CheckPtr printedOutput(Fields& fields) {
    auto check = std::make_unique<PrintedOutput>();
    check->contains = fields.texts("contains", "contains = [\"sold out\"]");
    check->lacks = fields.texts("lacks", "lacks = \"Traceback\"");
    check->order = fields.texts("order", "order = [\"first\", \"second\"]");
    check->matches = pattern(fields.textIf("matches", "matches = \"left: \\\\d+\""), fields);
    check->text = fields.textIf("text", "text = \"has a ticket\"");
    check->bounds = {fields.number("times", "times = 1"), fields.number("at_least", "at_least = 1"),
                     fields.number("at_most", "at_most = 1")};
    const bool hasBounds = check->bounds.times || check->bounds.atLeast || check->bounds.atMost;
    fields.needs(check->text.isEmpty() != hasBounds,
                 tr("\"text\" goes with times, at_least or at_most. Expected, for example: text = \"sold\" "
                    "and times = 1"));
    fields.needs(!check->contains.isEmpty() || !check->lacks.isEmpty() || !check->order.isEmpty() ||
                     !check->matches.pattern().isEmpty() || !check->text.isEmpty(),
                 tr("nothing is asked of the output. Expected, for example: contains = \"sold out\""));
    return check;
}

CheckPtr result(Fields& fields) {
    auto check = std::make_unique<ResultValue>();
    check->file = fields.textIf("file", "file = \"stock.json\"");
    check->printed = pattern(fields.textIf("printed", "printed = \"total: (\\\\d+)\""), fields);
    check->hasIs = fields.has("is");
    check->is = fields.textIf("is", "is = \"100\"");
    check->contains = fields.textIf("contains", "contains = \"100\"");
    check->matches = pattern(fields.textIf("matches", "matches = \"^\\\\d+$\""), fields);
    check->atLeast = fields.real("at_least", "at_least = 1");
    check->atMost = fields.real("at_most", "at_most = 10");
    fields.needs(
        check->file.isEmpty() != check->printed.pattern().isEmpty(),
        tr("either file or printed must be given. Expected, for example: printed = \"total: (\\\\d+)\""));
    fields.needs(check->hasIs || !check->contains.isEmpty() || !check->matches.pattern().isEmpty() ||
                     check->atLeast || check->atMost,
                 tr("nothing is asked of the result. Expected, for example: is = \"100\""));
    return check;
}

CheckPtr consumedOnce(Fields& fields) {
    const auto items = fields.number("items", "items = 10");
    const QString printed = fields.textIf("printed", "printed = \"ate (bun \\\\d+)\"");
    QStringList ends = fields.texts("ends", "ends = [\"None\"]");
    if (ends.isEmpty())
        ends = QStringList{QStringLiteral("None")};
    const QString queue = fields.textIf("queue", "queue = \"orders\"");
    if (!printed.isEmpty())
        return std::make_unique<PrintedOnce>(pattern(printed, fields), items);
    return std::make_unique<TakenOnce>(queue, items, ends);
}

} // namespace forkscope::check
