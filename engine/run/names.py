# SPDX-License-Identifier: GPL-3.0-or-later
"""Names the objects of a Python source by the variables they are put into.

Reads the source from standard input and writes one JSON object: {"calls": [...]} or {"error": "..."}. Each call
is [line, column, end line, called, name, sizes, sure]:

  line, column  where the call expression begins (line from 1, column in UTF-8 bytes from 0, as ast has them)
  end line      its last line
  called        last part of what is called, seen through "import ... as" and plain aliases: "Lock" for mp.Lock()
  name          the target as the learner writes it: "mutex", "self.queue", "a", "forks[#]"; "" for none. Each "#"
                is an index that is known only while the program runs: objects are numbered in order of creation
  sizes         for each "#" how many there are, 0 when the source does not say
  sure          whether running its statement once makes this call exactly once

Runs outside the learner's processes, on Python 3.9 or newer, with nothing but the standard library. Nothing of
the source is executed.
"""
import ast
import io
import json
import sys
import tokenize

# What the constructors of multiprocessing call their positional arguments, where an object may be given.
PARAMETERS = {'Condition': ['lock']}
# Calls that hand their one argument's elements on under the same index.
CONTAINERS = {'list', 'tuple', 'deque'}
ADDERS = {'append', 'appendleft', 'add'}
FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)


class Text:
    """The source by lines, as ast counts them: to quote a target as the learner has written it."""

    def __init__(self, source):
        encoding = tokenize.detect_encoding(io.BytesIO(source).readline)[0]
        self.lines = source.decode(encoding).encode().splitlines()

    def of(self, node):
        lines = self.lines[node.lineno - 1:node.end_lineno]
        if len(lines) != 1 or b'#' in lines[0]:  # no line breaks or comments in a name
            return ast.unparse(node)
        return lines[0][node.col_offset:node.end_col_offset].decode()


class Place:
    """Where a value goes: the text of it, the sizes of its "#"s, and whether it is sure to go there."""

    def __init__(self, text='', sizes=(), sure=True):
        self.text, self.sizes, self.sure = text, tuple(sizes), sure

    def plus(self, suffix, *sizes):
        if not self.text:
            return Place(sure=self.sure)
        return Place(self.text + suffix, self.sizes + sizes, self.sure)

    def unsure(self):
        return Place(self.text, self.sizes, False)


class Surroundings:
    """What the names in one file stand for, as far as the file itself says."""

    def __init__(self, tree):
        self.aliases = {}    # name -> last part of what it stands for
        self.functions = {}  # function defined exactly once -> names of its parameters
        self.constants = {}  # variable assigned once, at the top -> the number
        stores = []
        for node in ast.walk(tree):
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                self.aliases.update((n.asname, n.name.rpartition('.')[2]) for n in node.names if n.asname)
            elif isinstance(node, FUNCTIONS):
                parameters = [a.arg for a in node.args.posonlyargs + node.args.args]
                self.functions[node.name] = [] if node.name in self.functions else parameters
            elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                stores.append(node.id)
            elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                if isinstance(node.value, ast.Attribute) and node.value.attr[:1].isupper():
                    self.aliases[node.targets[0].id] = node.value.attr
        for node in tree.body:
            if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
                if isinstance(node.value, ast.Constant) and stores.count(node.targets[0].id) == 1:
                    self.constants[node.targets[0].id] = node.value.value

    def number(self, node):
        """The positive whole number that `node` stands for, else 0."""
        value = self.constants.get(node.id) if isinstance(node, ast.Name) else getattr(node, 'value', None)
        return value if type(value) is int and value > 0 else 0

    def length(self, node):
        """How many items a loop over `node` yields, 0 when the source does not say."""
        if isinstance(node, (ast.List, ast.Tuple)) and not any(isinstance(e, ast.Starred) for e in node.elts):
            return len(node.elts)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return len(node.value)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and len(node.args) == 1:
            if node.func.id == 'range':
                return self.number(node.args[0])
            if node.func.id == 'enumerate':
                return self.length(node.args[0])
        return 0


def counting_variable(target, iterable):
    """The loop variable that counts 0, 1, 2, ..., or None."""
    if not (isinstance(iterable, ast.Call) and isinstance(iterable.func, ast.Name) and len(iterable.args) == 1):
        return None
    if iterable.func.id == 'range' and isinstance(target, ast.Name):
        return target.id
    if iterable.func.id == 'enumerate' and isinstance(target, ast.Tuple) and isinstance(target.elts[0], ast.Name):
        return target.elts[0].id
    return None


