// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/probe/manager.h"

#include "engine/probe/callable_name.h"
#include "engine/probe/composite.h"
#include "engine/probe/gate.h"
#include "engine/probe/identity.h"
#include "engine/probe/preview.h"
#include "engine/probe/process.h"
#include "engine/probe/site.h"
#include "engine/probe/traced_function.h"

#include <cstdio>

namespace forkscope::probe {

namespace {
constinit Name kServerProcess{"_process"};
constinit Name kServerAddress{"_address"};
constinit Name kToken{"_token"};
constinit Name kTokenAddress{"address"};
constinit Name kTokenId{"id"};
constinit Name kTokenType{"typeid"};
constinit Name kErrorName{"__name__"};

std::uint64_t idOfManager(PyObject* manager) {
    const Ref address = plainAttribute(manager, kServerAddress);
    return address ? idOfManaged(address.get(), nullptr) : 0;
}

std::uint64_t idOfToken(PyObject* token) {
    const Ref address = plainAttribute(token, kTokenAddress);
    const Ref id = plainAttribute(token, kTokenId);
    return address && id ? idOfManaged(address.get(), id.get()) : 0;
}

// The pipe through which the server tells its address is nobody's business.
PyObject* managerStarts(const Call& call) {
    PyObject* manager = call.receiver();
    if (!manager)
        return call.run();
    const CallSite site = currentCallSite();
    PyObject* result = nullptr;
    {
        const Making making(manager, Hiding::All);
        result = call.run();
    }
    const ErrorGuard guard;
    const Ref process = result ? plainAttribute(manager, kServerProcess) : Ref();
    if (!process)
        return result;
    char type[128];
    FieldBuffer fields;
    fields.add(Tag::Type, type, copyTypeName(manager, type, sizeof type));
    addMaker(fields, site.call, manager);
    emit(Kind::ManagerStart, Phase::Point, 0, idOfManager(manager), site.site, pidOfProcess(process.get()),
         &fields);
    return result;
}

// _create(typeid, …): the manager's own list(), dict(), Lock(), … all come here. Gives (Token, exposed).
PyObject* referentMade(const Call& call) {
    PyObject* result = call.run();
    if (!result || !call.receiver() || !PyTuple_Check(result) || PyTuple_Size(result) < 1)
        return result;
    const ErrorGuard guard;
    PyObject* token = PyTuple_GetItem(result, 0);
    const Ref type = plainAttribute(token, kTokenType);
    char name[128];
    FieldBuffer fields;
    fields.add(Tag::ObjectKind, name, copyText(type.get(), name, sizeof name));
    fields.add(Tag::Call, name);
    fields.add(Tag::Owner, std::int64_t(idOfManager(call.receiver())));
    emit(Kind::ManagerCreate, Phase::Point, 0, idOfToken(token), currentSite(), 0, &fields);
    return result;
}

void addCallName(FieldBuffer& fields, PyObject* method) {
    char name[128];
    fields.add(Tag::Call, name, copyText(method, name, sizeof name));
}

void addErrorType(FieldBuffer& fields, PyObject* type) {
    char name[128];
    const Ref text = plainAttribute(type, kErrorName);
    fields.add(Tag::Type, name, copyText(text.get(), name, sizeof name));
}

// _callmethod(methodname, args=(), kwds={}): every call of a proxy that goes to the server.
PyObject* proxyCalls(const Call& call) {
    PyObject* proxy = call.receiver();
    PyObject* method = call.argument(1, "methodname");
    const Ref token = proxy ? plainAttribute(proxy, kToken) : Ref();
    const std::uint64_t id = token ? idOfToken(token.get()) : 0;
    if (!id || !method)
        return call.run();
    Operation operation(Kind::ManagerCall, id, currentSite());
    if (!enter(operation))
        return nullptr;
    FieldBuffer fields;
    addCallName(fields, method);
    if (PyObject* args = call.argument(2, "args"))
        addPreview(fields, args);
    operation.begin(0, &fields);
    PyObject* result = call.run();
    PyObject *type = nullptr, *value = nullptr, *traceback = nullptr;
    PyErr_Fetch(&type, &value, &traceback);
    FieldBuffer outcome;
    addCallName(outcome, method);
    if (result)
        addPreview(outcome, result);
    else if (type)
        addErrorType(outcome, type);
    operation.end(0, &outcome, result ? 0 : trace::kFailed);
    PyErr_Restore(type, value, traceback);
    return result;
}

// _finalize_manager(process, address, …): manager.shutdown(), the end of `with`, or the end of the program.
PyObject* managerShutsDown(const Call& call) {
    if (call.count >= 2)
        if (const std::uint64_t id = idOfManaged(call.args[1], nullptr))
            emit(Kind::ManagerShutdown, Phase::Point, thisThread().operation ? trace::kInner : 0, id,
                 currentSite(), 0);
    return call.run();
}
} // namespace

std::uint64_t idOfManaged(PyObject* address, PyObject* referent) {
    char text[512] = "manager:";
    std::size_t used = 8;
    if (PyTuple_Check(address) && PyTuple_Size(address) == 2) {
        used += copyText(PyTuple_GetItem(address, 0), text + used, 256);
        const auto port = static_cast<long long>(numberOr(PyTuple_GetItem(address, 1), 0));
        used += std::size_t(std::snprintf(text + used, 32, ":%lld", port));
    } else if (PyBytes_Check(address)) {
        used += std::size_t(std::snprintf(text + used, 256, "%s", PyBytes_AsString(address)));
    } else {
        used += copyText(address, text + used, 256);
    }
    if (used <= 8)
        return 0;
    if (used > 300)
        used = 300;
    if (referent) {
        text[used++] = '#';
        copyText(referent, text + used, 128);
    }
    return idOfName(text);
}

void patchManagers(PyObject* module) {
    const ErrorGuard guard;
    if (const Ref manager = Ref::take(PyObject_GetAttrString(module, "BaseManager"))) {
        hookFunction(manager.get(), "start", managerStarts);
        hookFunction(manager.get(), "_create", referentMade);
        hookFunction(manager.get(), "_finalize_manager", managerShutsDown);
    }
    if (const Ref proxy = Ref::take(PyObject_GetAttrString(module, "BaseProxy")))
        hookFunction(proxy.get(), "_callmethod", proxyCalls);
    hookManagerServer(module);
}

} // namespace forkscope::probe
