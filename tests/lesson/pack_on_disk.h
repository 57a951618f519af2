// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A lesson pack written for a test, in a folder that goes away with it.
#include <QByteArray>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>

namespace forkscope::tests {

class PackOnDisk {
  public:
    explicit PackOnDisk(const QString& name = QStringLiteral("21-sample"))
        : folder_(dir_.path() + u'/' + name) {
        write("en.md", "# Sample\n");
    }

    // The folder that is searched, and the pack in it.
    QString parent() const { return dir_.path(); }
    QString folder() const { return folder_; }

    void write(const QString& name, const QByteArray& bytes) {
        const QString path = folder_ + u'/' + name;
        QDir().mkpath(QFileInfo(path).path());
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size())
            qFatal("%s cannot be written", qPrintable(path));
    }
    // lesson.toml, with one program hello.py, and what else is given.
    void writeManifest(const QByteArray& more = {}, const QByteArray& program = "print('hello')\n",
                       const QByteArray& top = {}) {
        write("lesson.toml",
              "id = \"21\"\nslug = \"sample\"\norder = 21\ntitle = \"Sample\"\ngist = \"One line\"\n"
              "group = \"At work\"\nlanguages = [\"en\"]\n" +
                  top +
                  "[[programs]]\nfile = \"hello.py\"\ntitle = \"Hello\"\nshows = \"It greets\"\n"
                  "ends = true\n" +
                  more);
        write("programs/hello.py", program);
    }

  private:
    QTemporaryDir dir_;
    QString folder_;
};

} // namespace forkscope::tests
