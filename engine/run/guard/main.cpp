// SPDX-License-Identifier: GPL-3.0-or-later
// forkscope-guard: stands between Forkscope and the program that it runs. Not meant to be started by hand.
#include "engine/run/guard/guard.h"
#include "engine/run/guard/inside.h"

#include <cstdio>
#include <cstring>

#include <unistd.h>

int main(int argc, char** argv) {
    if (argc > 3 && std::strcmp(argv[1], "--inside") == 0)
        return forkscope::run::guard::goInside(argv + 3);
    const auto options = forkscope::run::guard::parseOptions(argc, argv);
    if (!options) {
        std::fputs("forkscope-guard is started by forkscope; run \"forkscope run FILE.py\" instead.\n",
                   stderr);
        return 125;
    }
    // Without the ways out of main: a leak checker makes a child there, which the warden's helper would end.
    _exit(forkscope::run::guard::Guard(*options).run());
}
