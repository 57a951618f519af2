// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/terminal.h"

#include <QSocketNotifier>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

constexpr char kEndOfInput = 0x04;
constexpr int kReadsAtOnce = 64; // of 4 KiB: what one turn of the event loop may take

bool setModes(int slave) {
    termios t{};
    if (tcgetattr(slave, &t) != 0)
        return false;
    t.c_oflag &= ~tcflag_t(OPOST);
    t.c_iflag |= ICRNL | IUTF8;
    t.c_lflag |= ICANON | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE | ISIG | IEXTEN;
    t.c_cc[VEOF] = cc_t(kEndOfInput);
    return tcsetattr(slave, TCSANOW, &t) == 0;
}

bool setSize(int fd, int columns, int rows) {
    const winsize size{static_cast<unsigned short>(rows), static_cast<unsigned short>(columns), 0, 0};
    return ioctl(fd, TIOCSWINSZ, &size) == 0;
}

int openSlaveOf(int master) {
    char name[64];
    if (grantpt(master) != 0 || unlockpt(master) != 0 || ptsname_r(master, name, sizeof name) != 0)
        return -1;
    return ::open(name, O_RDWR | O_NOCTTY | O_CLOEXEC);
}

} // namespace

PseudoTerminal::PseudoTerminal(QObject* parent) : QObject(parent) {}

PseudoTerminal::~PseudoTerminal() {
    readable_.reset();
    writable_.reset();
    closeProgramSide();
    if (master_ >= 0)
        close(master_);
}

Outcome PseudoTerminal::open(int columns, int rows) {
    master_ = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC | O_NONBLOCK);
    if (master_ >= 0)
        slave_ = openSlaveOf(master_);
    if (slave_ < 0 || !setModes(slave_) || !setSize(slave_, columns, rows))
        return Error{
            tr("No terminal could be made for the program (%1). Close other terminals, or check that "
               "/dev/pts is mounted.")
                .arg(QString::fromLocal8Bit(std::strerror(errno)))
                .toStdString()};
    readable_ = std::make_unique<QSocketNotifier>(master_, QSocketNotifier::Read);
    connect(readable_.get(), &QSocketNotifier::activated, this, &PseudoTerminal::readSome);
    writable_ = std::make_unique<QSocketNotifier>(master_, QSocketNotifier::Write);
    writable_->setEnabled(false);
    connect(writable_.get(), &QSocketNotifier::activated, this, &PseudoTerminal::writeSome);
    return Done{};
}

void PseudoTerminal::closeProgramSide() {
    if (slave_ >= 0)
        close(slave_);
    slave_ = -1;
}

void PseudoTerminal::resize(int columns, int rows) {
    if (master_ >= 0)
        setSize(master_, columns, rows);
}

void PseudoTerminal::write(const QByteArray& bytes) {
    if (master_ < 0 || bytes.isEmpty())
        return;
    unwritten_ += bytes;
    atLineStart_ = bytes.endsWith('\n') || bytes.endsWith('\r');
    writeSome();
}

void PseudoTerminal::endInput() {
    // In the middle of a line the first Ctrl-D hands over what was typed, the second ends that line, and a
    // reader of lines then asks once more. A terminal does not remember that its input has ended.
    write(QByteArray(atLineStart_ ? 1 : 3, kEndOfInput));
    atLineStart_ = true;
}

bool PseudoTerminal::drain() {
    if (master_ < 0)
        return false;
    QByteArray all;
    char buffer[4096];
    for (int i = 0; i < kReadsAtOnce; ++i) {
        const ssize_t n = read(master_, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0) {
            // EIO: no process has the terminal open. One may open it again, so drain() keeps trying.
            readable_->setEnabled(n < 0 && errno == EAGAIN);
            break;
        }
        all.append(buffer, n);
    }
    if (all.isEmpty())
        return false;
    readable_->setEnabled(true);
    emit arrived(all);
    return true;
}

void PseudoTerminal::readSome() {
    drain();
}

void PseudoTerminal::writeSome() {
    while (!unwritten_.isEmpty()) {
        const ssize_t n = ::write(master_, unwritten_.constData(), std::size_t(unwritten_.size()));
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            break;
        unwritten_.remove(0, qsizetype(n));
    }
    writable_->setEnabled(!unwritten_.isEmpty());
}

} // namespace forkscope::run
