// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/interpreter.h"
#include "engine/run/interpreter_process.h"
#include "engine/run/native_text.h"

#include <QCoreApplication>
#include <QCryptographicHash>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QSet>
#include <QStringDecoder>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include <sys/stat.h>
#include <unistd.h>

namespace forkscope::run {
namespace {

struct ProgramWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::ProgramFault)
};

constexpr qint64 kLargestProgram = qint64(8) << 20;
constexpr int kGoodProgramsKept = 256;

// compile() decodes by PEP 263 and builds the code object; nothing of the program runs.
constexpr const char* kCompileScript = R"(
import json, sys
fault = {}
try:
    compile(sys.stdin.buffer.read(), sys.argv[1], 'exec', dont_inherit=True)
except SyntaxError as e:
    fault = {'message': e.msg, 'line': e.lineno or 0, 'column': max(e.offset or 0, 0)}
except (ValueError, OverflowError, RecursionError, MemoryError) as e:
    fault = {'message': str(e) or type(e).__name__, 'line': 0, 'column': 0}
print('forkscope:' + json.dumps(fault))
)";

ProgramFault faultOf(const QString& sentence, int line = 0, int column = 0) {
    return {sentence, line, column};
}

// PEP 263: a comment in the first two lines may name another encoding, and then Python decodes by that.
bool declaresEncoding(const QByteArray& source) {
    static const QRegularExpression cookie(
        QStringLiteral(R"(\A(?:[ \t\f]*(?:#[^\n]*)?\r?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+))"));
    const QRegularExpressionMatch match = cookie.match(QString::fromLatin1(source.left(1000)));
    return match.hasMatch() && !match.captured(1).startsWith(QLatin1String("utf"), Qt::CaseInsensitive);
}

// Number of the first line that is not UTF-8, 0 when all are.
int firstLineNotUtf8(const QByteArray& source) {
    int line = 0;
    for (qsizetype from = 0; from < source.size();) {
        ++line;
        const qsizetype end = source.indexOf('\n', from);
        const qsizetype next = end < 0 ? source.size() : end + 1;
        QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
        const QString decoded = decoder.decode(QByteArrayView(source).sliced(from, next - from));
        if (decoder.hasError())
            return line;
        from = next;
    }
    return 0;
}

// A zip file with a __main__.py is a program to Python, also with a line such as "#!/usr/bin/env python3"
// before it. Known by the record at its end (APPNOTE 4.3.16), after which only a comment of at most 64 KiB
// may stand. What is in it Python says itself.
bool isZip(QFile& file) {
    constexpr qint64 kEnd = 22, kComment = 65535;
    const qint64 size = file.size();
    const bool found = size >= kEnd && file.seek(qMax<qint64>(0, size - kEnd - kComment)) &&
                       file.readAll().contains(QByteArray("PK\5\6\0\0", 6));
    return file.seek(0) && found;
}

ProgramFault faultInAnswer(const HelperAnswer& answer, const Interpreter& interpreter, const QString& name) {
    const qsizetype at = answer.output.lastIndexOf("forkscope:");
    if (!answer.good() || at < 0)
        return faultOf(ProgramWords::tr("%1 could not check %2 (%3): the program was not started.")
                           .arg(interpreter.path, name,
                                answer.end == HelperEnd::TimedOut ? ProgramWords::tr("it took too long")
                                                                  : answer.lastErrorLine()));
    const QJsonObject fault = QJsonDocument::fromJson(answer.output.mid(at + 10).trimmed()).object();
    if (fault.isEmpty())
        return {};
    const int line = fault[QLatin1String("line")].toInt(), column = fault[QLatin1String("column")].toInt();
    const QString message = fault[QLatin1String("message")].toString();
    if (line <= 0)
        return faultOf(ProgramWords::tr("%1 is not a Python program that can run: %2.").arg(name, message));
    return faultOf(ProgramWords::tr("%1 has a syntax error in line %2: %3.").arg(name).arg(line).arg(message),
                   line, column);
}

} // namespace

ProgramFault checkSource(const Interpreter& interpreter, const QByteArray& source, const QString& name) {
    if (source.size() > kLargestProgram)
        return faultOf(
            ProgramWords::tr("%1 is larger than %2 MiB, which is no Python program to learn from: choose "
                             "another file.")
                .arg(name)
                .arg(kLargestProgram >> 20));
    if (const int line = declaresEncoding(source) ? 0 : firstLineNotUtf8(source))
        return faultOf(
            ProgramWords::tr("%1 is not UTF-8 text (line %2): save it as UTF-8, or is it not a Python "
                             "program?")
                .arg(name)
                .arg(line),
            line);
    static QSet<QByteArray> good; // runs of the same program follow each other
    const QByteArray key = interpreter.path.toUtf8() + '\n' + interpreter.version.text().toUtf8() + '\n' +
                           QCryptographicHash::hash(source, QCryptographicHash::Sha256);
    if (good.contains(key))
        return {};
    const HelperAnswer answer =
        askHelper(interpreter.path,
                  {QStringLiteral("-I"), QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("-c"),
                   QString::fromUtf8(kCompileScript), name},
                  source, kInterpreterBound);
    const ProgramFault fault = faultInAnswer(answer, interpreter, name);
    if (!fault) {
        if (good.size() >= kGoodProgramsKept)
            good.clear();
        good.insert(key);
    }
    return fault;
}

ProgramFault checkProgram(const Interpreter& interpreter, const QString& file) {
    // Through the system's own calls: Qt cannot name a file whose name is not UTF-8.
    const QByteArray path = toNative(file);
    struct stat status {};
    if (stat(path.constData(), &status) != 0)
        return faultOf(ProgramWords::tr("There is no file %1: check the name and the folder.").arg(file));
    if (S_ISDIR(status.st_mode)) {
        const QString inside = file + QStringLiteral("/__main__.py");
        if (access(toNative(inside).constData(), F_OK) == 0)
            return checkProgram(interpreter, inside);
        return faultOf(
            ProgramWords::tr("%1 is a folder without a __main__.py: choose a Python file in it.").arg(file));
    }
    if (!S_ISREG(status.st_mode))
        return faultOf(ProgramWords::tr("%1 is not an ordinary file: choose a Python file.").arg(file));
    QFile in;
    std::FILE* const opened = std::fopen(path.constData(), "rbe");
    if (!opened || !in.open(opened, QIODevice::ReadOnly, QFileDevice::AutoCloseHandle))
        return faultOf(ProgramWords::tr("%1 cannot be read (%2): check its permissions.")
                           .arg(file, QString::fromLocal8Bit(std::strerror(errno))));
    if (isZip(in))
        return {};
    return checkSource(interpreter, in.read(kLargestProgram + 1), file);
}

} // namespace forkscope::run
