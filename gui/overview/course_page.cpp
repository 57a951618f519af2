// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/course_page.h"

#include "engine/lesson/course_outline.h"
#include "engine/lesson/markdown.h"
#include "gui/lesson/lesson_view.h"
#include "gui/theme/theme.h"
#include "gui/widgets/controls.h"
#include "gui/widgets/surface.h"

#include <QBoxLayout>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QKeyEvent>
#include <QPageLayout>
#include <QPainter>
#include <QPdfWriter>
#include <QPushButton>
#include <QSaveFile>
#include <QTextDocument>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kCourseHeader = 58, kCourseMargin = 24, kWidestText = 980;
static const QString kCourseLanguage = QStringLiteral("en");

CoursePage::CoursePage(QWidget* parent) : QWidget(parent) {
    auto* body = new Surface(&Colors::panel, this);
    text_ = new LessonView(body);
    text_->setAccessibleName(tr("The course at a glance"));
    connect(text_, &LessonView::linkRequested, this, [this](const QString& kind, const QString& target) {
        if (kind == QLatin1String("lesson"))
            emit lessonRequested(target);
    });
    text_->setMargin(28);
    column_ = new QVBoxLayout(body);
    column_->addWidget(text_);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(makeHeader());
    column->addWidget(body, 1);
}

QWidget* CoursePage::makeHeader() {
    auto* header = new QWidget(this);
    header->setFixedHeight(kCourseHeader);
    headerRow_ = new QHBoxLayout(header);
    headerRow_->setContentsMargins(kCourseMargin, 0, 24, 0);
    headerRow_->setSpacing(8);
    QPushButton* home = makeToolButton(tr("Home"), QStringLiteral("chevron-left"), header);
    home->setToolTip(tr("All lessons (Esc)"));
    connect(home, &QPushButton::clicked, this, &CoursePage::homeRequested);
    save_ = makeToolButton(tr("Save page…"), QStringLiteral("export"), header);
    save_->setToolTip(tr("As a web page or as PDF, to print or to hand out"));
    connect(save_, &QPushButton::clicked, this, &CoursePage::askWhere);
    headerRow_->addWidget(home);
    headerRow_->addStretch();
    headerRow_->addWidget(save_);
    return header;
}

void CoursePage::addButton(QPushButton* button) {
    headerRow_->addWidget(button);
}

void CoursePage::setLibrary(const lesson::LessonLibrary& library) {
    library_ = library;
    text_->showText(lesson::courseOutline(library, kCourseLanguage, lesson::OutlineLinks::ToLessons));
}

void CoursePage::takeKeys() {
    text_->setFocus(Qt::OtherFocusReason);
}

void CoursePage::askWhere() {
    const QString path =
        QFileDialog::getSaveFileName(this, tr("Save page"), QDir::homePath() + tr("/forkscope-course.html"),
                                     tr("Web page (*.html);;PDF (*.pdf)"));
    if (!path.isEmpty())
        saveTo(path);
}

// On paper: dark on white, whatever the theme.
static lesson::HtmlColors paperColors() {
    lesson::HtmlColors paper;
    paper.text = QStringLiteral("#1c2026");
    paper.dim = QStringLiteral("#5b6472");
    paper.link = QStringLiteral("#1c2026");
    paper.line = QStringLiteral("#c9ced6");
    paper.raised = QStringLiteral("#eef0f3");
    return paper;
}

bool CoursePage::saveTo(const QString& path) {
    const QString html = lesson::markdownToHtml(
        lesson::courseOutline(library_, kCourseLanguage, lesson::OutlineLinks::None), paperColors());
    if (path.endsWith(QLatin1String(".pdf"), Qt::CaseInsensitive)) {
        QPdfWriter writer(path);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(14, 14, 14, 14), QPageLayout::Millimeter);
        QTextDocument document;
        document.setHtml(html);
        document.print(&writer);
        if (QFileInfo(path).size() > 0)
            return true;
        emit failed(tr("%1 cannot be written.").arg(path));
        return false;
    }
    QSaveFile file(path);
    const QByteArray page =
        QStringLiteral(
            "<!DOCTYPE html>\n<html lang=\"%1\"><head><meta charset=\"utf-8\"><title>%2</title>\n"
            "<style>body { max-width: 60em; margin: 2em auto; padding: 0 1em; "
            "font-family: sans-serif; } td, th { padding: 0.35em 0.6em; }</style></head>\n%3</html>\n")
            .arg(kCourseLanguage, tr("The course at a glance"),
                 html.mid(std::max<qsizetype>(0, html.indexOf(QLatin1String("<body")))))
            .toUtf8();
    if (file.open(QIODevice::WriteOnly) && file.write(page) == page.size() && file.commit())
        return true;
    emit failed(tr("%1 cannot be written: %2").arg(path, file.errorString()));
    return false;
}

void CoursePage::resizeEvent(QResizeEvent* event) {
    QWidget::resizeEvent(event);
    const int side = std::max(0, (width() - kWidestText) / 2);
    column_->setContentsMargins(side, 0, side, 0);
}

void CoursePage::keyPressEvent(QKeyEvent* event) {
    if (event->key() == Qt::Key_Escape)
        return emit homeRequested();
    QWidget::keyPressEvent(event);
}

void CoursePage::paintEvent(QPaintEvent*) {
    QPainter(this).fillRect(rect(), colors().window);
}

} // namespace forkscope::gui
