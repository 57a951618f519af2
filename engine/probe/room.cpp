// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/room.h"

#include <cerrno>
#include <fcntl.h>
#include <linux/sockios.h>
#include <poll.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

namespace forkscope::probe {

namespace {
// The kernel cuts what is sent by a local socket into packets of about this size, each of which waits only
// until the room is not used up (net/unix/af_unix.c, unix_stream_sendmsg).
constexpr std::ptrdiff_t kPacket = 36 * 1024;
constexpr std::ptrdiff_t kLengthPrefix = 4;

bool pollNow(int descriptor, short events) {
    const int error = errno;
    pollfd fd{descriptor, events, 0};
    const bool yes = descriptor < 0 || poll(&fd, 1, 0) != 0;
    errno = error;
    return yes;
}

bool socketHasRoom(int descriptor, std::ptrdiff_t bytes) {
    int used = 0, room = 0;
    socklen_t size = sizeof room;
    if (ioctl(descriptor, SIOCOUTQ, &used) != 0 ||
        getsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &room, &size) != 0)
        return true;
    const std::ptrdiff_t before = bytes > kPacket ? bytes - kPacket : 0;
    return used + before < room;
}
} // namespace

bool readable(int descriptor) {
    return pollNow(descriptor, POLLIN);
}

bool writable(int descriptor) {
    return pollNow(descriptor, POLLOUT);
}

bool hasRoom(int descriptor, std::ptrdiff_t bytes) {
    if (descriptor < 0)
        return true;
    const int error = errno;
    const int capacity = fcntl(descriptor, F_GETPIPE_SZ);
    int used = 0;
    const bool room = capacity < 0 ? socketHasRoom(descriptor, bytes)
                                   : writable(descriptor) && (ioctl(descriptor, FIONREAD, &used) != 0 ||
                                                              used + bytes + kLengthPrefix <= capacity);
    errno = error;
    return room;
}

bool atEndOfPipe(int descriptor) {
    const int error = errno;
    int there = 0;
    const bool end =
        descriptor >= 0 && readable(descriptor) && ioctl(descriptor, FIONREAD, &there) == 0 && there == 0;
    errno = error;
    return end;
}

} // namespace forkscope::probe
