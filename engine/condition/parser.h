// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads a condition's text into its tree: `or` binds weaker than `and`, `and` weaker than `not`. Used inside
// this folder.
#include "engine/condition/node.h"
#include "engine/condition/scanner.h"
#include "engine/trace/result.h"

namespace forkscope::condition {

class Parser {
  public:
    explicit Parser(std::string_view text) : scanner_(text) {}

    Result<Node> read();

  private:
    // Each gives the node that was read; after the first fault they go on without effect, and read() tells
    // it.
    Node any();
    Node all();
    Node no();
    Node atom();
    Node field(const Token& word);
    Node seen(bool isBegin);
    Node exception();
    Node printed();
    Node output();
    Node processes();

    void clauses(EventPattern& pattern);
    Comparison comparison(const char* example);
    Comparison fieldComparison(const FieldKind& kind, const std::string& path);
    bool sign(Comparison& compared);
    std::string name(const char* after, const char* example);
    void fail(const Token& at, const std::string& sentence);

    Scanner scanner_;
    std::string fault_; // the first one; "" none
    std::size_t printed_ = 0, seen_ = 0;
    int depth_ = 0;
};

} // namespace forkscope::condition
