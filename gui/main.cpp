// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/cli/cli.h"
#include "gui/window/application.h"

int main(int argc, char** argv) {
    if (const std::optional<int> status = forkscope::cli::runCommand(argc, argv))
        return *status;
    return forkscope::gui::runWindow(argc, argv);
}
