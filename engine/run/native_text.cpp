// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/native_text.h"

#include <QStringDecoder>

namespace forkscope::run {
namespace {

constexpr char16_t kEscape = 0xdc00;

// A byte order mark is text like any other here.
QString decoded(QByteArrayView bytes, bool& good) {
    using Flag = QStringDecoder::Flag;
    QStringDecoder decoder(QStringDecoder::Utf8, Flag::Stateless | Flag::ConvertInitialBom);
    const QString text = decoder.decode(bytes);
    good = !decoder.hasError() && !text.isEmpty();
    return text;
}

// Moves the first character, or the first byte that is none (RFC 3629), from `bytes` to `text`.
void takeOne(QByteArrayView& bytes, QString& text) {
    for (qsizetype length = 1; length <= qMin<qsizetype>(4, bytes.size()); ++length) {
        bool good = false;
        const QString one = decoded(bytes.first(length), good);
        if (!good)
            continue;
        text += one;
        bytes = bytes.sliced(length);
        return;
    }
    text += QChar(kEscape + uchar(bytes.front()));
    bytes = bytes.sliced(1);
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
    for (QByteArrayView rest = bytes; !rest.isEmpty();)
        takeOne(rest, text);
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