class Resolver:
    """Walks the tree and takes along the place that the value of each expression goes to."""

    def __init__(self, source):
        tree = ast.parse(source)
        self.calls = []
        self.text = Text(source)
        self.about = Surroundings(tree)
        self.counters = {}  # loop variable in force that counts from 0 -> number of rounds, 0 unknown
        self.scopes = []    # enclosing classes and functions, outermost first
        self.visit(tree)

    def visit(self, node, place=None):
        method = getattr(self, 'visit_' + type(node).__name__, None)
        if method:
            method(node, place or Place())
        else:
            for child in ast.iter_child_nodes(node):
                self.visit(child)

    def visit_all(self, nodes):
        for node in nodes:
            self.visit(node)

    # -- places

    def place(self, node):
        """The target `node`, with the index "#" where a counting loop variable stands."""
        if isinstance(node, ast.Starred):
            return self.place(node.value)
        if isinstance(node, ast.Subscript):
            return self.item(self.place(node.value), node.slice)
        if isinstance(node, ast.Name) and self.scopes and isinstance(self.scopes[-1], ast.ClassDef):
            return Place('%s.%s' % (self.scopes[-1].name, node.id))
        return Place(self.text.of(node))

    def item(self, place, key):
        if isinstance(key, ast.Name) and key.id in self.counters:
            return place.plus('[#]', self.counters[key.id])
        return place.plus('[%s]' % self.text.of(key))

    def assign(self, target, value):
        if not isinstance(target, (ast.Tuple, ast.List)):
            self.visit(value, self.place(target))
            return
        paired = None
        if isinstance(value, (ast.Tuple, ast.List)) and not any(isinstance(v, ast.Starred) for v in value.elts):
            paired = self.pair(target.elts, value.elts)
        if paired is not None:
            for part, element in paired:
                if isinstance(part, Place):
                    self.visit(element, part)
                else:
                    self.assign(part, element)
        elif isinstance(value, ast.Call):  # r, w = Pipe()
            self.visit(value, Place(', '.join(self.place(t).text for t in target.elts)))
        else:
            self.visit(value)

    def pair(self, targets, values):
        """Unpacking: which target gets which value; a starred one takes what is left over."""
        stars = [i for i, t in enumerate(targets) if isinstance(t, ast.Starred)]
        if not stars:
            return list(zip(targets, values)) if len(targets) == len(values) else None
        extra = len(values) - len(targets) + 1
        if extra < 0:
            return None
        rest = self.place(targets[stars[0]])
        middle = [rest.plus('[%d]' % i) for i in range(extra)]
        return list(zip(targets[:stars[0]] + middle + targets[stars[0] + 1:], values))

    # -- statements

    def visit_Assign(self, node, _):
        self.assign(node.targets[0], node.value)
        self.visit_all(node.targets)  # a subscript can hold calls of its own

    def visit_AnnAssign(self, node, _):
        if node.value is not None:
            self.assign(node.target, node.value)

    def visit_AugAssign(self, node, _):
        if isinstance(node.value, (ast.List, ast.Tuple)):  # locks += [Lock()]
            for element in node.value.elts:
                self.visit(element, self.place(node.target).plus('[#]', 0))
        else:
            self.visit(node.value, self.place(node.target))

    def visit_With(self, node, _):
        for item in node.items:
            if item.optional_vars is None:
                self.visit(item.context_expr)
            else:
                self.assign(item.optional_vars, item.context_expr)
        self.visit_all(node.body)

    visit_AsyncWith = visit_With

    def visit_For(self, node, _):
        self.visit(node.iter)
        with_counters = self.counters
        self.counters = self.counters_of([(node.target, node.iter)])
        self.visit_all(node.body)
        self.counters = with_counters
        self.visit_all(node.orelse)

    visit_AsyncFor = visit_For

    def counters_of(self, loops):
        counters = dict(self.counters)
        for target, iterable in loops:
            for inner in ast.walk(target):
                if isinstance(inner, ast.Name):
                    counters.pop(inner.id, None)
            variable = counting_variable(target, iterable)
            if variable:
                counters[variable] = self.about.length(iterable)
        return counters

    def visit_FunctionDef(self, node, _):
        arguments = node.args
        positional = arguments.posonlyargs + arguments.args
        defaults = list(zip(positional[len(positional) - len(arguments.defaults):], arguments.defaults))
        for argument, default in defaults + list(zip(arguments.kwonlyargs, arguments.kw_defaults)):
            if default is not None:
                self.visit(default, Place(argument.arg))
        self.visit_ClassDef(node, _)

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_ClassDef(self, node, _):
        self.visit_all(node.decorator_list)
        counters, self.counters = self.counters, {}
        self.scopes.append(node)
        self.visit_all(node.body)
        self.scopes.pop()
        self.counters = counters

    def visit_Return(self, node, _):
        if node.value is not None:
            self.visit(node.value, Place(self.scopes[-1].name + '()') if self.scopes else None)

    visit_Yield = visit_Return

    # -- expressions

    def visit_NamedExpr(self, node, _):
        self.visit(node.value, self.place(node.target))

    def visit_Await(self, node, place):
        self.visit(node.value, place)

    visit_Starred = visit_Await

    def visit_IfExp(self, node, place):
        self.visit(node.test)
        self.visit(node.body, place.unsure())
        self.visit(node.orelse, place.unsure())

    def visit_BoolOp(self, node, place):
        for value in node.values:
            self.visit(value, place.unsure())

    def visit_BinOp(self, node, place):  # [Lock()] * 3, [Lock()] + others
        self.visit(node.left, place if isinstance(node.left, (ast.List, ast.Tuple)) else None)
        self.visit(node.right)

    def visit_Lambda(self, node, _):
        self.visit(node.body, Place(sure=False))

    def visit_List(self, node, place):
        for i, element in enumerate(node.elts):
            if isinstance(element, ast.Starred):  # from here on the index is not known
                self.visit_all(node.elts[i:])
                return
            self.visit(element, place.plus('[%d]' % i))

    visit_Tuple = visit_List

    def visit_Set(self, node, place):
        for element in node.elts:
            self.visit(element, place.plus('[#]', 0))

    def visit_Dict(self, node, place):
        for key, value in zip(node.keys, node.values):
            if key is not None:
                self.visit(key)
            self.visit(value, self.item(place, key) if key is not None else None)

    def visit_ListComp(self, node, place):
        plain = len(node.generators) == 1 and not node.generators[0].ifs
        size = self.about.length(node.generators[0].iter) if plain else 0
        self.comprehension(node, [node.elt], lambda: place.plus('[#]', size))

    visit_GeneratorExp = visit_SetComp = visit_ListComp

    def visit_DictComp(self, node, place):
        self.comprehension(node, [node.value, node.key], lambda: self.item(place, node.key))

    def comprehension(self, node, parts, place):
        for generator in node.generators:
            self.visit(generator.iter)
            self.visit_all(generator.ifs)
        before = self.counters
        self.counters = self.counters_of([(g.target, g.iter) for g in node.generators])
        self.visit(parts[0], place().unsure())
        self.visit_all(parts[1:])
        self.counters = before

    # -- calls

    def visit_Call(self, node, place):
        called = self.called(node.func)
        self.calls.append([node.lineno, node.col_offset, node.end_lineno, called, place.text, list(place.sizes),
                           place.sure])
        self.visit(node.func)
        if not node.keywords and isinstance(node.func, ast.Attribute) and self.into_container(node, called):
            return
        if isinstance(node.func, ast.Name) and self.by_builtin(node, called, place):
            return
        for i, argument in enumerate(node.args):
            self.visit(argument, self.argument(node, called, place, i))
        for keyword in node.keywords:
            self.visit(keyword.value, self.keyword(called, place, keyword.arg))

    def called(self, func):
        if isinstance(func, ast.Attribute):
            return func.attr
        return self.about.aliases.get(func.id, func.id) if isinstance(func, ast.Name) else ''

    def into_container(self, node, called):
        """A method that puts its argument into the container it is called on. False when it is none."""
        base = self.place(node.func.value)
        if called in ADDERS and len(node.args) == 1:
            self.visit(node.args[0], base.plus('[#]', 0))
        elif called == 'extend' and len(node.args) == 1:
            if isinstance(node.args[0], (ast.List, ast.Tuple)):
                for element in node.args[0].elts:
                    self.visit(element, base.plus('[#]', 0))
            else:
                self.visit(node.args[0], base)
        elif called == 'setdefault' and len(node.args) == 2:
            self.visit(node.args[0])
            self.visit(node.args[1], self.item(base, node.args[0]))
        else:
            return False
        return True

    def by_builtin(self, node, called, place):
        if called in CONTAINERS and len(node.args) == 1:
            self.visit(node.args[0], place)
        elif called == 'dict' and not node.args:
            for keyword in node.keywords:
                self.visit(keyword.value, place.plus('[%r]' % keyword.arg) if keyword.arg else None)
        elif called == 'setattr' and len(node.args) == 3 and isinstance(node.args[1], ast.Constant):
            self.visit(node.args[2], self.place(node.args[0]).plus('.%s' % node.args[1].value))
        else:
            return False
        return True

    def argument(self, node, called, place, index):
        parameters = PARAMETERS.get(called, [])
        if place.text and index < len(parameters):
            return place.plus('.' + parameters[index])
        own = self.about.functions.get(called, []) if isinstance(node.func, ast.Name) else []
        return Place('%s(%s)' % (called, own[index] if index < len(own) else 'arg') if called else '',
                     sure=place.sure)

    def keyword(self, called, place, name):
        if not name or not called:
            return None
        if called.endswith('Process') or called in PARAMETERS:
            return place.plus('.' + name) if place.text else Place('%s.%s' % (called, name), sure=place.sure)
        return Place('%s(%s)' % (called, name), sure=place.sure)


def resolve(source):
    """The calls in `source` (bytes), in the order of the file."""
    return sorted(Resolver(source).calls)


def main():
    sys.setrecursionlimit(5000)
    try:
        answer = {'calls': resolve(sys.stdin.buffer.read())}
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        answer = {'error': '%s: %s' % (type(error).__name__, error)}
    print(json.dumps(answer))


if __name__ == '__main__':
    main()
