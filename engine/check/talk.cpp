// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/check/talk.h"

#include "engine/check/words.h"

#include <QSocketNotifier>

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace forkscope::check {

namespace {
constexpr std::size_t kPiece = 4096;
constexpr qsizetype kHeardBytes = 1 << 20; // of one answer
} // namespace

Talk::Talk(TalkPlan plan, QObject* parent) : QObject(parent), plan_(std::move(plan)) {}

Talk::~Talk() {
    for (const auto& client : clients_)
        close(*client);
}

void Talk::begin(const QString& address) {
    if (hasBegun())
        return;
    host_ = address.section(u':', 0, -2);
    if (host_.isEmpty() || host_ == u"0.0.0.0" || host_ == u"localhost")
        host_ = QStringLiteral("127.0.0.1");
    port_ = plan_.port > 0 ? plan_.port : address.section(u':', -1).toInt();
    connectNext();
    while (plan_.atOnce && !isOver_ && int(clients_.size()) < plan_.clients)
        connectNext();
}

void Talk::connectNext() {
    clients_.push_back(std::make_unique<Client>());
    Client& client = *clients_.back();
    client.number = int(clients_.size());
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(std::uint16_t(port_));
    if (inet_pton(AF_INET, host_.toUtf8().constData(), &to.sin_addr) != 1)
        return fail(tr("The program listens on %1, which is no address of this machine.").arg(host_));
    client.descriptor = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (client.descriptor < 0)
        return fail(tr("No client could be made: %1.").arg(QString::fromLocal8Bit(std::strerror(errno))));
    if (::connect(client.descriptor, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0 &&
        errno != EINPROGRESS)
        return fail(tr("%1 could not connect: %2.")
                        .arg(nameOf(client), QString::fromLocal8Bit(std::strerror(errno))));
    client.writes = std::make_unique<QSocketNotifier>(client.descriptor, QSocketNotifier::Write);
    client.reads = std::make_unique<QSocketNotifier>(client.descriptor, QSocketNotifier::Read);
    QObject::connect(client.writes.get(), &QSocketNotifier::activated, this,
                     [this, &client] { writable(client); });
    QObject::connect(client.reads.get(), &QSocketNotifier::activated, this,
                     [this, &client] { readable(client); });
}

bool Talk::mayTalk() const {
    return !plan_.atOnce ||
           (int(clients_.size()) == plan_.clients &&
            std::all_of(clients_.begin(), clients_.end(), [](const auto& c) { return c->isConnected; }));
}

void Talk::writable(Client& client) {
    client.writes->setEnabled(false);
    if (!client.isConnected) {
        int error = 0;
        socklen_t length = sizeof error;
        getsockopt(client.descriptor, SOL_SOCKET, SO_ERROR, &error, &length);
        if (error != 0)
            return fail(tr("%1 could not connect: %2.")
                            .arg(nameOf(client), QString::fromLocal8Bit(std::strerror(error))));
        client.isConnected = true;
        if (mayTalk())
            for (const auto& each : clients_)
                say(*each);
        return;
    }
    const ssize_t n =
        send(client.descriptor, client.toSend.constData(), std::size_t(client.toSend.size()), MSG_NOSIGNAL);
    if (n > 0)
        client.toSend.remove(0, n);
    else if (n < 0 && errno != EAGAIN && errno != EINTR)
        return fail(tr("%1 could not say \"%2\": %3.")
                        .arg(nameOf(client), plan_.say.value(client.said - 1).trimmed(),
                             QString::fromLocal8Bit(std::strerror(errno))));
    client.writes->setEnabled(!client.toSend.isEmpty());
    if (client.toSend.isEmpty())
        goOn(client); // where no answer is expected
}

void Talk::say(Client& client) {
    if (client.said > client.heard || client.said >= plan_.say.size())
        return;
    client.toSend = plan_.say[client.said++].toUtf8();
    client.received.clear();
    client.writes->setEnabled(true);
}

void Talk::readable(Client& client) {
    char piece[kPiece];
    const ssize_t n = recv(client.descriptor, piece, sizeof piece, 0);
    if (n < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (n <= 0) {
        client.reads->setEnabled(false);
        if (!isDone(client) && client.isConnected)
            fail(tr("The program hung up on %1 before it had answered \"%2\".")
                     .arg(nameOf(client), plan_.say.value(client.heard).trimmed()));
        return;
    }
    if (client.received.size() < kHeardBytes)
        client.received.append(piece, qsizetype(n));
    goOn(client);
}

// The answer to what was said last may be whole now.
void Talk::goOn(Client& client) {
    if (isOver_ || client.said <= client.heard)
        return;
    const QByteArray expected = plan_.expect.value(client.heard).toUtf8();
    if (!client.received.contains(expected) || !client.toSend.isEmpty())
        return;
    ++client.heard;
    if (!isDone(client))
        return say(client);
    if (!plan_.atOnce) {
        close(client);
        if (int(clients_.size()) < plan_.clients)
            return connectNext();
    }
    const bool isAll =
        std::all_of(clients_.begin(), clients_.end(), [this](const auto& c) { return isDone(*c); });
    if (!isAll)
        return;
    isOver_ = true;
    for (const auto& each : clients_)
        close(*each);
    emit over();
}

void Talk::close(Client& client) {
    for (auto* notifier : {&client.reads, &client.writes})
        if (*notifier) {
            (*notifier)->setEnabled(false);
            notifier->release()->deleteLater(); // it may be the one that tells just now
        }
    if (client.descriptor >= 0)
        ::close(client.descriptor);
    client.descriptor = -1;
}

void Talk::fail(const QString& sentence) {
    if (isOver_)
        return;
    fault_ = sentence;
    isOver_ = true;
    for (const auto& each : clients_)
        close(*each);
    emit over();
}

void Talk::stop() {
    if (isOver_)
        return;
    fault_ = fault();
    isOver_ = true;
    for (const auto& each : clients_)
        close(*each);
}

QString Talk::nameOf(const Client& client) const {
    return tr("client %1 of %2").arg(client.number).arg(plan_.clients);
}

QString Talk::fault() const {
    if (isOver_)
        return fault_;
    if (!hasBegun())
        return tr("The program has not listened on any port, so nobody could talk to it.");
    for (const auto& client : clients_) {
        if (!client->isConnected)
            return tr("Nobody let %1 in.").arg(nameOf(*client));
        if (!isDone(*client) && client->said > client->heard)
            return tr("%1 said \"%2\" and waited for \"%3\"; it heard \"%4\".")
                .arg(nameOf(*client), plan_.say.value(client->heard).trimmed(),
                     plan_.expect.value(client->heard).trimmed(),
                     QString::fromUtf8(client->received.left(80)).trimmed());
    }
    return tr("The talk did not come to its end.");
}

} // namespace forkscope::check
