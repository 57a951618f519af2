// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/window/main_window.h"

#include "engine/run/interpreter.h"
#include "gui/editor/code_editor.h"
#include "gui/home/home_page.h"
#include "gui/home/path_view.h"
#include "gui/index/index_page.h"
#include "gui/overview/course_page.h"
#include "gui/overview/overview_page.h"
#include "gui/search/search_popup.h"
#include "gui/stage/stage_view.h"
#include "gui/theme/icons.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/elided_label.h"
#include "gui/widgets/message_bar.h"
#include "gui/window/dialogs.h"
#include "gui/window/editor_panel.h"
#include "gui/window/help_page.h"
#include "gui/window/learning.h"
#include "gui/window/menu_button.h"
#include "gui/window/moment_sync.h"
#include "gui/window/progress_desk.h"
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
    connectSearch();
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
    QWidget* first = buildFirstPages();
    workspace_ = new Workspace(actions_, settings_, pages_);
    learning_ = new Learning(this);
    workspace_->setLearning(learning_);
    takeAlong_ = new TakeAlong(actions_, settings_, workspace_);
    pages_->addWidget(first);
    pages_->addWidget(workspace_);
    setCentralWidget(pages_);
    buildStatusBar();
}

QWidget* MainWindow::buildFirstPages() {
    auto* first = new QWidget(pages_);
    first_ = new QStackedWidget(first);
    home_ = new HomePage(first_);
    home_->setMenuButton(makeMenuButton(actions_, home_));
    overview_ = new OverviewPage(first_);
    for (QAction* action : {actions_.exportProgress, actions_.importProgress}) {
        QPushButton* button = makeToolButton(action->text(), QString(), overview_);
        bindButton(button, action);
        overview_->addButton(button);
    }
    index_ = new IndexPage(first_);
    course_ = new CoursePage(first_);
    const auto addCorner = [this](auto* page) {
        page->addButton(makeThemeButton(actions_, page));
        page->addButton(makeMenuButton(actions_, page));
    };
    addCorner(overview_);
    addCorner(index_);
    addCorner(course_);
    for (QWidget* page : std::initializer_list<QWidget*>{home_, overview_, index_, course_})
        first_->addWidget(page);
    homeMessages_ = new MessageBar(first);
    auto* column = new QVBoxLayout(first);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(first_, 1);
    column->addWidget(homeMessages_);
    return first;
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
    statusError_ = makeLinkButton(QString(), this);
    statusError_->setIcon(icon(QStringLiteral("warning")));
    statusError_->setFont(uiFont(12));
    statusError_->setFixedHeight(22);
    statusError_->hide();
    statusError_->setToolTip(tr("What it means, and what to do"));
    statusBar()->addPermanentWidget(statusError_);
    statusBar()->addPermanentWidget(statusRight_);
}

void MainWindow::connectPages() {
    connect(home_, &HomePage::lessonChosen, this, &MainWindow::openLesson);
    connect(home_, &HomePage::placeChosen, this, &MainWindow::goTo);
    connect(home_, &HomePage::openRequested, this, [this] { openDialog(false); });
    connect(home_, &HomePage::pasteRequested, this, &MainWindow::pasteProgram);
    connect(home_, &HomePage::labRequested, actions_.schedulingLab, &QAction::trigger);
    connect(actions_.schedulingLab, &QAction::triggered, this,
            [this] { workspace_->openLab(std::nullopt, QString(), lesson::Lesson()); });
    connect(home_, &HomePage::fileChosen, this, &MainWindow::openPath);
    connect(workspace_, &Workspace::opened, this, &MainWindow::showWorkspace);
    connect(workspace_, &Workspace::failed, this, &MainWindow::fail);
    connect(workspace_->sync(), &MomentSync::summaryChanged, this, &MainWindow::refreshStatus);
    connect(workspace_->editorPanel()->editor(), &CodeEditor::cursorPositionChanged, this,
            &MainWindow::refreshStatus);
}

void MainWindow::connectActions() {
    connectProgress();
    connectIndex();
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
}

void MainWindow::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    search_->forgetIndex();
    home_->setLibrary(library);
    index_->setLibrary(library);
    course_->setLibrary(library);
    workspace_->sync()->setIndex(library.index());
    fillTemplates();
    learning_->setLibrary(library);
    sayProblems();
}

bool MainWindow::open(const QString& what) {
    if (library_.find(what) && !QFileInfo::exists(what)) {
        openLesson(what, QString());
        return true;
    }
    if (const qsizetype slash = what.indexOf(u'/'); slash > 0 && !QFileInfo::exists(what))
        if (const lesson::Lesson* lesson = library_.find(what.left(slash)))
            if (const lesson::Exercise* exercise = lesson->exercise(what.mid(slash + 1))) {
                workspace_->openExercise(*lesson, *exercise);
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
    learning_->lookAgain();
    const bool wasAway = pages_->currentIndex() != 0;
    pages_->setCurrentIndex(0);
    first_->setCurrentWidget(home_);
    home_->setRecent(settings_.recentFiles());
    refreshProgress();
    if (wasAway)
        sayProblems();
    home_->path()->setFocus(Qt::OtherFocusReason);
    refreshTitle();
    refreshStatus();
}

void MainWindow::showWorkspace() {
    homeMessages_->clear();
    pages_->setCurrentWidget(workspace_);
    progress_->refresh();
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
    statusError_->setVisible(!errorSlug_.isEmpty() && pages_->currentIndex() != 0);
    QStringList right;
    if (!home) {
        right += python_;
        const run::Session* session = workspace_->runner()->session();
        if (session && !session->kernelStates().isEmpty())
            right += tr("states: %1").arg(session->kernelStates());
        right += tr("Ln %1, Col %2").arg(editor->currentLine()).arg(editor->currentColumn());
    } else {
        right += keptWhere();
    }
    statusRight_->setText(right.join(QStringLiteral("  ·  ")));
}

// Always in sight, whichever panel is in front.
void MainWindow::refreshError(const QString& what, const QString& slug) {
    errorSlug_ = slug;
    statusError_->setText(what.isEmpty() ? QString() : tr("%1: what it means").arg(what));
    statusError_->setVisible(!slug.isEmpty() && pages_->currentIndex() != 0);
}

void MainWindow::refreshTitle() {
    const QString open = pages_->currentIndex() != 0            ? workspace_->title()
                         : first_->currentWidget() == overview_ ? tr("Progress")
                         : first_->currentWidget() == index_    ? tr("Index")
                         : first_->currentWidget() == course_   ? tr("The course at a glance")
                                                                : QString();
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
