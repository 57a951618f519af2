// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// Reads a Staging and an Expectation out of a table that has other fields too. Internal to the readers.
#include "engine/lesson/staging.h"
#include "engine/lesson/toml_fields.h"

namespace forkscope::lesson {

/// edits, order, kill, real_time; `program` is left to the caller.
Staging readStaging(TomlFields& fields);
/// Exactly one of ever, never, at_end.
Expectation readExpectation(TomlFields& fields);

/// A text that is a condition.
QString readCondition(TomlFields& fields, const char* key, const char* example);
/// "order", where it is there.
QStringList readOrder(TomlFields& fields);

} // namespace forkscope::lesson
