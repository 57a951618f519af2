// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/home/path_view.h"

#include "gui/home/path_model.h"
#include "gui/home/pips.h"
#include "gui/theme/icons.h"
#include "gui/theme/theme.h"

#include <QFontMetrics>
#include <QPainter>

#include <algorithm>

namespace forkscope::gui {

static constexpr int kRail = 11;   // x of the rail
static constexpr int kNumber = 41; // x of the lesson's number
static constexpr int kName = 72;
static constexpr int kLeastFromRight = 92, kBetweenPips = 28, kRightEdge = 14;
static constexpr int kAfterName = 24, kAfterGist = 24;
static constexpr int kWidestName = 360, kWidestGist = 380; // what is longer is cut

static QFont nameFont() {
    return uiFont(14, QFont::DemiBold);
}

static QFont gistFont() {
    return uiFont(13);
}

PathView::PathView(QWidget* parent) : QListView(parent), model_(new PathModel(this)) {
    setModel(model_);
    setItemDelegate(new PathDelegate(this));
    setFrameShape(QFrame::NoFrame);
    setAccessibleName(tr("The path: lessons and their programs"));
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollMode(ScrollPerPixel);
    setResizeMode(Adjust);
    setMouseTracking(true);
    viewport()->setAttribute(Qt::WA_Hover);
    connect(this, &QListView::clicked, this, &PathView::choose);
    connect(this, &QListView::activated, this, &PathView::choose);
    connect(&Theme::instance(), &Theme::changed, this, [this] { viewport()->update(); });
    connect(model_, &PathModel::modelReset, this, &PathView::measure);
}

static int widest(const QStringList& texts, const QFont& font, int most) {
    const QFontMetrics metrics(font);
    int width = 0;
    for (const QString& text : texts)
        width = std::max(width, metrics.horizontalAdvance(text));
    return std::min(width, most);
}

// Of all lessons, so that nothing moves while one filters.
void PathView::measure() {
    nameWidth_ = widest(model_->allNames(), nameFont(), kWidestName);
    gistWidth_ = widest(model_->allGists(), gistFont(), kWidestGist);
}

int PathView::wholeWidth() const {
    return kName + nameWidth_ + kAfterName + gistWidth_ + kAfterGist + toursFromRight();
}

bool PathView::showsGist() const {
    return viewport()->width() >= wholeWidth();
}

bool PathView::showsPips() const {
    return viewport()->width() >= kName + std::max(nameWidth_, gistWidth_) + kAfterGist + toursFromRight();
}

// What is left over is shared, as far as it looks like one row.
int PathView::gistLeft() const {
    const int spare = viewport()->width() - wholeWidth();
    return kName + nameWidth_ + kAfterName + std::clamp(spare / 4, 0, 60);
}

void PathView::chooseLesson(const QString& id) {
    int row = model_->indexOfLesson(id);
    for (int i = 0; row < 0 && i < model_->rowCount(); ++i)
        if (model_->row(i).kind == PathRow::Kind::Lesson)
            row = i;
    if (row >= 0)
        setCurrentIndex(model_->index(row));
}

int PathView::exercisesFromRight() const {
    return std::max(kLeastFromRight, model_->mostExercises() * kPipStep + kRightEdge);
}

int PathView::toursFromRight() const {
    return exercisesFromRight() + std::max(6, model_->mostTours()) * kPipStep + kBetweenPips;
}

int PathView::wholeHeight() const {
    int height = 0;
    for (int i = 0; i < model_->rowCount(); ++i)
        height += sizeHintForRow(i);
    return height + 4;
}

void PathView::choose(const QModelIndex& index) {
    if (!index.isValid())
        return;
    const PathRow row = model_->row(index.row());
    if (row.kind != PathRow::Kind::Group)
        emit chosen(row.lessonId, row.program);
}

PathDelegate::PathDelegate(PathView* view) : QStyledItemDelegate(view), view_(view) {}

static bool isCurrent(const PathModel& path, int index) {
    return path.row(index).lessonId == path.lastLesson();
}

QSize PathDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex& index) const {
    switch (view_->path()->row(index.row()).kind) {
    case PathRow::Kind::Group:
        return {200, 38};
    case PathRow::Kind::Lesson:
        return {200, isCurrent(*view_->path(), index.row()) ? 54 : view_->showsGist() ? 35 : 50};
    case PathRow::Kind::Program:
        return {200, 29};
    }
    return {200, 30};
}

void PathDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
    const PathRow& row = view_->path()->row(index.row());
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const bool current = row.kind == PathRow::Kind::Lesson && row.lessonId == view_->path()->lastLesson();
    const bool selected = option.state & QStyle::State_Selected;
    if (row.kind != PathRow::Kind::Group && (current || selected || option.state & QStyle::State_MouseOver)) {
        const bool ring = selected && view_->hasFocus();
        painter->setPen(ring ? QPen(colors().accent, 1) : QPen(Qt::NoPen));
        painter->setBrush(current ? colors().accentTint : colors().raised);
        painter->drawRoundedRect(QRectF(option.rect).adjusted(30.5, 1.5, -1.5, -1.5), 6, 6);
    }
    if (row.kind == PathRow::Kind::Group) {
        painter->setFont(uiFont(12, QFont::DemiBold));
        painter->setPen(colors().dim);
        painter->drawText(option.rect.adjusted(36, 12, 0, 0), Qt::AlignVCenter | Qt::AlignLeft, row.name);
        if (index.row() == 0 && view_->showsPips()) {
            const auto head = [&](int fromRight, const QString& name) {
                painter->drawText(option.rect.adjusted(option.rect.width() - fromRight - 1, 12, 0, 0),
                                  Qt::AlignVCenter | Qt::AlignLeft, name);
            };
            head(view_->toursFromRight(), tr("Tours"));
            head(view_->exercisesFromRight(), tr("Exercises"));
        }
    }
    paintRail(*painter, option.rect, index.row());
    if (row.kind == PathRow::Kind::Lesson)
        paintLesson(*painter, option.rect, index.row());
    else if (row.kind == PathRow::Kind::Program)
        paintProgram(*painter, option.rect, index.row());
    painter->restore();
}

