// SPDX-License-Identifier: GPL-3.0-or-later
// Sockets: who listens where, who is connected with whom.
#include "engine/world/effects.h"
#include "engine/world/world.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

// "0.0.0.0:80" hears who connects to any address of the machine.
bool hears(const Socket& listener, std::string_view address) {
    if (!listener.listening || listener.closed)
        return false;
    const auto portOf = [](std::string_view a) { return a.substr(std::min(a.rfind(':'), a.size())); };
    const bool isAny = listener.address.starts_with("0.0.0.0:") || listener.address.starts_with(":::");
    return listener.address == address || (isAny && portOf(listener.address) == portOf(address));
}

// The listener is closed by each process that has it, and the last one counts: nobody connects then.
std::size_t listenerAt(const Things<Socket>& sockets, std::string_view address) {
    std::size_t found = sockets.size();
    for (std::size_t i = 0; i < sockets.size(); ++i)
        if (!address.empty() && hears(sockets[i], address))
            found = i;
    return found;
}

} // namespace

// Who has connected from `address`, and who was accepted that came from there.
void World::joinSockets(std::string_view address) {
    std::size_t client = sockets_.size(), guest = sockets_.size();
    for (std::size_t i = 0; i < sockets_.size() && !address.empty(); ++i) {
        if (sockets_[i].local == address)
            client = i;
        else if (sockets_[i].listener && sockets_[i].address == address)
            guest = i;
    }
    if (client == sockets_.size() || guest == sockets_.size())
        return;
    sockets_.edit(client).peer = sockets_[guest].id;
    sockets_.edit(guest).peer = sockets_[client].id;
}

void World::arriveAt(std::string_view address) {
    if (const std::size_t listener = listenerAt(sockets_, address); listener < sockets_.size())
        ++sockets_.edit(listener).queued;
}

void World::applySocket(const Event& e, Index who, Effects* out) {
    Socket* socket = edit(e.object, ObjectType::Socket, sockets_, e);
    const std::string_view address = log_->text(e, Tag::Path).value_or("");
    if (!socket) {
        if (e.kind == Kind::SocketConnect && e.phase == Phase::End && !e.has(trace::kFailed))
            arriveAt(address); // a Client(), which has no socket to show
        return applyWait(e, who, out);
    }
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
    if (!e.has(trace::kFailed))
        changeSocket(socket, e, address);
    if (e.phase == Phase::End)
        endWait(e, who, out);
}

// What an operation that has come to its end has changed.
void World::changeSocket(Socket* socket, const Event& e, std::string_view address) {
    switch (e.kind) {
    case Kind::SocketConnect: {
        socket->connected = true;
        socket->local = log_->text(e, Tag::Name).value_or("");
        const std::string_view local = socket->local, to = socket->address;
        arriveAt(to);
        return joinSockets(local);
    }
    case Kind::SocketAccept: {
        ++socket->accepted;
        --socket->queued;
        const ObjectId id = log_->object(e, Tag::Peer);
        if (Socket* guest = edit(id, ObjectType::Socket, sockets_, e)) {
            created(*guest, e);
            guest->connected = true;
            guest->listener = e.object;
            guest->address = address;
        }
        return joinSockets(address);
    }
    case Kind::SocketSend:
        socket->sent += e.value;
        return;
    case Kind::SocketRecv:
        socket->received += e.value;
        return;
    case Kind::SocketClose:
        socket->closed = true;
        return;
    default:
        return;
    }
}

void World::leaveSockets(const Process& p) {
    for (std::size_t i = 0; i < sockets_.size(); ++i)
        if (hasProcess(sockets_[i].waiters, p.id))
            removeProcess(sockets_.edit(i).waiters, p.id);
}

} // namespace forkscope::world
