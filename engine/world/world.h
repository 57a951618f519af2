// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// The World: everything that exists in a run at one moment, as a value. apply() takes it one event further; a
// copy is a World of its own. Knows no clock, no process, no file. Names and texts are views into the Log of
// the same run, which must outlive every World made from it.
//
// Start here to see what an event means: processes in apply_process.cpp, their threads in apply_thread.cpp,
// locks in apply_lock.cpp, queues in apply_queue.cpp and so on, waiting in apply_wait.cpp, the state that
// follows in process_state.cpp.
#include "engine/trace/log.h"
#include "engine/world/file.h"
#include "engine/world/lock.h"
#include "engine/world/manager.h"
#include "engine/world/pipe.h"
#include "engine/world/pool.h"
#include "engine/world/process.h"
#include "engine/world/queue.h"
#include "engine/world/shared.h"
#include "engine/world/socket.h"
#include "engine/world/sync.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace forkscope::world {

using trace::Event;
using trace::Log;

struct Effects;

class World {
  public:
    explicit World(const Log& log) : log_(&log) {}

    // One event further. Never fails: an event that makes no sense in this World is taken for what it says
    // and changes as little as possible. With `effects`, adds there what it did.
    void apply(const Event& event, Effects* effects = nullptr);

    Time time() const { return time_; }            // of the last event applied
    std::uint64_t order() const { return order_; } // its rank

    // In order of appearance, so that views are stable. Reaped processes stay.
    const std::vector<Process>& processes() const { return processes_; }
    const std::vector<Lock>& locks() const { return locks_; }
    const std::vector<Queue>& queues() const { return queues_; }
    const std::vector<File>& files() const { return files_; }
    const Things<Condition>& conditions() const { return conditions_; }
    const Things<EventObject>& events() const { return events_; }
    const Things<Barrier>& barriers() const { return barriers_; }
    const Things<PipeEnd>& pipes() const { return pipes_; } // ends, see pipe.h
    const Things<Shared>& shared() const { return shared_; }
    const Things<Manager>& managers() const { return managers_; }
    const Things<Managed>& managed() const { return managed_; }
    const Things<Pool>& pools() const { return pools_; } // executors too
    const Things<Socket>& sockets() const { return sockets_; }

    // Null when not known (yet), or when the id is another kind of object's.
    const Process* process(ProcessId id) const;
    const Process* processByPid(std::int32_t pid) const; // the latest with this pid
    const Lock* lock(ObjectId id) const;
    const Queue* queue(ObjectId id) const;
    const File* openedFile(ObjectId id) const;
    const Condition* condition(ObjectId id) const { return find(id, ObjectType::Condition, conditions_); }
    const EventObject* event(ObjectId id) const { return find(id, ObjectType::Event, events_); }
    const Barrier* barrier(ObjectId id) const { return find(id, ObjectType::Barrier, barriers_); }
    const PipeEnd* pipe(ObjectId id) const { return find(id, ObjectType::Pipe, pipes_); }
    const Shared* sharedBlock(ObjectId id) const { return find(id, ObjectType::Shared, shared_); }
    const Manager* manager(ObjectId id) const { return find(id, ObjectType::Manager, managers_); }
    const Managed* managedObject(ObjectId id) const { return find(id, ObjectType::Managed, managed_); }
    const Pool* pool(ObjectId id) const { return find(id, ObjectType::Pool, pools_); }
    const Socket* socket(ObjectId id) const { return find(id, ObjectType::Socket, sockets_); }
    // Any of those from Condition on: what all of them have.
    const Thing* thing(ObjectId id) const;
    const Log& log() const { return *log_; }

    // The learner's name of an object, or its kind and number ("Lock 2") where no variable is known.
    std::string nameOf(ObjectId id) const;
    // "P0 main", "P1 buyer": what views call a process. Number: order of appearance among shown processes.
    std::string labelOf(ProcessId id) const;

    // What was found out later about who is who is as true earlier on: the learner's variables (looked up
    // while the program runs), and who a process is that was started and has not yet spoken for itself. So a
    // process has one id and one label at all times of a History. `later` comes from the same Log.
    void learnFrom(const World& later);

