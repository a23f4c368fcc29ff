"""Networks of known shapes in the DIMACS format, the same on every machine: networks.py SHAPE SIZE
or networks.py odd NUMBER for a small network of any kind (lower bounds, negative costs, parallel
arcs, loops, infeasible, unbounded)."""
import random
import sys


class Network:
    def __init__(self, nodes):
        self.supply, self.arcs = [0] * nodes, []

    def send(self, a, b, n):
        self.supply[a] += n
        self.supply[b] -= n

    def arc(self, a, b, capacity, cost, low=0):
        self.arcs.append((a + 1, b + 1, low, capacity, cost))

    def write(self):
        out = [f"p min {len(self.supply)} {len(self.arcs)}"]
        out += [f"n {i + 1} {s}" for i, s in enumerate(self.supply) if s]
        out += ["a %d %d %d %d %d" % a for a in self.arcs]
        print("\n".join(out))


def below(n):
    return int(random.random() * n)


def netgen(n):
    """Random, sources and sinks among many, one arc in ten dear."""
    net = Network(n)
    for _ in range(n // 10):
        net.send(below(n // 4), n - 1 - below(n // 4), 100)
    order = list(range(n))
    for a, b in zip(order, order[1:] + order[:1]):
        net.arc(a, b, n * 100, 10000)
    for _ in range(7 * n):
        net.arc(below(n), below(n), 1 + below(1000), 1 + below(10000))
    return net


def grid(n):
    """Square, arcs to the four neighbours, one corner to the other."""
    side = int(n**0.5)
    net = Network(side * side)
    net.send(0, side * side - 1, 2 * side)
    for y in range(side):
        for x in range(side):
            for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)):
                if 0 <= x + dx < side and 0 <= y + dy < side:
                    net.arc(y * side + x, (y + dy) * side + x + dx, 2 * side, 1 + below(1000))
    return net


def goto(n):
    """Grid on a torus, as Goldberg's: a Hamiltonian path, short arcs dear, long arcs cheap, tight."""
    net = Network(n)
    net.send(0, n - 1, 100)
    for i in range(n - 1):
        net.arc(i, i + 1, 100, 8192)
        for reach in (2, 3, 5, 17, 61, 120, 240):
            if i + reach < n:
                net.arc(i, i + reach, 1 + below(20), 100 + below(4096) * reach // (1 + below(reach)))
    return net


def assignment(n):
    half = n // 2
    net = Network(2 * half)
    for i in range(half):
        net.send(i, half + i, 1)
        net.arc(i, half + i, 1, 20000)
        for _ in range(15):
            net.arc(i, half + below(half), 1, 1 + below(10000))
    return net


def transport(n):
    half = n // 2
    net = Network(2 * half)
    for i in range(half):
        net.send(i, half + below(half), 1 + below(50))
    for i in range(half):
        for j in range(12):
            net.arc(i, half + below(half), 100000, 1 + below(5000))
        net.arc(i, half + i, 100000, 50000)
    for i in range(half - 1):  # always feasible
        net.arc(half + i, half + i + 1, 1000000, 30000)
        net.arc(half + i + 1, half + i, 1000000, 30000)
    return net


def path(n):
    """A long path with short ways round."""
    net = Network(n)
    net.send(0, n - 1, 50)
    for i in range(n - 1):
        net.arc(i, i + 1, 100, 1 + below(100))
        if i + 7 < n:
            net.arc(i, i + 1 + below(7), 1 + below(10), 1 + below(300))
    return net


def odd(number):
    random.seed(number)
    n = 1 + below(7)
    net = Network(n)
    big = 2**53 if number % 7 == 0 else 20
    for _ in range(below(4)):
        net.send(below(n), below(n), below(big // 4 + 1))
    if number % 29 == 0:
        net.supply[0] += 1  # does not balance
    for _ in range(below(18)):
        low = below(4) if number % 3 == 0 else 0
        endless = number % 5 == 0 and below(4) == 0
        cost = below(big) - (big // 2 if number % 2 else 0)
        net.arc(below(n), below(n), -1 if endless else low + below(big // 2), cost, low)
    return net


def main():
    shape, size = sys.argv[1], int(sys.argv[2])
    random.seed(size)
    globals()[shape](size).write()


if __name__ == "__main__":
    main()
