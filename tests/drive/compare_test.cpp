// SPDX-License-Identifier: GPL-3.0-or-later
// Two answers side by side, and answers as they come out of a Log that anybody may have written into.
#include "engine/drive/variables.h"

#include <QTest>

using namespace forkscope;
using namespace forkscope::drive;
using trace::Event;
using trace::Field;
using trace::Kind;
using trace::Phase;
using trace::Tag;
using Sort = Variable::Sort;

namespace {
Variable variable(const char* name, const char* type, Sort sort, const char* text) {
    return {name, type, sort, text, {}, {}};
}

struct Scribe {
    trace::Log log;
    Field text(Tag tag, std::string_view words) { return {tag, true, 0, words}; }
    void write(std::uint32_t process, Phase phase, int number, std::initializer_list<Field> fields,
               std::uint8_t flags = 0) {
        Event e;
        e.process = {process};
        e.kind = Kind::Variables;
        e.phase = phase;
        e.value = number;
        e.flags = flags;
        e.detail = log.addFields(std::vector<Field>(fields));
        log.append(e);
    }
    void value(std::uint32_t process, int number, const char* name, const char* words) {
        write(process, Phase::Point, number,
              {text(Tag::Name, name), text(Tag::Call, "local"), text(Tag::Type, "int"),
               text(Tag::ObjectKind, "value"), text(Tag::Preview, words)});
    }
};
} // namespace

class CompareTest : public QObject {
    Q_OBJECT
  private slots:
    void valuesAndObjects();
    void orderAndLoneOnes();
    void addressesDoNotCount();
    void answersOfTwoAtATime();
    void othersCannotAnswer();
};

void CompareTest::valuesAndObjects() {
    Answer a, b;
    a.locals = {variable("n", "int", Sort::Value, "1"),
                variable("same", "str", Sort::Value, "'x'"),
                variable("job", "Job", Sort::Object, "<Job>"),
                variable("f", "function", Sort::Definition, "<function f>"),
                variable("jobs", "list", Sort::Part, "[<Job>]"),
                variable("kind", "int", Sort::Value, "1")};
    b.locals = a.locals;
    b.locals[0].text = "2";
    b.locals[5] = variable("kind", "bool", Sort::Value, "1");
    const Comparison c = compare(a, b);
    std::vector<Likeness> found;
    for (const Pair& p : c.locals)
        found.push_back(p.likeness);
    QCOMPARE(found, (std::vector<Likeness>{Likeness::Different, Likeness::Same, Likeness::Unknown,
                                           Likeness::Same, Likeness::Unknown, Likeness::Different}));
    QVERIFY(c.isSameFunction && c.globals.empty());
}

void CompareTest::orderAndLoneOnes() {
    Answer a, b;
    a.function = "work";
    a.globals = {variable("x", "int", Sort::Value, "1"), variable("y", "int", Sort::Value, "1")};
    b.globals = {variable("z", "int", Sort::Value, "1"), variable("y", "int", Sort::Value, "1")};
    const Comparison c = compare(a, b);
    QVERIFY(!c.isSameFunction);
    QCOMPARE(c.globals.size(), std::size_t(3));
    QCOMPARE(c.globals[0].likeness, Likeness::LeftOnly);
    QVERIFY(c.globals[0].left == &a.globals[0] && !c.globals[0].right);
    QCOMPARE(c.globals[1].likeness, Likeness::Same);
    QCOMPARE(c.globals[2].name, std::string("z"));
    QCOMPARE(c.globals[2].likeness, Likeness::RightOnly);
}

void CompareTest::addressesDoNotCount() {
    Answer a, b;
    a.locals = b.locals = {variable("job", "Job", Sort::Object, "<Job>")};
    a.locals[0].repr = "<Job object at 0x7f01ab>, at 0x";
    b.locals[0].repr = "<Job object at 0x7f02>, at 0x";
    QCOMPARE(compare(a, b).locals[0].likeness, Likeness::Same);
    b.locals[0].repr = "<Job 2 object at 0x7f02>, at 0x";
    QCOMPARE(compare(a, b).locals[0].likeness, Likeness::Different);
    b.locals[0].repr.reset();
    QCOMPARE(compare(a, b).locals[0].likeness, Likeness::Unknown);
}

void CompareTest::answersOfTwoAtATime() {
    Scribe s;
    Variables v;
    s.value(1, 1, "before", "0"); // older than the question
    const auto first = int(v.ask({1}, 0, Variables::About::All, s.log.size()));
    const auto second = int(v.ask({2}, 0, Variables::About::All, s.log.size()));
    s.write(1, Phase::Begin, first, {s.text(Tag::Name, "work")});
    s.write(2, Phase::Begin, second, {s.text(Tag::Name, "main")});
    s.value(2, second, "n", "2");
    QVERIFY(v.update(s.log).empty());
    QVERIFY(v.isExpecting() && !v.latest({2}));
    s.value(1, first, "n", "1");
    s.write(2, Phase::End, second, {}, trace::kTruncated);
    s.write(1, Phase::End, first, {});
    QCOMPARE(v.update(s.log), (std::vector<std::uint32_t>{2, 1}));
    QVERIFY(v.latest({1}) && v.latest({2}) && !v.latest({1}, 1));
    QCOMPARE(v.latest({1})->locals.size(), std::size_t(1));
    QCOMPARE(v.latest({1})->local("n")->text, std::string("1"));
    QCOMPARE(v.latest({2})->local("n")->text, std::string("2"));
    QVERIFY(!v.latest({1})->hasMore && v.latest({2})->hasMore);
    QVERIFY(!v.isExpecting());
}

void CompareTest::othersCannotAnswer() {
    Scribe s;
    Variables v;
    const auto number = int(v.ask({1}, 0, Variables::About::All, 0));
    s.write(2, Phase::Begin, number, {s.text(Tag::Name, "work")});
    s.value(2, number, "n", "1");
    s.write(2, Phase::End, number, {});
    s.write(1, Phase::End, number + 7, {});
    QVERIFY(v.update(s.log).empty());
    QVERIFY(v.isOpen(std::uint32_t(number)) && !v.latest({2}));
    s.write(1, Phase::Point, number, {}); // without any field
    s.write(1, Phase::End, number, {});
    QCOMPARE(v.update(s.log).size(), std::size_t(1));
    QCOMPARE(v.latest({1})->locals.size(), std::size_t(1));
    QCOMPARE(v.latest({1})->locals[0].name, std::string());
}

QTEST_GUILESS_MAIN(CompareTest)
#include "compare_test.moc"
