// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/native_text.h"

#include <QStringDecoder>

namespace forkscope::run {
namespace {

constexpr char16_t kEscape = 0xdc00;

// Length of the UTF-8 sequence at `at`, 0 when there is none (RFC 3629).
qsizetype sequenceAt(const QByteArray& bytes, qsizetype at) {
    for (qsizetype length = 1; length <= 4 && at + length <= bytes.size(); ++length) {
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString one = decoder.decode(QByteArrayView(bytes).sliced(at, length));
        if (!decoder.hasError() && !one.isEmpty())
            return length;
    }
    return 0;
}

bool isEscape(QChar c) {
    return c.unicode() >= kEscape + 0x80 && c.unicode() <= kEscape + 0xff;
}

} // namespace

QString fromNative(const QByteArray& bytes) {
    const QString usual = QString::fromUtf8(bytes);
    if (usual.toUtf8() == bytes)
        return usual;
    QString text;
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype length = sequenceAt(bytes, at);
        if (length == 0)
            text += QChar(kEscape + uchar(bytes[at]));
        else
            text += QString::fromUtf8(bytes.sliced(at, length));
        at += qMax<qsizetype>(length, 1);
    }
    return text;
}

QByteArray toNative(const QString& text) {
    QByteArray bytes;
    qsizetype from = 0;
    for (qsizetype at = 0; at < text.size(); ++at) {
        const bool isPaired = at > 0 && text[at - 1].isHighSurrogate();
        if (!isEscape(text[at]) || isPaired)
            continue;
        bytes += QStringView(text).sliced(from, at - from).toUtf8();
        bytes += char(text[at].unicode() - kEscape);
        from = at + 1;
    }
    return bytes + QStringView(text).sliced(from).toUtf8();
}

} // namespace forkscope::run
