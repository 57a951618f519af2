// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/main_window.h"

#include "engine/run/interpreter.h"
#include "gui/editor/code_editor.h"
#include "gui/home/home_page.h"
#include "gui/home/path_view.h"
#include "gui/stage/stage_view.h"
#include "gui/theme/icons.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/dialogs.h"
#include "gui/window/editor_panel.h"
#include "gui/window/help_page.h"
#include "gui/window/menu_button.h"
#include "gui/window/moment_sync.h"
#include "gui/window/stage_panel.h"
#include "gui/window/take_along.h"
#include "gui/window/workspace.h"

#include <QAction>
#include <QApplication>
#include <QBoxLayout>
#include <QClipboard>
#include <QCloseEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>
#include <QStackedWidget>
#include <QStatusBar>
#include <QTimer>

namespace forkscope::gui {

static constexpr int kAskPythonAfter = 400; // ms

MainWindow::MainWindow(QWidget* parent) : QMainWindow(parent), actions_(this) {
    setObjectName(QStringLiteral("MainWindow"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(760, 520);
    resize(1520, 900);
    build();
    connectPages();
    connectActions();
    if (const QByteArray geometry = settings_.windowGeometry(); !geometry.isEmpty())
        restoreGeometry(geometry);
    showHome();
    // Asking an interpreter takes 30 ms, by way of a version manager 200: the window is there and usable
    // first.
    QTimer::singleShot(kAskPythonAfter, this, &MainWindow::refreshPython);
}

MainWindow::~MainWindow() = default;

void MainWindow::build() {
    pages_ = new QStackedWidget(this);
    auto* first = new QWidget(pages_);
    home_ = new HomePage(first);
    home_->setMenuButton(makeMenuButton(actions_, home_));
    homeMessages_ = new MessageBar(first);
    auto* column = new QVBoxLayout(first);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(home_, 1);
    column->addWidget(homeMessages_);
    workspace_ = new Workspace(actions_, settings_, pages_);
    takeAlong_ = new TakeAlong(actions_, settings_, workspace_);
    pages_->addWidget(first);
    pages_->addWidget(workspace_);
    setCentralWidget(pages_);
    buildStatusBar();
}

void MainWindow::buildStatusBar() {
    statusLeft_ = new ElidedLabel(this);
    statusLeft_->setFont(uiFont(12));
    statusRight_ = new ElidedLabel(this);
    statusRight_->setFont(uiFont(12));
    statusRight_->setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    statusBar()->setSizeGripEnabled(false);
    statusBar()->setFixedHeight(26);
    statusBar()->setContentsMargins(8, 0, 8, 0);
    statusBar()->addWidget(statusLeft_, 1);
    statusBar()->addPermanentWidget(statusRight_);
}

void MainWindow::connectPages() {
    connect(home_, &HomePage::lessonChosen, this, &MainWindow::openLesson);
    connect(home_, &HomePage::openRequested, this, [this] { openDialog(false); });
    connect(home_, &HomePage::pasteRequested, this, &MainWindow::pasteProgram);
    connect(home_, &HomePage::fileChosen, this, &MainWindow::openPath);
    connect(workspace_, &Workspace::opened, this, &MainWindow::showWorkspace);
    connect(workspace_, &Workspace::failed, this, &MainWindow::fail);
    connect(workspace_->sync(), &MomentSync::summaryChanged, this, &MainWindow::refreshStatus);
    connect(workspace_->editorPanel()->editor(), &CodeEditor::cursorPositionChanged, this,
            &MainWindow::refreshStatus);
}

void MainWindow::connectActions() {
    connect(actions_.home, &QAction::triggered, this, &MainWindow::showHome);
    connect(actions_.theme, &QAction::triggered, this, [] { Theme::instance().toggle(); });
    connect(&Theme::instance(), &Theme::changed, this,
            [this] { settings_.setTheme(Theme::instance().mode()); });
    actions_.reduceMotion->setChecked(settings_.reduceMotion().value_or(StageView::desktopReducesMotion()));
    workspace_->stagePanel()->view()->setReduceMotion(actions_.reduceMotion->isChecked());
    connect(actions_.reduceMotion, &QAction::toggled, this, [this](bool reduce) {
        settings_.setReduceMotion(reduce);
        workspace_->stagePanel()->view()->setReduceMotion(reduce);
    });
    connect(actions_.open, &QAction::triggered, this, [this] { openDialog(false); });
    connect(actions_.openRecording, &QAction::triggered, this, [this] { openDialog(true); });
    connect(actions_.saveRecording, &QAction::triggered, workspace_, &Workspace::saveRecording);
    connect(actions_.exportJsonLines, &QAction::triggered, this, [this] { workspace_->exportEvents(false); });
    connect(actions_.exportPerfetto, &QAction::triggered, this, [this] { workspace_->exportEvents(true); });
    connect(actions_.choosePython, &QAction::triggered, this, &MainWindow::choosePythonAndRemember);
    connect(actions_.keys, &QAction::triggered, this, [this] { showKeys(this); });
    connect(actions_.unseen, &QAction::triggered, this, [this] { showUnseenPage(this); });
    connect(actions_.about, &QAction::triggered, this, [this] { showAbout(this); });
    connect(actions_.quit, &QAction::triggered, this, &QWidget::close);
    auto* search = new QAction(this);
    search->setShortcut(Qt::CTRL | Qt::Key_K);
    addAction(search);
    connect(search, &QAction::triggered, this, [this] {
        showHome();
        home_->search()->setFocus(Qt::ShortcutFocusReason);
        home_->search()->selectAll();
    });
}

void MainWindow::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    home_->setLibrary(library);
    home_->setLastLesson(settings_.lastLesson());
    if (!library.problems().isEmpty() && !library.lessons().isEmpty())
        homeMessages_->show(library.problems().first().toString());
}

bool MainWindow::open(const QString& what) {
    if (library_.find(what) && !QFileInfo::exists(what)) {
        openLesson(what, QString());
        return true;
    }
    return what.endsWith(QLatin1String(".fscope")) ? workspace_->openRecording(what)
                                                   : workspace_->openFile(what);
}

void MainWindow::openLesson(const QString& lessonId, const QString& program) {
    if (const lesson::Lesson* lesson = library_.find(lessonId))
        workspace_->openLesson(*lesson, program);
}

void MainWindow::showHome() {
    workspace_->putAway();
    home_->setLastLesson(settings_.lastLesson());
    home_->setRecent(settings_.recentFiles());
    pages_->setCurrentIndex(0);
    home_->path()->setFocus(Qt::OtherFocusReason);
    refreshTitle();
    refreshStatus();
}

void MainWindow::showWorkspace() {
    homeMessages_->clear();
    pages_->setCurrentWidget(workspace_);
    refreshTitle();
    refreshStatus();
}

void MainWindow::openDialog(bool recordings) {
    const QString filter = recordings ? tr("Forkscope recordings (*.fscope)")
                                      : tr("Programs and recordings (*.py *.fscope);;All files (*)");
    const QString path = QFileDialog::getOpenFileName(
        this, recordings ? tr("Open recording") : tr("Open program"), settings_.lastFolder(), filter);
    if (!path.isEmpty())
        openPath(path);
}

void MainWindow::openPath(const QString& path) {
    open(path);
}

void MainWindow::pasteProgram() {
    const QString text = QApplication::clipboard()->text();
    if (text.trimmed().isEmpty())
        return fail(tr("The clipboard holds no text. Copy a program first."));
    workspace_->openPasted(text);
}

void MainWindow::fail(const QString& sentence) {
    if (pages_->currentIndex() == 0)
        homeMessages_->show(sentence, MessageBar::Kind::Error);
    else
        workspace_->messages()->show(sentence, MessageBar::Kind::Error);
}

void MainWindow::choosePythonAndRemember() {
    const std::optional<QString> chosen = choosePython(this, settings_.interpreter());
    if (!chosen)
        return;
    settings_.setInterpreter(*chosen);
    refreshPython();
}

void MainWindow::refreshPython() {
    const Result<run::Interpreter> found = run::findInterpreter(settings_.interpreter());
    if (!found) {
        python_ = tr("no Python");
        fail(QString::fromStdString(found.error()));
    } else {
        const bool chosen = !settings_.interpreter().isEmpty();
        const bool virtualEnvironment = qEnvironmentVariableIsSet("VIRTUAL_ENV");
        python_ = tr("%1, %2").arg(found->name(), chosen               ? tr("chosen by you")
                                                  : virtualEnvironment ? tr("the active virtual environment")
                                                                       : tr("python3 on PATH"));
        if (!found->warning.isEmpty())
            fail(found->warning);
    }
    refreshStatus();
}

void MainWindow::refreshStatus() {
    const bool home = pages_->currentIndex() == 0;
    statusLeft_->setText(home ? python_ : workspace_->sync()->summary());
    const CodeEditor* editor = workspace_->editorPanel()->editor();
    QStringList right;
    if (!home) {
        right += python_;
        const run::Session* session = workspace_->runner()->session();
        if (session && !session->kernelStates().isEmpty())
            right += tr("states: %1").arg(session->kernelStates());
        right += tr("Ln %1, Col %2").arg(editor->currentLine()).arg(editor->currentColumn());
    } else {
        right += tr("Your edits are kept on this computer");
    }
    statusRight_->setText(right.join(QStringLiteral("  ·  ")));
}

void MainWindow::refreshTitle() {
    const QString open = pages_->currentIndex() == 0 ? QString() : workspace_->title();
    setWindowTitle(open.isEmpty() ? tr("Forkscope") : tr("%1 – Forkscope").arg(open));
}

void MainWindow::closeEvent(QCloseEvent* event) {
    workspace_->putAway();
    settings_.setWindowGeometry(saveGeometry());
    event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
    const QList<QUrl> urls = event->mimeData()->urls();
    if (urls.size() == 1 && urls.first().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
    event->acceptProposedAction();
    openPath(event->mimeData()->urls().first().toLocalFile());
}

} // namespace forkscope::gui
