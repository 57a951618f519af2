// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The words of a condition, one after the other. Used inside this folder.
#include <cstddef>
#include <string>
#include <string_view>

namespace forkscope::condition {

enum class TokenKind { Word, Sign, Open, Close, End };

struct Token {
    TokenKind kind = TokenKind::End;
    std::string text;      // without quotes
    std::size_t at = 0;    // first letter, from 0
    bool isQuoted = false; // at least in part: never a word of the language

    bool is(std::string_view word) const { return kind == TokenKind::Word && !isQuoted && text == word; }
};

class Scanner {
  public:
    explicit Scanner(std::string_view text) : text_(text) {}

    // The next one, without taking it.
    Token peek() const;
    Token take();
    // A free text: in quotes, or up to the next and, or, closing parenthesis, or sign where `endsAtSign`.
    Token takeText(bool endsAtSign);
    bool takeIf(std::string_view word);
    bool hasOpenQuote() const { return openQuote_; } // a quote that was begun and not ended

  private:
    void skipBlanks();
    std::string takeQuoted();
    std::size_t signLength() const;

    std::string_view text_;
    std::size_t at_ = 0;
    bool openQuote_ = false;
};

} // namespace forkscope::condition
