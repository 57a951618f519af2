// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A TOML table as plain Qt values, for those who know what its fields mean.
#include <QVariantMap>

#include <toml++/toml.h>

namespace forkscope::lesson {

/// Texts become QString, numbers qlonglong or double, yes and no bool, arrays QVariantList, tables
/// QVariantMap; dates are left out.
QVariantMap valuesOf(const toml::table& table);

} // namespace forkscope::lesson
