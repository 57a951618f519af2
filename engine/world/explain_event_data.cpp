// SPDX-License-Identifier: GPL-3.0-or-later
// Pipes, sockets, shared memory, managers: what an event says.
#include "engine/world/explain.h"
#include "engine/world/telling.h"

#include <algorithm>

namespace forkscope::world {

using trace::Kind;
using trace::Phase;
using trace::Tag;

namespace {

std::string endOf(std::int32_t use) {
    return use == 1 ? "the end to read from of " : use == 2 ? "the end to write to of " : "";
}

std::string failure(const Telling& t) {
    const std::string type = t.text(Tag::Type);
    return type.empty() ? "" : " (" + type + ")";
}

std::string sendWords(const Telling& t) {
    if (t.failed())
        return "could not send through " + t.name() + failure(t);
    if (t.waits())
        return "waits at send: " + t.name() + " is full";
    return t.ends() ? "has sent through " + t.name()
                    : "sends " + t.preview("an object") + " through " + t.name();
}

std::string receiveWords(const Telling& t) {
    if (t.waits())
        return "waits for data in " + t.name();
    if (t.begins())
        return "asks " + t.name() + " for data";
    return t.failed() ? "receives nothing from " + t.name() + failure(t)
                      : "receives " + t.preview("an object") + " from " + t.name();
}

std::string pollWords(const Telling& t) {
    if (t.begins() || t.waits())
        return "waits for data in " + t.name();
    return t.e.value == 1 ? "finds data in " + t.name() : "finds no data in " + t.name();
}

std::string connectionWords(const Telling& t) {
    if (t.e.kind == Kind::SocketClose)
        return "closes " + t.name();
    if (t.failed())
        return (t.e.kind == Kind::SocketSend ? "could not send through " : "could not receive from ") +
               t.name();
    if (t.e.kind == Kind::SocketSend)
        return t.ends() ? "has sent " + counted(std::size_t(std::max(0, t.e.value)), "byte") + " through " +
                              t.name()
                        : "sends " + t.preview("data") + " through " + t.name();
    if (!t.ends())
        return "waits for data from " + t.name();
    return t.e.value == 0 ? "meets the end of " + t.name()
                          : "receives " + t.preview("data") + " from " + t.name();
}

std::string socketWords(const Telling& t) {
    const std::string address = t.text(Tag::Path);
    if (t.e.kind == Kind::SocketListen)
        return "listens" + (address.empty() ? "" : " at " + address);
    if (t.e.kind == Kind::SocketConnect) {
        const std::string to = address.empty() ? "" : " to " + address;
        if (!t.ends() && t.e.phase != Phase::Point)
            return "connects" + to;
        return t.failed() ? "could not connect" + to : "is connected" + to;
    }
    if (!t.ends() && t.e.phase != Phase::Point)
        return "waits for somebody to connect";
    return t.failed() ? "accepts nobody"
                      : "accepts a connection" + (address.empty() ? "" : " from " + address);
}

std::string elementName(const Telling& t) {
    const auto index = t.world.log().number(t.e, Tag::Index);
    return t.name() + (index ? "[" + std::to_string(*index) + "]" : "");
}

// The object as the server sees it, or the client's call of it.
std::string callWords(const Telling& t) {
    const std::string method = t.text(Tag::Call);
    const std::string call = t.name() + (method.empty() ? "" : "." + method);
    if (t.e.kind == Kind::ManagerServe)
        return t.ends() ? "has carried out " + call + "()" : "carries out " + call + "()";
    if (t.begins() || t.waits()) {
        const std::string arguments = t.text(Tag::Preview);
        return "calls " + call + (arguments.starts_with("(") ? arguments : "(" + arguments + ")");
    }
    if (t.failed())
        return "gets an exception from " + call + "()" + failure(t);
    const std::string result = t.text(Tag::Preview);
    return "gets " + (result.empty() ? "the answer" : result) + " from " + call + "()";
}

} // namespace

std::string pipeEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::PipeCreate:
        return "creates " + t.name() +
               (t.e.value == 1 ? ", a pipe with two ends that send and receive" : ", a pipe to send one way");
    case Kind::PipeSend:
        return sendWords(t);
    case Kind::PipeRecv:
        return receiveWords(t);
    case Kind::PipePoll:
        return pollWords(t);
    case Kind::PipeClose:
        return "closes " + endOf(t.e.value) + t.name();
    case Kind::PipeOpen:
        return "gets " + endOf(t.e.value) + t.name();
    case Kind::PipeEof:
        return "meets the end of " + t.name() + ": all other ends are closed";
    case Kind::PipeWait:
        if (t.ends())
            return "finds " + std::to_string(t.e.value) + " ready";
        return "waits until one of " + counted(std::size_t(std::max(0, t.e.value)), "object") + " is ready";
    case Kind::SocketListen:
    case Kind::SocketAccept:
    case Kind::SocketConnect:
        return socketWords(t);
    case Kind::SocketSend:
    case Kind::SocketRecv:
    case Kind::SocketClose:
        return connectionWords(t);
    default:
        return {};
    }
}

std::string sharedEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::SharedCreate:
        return "creates " + t.name() + ", " + withArticle(kindOfObject(t, "Value")) + " in shared memory";
    case Kind::SharedRead:
        return "reads " + t.preview("the value") + " from " + elementName(t);
    case Kind::SharedWrite:
        return "writes " + t.preview("a value") + " to " + elementName(t);
    case Kind::SharedOpen:
        return "attaches to " + t.name();
    case Kind::SharedClose:
        return "closes " + t.name();
    case Kind::SharedUnlink:
        return "unlinks " + t.name() + ": its name is free again";
    default:
        return {};
    }
}

std::string managerEvent(const Telling& t) {
    switch (t.e.kind) {
    case Kind::ManagerStart:
        return "starts " + t.name() + " in " + processWithPid(t.world, t.e.value);
    case Kind::ManagerShutdown:
        return "shuts " + t.name() + " down";
    case Kind::ManagerCreate:
        return "creates " + t.name() + ", a managed " + kindOfObject(t, "object");
    case Kind::ManagerCall:
    case Kind::ManagerServe:
        return callWords(t);
    default:
        return {};
    }
}

} // namespace forkscope::world
