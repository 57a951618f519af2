// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How each kind of object is drawn, below its name: a lock's place and line, keys on a rail, a queue's tray
// and tube, a lamp, a bell and its waiting room, seats at a gate, a board, a clerk's shelf, a desk with
// workers, a sheet. Coordinates within the object's own box, stage::kObjectWidth wide.
#include "gui/stage/stage_picture.h"

class QPainter;
class QPointF;

namespace forkscope::gui {

struct ObjectLook {
    double height;
    void (*paint)(QPainter& painter, const StageObject& object);
};
ObjectLook lookOf(StageKind kind);

void paintLockObject(QPainter& painter, const StageObject& lock);
void paintSemaphore(QPainter& painter, const StageObject& semaphore);
void paintEventObject(QPainter& painter, const StageObject& event);
void paintCondition(QPainter& painter, const StageObject& condition);
void paintBarrier(QPainter& painter, const StageObject& barrier);
void paintQueue(QPainter& painter, const StageObject& queue);
void paintPipe(QPainter& painter, const StageObject& pipe);
void paintBoard(QPainter& painter, const StageObject& board);
void paintManager(QPainter& painter, const StageObject& manager);
void paintPool(QPainter& painter, const StageObject& pool);
void paintFile(QPainter& painter, const StageObject& file);

// Tags side by side, at most `most` and "+n"; returns where the next thing may stand.
double paintTags(QPainter& painter, QPointF at, const std::vector<StageTag>& tags, int most = 6);
// The tube of a queue or pipe, with its slots.
void paintTube(QPainter& painter, double left, const StageObject& object);

} // namespace forkscope::gui
