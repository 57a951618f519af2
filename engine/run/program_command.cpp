// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/program_command.h"

#include "engine/run/native_text.h"

#include <QCoreApplication>
#include <QDir>
#include <QFileInfo>

namespace forkscope::run {
namespace {

struct CommandWords {
    Q_DECLARE_TR_FUNCTIONS(forkscope::run::ProgramCommand)
};

// Options with a value in the next word, unless it is in the same one: -W, -X, --check-hash-based-pycs.
bool takesNextWord(const QString& word) {
    return word == u"--check-hash-based-pycs" ||
           (word.startsWith(u'-') && !word.startsWith(u"--") &&
            (word.endsWith(u'W') || word.endsWith(u'X')) &&
            word.indexOf(QLatin1Char(word.back().toLatin1())) == word.size() - 1);
}

// The letters of a cluster that are options: what follows W or X is a value.
QString letters(const QString& word) {
    if (word.startsWith(u"--"))
        return {};
    qsizetype end = 1;
    while (end < word.size() && word[end] != u'W' && word[end] != u'X')
        ++end;
    return word.mid(1, end - 1);
}

template <class Visit> void eachOption(const QStringList& words, Visit visit) {
    for (qsizetype i = 0; i < words.size(); ++i) {
        visit(words[i]);
        if (takesNextWord(words[i]))
            ++i;
    }
}

QString inFolder(const LaunchSpec& spec, const QString& path) {
    return QDir::cleanPath(
        QDir(spec.workingFolder.isEmpty() ? QDir::currentPath() : spec.workingFolder).absoluteFilePath(path));
}

bool startsHere(const LaunchSpec& spec) {
    return spec.workingFolder.isEmpty() || QDir::cleanPath(spec.workingFolder) == QDir::currentPath();
}

// Where `python -m` looks first: the working folder. A package runs its __main__.
QString moduleSource(const LaunchSpec& spec) {
    QString name = spec.program;
    const QString path = inFolder(spec, name.replace(u'.', u'/'));
    const QString inPackage = path + QStringLiteral("/__main__.py");
    return QFileInfo(inPackage).isFile() ? inPackage : path + QStringLiteral(".py");
}

} // namespace

std::vector<std::string> programCommand(const Interpreter& interpreter, const LaunchSpec& spec) {
    std::vector<std::string> command{toNative(interpreter.path).toStdString()};
    const auto add = [&command](const QString& word) { command.push_back(toNative(word).toStdString()); };
    for (const QString& option : spec.pythonOptions)
        add(option);
    switch (spec.form) {
    case ProgramForm::Module:
        add(QStringLiteral("-m"));
        add(spec.program);
        break;
    case ProgramForm::StandardInput:
        add(QStringLiteral("-"));
        break;
    case ProgramForm::File:
        // As it was given, since tracebacks and sys.argv show it; but from another folder a relative path
        // would be another file.
        add(startsHere(spec) ? spec.program : QFileInfo(spec.program).absoluteFilePath());
        break;
    }
    for (const QString& argument : spec.arguments)
        add(argument);
    return command;
}

bool turnsPythonPathOff(const QStringList& pythonOptions) {
    bool off = false;
    eachOption(pythonOptions, [&off](const QString& word) {
        for (const QChar letter : letters(word))
            off = off || letter == u'I' || letter == u'E' || letter == u'S';
    });
    return off;
}

QString wrongPythonOption(const QStringList& pythonOptions) {
    QString wrong;
    eachOption(pythonOptions, [&wrong](const QString& word) {
        const bool isOption = word.startsWith(u'-') && word.size() > 1 && word != u"--";
        const QString cluster = isOption ? letters(word) : QString();
        if (!isOption || cluster.contains(u'c') || cluster.contains(u'm'))
            wrong =
                CommandWords::tr("“%1” is no option of Python that can stand before its program: name the "
                                 "program after the options of run, a module with -m.")
                    .arg(word);
    });
    return wrong;
}

QString programSource(const LaunchSpec& spec) {
    switch (spec.form) {
    case ProgramForm::Module:
        return moduleSource(spec);
    case ProgramForm::StandardInput:
        return {};
    case ProgramForm::File:
        break;
    }
    const QFileInfo info(spec.program);
    return info.isDir() ? info.absoluteFilePath() + QStringLiteral("/__main__.py") : info.absoluteFilePath();
}

ProgramFault checkLaunch(const Interpreter& interpreter, const LaunchSpec& spec) {
    if (const QString wrong = wrongPythonOption(spec.pythonOptions); !wrong.isEmpty())
        return {wrong, 0, 0};
    return spec.form == ProgramForm::File ? checkProgram(interpreter, spec.program) : ProgramFault{};
}

} // namespace forkscope::run
