// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/gui/window/window_fixture.h"

#include "gui/console/console_text.h"
#include "gui/console/console_view.h"
#include "gui/inspector/moment_model.h"
#include "gui/inspector/moment_view.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/moment_sync.h"
#include "tests/support/paths.h"

#include <QApplication>
#include <QDir>
#include <QSettings>
#include <QStandardPaths>
#include <QtTest>

namespace forkscope::tests {

WindowFixture::WindowFixture(std::chrono::seconds bound) : watchdog_(bound, QStringLiteral("a window test")) {
    QStandardPaths::setTestModeEnabled(true);
    QCoreApplication::setOrganizationName(QStringLiteral("forkscope-test"));
    QCoreApplication::setApplicationName(
        QStringLiteral("forkscope-%1").arg(QCoreApplication::applicationPid()));
    QSettings::setDefaultFormat(QSettings::IniFormat);
    QSettings::setPath(QSettings::IniFormat, QSettings::UserScope, folder_.path());
    QSettings().clear();
    QSettings().setValue(QStringLiteral("trust/folders"), QStringList{tests::lessonsSource()});
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
    gui::Theme::instance().apply(gui::ThemeMode::Dark);
    restart();
}

WindowFixture::~WindowFixture() {
    window_.reset();
    QDir(QStandardPaths::writableLocation(QStandardPaths::AppDataLocation)).removeRecursively();
}

void WindowFixture::restart() {
    if (window_)
        window_->close();
    window_ = std::make_unique<gui::MainWindow>();
    window_->resize(1400, 860);
    window_->setLibrary(lesson::LessonLibrary::load({tests::lessonsSource()}));
    window_->show();
    QVERIFY(QTest::qWaitForWindowExposed(window_.get()));
    window_->activateWindow();
}

QString WindowFixture::writeProgram(const QString& name, const QByteArray& text) {
    const QString path = folder_.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(text) != text.size())
        QTest::qFail("a test program could not be written", __FILE__, __LINE__);
    return path;
}

void WindowFixture::press(Qt::Key key, Qt::KeyboardModifiers modifiers) {
    QWidget* focused = QApplication::focusWidget();
    QTest::keyClick(focused ? focused : window_.get(), key, modifiers);
}

bool WindowFixture::runUntilEvents() {
    press(Qt::Key_F5);
    return QTest::qWaitFor([this] { return session() && session()->history().laneCount() > 0; }, 30000);
}

bool WindowFixture::waitUntilEnded() {
    return QTest::qWaitFor([this] { return session() && session()->state() == run::SessionState::Ended; },
                           180'000);
}

QString WindowFixture::output() {
    workspace().console()->text()->settle();
    return workspace().console()->text()->toPlainText();
}

QString WindowFixture::message() {
    return workspace().messages()->text();
}

QStringList WindowFixture::processStates() {
    QStringList states;
    const gui::MomentModel* model = workspace().momentView()->moments();
    for (int i = 0; i < model->rowCount(); ++i)
        if (model->row(i).kind == gui::RowKind::Process)
            states += model->row(i).name + QStringLiteral(": ") + model->row(i).state;
    return states;
}

} // namespace forkscope::tests
