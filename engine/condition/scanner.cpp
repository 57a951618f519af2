// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/scanner.h"

namespace forkscope::condition {

namespace {

bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n';
}
bool isSign(char c) {
    return c == '=' || c == '!' || c == '<' || c == '>';
}
bool endsWord(char c) {
    return isBlank(c) || isSign(c) || c == '(' || c == ')';
}

} // namespace

void Scanner::skipBlanks() {
    while (at_ < text_.size() && isBlank(text_[at_]))
        ++at_;
}

// Behind the opening quote, a backslash makes the next letter a plain one.
std::string Scanner::takeQuoted() {
    std::string result;
    for (++at_; at_ < text_.size(); ++at_) {
        if (text_[at_] == '"') {
            ++at_;
            return result;
        }
        if (text_[at_] == '\\' && at_ + 1 < text_.size())
            ++at_;
        result += text_[at_];
    }
    openQuote_ = true;
    return result;
}

std::size_t Scanner::signLength() const {
    if (at_ >= text_.size() || !isSign(text_[at_]))
        return 0;
    return at_ + 1 < text_.size() && text_[at_ + 1] == '=' ? 2 : 1;
}

Token Scanner::take() {
    skipBlanks();
    Token token;
    token.at = at_;
    if (at_ >= text_.size())
        return token;
    if (text_[at_] == '(' || text_[at_] == ')') {
        token.kind = text_[at_] == '(' ? TokenKind::Open : TokenKind::Close;
        token.text = text_[at_++];
        return token;
    }
    if (const std::size_t length = signLength(); length > 0) {
        token.kind = TokenKind::Sign;
        token.text = text_.substr(at_, length);
        at_ += length;
        return token;
    }
    token.kind = TokenKind::Word;
    while (at_ < text_.size() && !endsWord(text_[at_])) {
        if (text_[at_] == '"') {
            token.isQuoted = true;
            token.text += takeQuoted();
        } else {
            token.text += text_[at_++];
        }
    }
    return token;
}

Token Scanner::peek() const {
    Scanner copy = *this;
    return copy.take();
}

bool Scanner::takeIf(std::string_view word) {
    if (!peek().is(word))
        return false;
    take();
    return true;
}

Token Scanner::takeText(bool endsAtSign) {
    skipBlanks();
    Token token;
    token.at = at_;
    if (at_ >= text_.size())
        return token;
    token.kind = TokenKind::Word;
    if (text_[at_] == '"') {
        token.isQuoted = true;
        token.text = takeQuoted();
        return token;
    }
    for (int depth = 0; at_ < text_.size();) {
        const std::size_t before = at_;
        skipBlanks();
        const Token next = peek();
        if (next.kind == TokenKind::End || next.is("and") || next.is("or") ||
            (endsAtSign && next.kind == TokenKind::Sign))
            break;
        depth += next.kind == TokenKind::Open;
        depth -= next.kind == TokenKind::Close;
        if (depth < 0)
            break;
        token.text += text_.substr(before, at_ - before);
        if (next.kind == TokenKind::Word) {
            const std::size_t start = at_;
            take();
            token.text += text_.substr(start, at_ - start);
        } else {
            token.text += next.text;
            at_ += next.text.size();
        }
    }
    if (token.text.empty())
        token.kind = TokenKind::End;
    return token;
}

} // namespace forkscope::condition