// One line down from the first lesson to the last, with a ring at each.
void PathDelegate::paintRail(QPainter& painter, const QRect& row, int index) const {
    const PathModel* path = view_->path();
    int first = -1, last = -1;
    for (int i = 0; i < path->rowCount(); ++i)
        if (path->row(i).kind == PathRow::Kind::Lesson) {
            first = first < 0 ? i : first;
            last = i;
        }
    const double x = row.left() + kRail + 0.5;
    const double middle = row.top() + row.height() / 2.0;
    painter.setPen(QPen(colors().line, 2));
    const bool lessonRow = path->row(index).kind == PathRow::Kind::Lesson;
    const double gap = lessonRow ? 9 : 0;
    if (index > first && index <= last)
        painter.drawLine(QPointF(x, row.top()), QPointF(x, middle - gap));
    if (index >= first && index < last)
        painter.drawLine(QPointF(x, middle + gap), QPointF(x, row.bottom() + 1));
    if (!lessonRow)
        return;
    const bool current = path->row(index).lessonId == path->lastLesson();
    const Pip done = path->progress(path->row(index).lessonId).lesson;
    if (done != Pip::Open && !current)
        return paintRing(painter, {x, middle}, done);
    painter.setBrush(Qt::NoBrush);
    painter.setPen(QPen(current ? colors().accent : colors().faint, current ? 2 : 1.6));
    painter.drawEllipse(QPointF(x, middle), 8.5, 8.5);
    if (current) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colors().accent);
        painter.drawEllipse(QPointF(x, middle), 4.5, 4.5);
    }
}

void PathDelegate::paintLesson(QPainter& painter, const QRect& row, int index) const {
    const PathRow& lesson = view_->path()->row(index);
    const bool current = lesson.lessonId == view_->path()->lastLesson();
    const bool wide = view_->showsGist();
    const int pips = view_->showsPips() ? view_->toursFromRight() + kAfterGist : 8;
    const QRect line = wide ? row : QRect(row.left(), row.top() + 6, row.width(), 20);
    const auto draw = [&](const QRect& place, const QFont& font, const QColor& color, const QString& text) {
        painter.setFont(font);
        painter.setPen(color);
        painter.drawText(place, Qt::AlignVCenter,
                         painter.fontMetrics().elidedText(text, Qt::ElideRight, place.width()));
    };
    draw(line.adjusted(kNumber, 0, 0, 0), uiFont(13, QFont::Medium), current ? colors().accent : colors().dim,
         lesson.lessonId);
    QString stopped = current ? view_->path()->progress(lesson.lessonId).stopped.words : QString();
    if (!stopped.isEmpty())
        stopped[0] = stopped[0].toUpper();           // a line of its own
    const bool isBelow = wide && !stopped.isEmpty(); // where one stopped, below the name
    const int nameRoom = (wide ? view_->gistLeft() - kAfterName / 2 : row.width() - pips) - kName;
    draw(QRect(row.left() + kName, line.top(), nameRoom, line.height() - (isBelow ? 20 : 0)), nameFont(),
         colors().text, lesson.name);
    if (isBelow)
        draw(QRect(row.left() + kName, row.top() + 28, nameRoom, 18), uiFont(12),
             current ? colors().accent : colors().dim, stopped);
    draw(wide ? row.adjusted(view_->gistLeft(), 0, -pips, 0)
              : QRect(row.left() + kName, row.top() + 25, row.width() - kName - pips, 18),
         gistFont(), colors().dim, wide || stopped.isEmpty() ? lesson.gist : stopped);
    if (!view_->showsPips())
        return;
    const LessonProgress progress = view_->path()->progress(lesson.lessonId);
    const double middle = row.center().y() + 0.5;
    paintPips(painter, row.right() - view_->toursFromRight(), middle, progress.tours, true);
    paintPips(painter, row.right() - view_->exercisesFromRight(), middle, progress.exercises, false);
}

void PathDelegate::paintProgram(QPainter& painter, const QRect& row, int index) const {
    const PathRow& program = view_->path()->row(index);
    const bool wide = view_->showsGist();
    paintIcon(painter, QStringLiteral("play"), QRectF(row.left() + kName - 1, row.top() + 8, 12, 12),
              colors().faint);
    painter.setFont(codeFont(12));
    painter.setPen(colors().text);
    painter.drawText(row.adjusted(kName + 18, 0, 0, 0), Qt::AlignVCenter, program.name);
    if (!wide)
        return;
    painter.setFont(uiFont(12));
    painter.setPen(colors().dim);
    const QRect gist = row.adjusted(view_->gistLeft(), 0, -12, 0);
    painter.drawText(gist, Qt::AlignVCenter,
                     painter.fontMetrics().elidedText(program.gist, Qt::ElideRight, gist.width()));
}

} // namespace forkscope::gui
