// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// How each kind of object is drawn, below its name: a lock's place and line, keys on a rail, a queue's tray
// and tube, a lamp, a bell and its waiting room, seats at a gate, a board, a clerk's shelf, a desk with
// workers, a sheet. Coordinates within the object's own box, stage::kObjectWidth wide.
#include "gui/stage/stage_moves.h"
#include "gui/stage/stage_picture.h"

#include <QRectF>

class QPainter;

namespace forkscope::gui {

// How far the movement within an object has come that began when something was done to it.
struct Pulse {
    double share = 1; // 1: at rest
    QString was;      // of a board: the value before, while it is shown
    bool isResting() const { return share >= 1; }
};

struct ObjectLook {
    double height;
    int pulse; // ms
    void (*paint)(QPainter& painter, const StageObject& object, const Pulse& pulse);
};
ObjectLook lookOf(StageKind kind);
// Centre of a place where something starts or ends.
QPointF spotPlace(const StageObject& object, Spot spot, int index);
// The tag of one of those who wait for a lock or semaphore; empty where it has no place of its own.
QRectF waiterPlace(const StageObject& object, int index);

void paintLockObject(QPainter& painter, const StageObject& lock, const Pulse& pulse);
void paintSemaphore(QPainter& painter, const StageObject& semaphore, const Pulse& pulse);
void paintEventObject(QPainter& painter, const StageObject& event, const Pulse& pulse);
void paintCondition(QPainter& painter, const StageObject& condition, const Pulse& pulse);
void paintBarrier(QPainter& painter, const StageObject& barrier, const Pulse& pulse);
void paintQueue(QPainter& painter, const StageObject& queue, const Pulse& pulse);
void paintPipe(QPainter& painter, const StageObject& pipe, const Pulse& pulse);
void paintBoard(QPainter& painter, const StageObject& board, const Pulse& pulse);
void paintManager(QPainter& painter, const StageObject& manager, const Pulse& pulse);
void paintPool(QPainter& painter, const StageObject& pool, const Pulse& pulse);
void paintFile(QPainter& painter, const StageObject& file, const Pulse& pulse);

// Tags side by side, at most `most` and "+n"; returns where the next thing may stand.
double paintTags(QPainter& painter, QPointF at, const std::vector<StageTag>& tags, int most = 6);
// The same with the place of each in the line.
double paintLine(QPainter& painter, QPointF at, const std::vector<StageTag>& tags, int most = 6);

// Where the line before a lock or semaphore begins, and how many of it are shown.
struct WaitingLine {
    QPointF at;
    int most;
};
WaitingLine lineBeforeLock(const StageObject& lock);
WaitingLine lineBeforeSemaphore(const StageObject& semaphore);
inline constexpr double kTagStep = 44, kMoreWidth = 34; // from tag to tag; "+n"

// Slots of a queue's tray and of any tube: the oldest item at the right.
namespace channel {
inline constexpr double kRow = 34, kSlotWidth = 35, kSlotHeight = 28, kSlotStep = 38;
inline constexpr int kTraySlots = 2, kTubeSlots = 4;
inline constexpr double kTray = 56, kTube = 160, kTaken = 344, kTaker = 398, kPipeTube = 132;
inline constexpr double kTubeWidth = kTubeSlots * kSlotStep + 18;
QRectF traySlot(int fromTheRight);
QRectF tubeSlot(double left, int fromTheRight);
QRectF takenSlot();
} // namespace channel

namespace rail {
inline constexpr int kMostHooks = 8;
inline constexpr double kStep = 46;
inline QPointF hook(int i) {
    return {29 + i * kStep, 35};
}
} // namespace rail

namespace desk {
inline QRectF worker(int i) {
    return {202, 20 + i * 27.0, 228, 24};
}
} // namespace desk

} // namespace forkscope::gui
