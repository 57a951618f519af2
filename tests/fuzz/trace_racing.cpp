// SPDX-License-Identifier: GPL-3.0-or-later
// The live reader over a shared file that changes while it is being read: a second thread plays the script
// into the same memory again and again. What it finds may not come again from the same input alone; the
// memory checks still say where it was.
#include "tests/fuzz/read_script.h"

#include <atomic>
#include <thread>
#include <vector>

namespace {
forkscope::fuzz::ScriptedTrace memory;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace forkscope;
    const std::span<const std::uint8_t> script(data, size);
    std::atomic<bool> ready = false, done = false;
    std::thread writer([&] {
        do {
            memory.play(script, [](std::size_t, bool) {});
            ready = true;
        } while (!done);
    });
    while (!ready)
        std::this_thread::yield();
    trace::Log log;
    trace::Reader reader(log, 64);
    for (int look = 0; look < 20; ++look)
        (void)reader.read(memory.bytes(), 64, look % 2 == 0);
    done = true;
    writer.join();
    for (std::size_t i = 0; i < log.size(); ++i)
        (void)log.fields(log[i]);
    return 0;
}
