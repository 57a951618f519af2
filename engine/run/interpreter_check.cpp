// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/interpreter.h"
#include "engine/run/interpreter_process.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QStringDecoder>

namespace forkscope::run {
namespace {

struct ProgramWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::ProgramFault)
};

constexpr qint64 kLargestProgram = qint64(8) << 20;

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
    const HelperAnswer answer =
        askHelper(interpreter.path,
                  {QStringLiteral("-I"), QStringLiteral("-W"), QStringLiteral("ignore"), QStringLiteral("-c"),
                   QString::fromUtf8(kCompileScript), name},
                  source, kInterpreterBound);
    return faultInAnswer(answer, interpreter, name);
}

ProgramFault checkProgram(const Interpreter& interpreter, const QString& file) {
    const QFileInfo info(file);
    if (!info.exists())
        return faultOf(ProgramWords::tr("There is no file %1: check the name and the folder.").arg(file));
    if (info.isDir())
        return faultOf(ProgramWords::tr("%1 is a folder: choose a Python file in it.").arg(file));
    if (!info.isFile())
        return faultOf(ProgramWords::tr("%1 is not an ordinary file: choose a Python file.").arg(file));
    QFile in(file);
    if (!in.open(QIODevice::ReadOnly))
        return faultOf(
            ProgramWords::tr("%1 cannot be read (%2): check its permissions.").arg(file, in.errorString()));
    return checkSource(interpreter, in.read(kLargestProgram + 1), file);
}

} // namespace forkscope::run
