// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/condition/parts.h"

#include "engine/condition/scanner.h"

namespace forkscope::condition {

static std::string trimmed(std::string_view text) {
    const std::size_t from = text.find_first_not_of(' ');
    return from == std::string_view::npos
               ? std::string()
               : std::string(text.substr(from, text.find_last_not_of(' ') - from + 1));
}

std::vector<std::string> partsOf(std::string_view text) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    int depth = 0;
    Scanner scanner(text);
    for (Token token = scanner.take(); token.kind != TokenKind::End; token = scanner.take()) {
        if (token.kind == TokenKind::Open)
            ++depth;
        else if (token.kind == TokenKind::Close)
            --depth;
        if (depth == 0 && token.is("or"))
            return {trimmed(text)};
        if (depth != 0 || !token.is("and"))
            continue;
        parts.push_back(trimmed(text.substr(from, token.at - from)));
        from = token.at + token.text.size();
    }
    parts.push_back(trimmed(text.substr(from)));
    return parts;
}

} // namespace forkscope::condition
