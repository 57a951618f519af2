// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A conversation of several clients with a program that listens on a port: they connect, say and expect to
// hear. Main thread, by the event loop; bounded by the run's time limit alone. connect(2), send(2).
#include <QByteArray>
#include <QObject>
#include <QStringList>

#include <memory>
#include <optional>
#include <vector>

class QSocketNotifier;

namespace forkscope::check {

struct TalkPlan {
    int clients = 1;
    int port = 0; // 0: the one on which the program says to listen
    QStringList say, expect;
    bool atOnce = true; // all connect before anybody talks

    bool operator==(const TalkPlan&) const = default;
};

class Talk : public QObject {
    Q_OBJECT
  public:
    explicit Talk(TalkPlan plan, QObject* parent = nullptr);
    ~Talk() override;

    // `address`: as in the trace, "127.0.0.1:5000".
    void begin(const QString& address);
    bool hasBegun() const { return !clients_.empty(); }
    bool isOver() const { return isOver_; }
    // What was not heard by now never will be.
    void stop();
    // "" when all was heard; else what was not, also while it goes on.
    QString fault() const;

  signals:
    void over();

  private:
    struct Client {
        int number = 0, descriptor = -1;
        bool isConnected = false;
        qsizetype said = 0, heard = 0; // of the plan's texts
        QByteArray received, toSend;
        std::unique_ptr<QSocketNotifier> reads, writes;
    };

    void connectNext();
    void writable(Client& client);
    void readable(Client& client);
    void goOn(Client& client);
    void say(Client& client);
    void close(Client& client);
    void fail(const QString& sentence);
    bool mayTalk() const;
    bool isDone(const Client& client) const { return client.heard >= plan_.say.size(); }
    QString nameOf(const Client& client) const;

    TalkPlan plan_;
    QString host_;
    int port_ = 0;
    std::vector<std::unique_ptr<Client>> clients_;
    bool isOver_ = false;
    QString fault_;
};

} // namespace forkscope::check
