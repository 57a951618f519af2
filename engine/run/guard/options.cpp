// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/guard/start_program.h"

#include <cstdlib>
#include <cstring>

namespace forkscope::run::guard {

std::optional<Options> parseOptions(int argc, char** argv) {
    Options o;
    for (int i = 1; i < argc; ++i) {
        const char* const word = argv[i];
        const auto number = [&] { return std::strtoull(argv[++i], nullptr, 10); };
        if (std::strcmp(word, "--") == 0) {
            o.command.assign(argv + i + 1, argv + argc);
            o.command.push_back(nullptr);
            break;
        }
        if (std::strcmp(word, "--trace") == 0)
            o.hasTrace = true;
        else if (std::strcmp(word, "--sandbox") == 0)
            o.hasSandbox = true;
        else if (std::strcmp(word, "--terminal") == 0)
            o.hasTerminal = true;
        else if (i + 1 >= argc)
            return std::nullopt;
        else if (std::strcmp(word, "--processes") == 0)
            o.processes = number();
        else if (std::strcmp(word, "--memory") == 0)
            o.memoryBytes = number();
        else if (std::strcmp(word, "--file-size") == 0)
            o.fileBytes = number();
        else if (std::strcmp(word, "--warden") == 0)
            o.warden = pid_t(number());
        else if (std::strcmp(word, "--scratch") == 0)
            o.scratch = argv[++i];
        else if (std::strcmp(word, "--folder") == 0)
            o.folder = argv[++i];
        else
            return std::nullopt;
    }
    if (o.command.size() < 2 || o.warden <= 0)
        return std::nullopt;
    return o;
}

} // namespace forkscope::run::guard
