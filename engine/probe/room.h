// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// What the kernel says about pipes and sockets: is something there, is there room (pipe(7), unix(7)). Bare
// system calls; none waits. A descriptor below 0 is a closed one: nobody waits for it.
#include <cstddef>

namespace forkscope::probe {

// Something can be read at once: bytes, or the end.
bool readable(int descriptor);
// A byte can be written at once.
bool writable(int descriptor);
// A message of multiprocessing with that many bytes goes in without waiting, if nobody else writes. Near the
// limit, where the kernel's own bookkeeping decides, the answer is yes.
bool hasRoom(int descriptor, std::ptrdiff_t bytes);
// The other end is closed and all bytes have been read.
bool atEndOfPipe(int descriptor);

} // namespace forkscope::probe
