// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets: who listens where, who is connected with whom.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

void World::applySocket(const Event& e, Index who, Effects* out) {
    Socket* socket = edit(e.object, ObjectType::Socket, sockets_, e);
    if (!socket)
        return applyWait(e, who, out);
    const std::string_view address = log_->text(e, Tag::Path).value_or("");
    if (e.kind == Kind::SocketListen) {
        if (e.has(trace::kFailed))
            return;
        created(*socket, e);
        socket->listening = true;
        socket->address = address;
        socket->backlog = std::max(0, e.value);
        return;
    }
    if (e.kind == Kind::SocketConnect && !address.empty())
        socket->address = address;
    if (beginsWait(e)) {
        addWaiter(socket->waiters, e);
        return beginWait(e, who, out);
    }
    removeWaiter(socket->waiters, e);
    if (!e.has(trace::kFailed) && e.kind == Kind::SocketConnect)
        socket->connected = true;
    if (!e.has(trace::kFailed) && e.kind == Kind::SocketAccept) {
        ++socket->accepted;
        const ObjectId id = log_->object(e, Tag::Peer);
        if (Socket* guest = edit(id, ObjectType::Socket, sockets_, e)) {
            created(*guest, e);
            guest->connected = true;
            guest->listener = e.object;
            guest->address = address;
        }
    }
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

void World::leaveSockets(const Process& p) {
    for (std::size_t i = 0; i < sockets_.size(); ++i)
        if (hasProcess(sockets_[i].waiters, p.id))
            removeProcess(sockets_.edit(i).waiters, p.id);
}

} // namespace forkscope::world