  private:
    using Index = std::uint32_t;
    static constexpr Index kNone = UINT32_MAX;
    enum class ObjectType : std::uint8_t {
        None,
        Lock,
        Queue,
        File,
        Condition,
        Event,
        Barrier,
        Pipe,
        Shared,
        Manager,
        Managed,
        Pool,
        Socket
    };

    void applyOperation(const Event& e, Index who, Effects* out);
    void applyObject(const Event& e, Index who, Effects* out);

    // Which process, how it starts and ends, its state (apply_process.cpp, apply_end.cpp)
    Index indexOf(ProcessId id) const;
    Index indexOfPid(std::int32_t pid) const;
    Index subjectOf(const Event& e) const;
    Index actorOf(const Event& e, Effects* out);
    Index addProcess(ProcessId id, std::int32_t pid, Time at);
    Index addOutside(std::int32_t pid, Time at);
    void setPid(Index i, std::int32_t pid);
    void setStream(ProcessId id, Index i);
    static Thread& threadOf(Process& p, std::uint8_t number);
    void refresh(Index i, Time at, Effects* out);
    void refreshThread(Index i, std::uint8_t thread, Time at, Effects* out);
    void applyProcess(const Event& e, Index who, Effects* out);
    void start(const Event& e, Index who, Effects* out);
    void begin(const Event& e, Effects* out);
    void beginFromOutside(const Event& e, Effects* out);
    void replace(Index before, Index now, const Event& e, Effects* out);
    void showStart(Index i, const Event& e, Effects* out);
    void end(const Event& e, Effects* out);
    void leave(Index i, const Event& e, std::int32_t status, Effects* out);
    void reap(const Event& e, Effects* out);
    void reapedBy(Index i, Index reaper, const Event& e, Effects* out);
    void signal(const Event& e, Index who, Effects* out);
    void handleSignal(const Event& e, Index who, Effects* out);
    void applyCpu(const Event& e, Effects* out);
    void applyThread(const Event& e, Index who, Effects* out);

    // Waiting (apply_wait.cpp)
    static bool beginsWait(const Event& e);
    void beginWait(const Event& e, Index who, Effects* out);
    void endWait(const Event& e, Index who, Effects* out);
    void applyWait(const Event& e, Index who, Effects* out);
    void applyJoin(const Event& e, Index who, Effects* out);
    void applyGate(const Event& e, Index who, Effects* out);

    // Objects (world.cpp, names.cpp)
    static constexpr unsigned kPlaceBits = 27;
    ObjectType typeOf(ObjectId id) const {
        return id.value < objects_.size() ? ObjectType(objects_[id.value] >> kPlaceBits) : ObjectType::None;
    }
    Index placeOf(ObjectId id) const { return objects_[id.value] & kPlaceMask; }
    void setObject(ObjectId id, ObjectType type, std::size_t place);
    template <class T> const T* find(ObjectId id, ObjectType type, const Things<T>& all) const {
        return typeOf(id) == type ? &all[placeOf(id)] : nullptr;
    }
    // The object `id`, to be changed; made when `id` is not known yet, with what `e` tells of its beginning.
    // Null when it is another kind of object's. The pointer is good until the next one is asked for.
    template <class T> T* edit(ObjectId id, ObjectType type, Things<T>& all, const Event& e);
    static void created(Thing& thing, const Event& e);
    template <class Do> void eachThingsList(Do&& what);
    std::string_view nameGiven(ObjectId id) const;
    std::string numberedName(ObjectId id) const;
    void nameObject(const Event& e);

    // Locks (apply_lock.cpp)
    Lock* lockOf(const Event& e);
    void applyLock(const Event& e, Index who, Effects* out);
    void acquire(Lock& lock, const Event& e, Index who, Effects* out);
    static void acquired(Lock& lock, const Event& e, Time waitedSince, Effects* out);
    void leaveLocks(const Process& p, bool isByItself, Effects* out);

