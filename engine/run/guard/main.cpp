// SPDX-License-Identifier: GPL-3.0-or-later
// forkscope-guard: stands between Forkscope and the program that it runs. Not meant to be started by hand.
#include "engine/run/guard/guard.h"

#include <cstdio>

int main(int argc, char** argv) {
    const auto options = forkscope::run::guard::parseOptions(argc, argv);
    if (!options) {
        std::fputs("forkscope-guard is started by forkscope; run \"forkscope run FILE.py\" instead.\n",
                   stderr);
        return 125;
    }
    return forkscope::run::guard::Guard(*options).run();
}
