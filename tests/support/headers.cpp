// SPDX-License-Identifier: GPL-3.0-or-later
// Nothing but an owner for the headers that all tests share, compiled once (CMakeLists.txt beside this file).