    // Queues (apply_queue.cpp)
    Queue* queueOf(const Event& e);
    void applyQueue(const Event& e, Index who, Effects* out);
    void put(Queue& queue, const Event& e, Index who, Effects* out);
    static void feed(Queue& queue, const Event& e);
    void get(Queue& queue, const Event& e, Index who, Effects* out);
    static void taskDone(Queue& queue, const Event& e);
    void leaveQueues(const Process& p, Effects* out);

    // Files (apply_file.cpp)
    File* fileOf(const Event& e);
    void applyFile(const Event& e);
    void leaveFiles(const Process& p);

    // Condition, Event, Barrier (apply_sync.cpp, apply_barrier.cpp)
    void applyCondition(const Event& e, Index who, Effects* out);
    void applyEventObject(const Event& e, Index who, Effects* out);
    void applyBarrier(const Event& e, Index who, Effects* out);
    void leaveSync(const Process& p, Effects* out);

    // Pipes, connections, sockets (apply_pipe.cpp, apply_socket.cpp)
    void applyPipe(const Event& e, Index who, Effects* out);
    void createPipe(const Event& e, Index who, Effects* out);
    void send(ObjectId to, const Event& e, Index who, Effects* out);
    void receive(PipeEnd& end, const Event& e, Index who, Effects* out);
    void inheritEnds(Index child, ProcessId parent);
    void leavePipes(const Process& p, Effects* out);
    void applySocket(const Event& e, Index who, Effects* out);
    void changeSocket(Socket* socket, const Event& e, std::string_view address);
    void joinSockets(std::string_view address);
    void arriveAt(std::string_view address);
    void leaveSockets(const Process& p);

    // Shared memory (apply_shared.cpp)
    void applyShared(const Event& e, Effects* out);

    // Managers (apply_manager.cpp)
    void applyManager(const Event& e, Index who, Effects* out);
    void callManaged(const Event& e, Index who, Effects* out);
    void leaveManagers(const Process& p, Effects* out);

    // Pools and executors (apply_pool.cpp)
    void applyPool(const Event& e, Index who, Effects* out);
    PoolWorker* workerOf(Pool& pool, std::int32_t pid, Index process);
    void idle(Index worker, ObjectId pool, const Event& e, Effects* out);
    void submit(Pool& pool, const Event& e);
    void runTask(Pool& pool, const Event& e, Index who, Effects* out);
    void leavePools(Index i, const Event& e, Effects* out);

    static constexpr std::uint32_t kPlaceMask = (1u << kPlaceBits) - 1;

    const Log* log_;
    Time time_ = 0;
    std::uint64_t order_ = 0;
    std::vector<Process> processes_;
    std::vector<Lock> locks_;
    std::vector<Queue> queues_;
    std::vector<File> files_;
    Things<Condition> conditions_;
    Things<EventObject> events_;
    Things<Barrier> barriers_;
    Things<PipeEnd> pipes_;
    Things<Shared> shared_;
    Things<Manager> managers_;
    Things<Managed> managed_;
    Things<Pool> pools_;
    Things<Socket> sockets_;
    // Stream number → place in processes_, and the same for provisional numbers, counted from 2^32 - 1 down.
    std::vector<Index> streams_, outside_;
    std::vector<std::pair<std::int32_t, Index>> pids_; // sorted by pid; the latest process with it
    std::vector<std::uint32_t> objects_;               // ObjectId → ObjectType << 27 | place in its list
    std::vector<std::pair<ObjectId, std::string_view>> names_; // given before the object was seen
};

template <class T> T* World::edit(ObjectId id, ObjectType type, Things<T>& all, const Event& e) {
    if (!id)
        return nullptr;
    const ObjectType known = typeOf(id);
    if (known != type && known != ObjectType::None)
        return nullptr;
    if (known == ObjectType::None) {
        setObject(id, type, all.size());
        T thing;
        thing.id = id;
        thing.kind = T::kUsualKind;
        thing.name = nameGiven(id);
        thing.creator = e.process;
        all.push_back(thing);
    }
    return &all.edit(placeOf(id));
}

template <class Do> void World::eachThingsList(Do&& what) {
    what(conditions_);
    what(events_);
    what(barriers_);
    what(pipes_);
    what(shared_);
    what(managers_);
    what(managed_);
    what(pools_);
    what(sockets_);
}

} // namespace forkscope::world
