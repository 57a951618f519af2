// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/parser.h"

#include "engine/trace/names.h"

#include <charconv>

namespace forkscope::condition {

namespace {

constexpr int kDeepest = 64; // parentheses in parentheses

bool readNumber(std::string_view text, std::int64_t& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return !text.empty() && error == std::errc() && end == text.data() + text.size();
}

// Events that are told apart from what the engine and the kernel note.
bool isForConditions(trace::Kind kind) {
    return trace::isStep(kind) && kind != trace::Kind::GateLine;
}

std::string shown(const Token& token) {
    return token.kind == TokenKind::End ? "the end" : "'" + token.text + "'";
}

} // namespace

bool Comparison::holds(std::int64_t value) const {
    switch (sign) {
    case Sign::Equal:
        return value == number;
    case Sign::Unequal:
        return value != number;
    case Sign::Less:
        return value < number;
    case Sign::More:
        return value > number;
    case Sign::AtMost:
        return value <= number;
    case Sign::AtLeast:
        break;
    }
    return value >= number;
}

void Parser::fail(const Token& at, const std::string& sentence) {
    if (fault_.empty())
        fault_ = "At letter " + std::to_string(at.at + 1) + ": " + sentence;
}

Result<Node> Parser::read() {
    Node node = any();
    if (const Token rest = scanner_.peek(); fault_.empty() && rest.kind != TokenKind::End)
        fail(rest, shown(rest) +
                       " is not expected here; a condition goes on with 'and' or 'or'. A text that has "
                       "such words in it stands in quotes: output \"one and two\"");
    if (fault_.empty() && scanner_.hasOpenQuote())
        fault_ = "A quote is begun and not ended.";
    if (!fault_.empty())
        return Error{fault_};
    return node;
}

Node Parser::any() {
    Node node = all();
    if (!scanner_.peek().is("or"))
        return node;
    Node either{.question = Question::Or, .parts = {std::move(node)}};
    while (fault_.empty() && scanner_.takeIf("or"))
        either.parts.push_back(all());
    return either;
}

Node Parser::all() {
    Node node = no();
    if (!scanner_.peek().is("and"))
        return node;
    Node both{.question = Question::And, .parts = {std::move(node)}};
    while (fault_.empty() && scanner_.takeIf("and"))
        both.parts.push_back(no());
    return both;
}

Node Parser::no() {
    bool isNot = false;
    while (scanner_.takeIf("not"))
        isNot = !isNot;
    Node node;
    if (const Token open = scanner_.peek(); open.kind == TokenKind::Open) {
        if (++depth_ > kDeepest) {
            fail(open, "there are more than " + std::to_string(kDeepest) + " parentheses in each other.");
            return node;
        }
        scanner_.take();
        node = any();
        if (const Token close = scanner_.take(); close.kind != TokenKind::Close)
            fail(close, "')' is expected, and not " + shown(close) + ".");
        --depth_;
    } else {
        node = atom();
    }
    if (!isNot)
        return node;
    return {.question = Question::Not, .parts = {std::move(node)}};
}

Node Parser::atom() {
    const Token word = scanner_.take();
    if (word.is("deadlock"))
        return {.question = Question::Deadlock};
    if (word.is("ended"))
        return {.question = Question::Ended};
    if (word.is("exception"))
        return exception();
    if (word.is("exit")) {
        Node node{.question = Question::Exit};
        Token number = scanner_.peek();
        node.compared.sign = Sign::Equal;
        if (number.kind == TokenKind::Sign)
            node.compared = comparison("exit = 1");
        else if (scanner_.take(); !readNumber(number.text, node.compared.number))
            fail(number, "'exit' needs the exit status after it, such as: exit 1");
        return node;
    }
    if (word.is("output"))
        return output();
    if (word.is("printed"))
        return printed();
    if (word.is("processes"))
        return processes();
    if (word.is("seen") || word.is("begun"))
        return seen(word.is("begun"));
    if (word.kind == TokenKind::Word && word.text.find('.') != std::string::npos)
        return field(word);
    fail(
        word,
        shown(word) +
            " is no condition. Known are: deadlock, exception, ended, exit 1, output TEXT, printed TEXT > 1, "
            "processes blocked > 1, seen EVENT, begun EVENT, and lines of the World such as "
            "lock.NAME.owner = P1; with and, or, not and parentheses.");
    return {};
}

// exception [TYPE] [by PROCESS]
Node Parser::exception() {
    Node node{.question = Question::Exception};
    const Token type = scanner_.peek();
    if (type.kind == TokenKind::Word && !type.is("and") && !type.is("or") && !type.is("by"))
        node.text = scanner_.take().text;
    if (scanner_.takeIf("by"))
        node.pattern.by = name("by", "exception ValueError by P1");
    return node;
}

Node Parser::output() {
    const Token text = scanner_.takeText(false);
    if (text.text.empty())
        fail(text, "'output' needs the text that is looked for after it, such as: output sold out");
    return {.question = Question::Printed,
            .text = text.text,
            .compared = {Sign::More, 0, {}},
            .counter = printed_++};
}

Node Parser::printed() {
    const Token text = scanner_.takeText(true);
    if (text.text.empty() || scanner_.peek().kind != TokenKind::Sign)
        fail(text, "'printed' needs a text and how often, such as: printed has a ticket > 1");
    Node node{.question = Question::Printed, .text = text.text, .counter = printed_++};
    while (node.text.ends_with(' '))
        node.text.pop_back();
    node.compared = comparison("printed has a ticket > 1");
    return node;
}

// processes [STATE] > 2
Node Parser::processes() {
    Node node{.question = Question::Processes};
    if (const Token state = scanner_.peek(); state.kind == TokenKind::Word) {
        scanner_.take();
        if (!isState(state.text))
            fail(state, shown(state) + " is no state of a process: " + listOfStates() + ".");
        node.text = state.text;
    }
    node.compared = comparison("processes blocked > 1");
    return node;
}

// seen EVENT [failed] [by PROCESS] [to PROCESS] [on OBJECT] [line N] [text TEXT] [> N]
Node Parser::seen(bool isBegin) {
    Node node{.question = Question::Seen, .counter = seen_++};
    const Token event = scanner_.take();
    const auto kind = trace::kindFromName(event.text);
    if (!kind || !isForConditions(*kind))
        fail(event, shown(event) +
                        " is no event. An event is such as process.start, lock.acquire, queue.get, "
                        "signal.send, print; those of the exports (engine/trace/vocabulary.h).");
    node.pattern.kind = kind.value_or(trace::Kind::None);
    node.pattern.isBegin = isBegin;
    clauses(node.pattern);
    node.compared = {Sign::More, 0, {}};
    if (scanner_.peek().kind == TokenKind::Sign)
        node.compared = comparison("seen lock.acquire by P1 > 2");
    return node;
}

void Parser::clauses(EventPattern& pattern) {
    while (fault_.empty()) {
        if (scanner_.takeIf("failed")) {
            pattern.failed = true;
        } else if (scanner_.takeIf("by")) {
            pattern.by = name("by", "by P1");
        } else if (scanner_.takeIf("to")) {
            pattern.to = name("to", "to consort");
        } else if (scanner_.takeIf("on")) {
            pattern.on = name("on", "on mutex");
        } else if (scanner_.takeIf("text")) {
            pattern.text = name("text", "text \"sold out\"");
        } else if (scanner_.takeIf("line")) {
            const Token token = scanner_.take();
            std::int64_t line = 0;
            if (!readNumber(token.text, line) || line < 1)
                fail(token, "'line' needs a number after it, such as: line 12");
            pattern.line = std::uint32_t(line);
        } else {
            return;
        }
    }
}

std::string Parser::name(const char* after, const char* example) {
    const Token token = scanner_.take();
    if (token.kind != TokenKind::Word || token.text.empty())
        fail(token, std::string("a name is expected after '") + after + "', such as: " + example);
    return token.text;
}

bool Parser::sign(Comparison& compared) {
    const Token token = scanner_.take();
    if (token.kind != TokenKind::Sign)
        return false;
    const auto is = [&](const char* text) { return token.text == text; };
    compared.sign = is("<")    ? Sign::Less
                    : is(">")  ? Sign::More
                    : is("<=") ? Sign::AtMost
                    : is(">=") ? Sign::AtLeast
                    : is("!=") ? Sign::Unequal
                               : Sign::Equal;
    return !is("!");
}

Comparison Parser::comparison(const char* example) {
    Comparison compared;
    const Token at = scanner_.peek();
    if (!sign(compared)) {
        fail(at, shown(at) + " stands where = != < > <= or >= is expected, such as: " + example);
        return compared;
    }
    if (const Token number = scanner_.take(); !readNumber(number.text, compared.number))
        fail(number, shown(number) + " is no number; expected, such as: " + example);
    return compared;
}

// lock.mutex.owner = P1
Node Parser::field(const Token& word) {
    Node node{.question = Question::Field};
    const std::size_t first = word.text.find('.'), last = word.text.rfind('.');
    const std::string thing = word.text.substr(0, first);
    const std::string fields = listOfFields(thing);
    if (fields.empty()) {
        fail(word, "'" + thing + "' is no kind of thing; known are " + listOfThings() + ".");
        return node;
    }
    if (last <= first + 1) {
        fail(word, shown(word) + " needs a name between its dots, such as: " + thing + ".NAME." +
                       fields.substr(0, fields.find(',')));
        return node;
    }
    node.field.name = word.text.substr(first + 1, last - first - 1);
    const auto place = findField(thing, word.text.substr(last + 1));
    if (!place) {
        fail(word, "'" + word.text.substr(last + 1) + "' cannot be asked of a " + thing + "; it has " +
                       fields + ".");
        return node;
    }
    node.field.place = *place;
    node.compared = fieldComparison(fieldAt(*place), word.text);
    return node;
}

Comparison Parser::fieldComparison(const FieldKind& kind, const std::string& path) {
    Comparison compared{Sign::Equal, 1, {}};
    const Token at = scanner_.peek();
    if (at.kind != TokenKind::Sign) {
        if (kind.answer != Answer::YesNo)
            fail(at, "'" + path + "' needs a comparison after it, such as: " + path +
                         (kind.answer == Answer::Number  ? " > 0"
                          : kind.answer == Answer::State ? " = blocked"
                                                         : " = TEXT"));
        return compared;
    }
    if (!sign(compared))
        fail(at, "'!' is no comparison; != is.");
    const Token value = scanner_.takeText(true);
    compared.text = value.text;
    if (value.text.empty())
        fail(value, "'" + path + "' is compared with nothing.");
    const bool isNumber = readNumber(value.text, compared.number);
    const bool isOrdered = compared.sign != Sign::Equal && compared.sign != Sign::Unequal;
    if (kind.answer == Answer::Number && !isNumber)
        fail(value, "'" + path + "' is compared with a number, and " + shown(value) + " is none.");
    else if (kind.answer == Answer::State && !isState(value.text))
        fail(value, shown(value) + " is no state of a process: " + listOfStates() + ".");
    else if (kind.answer == Answer::YesNo && value.text != "yes" && value.text != "no")
        fail(value, "'" + path + "' is yes or no, and not " + shown(value) + ".");
    else if (isOrdered && kind.answer != Answer::Number && !(kind.answer == Answer::Text && isNumber))
        fail(at, "'" + path + "' can only be compared by = and !=.");
    if (kind.answer == Answer::YesNo)
        compared.number = value.text == "yes";
    return compared;
}

} // namespace forkscope::condition
